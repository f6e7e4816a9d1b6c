import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { holdsAt } from '#platform/identity/subject.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { isTestDue, testDueOn } from './help.rules.ts';
import { HelpTasks } from './help.schema.ts';
import { entriesOf, placesOf } from './help.store.ts';
import { recheckDays } from './help-entry.ts';
import '../permissions.ts';

/** Places with numbers to try, of the lists that this person keeps for their own party. */
export const listHelpTasks = defineQuery({
  name: 'reports/list-help-tasks',
  permission: 'signed-in',
  input: z.strictObject({}),
  answer: HelpTasks,
  run: async (context) => ({ tasks: await tasksOf(context) }),
});

/** The same for the digests: dates and counts. */
export const helpWaiting: WaitingSource = async (context) =>
  context.subject === null ? [] : (await tasksOf(context)).map(({ due, late }) => ({ due, late, remind: false }));

async function tasksOf(context: Pick<QueryContext, 'db' | 'now' | 'subject' | 'platform'>) {
  const subject = subjectOf(context);
  const own = [...new Set(subject.grants.flatMap(({ party }) => party ?? []))].filter((id) => holdsAt(subject, 'reports:keep-help', id));
  const days = recheckDays(context.now);
  const lists = await Promise.all(
    own.map((partyId) => Promise.all([placesOf(context.db, { partyId }), entriesOf(context.db, { partyId })])),
  );
  return lists.flatMap(([places, entries]) =>
    places.flatMap(({ id, partyId, name }) => {
      const due = entries.filter((entry) => entry.placeId === id && isTestDue(entry, days, dayOf(context.now)));
      const first = due.flatMap((entry) => testDueOn(entry, days) ?? []).sort()[0] ?? null;
      const late = first !== null && first < dayOf(context.now);
      return due.length === 0 ? [] : [{ id, partyId, place: name, numbers: due.length, due: first, late }];
    }),
  );
}
