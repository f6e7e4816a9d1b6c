import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { defineCommand } from '#platform/command.ts';
import { withdrawRecorded } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { UndoImport } from './import.schema.ts';
import { RATIFYING, recordRatification, TREATY_EVIDENCE } from './ratification-evidence.ts';
import { itemsSince, lockBatch, lockTable, markWithdrawn, readActions, readCountingEvidence } from './treaty.store.ts';
import '../errors.ts';
import '../permissions.ts';

/** Undoes a whole import. Its rows stay, marked with person, date and reason; the previous rows become current again. */
export const undoImport = defineCommand({
  name: 'nations/undo-import',
  permission: 'nations:import',
  clauses: () => currentEdition().acts.treaties,
  input: UndoImport,
  answer: z.object({ batchId: z.string(), version: z.number().int(), parties: z.number().int() }),
  async run(context, { batchId, reason, version }) {
    const { db, change, subject, now } = context;
    await lockTable(db);
    const batch = await lockBatch(db, batchId);
    if (batch === undefined) throw new AppError('platform/not-found');
    if (batch.version !== version) throw new AppError('platform/stale', { current: batch.version, yours: version });
    if (batch.undone_at !== null) throw new AppError('nations/already-undone');
    // The evidence of this batch and that of later public rows on top of it: neither is true any more. What the nation itself declared stays its statement.
    const nations = await itemsSince(db, batchId, RATIFYING);
    await change(
      db
        .updateTable('nations.import_batch')
        .set({ undone_at: now, undone_by: subject.person, undo_reason: reason, version: version + 1 })
        .where('id', '=', batchId)
        .where('undone_at', 'is', null),
    );
    const itemIds = nations.flatMap((nation) => nation.itemIds);
    withdrawRecorded(context, itemIds, reason);
    markWithdrawn(context, itemIds);
    const [rows, counting] = await Promise.all([readActions(db), readCountingEvidence(db, 'public-source', itemIds)]);
    const current = Map.groupBy(rows, (row) => row.partyId);
    for (const { partyId } of nations)
      recordRatification(context, partyId, current.get(partyId) ?? [], {
        batchId: null,
        counting: counting.get(partyId),
        reason,
      });
    return {
      answer: { batchId, version: version + 1, parties: nations.length },
      entry: { subjectKind: 'import', subjectId: batchId, partyId: null, evidenceKind: TREATY_EVIDENCE, detail: { undone: true, reason } },
    };
  },
});
