import { dayOf, plusDays } from '#kernel/dates.ts';
import type { Clocks } from './clock-parameters.ts';
import { onDutyAt, type Roster } from './roster.rules.ts';

/** A page may be so old when it is read. */
const CACHED_MINUTES = 15;

/**
 * Whether no reader has unlocked the reports of a channel for `unattendedHours`. Only days are known, so the whole of the last day counts as attended: what the page
 * says is then true at every hour. `lastDay`: the newest day on which one did, or the day on which the channel opened. Pure.
 */
export function isUnattended(lastDay: string, now: Date, { unattendedHours }: Pick<Clocks, 'unattendedHours'>): boolean {
  return dayOf(now) > plusDays(lastDay, Math.ceil(unattendedHours / 24));
}

/**
 * Whether the public page may promise that a person looks within `dangerMinutes`: a reader is on duty now, and still is when those minutes are over for a
 * person who reads a page from the cache. Pure.
 */
export function mayPromise(
  roster: Roster | null,
  readers: readonly number[],
  now: Date,
  { dangerMinutes }: Pick<Clocks, 'dangerMinutes'>,
): boolean {
  if (roster === null) return false;
  return [0, CACHED_MINUTES, CACHED_MINUTES + dangerMinutes].every(
    (minutes) => onDutyAt(roster, new Date(now.getTime() + minutes * 60_000), readers).duty !== null,
  );
}
