import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { Erasure } from './erasures.store.ts';
import '../permissions.ts';

/**
 * Repeats an erasure that a restored database does not have: deletes the opening and appends a ledger entry. Only the installation itself can, after a restore.
 * The list of erasures keeps the names of the two persons. Returns whether there was anything to delete.
 */
export const replayErasure = defineCommand({
  name: 'transparency-log/replay-erasure',
  permission: 'transparency-log:replay',
  operational: 'installation',
  input: Erasure,
  answer: z.object({ erased: z.boolean() }),
  async run({ db }, erasure) {
    const { rows } = await sql<{
      done: boolean;
    }>`select ledger.replay_erasure(${erasure.entryId}, ${erasure.requestedBy}, ${erasure.requestedAt},
      ${erasure.approvedBy}, ${erasure.approvedAt}) as done`.execute(db);
    const { entryId, ...by } = erasure;
    return { answer: { erased: rows[0]!.done }, entry: { subjectKind: 'ledger-entry', subjectId: entryId, partyId: null, detail: by } };
  },
});
