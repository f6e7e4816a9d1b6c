import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '#platform/db/pool.ts';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { startEmbedded } from '../launcher/embedded.ts';
import type { ChainState } from './chain.ts';
import type { Contents, Proof } from './contents.ts';
import { eraseAgain, type TakenAway } from './erased.ts';
import { type Backup, writeWhole } from './place.ts';
import { restoreCluster } from './restore.ts';
import { openSealed } from './seal.ts';
import { type TakenIn, takeIn } from './take-in.ts';

/** What a proof needs: the backup, what opens it, an empty folder it may fill, and, to roll the kept log forward too, where that lies. */
export type ProofOrder = { backup: Backup; identity: string; with: Proof['with']; scratch: string; place?: string };

/**
 * Proves a backup: restores it into an empty folder, starts it, compares every table, verifies the ledger, removes it again, and writes the proof beside
 * the backup. Throws where anything is not the same; then there is no proof, and the backup does not count.
 */
export async function proveBackup({ backup, identity, with: opener, scratch, place }: ProofOrder): Promise<Proof> {
  const began = performance.now();
  try {
    const { contents, chain } = await comeBack(backup, identity, scratch, place);
    const tables = Object.values(contents.tables);
    const proof: Proof = {
      format: 1,
      at: new Date().toISOString(),
      seconds: Math.round(performance.now() - began) / 1000,
      with: opener,
      tables: tables.length,
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      links: chain.links,
      chain: chain.hash,
    };
    await writeWhole(join(backup.folder, 'proof.json'), proof);
    return proof;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function comeBack(
  backup: Backup,
  identity: string,
  scratch: string,
  place: string | undefined,
): Promise<{ contents: Contents; chain: ChainState }> {
  if (backup.manifest.kind === 'cluster') return restoreCluster({ backup, place, identity, dataDirectory: scratch });
  return takeInto(scratch, await openSealed(join(backup.folder, backup.manifest.sealed.file), identity));
}

/** Takes an export into a new embedded installation, and takes away again what the list says; answers how much that was. */
export async function takeInto(
  dataDirectory: string,
  archive: AsyncIterable<Buffer>,
  away: readonly TakenAway[] = [],
): Promise<TakenIn & { erasedAgain: number }> {
  const server = await startEmbedded({ dataDirectory });
  try {
    const client = await connect(server.connection);
    try {
      const secret = server.connection.password;
      const taken = await takeIn(client, archive, deriveAppPassword(secret));
      return { ...taken, erasedAgain: await eraseAgain(client, server.connection, secret, away) };
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
  }
}
