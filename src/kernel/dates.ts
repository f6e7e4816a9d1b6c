/** A day, a month or a year as the source gave it: `2014-01-27`, `2017-02` or `1957`. Never more exact than the source. */
export type PartialDate = string;

const PARTIAL = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;

/** Whether a text is a partial date that exists in the calendar (so 2023-02-30 is not). */
export function isPartialDate(text: string): boolean {
  if (!PARTIAL.test(text)) return false;
  if (text.length < 10) return true;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/** The last day a partial date can mean: a month ends with its last day, a year with 31 December. */
export function lastDayOf(date: PartialDate): string {
  if (date.length === 10) return date;
  const [year, month = '12'] = date.split('-');
  return `${year}-${month}-${daysIn(Number(year), Number(month))}`;
}

/** The last instant of the last day that a partial date can mean, in UTC. */
export function endOf(date: PartialDate): Date {
  return new Date(`${lastDayOf(date)}T23:59:59.999Z`);
}

/** The day `months` calendar months after a day; 31 January plus one month is the last day of February. */
export function addMonths(from: Date, months: number): Date {
  const result = new Date(from);
  const day = result.getUTCDate();
  result.setUTCDate(1);
  result.setUTCMonth(result.getUTCMonth() + months);
  const last = new Date(Date.UTC(result.getUTCFullYear(), result.getUTCMonth() + 1, 0)).getUTCDate();
  result.setUTCDate(Math.min(day, last));
  return result;
}

/** The day `months` calendar months after a day, as `addMonths` counts them. */
export function plusMonths(day: string, months: number): string {
  const total = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(total / 12), (total % 12) + 1];
  const date = Math.min(Number(day.slice(8)), daysIn(year, month));
  return `${year}-${month < 10 ? '0' : ''}${month}-${date < 10 ? '0' : ''}${date}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date of an instant in UTC, as `YYYY-MM-DD`. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

// A day begins first in UTC+14, as in `training.is_open`.
const EARLIEST_ZONE_MS = 14 * 3_600_000;

/** The latest date on earth at an instant. A day that a person enters by the clock of their place is in the future only after it. */
export function latestDayOf(instant: Date): string {
  return dayOf(new Date(instant.getTime() + EARLIEST_ZONE_MS));
}

/** Whether a day has not yet begun anywhere on earth. A person enters the day of their place, which the server does not know. */
export function isDayToCome(day: string, now: Date): boolean {
  return day > latestDayOf(now);
}

/** Whether a dated period (inclusive, open ends allowed) covers a day. */
export function coversDay(period: { from: string | null; to: string | null }, day: string): boolean {
  return (period.from === null || period.from <= day) && (period.to === null || day <= period.to);
}

/** A day some days later. */
export function plusDays(day: string, days: number): string {
  return dayOf(new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000));
}
