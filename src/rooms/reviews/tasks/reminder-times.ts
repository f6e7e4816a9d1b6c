import { type Edition, reminderDays } from '#rooms/policy/index.ts';
import type { ReminderTimes } from './due.rules.ts';

/** When an edition recalls what is due. */
export function timesOf(edition: Edition): ReminderTimes {
  return { before: reminderDays(edition), higherAfter: Number(edition.parameter('overdue-escalation').value) };
}
