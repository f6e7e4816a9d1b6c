import { type Edition, reminderDays } from '#rooms/policy/index.ts';
import type { ReminderTimes } from './due.rules.ts';

/** The reminder times of an edition. */
export function timesOf(edition: Edition, now: Date | string): ReminderTimes {
  return { before: reminderDays(edition, now), higherAfter: Number(edition.parameter('overdue-escalation', now).value) };
}
