import { type Edition, reminderDays } from '#rooms/policy/index.ts';
import type { ReminderTimes } from './due.rules.ts';

/** The reminder times of an edition. */
export function timesOf(edition: Edition): ReminderTimes {
  return { before: reminderDays(edition), higherAfter: Number(edition.parameter('overdue-escalation').value) };
}
