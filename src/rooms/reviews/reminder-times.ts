import type { Edition } from '#rooms/policy/index.ts';
import type { ReminderTimes } from './due.rules.ts';

/** When an edition recalls what is due. */
export function timesOf(edition: Edition): ReminderTimes {
  const days = (id: string) => Number(edition.parameter(id).value);
  return { before: ['reminder-first', 'reminder-second', 'reminder-last'].map(days), higherAfter: days('overdue-escalation') };
}
