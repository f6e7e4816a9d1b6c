import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import type { Database } from '#platform/db/transaction.ts';
import { defineQuery } from '#platform/query.ts';
import { withdrawRecorded } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { assessRows, decidesRatification, fromPublicSources, TREATY_EVIDENCE } from './treaties/ratification-evidence.ts';
import { lockTable, markWithdrawn, readActions, readCountingEvidence } from './treaties/treaty.store.ts';
import './permissions.ts';

/** Whether evidence from public sources counts for a nation of which they now say too little. */
export const evidenceIsUnsupported = defineQuery({
  name: 'nations/evidence-is-unsupported',
  permission: 'nations:import',
  input: z.strictObject({}),
  answer: z.boolean(),
  run: async ({ db, now }) => (await unsupported(db, now)).length > 0,
});

/**
 * Withdraws treaty evidence that contradicts the table, with the reason of the newest row. Imports and corrections withdraw their own; the installation does it
 * for what an earlier version left counting.
 */
export const withdrawUnsupported = defineCommand({
  name: 'nations/withdraw-unsupported',
  permission: 'nations:import',
  clauses: () => currentEdition().acts.treaties,
  input: z.strictObject({}),
  answer: z.object({ withdrawn: z.number().int() }),
  async run(context) {
    const { db, now, newId } = context;
    await lockTable(db);
    const found = await unsupported(db, now);
    for (const { itemIds, reason } of found) {
      withdrawRecorded(context, itemIds, reason);
      markWithdrawn(context, itemIds);
    }
    const items = found.flatMap(({ itemIds }) => itemIds);
    return {
      answer: { withdrawn: items.length },
      entry: { subjectKind: 'treaty-table', subjectId: newId(), partyId: null, evidenceKind: TREATY_EVIDENCE, detail: { items } },
    };
  },
});

async function unsupported(db: Database, now: Date): Promise<{ itemIds: string[]; reason: string }[]> {
  const [rows, counting] = await Promise.all([readActions(db), readCountingEvidence(db, 'public-source')]);
  const rowsOf = Map.groupBy(fromPublicSources(rows), (row) => row.partyId);
  return [...counting].flatMap(([partyId, { itemIds }]) => {
    const known = (rowsOf.get(partyId) ?? []).filter(({ instrument }) => decidesRatification(instrument));
    const newest = known.at(-1);
    return newest === undefined || assessRows(known, now).says !== null ? [] : [{ itemIds, reason: newest.reason }];
  });
}
