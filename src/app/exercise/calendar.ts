import { dayOf } from '#kernel/dates.ts';

/** The present day of the scenario: everything in it happened before. */
const PRESENT_DAY = '2026-11-24';
const DAY_MS = 86_400_000;

/** The scenario's days, shifted so that the scenario's present day is the day the exercise is created. */
export type Calendar = {
  /** The day the exercise is created. */
  today: string;
  /** A day of the scenario as a day of this exercise. */
  day: (scenario: string) => string;
  /** A moment on a day of the scenario; the hour in UTC may have minutes as a fraction. */
  at: (scenario: string, hour?: number) => Date;
  /** The day this many days before today. */
  ago: (days: number) => string;
  /** The year a day of the scenario falls in, for titles. */
  year: (scenario: string) => string;
};

/** The calendar of an exercise created on a day. On 24 November 2026 it is the scenario's own. */
export function calendarFrom(today: string): Calendar {
  const moved = Date.parse(today) - Date.parse(PRESENT_DAY);
  const day = (scenario: string) => dayOf(new Date(Date.parse(scenario) + moved));
  return {
    today,
    day,
    at: (scenario, hour = 9) => new Date(Date.parse(scenario) + moved + hour * 3_600_000),
    ago: (days) => dayOf(new Date(Date.parse(today) - days * DAY_MS)),
    year: (scenario) => day(scenario).slice(0, 4),
  };
}
