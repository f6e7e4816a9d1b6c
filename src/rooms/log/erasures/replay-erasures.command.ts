import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { Erasure } from './erasures.store.ts';
import '../permissions.ts';

/**
 * Does an erasure again that a restored copy does not know of: the opening goes, and the log says so. Only the installation itself can, after a restore;
 * the two persons stand in the list of erasures, as they did. Answers whether there was something to take away.
 */
export const replayErasure = defineCommand({
  name: 'log/replay-erasure',
  permission: 'log:replay',
  operational: 'installation',
  input: Erasure,
  answer: z.object({ erased: z.boolean() }),
  async run({ db }, erasure) {
    const { rows } = await sql<{ done: boolean }>`select ledger.erase_again(${erasure.entryId}, ${erasure.askedBy}, ${erasure.askedAt},
      ${erasure.approvedBy}, ${erasure.approvedAt}) as done`.execute(db);
    const { entryId, ...by } = erasure;
    return { answer: { erased: rows[0]!.done }, entry: { subjectKind: 'ledger-entry', subjectId: entryId, partyId: null, detail: by } };
  },
});
