import { sql } from 'kysely';
import { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type PublishedCheckpoint, readPublished, sqlOf, tilesAt } from '#platform/ledger/log-store.ts';
import { inclusionProof } from '#platform/ledger/merkle/tree.ts';
import { defineQuery } from '#platform/query.ts';
import { ChannelSlug } from '../intake/intake.schema.ts';
import { ChannelProof } from './proof.schema.ts';
import '../errors.ts';

/**
 * Proves from the published log which list of readers was in force at the end of the newest day that had one (5e). The reporter's browser checks it and does not trust this server.
 * Throws `reports/no-proof` where the log names no list of a channel of this name.
 */
export const getProof = defineQuery({
  name: 'reports/get-proof',
  permission: 'public',
  input: z.strictObject({ channel: ChannelSlug }),
  answer: ChannelProof,
  async run({ db }, { channel }) {
    const log = sqlOf(db);
    for (const { size, note } of inOrderOfTrust(await readPublished(log))) {
      const { rows } = await sql<{
        found: Omit<ChannelProof, 'path' | 'checkpoint'> | null;
      }>`select reports.published_leaf(${channel}, ${size}) as found`.execute(db);
      const found = rows[0]!.found;
      if (found === null) continue;
      const path = await inclusionProof(tilesAt(log, size), found.index, size);
      return { ...found, path: path.map((hash) => hash.toString('base64')), checkpoint: note };
    }
    throw new AppError('reports/no-proof');
  },
});

/** The two newest checkpoints, the one with more cosignatures first: outside checks sign a new one seconds after it is published. */
function inOrderOfTrust(published: readonly PublishedCheckpoint[]): PublishedCheckpoint[] {
  const lines = ({ note }: PublishedCheckpoint) => note.split('\n').length;
  return published.slice(-2).toSorted((a, b) => lines(b) - lines(a) || b.size - a.size);
}
