import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { Purge } from './purges.store.ts';
import '../permissions.ts';

/**
 * Does a purge again that a restored copy does not know of: title, source, note and file go, and the ledger says so. Only the installation itself can, after
 * a restore; the two persons stand on the piece, as they did. Answers whether there was something to take away.
 */
export const replayPurge = defineCommand({
  name: 'evidence/replay-purge',
  permission: 'evidence:replay',
  operational: 'installation',
  input: Purge,
  answer: z.object({ purged: z.boolean() }),
  async run({ db }, { pieceId, ...by }) {
    const { rows } = await sql<{ done: boolean }>`select evidence.purge_again(${pieceId}, ${by.askedBy}, ${by.askedAt},
      ${by.purgedBy}, ${by.purgedAt}) as done`.execute(db);
    return { answer: { purged: rows[0]!.done }, entry: { subjectKind: 'piece', subjectId: pieceId, partyId: null, detail: by } };
  },
});
