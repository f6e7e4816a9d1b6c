import { dayOf } from '#kernel/dates.ts';
import type { Day } from '#kernel/day.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import type { Services } from '#platform/platform.ts';
import { type DueItem, type Reminder, remindersDue } from './due.rules.ts';
import { dueItems } from './due.store.ts';
import { listReviewTasks } from './list-tasks.query.ts';
import { timesOf } from './reminder-times.ts';

/**
 * The reminders of reviews for the days after `since` up to `today`, for the sender of digests. Each line names its round, party, subject and recipient roles.
 * Reads what the subject of `db` may see.
 */
export async function remindersSince(db: Database, catalogue: Services['catalogue'], since: Day, today: Day): Promise<Reminder[]> {
  return remindersOf(await dueItems(db), catalogue, since, today);
}

function remindersOf(items: Awaited<ReturnType<typeof dueItems>>, catalogue: Services['catalogue'], since: Day, today: Day): Reminder[] {
  const editions = Map.groupBy(items, (item) => item.editionId);
  return [...editions].flatMap(([id, some]) => remindersDue(some, since, today, timesOf(catalogue.edition(id), today)));
}

/** The due item that a task is reminded of. */
const DUE_KIND: Partial<Record<string, DueItem['kind']>> = {
  prefill: 'self-assessment',
  submit: 'self-assessment',
  explain: 'question',
  comment: 'comment',
  'report-progress': 'finding',
  'write-higher': 'self-assessment',
};
const keyOf = (kind: string, participationId: string | null, findingId: string | null) =>
  `${kind} ${kind === 'finding' ? findingId : participationId}`;

/**
 * The tasks of reviews for the digests: how many, how many are late, and whether one of them gets a reminder today. An owed item is reminded on the days of its
 * edition and once more when it is over. A voluntary item is reminded once, as an invitation, and never after its date.
 */
export const reviewsWaiting: WaitingSource = async (context, since) => {
  const today = dayOf(context.now);
  const items = await dueItems(context.db);
  const reminded = new Set<string>();
  for (const { kind, participationId, subjectId, tone } of remindersOf(items, context.platform.services.catalogue, since, today))
    reminded.add(`${tone === 'higher' ? 'higher ' : ''}${keyOf(kind, participationId, subjectId)}`);
  for (const { kind, participationId, subjectId, overOn, voluntary } of items)
    if (!voluntary && overOn > since && overOn <= today) reminded.add(keyOf(kind, participationId, subjectId));
  return (await listReviewTasks.run(context, {})).tasks.map(({ kind, participationId, findingId, due, late }) => {
    const dueKind = DUE_KIND[kind];
    if (dueKind === undefined) return { due, late };
    return { due, late, remind: reminded.has(`${kind === 'write-higher' ? 'higher ' : ''}${keyOf(dueKind, participationId, findingId)}`) };
  });
};
