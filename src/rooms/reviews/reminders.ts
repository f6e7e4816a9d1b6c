import type { Day } from '#kernel/day.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Services } from '#platform/platform.ts';
import type { Edition } from '#rooms/policy/index.ts';
import { type Reminder, type ReminderTimes, remindersDue } from './due.rules.ts';
import { dueItems } from './due.store.ts';

/** When an edition recalls what is due. */
export function timesOf(edition: Edition): ReminderTimes {
  const days = (id: string) => Number(edition.parameter(id).value);
  return { before: ['reminder-first', 'reminder-second', 'reminder-last'].map(days), higherAfter: days('overdue-escalation') };
}

/**
 * What reviews recall to whom on the days after `since` up to `today`, for whoever sends digests: each line names its round, party, what it is and the
 * roles it goes to. Reads what the subject of `db` may see.
 */
export async function remindersSince(db: Database, catalogue: Services['catalogue'], since: Day, today: Day): Promise<Reminder[]> {
  const editions = Map.groupBy(await dueItems(db), (item) => item.editionId);
  return [...editions].flatMap(([id, items]) => remindersDue(items, since, today, timesOf(catalogue.edition(id))));
}
