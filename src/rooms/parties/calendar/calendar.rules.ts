/** A day of the calendar, `2026-11-25`, without a zone. */
type Day = string;

/** When a party works. `weekend`: days of rest, Monday 1 to Sunday 7. */
export type WorkCalendar = { readonly zone: string; readonly weekend: readonly number[]; readonly holidays: ReadonlySet<Day> };

/** What holds where nobody has said anything: Saturday and Sunday, no holidays known, days of UTC. */
export const USUAL_CALENDAR: WorkCalendar = { zone: 'UTC', weekend: [6, 7], holidays: new Set() };

const DAY_MS = 86_400_000;
// More than any row of holidays can fill, so that a wrong calendar ends in an error and not in a loop.
const MOST_DAYS = 2_000;

/** Whether a party works on a day. */
export function isWorkingDay({ weekend, holidays }: WorkCalendar, day: Day): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  return !weekend.includes(weekday) && !holidays.has(day);
}

/** The day itself where the party works on it, else the next on which it does. */
export function nextWorkingDay(calendar: WorkCalendar, day: Day): Day {
  let next = day;
  for (let passed = 0; !isWorkingDay(calendar, next); passed++) {
    if (passed > MOST_DAYS) throw new Error('This calendar has no working day.');
    next = dayAfter(next);
  }
  return next;
}

/** The day so many working days after a day, which itself does not count. None: the day, or the next working one. */
export function addWorkingDays(calendar: WorkCalendar, from: Day, days: number): Day {
  let day = days === 0 ? nextWorkingDay(calendar, from) : from;
  for (let left = days; left > 0; left--) day = nextWorkingDay(calendar, dayAfter(day));
  return day;
}

/** A span of the edition, such as ten working days for an answer. */
export type Span = { readonly id: string; readonly value: number | string; readonly unit: string };

/** Where each span of working days would end for a party if it began at a moment: counted by its own days of rest and holidays, from the day it is there. */
export function workingSpans(calendar: WorkCalendar, spans: readonly Span[], now: Date): { id: string; days: number; ends: Day }[] {
  const from = dayIn(calendar.zone, now);
  return spans
    .filter(({ unit }) => unit === 'working-days')
    .map(({ id, value }) => ({ id, days: Number(value), ends: addWorkingDays(calendar, from, Number(value)) }));
}

/** The day it is in a zone at a moment. */
export function dayIn(zone: string, moment: Date): Day {
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(moment);
}

/** Whether a due day is over for a party: the day, or the next working one where it falls on a day of rest, has ended where the party is. */
export function isOver(calendar: WorkCalendar, due: Day, now: Date): boolean {
  return dayIn(calendar.zone, now) > nextWorkingDay(calendar, due);
}

function dayAfter(day: Day): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
