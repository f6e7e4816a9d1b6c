import { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { labelOfRow } from '#kernel/labels.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { OutreachReminders } from './outreach.schema.ts';
import { remindersUpTo } from './outreach.store.ts';
import { namesOf, writesFor } from './outreach-view.ts';
import '../permissions.ts';

/** Attempts whose reminder date has come, for people who write for that party, nearest date first. None is ever late. */
export const listReminders = defineQuery({
  name: 'nations/list-reminders',
  permission: 'nations:read-letters',
  input: z.strictObject({}),
  answer: OutreachReminders,
  async run(context) {
    const rows = await remindersOf(context);
    const name = await namesOf(
      context.db,
      rows.flatMap((row) => [row.writerId, row.addresseeId]),
    );
    return {
      tasks: rows.map(({ id, writerId, addresseeId, reminderOn, level, releasableTo }) => ({
        id,
        writer: name(writerId),
        addressee: name(addresseeId),
        reminderOn: reminderOn!,
        label: labelOfRow(level, releasableTo),
      })),
    };
  },
});

/** The same for the digests: dates and counts. Reminded once, on the date that was set. */
export const outreachWaiting: WaitingSource = async (context, since) => {
  if (context.subject === null) return [];
  return (await remindersOf(context)).map(({ reminderOn }) => ({ due: reminderOn, late: false, remind: reminderOn! > since }));
};

async function remindersOf(context: Pick<QueryContext, 'db' | 'now' | 'subject' | 'platform'>) {
  const subject = subjectOf(context);
  const rows = await remindersUpTo(context.db, dayOf(context.now));
  return rows.filter(({ writerId, writerKind }) => writesFor(subject, { id: writerId, kind: writerKind }));
}
