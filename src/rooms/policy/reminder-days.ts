import type { Edition } from './catalogue.ts';

/** How many days before a due date somebody is reminded, the first reminder first: parameters of the edition. */
export function reminderDays(edition: Edition): number[] {
  return ['reminder-first', 'reminder-second', 'reminder-last'].map((id) => Number(edition.parameter(id).value));
}
