import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clusterIn, restoringIn } from '../launcher/database/cluster.ts';
import { findHolder, takeLock } from '../launcher/database/lock.ts';
import { makePassable, prepareDataDirectory } from '../launcher/database/owner.ts';
import { stopOrphan } from '../launcher/database/postmaster.ts';

const PREFIX = 'proof-';
// The name that an earlier version used, without a lock of its own.
const OURS = /^proof(-[A-Za-z0-9]{6})?$/;

/**
 * Unpacks a backup for its proof in a separate folder of the data directory, and removes it again, also where the process is stopped. The folder holds
 * everything in clear text; after a crash, a later run removes it.
 * Leaves other proofs under way in the same data directory alone. Throws what `prepareScratch` throws.
 */
export async function withScratch<T>(dataDirectory: string, work: (scratch: string) => Promise<T>): Promise<T> {
  prepareScratch(dataDirectory);
  await sweepScratch(dataDirectory);
  const folder = mkdtempSync(join(realpathSync(dataDirectory), PREFIX));
  const unlock = takeLock(folder);
  makePassable(folder);
  const scratch = contentsOf(folder);
  mkdirSync(scratch);
  const remove = async () => {
    await stopServers(folder);
    rmSync(folder, { recursive: true, force: true });
    unlock();
  };
  const end = () => void remove().finally(() => process.exit(1));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
  try {
    return await work(scratch);
  } finally {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, end);
    await remove();
  }
}

/** Creates the data directory if needed, so that a trial database can run in it. Throws StartRefused, which says what to do, where it cannot. */
export function prepareScratch(dataDirectory: string): void {
  makePassable(dataDirectory);
  prepareDataDirectory(dataDirectory);
}

/** Removes what killed proofs left in a data directory, and stops their servers. Throws the first error after removing everything that can be removed. */
export async function sweepScratch(dataDirectory: string): Promise<void> {
  const names = existsSync(dataDirectory) ? readdirSync(dataDirectory).filter((name) => OURS.test(name)) : [];
  const troubles: unknown[] = [];
  for (const folder of names.map((name) => join(dataDirectory, name))) {
    if (findHolder(folder) || findHolder(contentsOf(folder))) continue;
    try {
      await stopServers(folder);
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      troubles.push(error);
    }
  }
  if (troubles.length > 0) throw troubles[0];
}

const contentsOf = (folder: string) => join(folder, 'data');

async function stopServers(folder: string): Promise<void> {
  for (const data of [folder, contentsOf(folder)])
    for (const cluster of [clusterIn(data), clusterIn(restoringIn(data))]) await stopOrphan(cluster);
}
