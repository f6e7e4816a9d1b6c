import type { Edition } from '../catalogue.ts';

/** How many days before a due date reminders are sent, the first reminder first: parameters of the edition. */
export function reminderDays(edition: Edition): number[] {
  return ['reminder-first', 'reminder-second', 'reminder-last'].map((id) => Number(edition.parameter(id).value));
}
