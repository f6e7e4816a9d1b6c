import { toStoredCheckpoint } from '#platform/ledger/last-checkpoint.ts';
import { readLastPublished, sqlOf, tilesAt } from '#platform/ledger/log-store.ts';
import { consistencyProof } from '#platform/ledger/merkle/tree.ts';
import { defineQuery } from '#platform/query.ts';
import { LogContinues, StoredSize } from './log.schema.ts';

/** Proves to a desk browser that the log continues the checkpoint it kept. The browser verifies the proof itself and does not trust the server. */
export const continueLog = defineQuery({
  name: 'transparency-log/continue-log',
  permission: 'signed-in',
  input: StoredSize,
  answer: LogContinues,
  async run({ db }, { size }) {
    const sql = sqlOf(db);
    const newest = await readLastPublished(sql);
    if (!newest) return { checkpoint: null, proof: [], shorter: size > 0 };
    const shorter = size > newest.size;
    const proof = shorter ? [] : await consistencyProof(tilesAt(sql, newest.size), size, newest.size);
    return { checkpoint: toStoredCheckpoint(newest), proof: proof.map((hash) => hash.toString('base64')), shorter };
  },
});
