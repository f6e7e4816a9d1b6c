import { sql } from 'kysely';
import { z } from 'zod';
import { may } from '#platform/identity/subject.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { PurgeTasks } from './purge-tasks.schema.ts';
import '../permissions.ts';

type Row = { itemId: string; en: string | null; fr: string | null; requestedAt: Date };

/**
 * The purges on which this reader may decide, for My tasks, the longest wait first: the content stays readable until someone decides. The function that confirms
 * and refuses a purge chooses them (`evidence.may_decide_purge`); the index item_purge_request finds the requests.
 */
export const listPurgeTasks = defineQuery({
  name: 'evidence/list-purge-tasks',
  permission: 'evidence:sign',
  input: z.strictObject({}),
  answer: PurgeTasks,
  async run(context) {
    const { rows } = await sql<Row>`select p.id as "itemId", p.title_en as en, p.title_fr as fr, p.purge_requested_at as "requestedAt"
      from evidence.item p where p.state = 'purge-requested' and evidence.may_decide_purge(p) order by p.purge_requested_at, p.id`.execute(
      context.db,
    );
    return {
      tasks: rows.map(({ itemId, en, fr, requestedAt }) => ({
        itemId,
        title: en === null || fr === null ? null : { en, fr },
        requestedAt: requestedAt.toISOString(),
      })),
    };
  },
});

/** The same for the digests: mail reminds on the morning after a request. */
export const purgesWaiting: WaitingSource = async (context) => {
  // Few people sign; the others need no statement.
  if (!may(subjectOf(context), 'evidence:sign', null)) return [];
  const { tasks } = await listPurgeTasks.run(context, {});
  return tasks.map(({ requestedAt }) => ({ due: null, late: false, days: [requestedAt.slice(0, 10)] }));
};
