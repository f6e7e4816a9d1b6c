import { sql } from 'kysely';
import { z } from 'zod';
import { may } from '#platform/identity/subject.ts';
import type { WaitingSource } from '#platform/mail/digests.ts';
import { defineQuery, type QueryContext, subjectOf } from '#platform/query.ts';
import { ErasureTasks } from '../log.schema.ts';
import '../permissions.ts';

/** The requests to erase content of the log on which this reader may decide, for My tasks: those of other people. */
export const listErasureTasks = defineQuery({
  name: 'transparency-log/list-erasure-tasks',
  permission: 'transparency-log:erase',
  input: z.strictObject({}),
  answer: ErasureTasks,
  async run(context) {
    const [first, ...others] = await requestsOf(context);
    return { tasks: first === undefined ? [] : [{ count: 1 + others.length, requestedAt: first }] };
  },
});

/** The same for the digests: mail reminds on the morning after each request. There too, several requests are one task. */
export const erasuresWaiting: WaitingSource = async (context) => {
  if (!may(subjectOf(context), 'transparency-log:erase', null)) return [];
  const requests = await requestsOf(context);
  return requests.length === 0 ? [] : [{ due: null, late: false, days: requests.map((at) => at.slice(0, 10)) }];
};

/**
 * When each open request was made, the longest wait first. Auditors read requests that they may not decide, so the function that approves and refuses
 * an erasure chooses here too (`ledger.may_erase`). No person decides on their own request, not even in one-person mode.
 */
async function requestsOf(context: QueryContext): Promise<string[]> {
  const { person } = subjectOf(context);
  const { rows } = await sql<{ at: Date }>`select requested_at as at from ledger.erasure
    where approved_at is null and ended_at is null and requested_by <> ${person} and ledger.may_erase(entry_id) order by requested_at`.execute(
    context.db,
  );
  return rows.map(({ at }) => at.toISOString());
}
