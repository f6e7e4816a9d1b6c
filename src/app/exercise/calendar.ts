import { dayOf } from '#kernel/dates.ts';

/** The present day of the story: everything in it happened before. */
const TOLD_ON = '2026-11-24';
const DAY_MS = 86_400_000;

/** The story's days, shifted so that the story's present day is the day the exercise is created. */
export type Calendar = {
  /** The day the exercise is created. */
  today: string;
  /** A day of the story as a day of this exercise. */
  day: (story: string) => string;
  /** A moment on a day of the story; the hour in UTC may have minutes as a fraction. */
  at: (story: string, hour?: number) => Date;
  /** The day this many days before today. */
  ago: (days: number) => string;
  /** The year a day of the story falls in, for titles. */
  year: (story: string) => string;
};

/** The calendar of an exercise created on a day. On 24 November 2026 it is the story's own. */
export function calendarFrom(today: string): Calendar {
  const moved = Date.parse(today) - Date.parse(TOLD_ON);
  const day = (story: string) => dayOf(new Date(Date.parse(story) + moved));
  return {
    today,
    day,
    at: (story, hour = 9) => new Date(Date.parse(story) + moved + hour * 3_600_000),
    ago: (days) => dayOf(new Date(Date.parse(today) - days * DAY_MS)),
    year: (story) => day(story).slice(0, 4),
  };
}
