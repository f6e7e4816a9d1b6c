import { sql } from 'kysely';
import { z } from 'zod';
import { holdsRole } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { Erasures } from '../log.schema.ts';
import { actionsOnErasure, erasureState } from './erasure.rules.ts';
import '../permissions.ts';

const MAX_ERASURES = 200;

/**
 * Requests to erase, open and ended, and completed erasures. First those that wait for a second person, the longest wait first, so that completed ones never hide them; then the newest.
 * `more`: there are others.
 */
export const listErasures = defineQuery({
  name: 'transparency-log/list-erasures',
  permission: 'transparency-log:erasures',
  input: z.strictObject({}),
  answer: Erasures,
  async run(context) {
    const subject = subjectOf(context);
    const { person, kind } = subject;
    const mayErase = kind === 'person' && (holdsRole(subject, 'office') || holdsRole(subject, 'legal-advisers'));
    const rows = await context.db
      .selectFrom('ledger.erasure')
      .selectAll()
      .orderBy(sql`case when approved_at is null and ended_at is null then requested_at end`, (order) => order.asc().nullsLast())
      .orderBy('requested_at', 'desc')
      .limit(MAX_ERASURES + 1)
      .execute();
    return {
      more: rows.length > MAX_ERASURES,
      items: rows.slice(0, MAX_ERASURES).map((row) => {
        const [approvedAt, endedAt] = [timeOf(row.approved_at), timeOf(row.ended_at)];
        const state = erasureState({ approvedAt, endedAt, refusal: row.refusal });
        return {
          entryId: row.entry_id,
          reason: row.reason,
          requestedBy: row.requested_by,
          requestedAt: new Date(row.requested_at).toISOString(),
          approvedBy: row.approved_by,
          approvedAt,
          endedAt,
          refusal: row.refusal,
          state,
          actions: actionsOnErasure(state, row.requested_by, { person, mayErase }),
        };
      }),
    };
  },
});

function timeOf(at: Date | string | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
