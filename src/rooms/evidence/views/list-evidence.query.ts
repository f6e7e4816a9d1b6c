import { z } from 'zod';
import { keyOf, PageQuery, pageOf, toPage } from '#kernel/page.ts';
import { defineQuery } from '#platform/query.ts';
import { ItemView } from './item-view.schema.ts';
import { listDrafts, listSubmitted } from './item-view.store.ts';
import '../permissions.ts';

export const ListEvidence = PageQuery.extend({ partyId: z.uuid(), state: z.enum(['submitted', 'draft']).default('submitted') });

/** The evidence of one party, newest first: items that were ever submitted, or those that never were and only the party sees. */
export const listEvidence = defineQuery({
  name: 'evidence/list-evidence',
  permission: 'evidence:read',
  input: ListEvidence,
  answer: pageOf(ItemView),
  protects: { kind: 'evidence', id: ({ partyId }) => partyId },
  party: (input) => input.partyId,
  async run({ db }, { partyId, state, after, limit }) {
    if (state === 'draft') {
      const key = keyOf(after, ['id']);
      return toPage(await listDrafts(db, partyId, key, limit + 1), limit, (item) => [item.id]);
    }
    const key = keyOf(after, ['instant', 'id']);
    return toPage(await listSubmitted(db, partyId, key, limit + 1), limit, (item) => [item.submittedAt ?? '', item.id]);
  },
});
