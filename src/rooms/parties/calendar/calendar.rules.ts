import { DIGEST_HOUR } from '#platform/mail/mail.rules.ts';

/** A calendar day, `2026-11-25`, without a time zone. */
type Day = string;

/** The working calendar of a party. `weekend`: days of rest, Monday 1 to Sunday 7. */
export type WorkCalendar = { readonly zone: string; readonly weekend: readonly number[]; readonly holidays: ReadonlySet<Day> };

/** The default calendar of a party: Saturday and Sunday off, no known holidays, days in UTC. */
export const USUAL_CALENDAR: WorkCalendar = { zone: 'UTC', weekend: [6, 7], holidays: new Set() };

const DAY_MS = 86_400_000;
// More than any list of holidays can fill, so that a wrong calendar causes an error and not an endless loop.
const MAX_DAYS = 2_000;

/** Whether a party works on a day. */
export function isWorkingDay({ weekend, holidays }: WorkCalendar, day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return !weekend.includes(weekday) && !holidays.has(day);
}

/** The day itself where the party works on it, else its next working day. */
export function nextWorkingDay(calendar: WorkCalendar, day: Day): Day {
  let next = day;
  for (let passed = 0; !isWorkingDay(calendar, next); passed++) {
    if (passed > MAX_DAYS) throw new Error('This calendar has no working day.');
    next = dayAfter(next);
  }
  return next;
}

/** The day that is `days` working days after a day, which itself does not count. With 0: the day, or the next working day. */
export function addWorkingDays(calendar: WorkCalendar, from: Day, days: number): Day {
  let day = days === 0 ? nextWorkingDay(calendar, from) : from;
  for (let left = days; left > 0; left--) day = nextWorkingDay(calendar, dayAfter(day));
  return day;
}

/** A span of the edition, such as ten working days for an answer. */
export type Span = { readonly id: string; readonly value: number | string; readonly unit: string };

/** Where each span of working days would end for a party if it began at a given moment: counted by its own calendar, from the day in its time zone. */
export function workingSpans(calendar: WorkCalendar, spans: readonly Span[], now: Date): { id: string; days: number; ends: Day }[] {
  const from = dayIn(calendar.zone, now);
  return spans
    .filter(({ unit }) => unit === 'working-days')
    .map(({ id, value }) => ({ id, days: Number(value), ends: addWorkingDays(calendar, from, Number(value)) }));
}

/** The day in a time zone at a given moment. */
export function dayIn(zone: string, moment: Date): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);
}

/** Whether a due date has passed for a party: the day has ended in its time zone. A due date on a day of rest moves to the next working day. */
export function isOver(calendar: WorkCalendar, due: Day, now: Date): boolean {
  return dayIn(calendar.zone, now) > nextWorkingDay(calendar, due);
}

/** The first day (UTC) whose digests can say that a due date has passed for a party. West of UTC-5 its day has not ended when those of the next day are sent. */
export function overOn(calendar: WorkCalendar, due: Day): Day {
  const next = dayAfter(nextWorkingDay(calendar, due));
  const digests = new Date(Date.parse(`${next}T00:00:00Z`) + DIGEST_HOUR * 3_600_000);
  return isOver(calendar, due, digests) ? next : dayAfter(next);
}

function dayAfter(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
