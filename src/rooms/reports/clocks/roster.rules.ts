import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { isOpenAt, localTime } from '../help/help.rules.ts';
import type { OnDuty } from '../manifest/readers.rules.ts';

/** A shift of a duty roster: one reader, on days from Monday 1 to Sunday 7, at local times. `ends` before `starts` is on the next day. Null: the whole day. */
export type Shift = {
  readonly reader: number;
  readonly days: readonly number[];
  readonly starts: string | null;
  readonly ends: string | null;
};

/** A duty roster in its time zone (IANA). */
export type Roster = { readonly zone: string; readonly shifts: readonly Shift[] };

/** Part of a week, in local time. `to` is the first minute after it, `24:00` at the end of the day. */
export type PartOfWeek = { readonly day: number; readonly from: string; readonly to: string };

const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const timeOf = (minutes: number) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const isRunning = ({ days, starts, ends }: Shift, zone: string, at: Date) =>
  isOpenAt({ days, opens: starts, closes: ends }, zone, at) === true;

/**
 * Who is on duty at a moment, and who is next: another reader whose shift runs at the same time, else the one whose shift begins next. Only readers among
 * `eligible` count, such as those who hold a wrap of a report: who was left out of a report is not on duty for it. Null where there is none. A local time that a
 * change of the clocks skips does not occur; one that it repeats is on duty twice.
 */
export function onDutyAt({ zone, shifts }: Roster, at: Date, eligible: readonly number[]): OnDuty {
  const known = shifts.filter(({ reader }) => eligible.includes(reader));
  const running = [...new Set(known.filter((shift) => isRunning(shift, zone, at)).map(({ reader }) => reader))];
  const duty = running[0] ?? null;
  const { weekday, time } = localTime(zone, at);
  const now = (weekday - 1) * DAY_MINUTES + minutesOf(time);
  const [follows] = known
    .filter(({ reader }) => reader !== duty)
    .map(({ reader, days, starts }) => ({ reader, wait: Math.min(...days.map((day) => minutesUntil(now, day, starts))) }))
    .sort((one, other) => one.wait - other.wait);
  return { duty, next: running[1] ?? follows?.reader ?? null };
}

/** Minutes of local time until a shift begins. A shift that begins in this minute is running, so it begins again in a week. */
function minutesUntil(now: number, day: number, starts: string | null): number {
  const begin = (day - 1) * DAY_MINUTES + (starts === null ? 0 : minutesOf(starts));
  return begin > now ? begin - now : begin - now + WEEK_MINUTES;
}

/** The parts of a week in which nobody of the eligible readers is on duty, day by day from Monday. */
export function emptyHours(shifts: readonly Shift[], eligible: readonly number[]): PartOfWeek[] {
  const covered = new Uint8Array(WEEK_MINUTES);
  for (const { reader, days, starts, ends } of shifts) {
    if (!eligible.includes(reader)) continue;
    const from = starts === null ? 0 : minutesOf(starts);
    const length = starts === null || ends === null ? DAY_MINUTES : (minutesOf(ends) - from + DAY_MINUTES) % DAY_MINUTES;
    for (const day of days)
      for (let minute = 0; minute < length; minute += 1) covered[((day - 1) * DAY_MINUTES + from + minute) % WEEK_MINUTES] = 1;
  }
  const empty: PartOfWeek[] = [];
  for (let day = 0; day < 7; day += 1) {
    const minutes = covered.subarray(day * DAY_MINUTES, (day + 1) * DAY_MINUTES);
    for (let from = minutes.indexOf(0); from !== -1; ) {
      const end = minutes.indexOf(1, from);
      empty.push({ day: day + 1, from: timeOf(from), to: timeOf(end === -1 ? DAY_MINUTES : end) });
      from = end === -1 ? -1 : minutes.indexOf(0, end);
    }
  }
  return empty;
}

/** Checks the shifts of a new roster: each names a reader of the channel who was not removed, and begins and ends at different times. */
export function decideShifts(shifts: readonly Shift[], readers: readonly number[]): Decision<true> {
  const stranger = shifts.find(({ reader }) => !readers.includes(reader));
  if (stranger !== undefined) return refuse('reports/not-a-reader', { number: stranger.reader });
  const fits = ({ starts, ends }: Shift) => (starts === null) === (ends === null) && (starts === null || starts !== ends);
  return shifts.every(fits) ? accept(true) : refuse('reports/hours-unfit');
}
