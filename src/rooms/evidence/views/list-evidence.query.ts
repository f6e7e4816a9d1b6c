import { z } from 'zod';
import { keyOf, PageQuery, pageOf, toPage } from '#kernel/page.ts';
import { defineQuery } from '#platform/query.ts';
import { ItemView } from './item-view.schema.ts';
import { listDrafts, listSubmitted, SUBMITTED_SORT } from './item-view.store.ts';
import '../permissions.ts';

export const ListEvidence = PageQuery.extend({
  partyId: z.uuid(),
  state: z.enum(['submitted', 'draft']).default('submitted'),
  kind: z.string().min(1).max(40).optional(),
  sort: SUBMITTED_SORT.schema,
});

/**
 * The evidence of one party: items that were ever submitted, in the order asked for, or those that never were and only the party sees, newest first. `kind` limits
 * both.
 */
export const listEvidence = defineQuery({
  name: 'evidence/list-evidence',
  permission: 'evidence:read',
  input: ListEvidence,
  answer: pageOf(ItemView),
  protects: { kind: 'evidence', id: ({ partyId }) => partyId },
  party: (input) => input.partyId,
  async run({ db }, { partyId, state, kind, sort, after, limit }) {
    if (state === 'draft') {
      const key = keyOf(after, ['id']);
      return toPage(await listDrafts(db, partyId, key, limit + 1, kind), limit, (item) => [item.id]);
    }
    const rows = await listSubmitted(db, partyId, limit + 1, { sort, after, kind });
    return SUBMITTED_SORT.page(sort, rows, limit, (item, column) => [column === 'date' ? item.date : (item.submittedAt ?? ''), item.id]);
  },
});
