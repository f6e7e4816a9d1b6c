import { sql } from 'kysely';
import { z } from 'zod';
import { defineCommand } from '#platform/command.ts';
import { Purge } from './purges.store.ts';
import '../permissions.ts';

/**
 * Repeats a purge that a restored database does not have: deletes title, source, note and file, and appends a ledger entry. Only the installation itself can,
 * after a restore. The evidence item keeps the names of the two persons. Returns whether there was anything to delete.
 */
export const replayPurge = defineCommand({
  name: 'evidence/replay-purge',
  permission: 'evidence:replay',
  operational: 'installation',
  input: Purge,
  answer: z.object({ purged: z.boolean() }),
  async run({ db }, { itemId, ...by }) {
    const { rows } = await sql<{ done: boolean }>`select evidence.replay_purge(${itemId}, ${by.requestedBy}, ${by.requestedAt},
      ${by.purgedBy}, ${by.purgedAt}) as done`.execute(db);
    return { answer: { purged: rows[0]!.done }, entry: { subjectKind: 'evidence-item', subjectId: itemId, partyId: null, detail: by } };
  },
});
