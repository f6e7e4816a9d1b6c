import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Connection, connect } from '#platform/db/pool.ts';
import type { Config } from '../../config/config.ts';
import { BALLAST_BYTES, readDisk, WATERMARK_BYTES } from '../../launcher/database/disk.ts';
import type { Manifest } from '../contents.ts';
import type { Signers } from '../crypto/signatures.ts';
import { listBackups } from './place.ts';

// A signed segment that does not compress, and what a full disk of the database keeps for its recovery.
const MIN_FREE_FOR_LOG = 20 * 1024 * 1024 + BALLAST_BYTES;

/** What the next backup needs: the size of the database, that of the newest archive in the place if there is one, and whether both folders share a disk. */
export type SpaceNeeds = { databaseBytes: number; lastBytes: number | undefined; isSameDisk: boolean };

/**
 * How much space a backup needs in the data directory, for its proof, and in its place, for its archive. The archive may be half as large again as the newest
 * one; where there is none, as large as the database. On one disk both are needed at once. What the service itself needs stays free. Pure.
 */
export function spaceNeeded({ databaseBytes, lastBytes, isSameDisk }: SpaceNeeds): { data: number; place: number } {
  const archive = lastBytes === undefined ? databaseBytes : Math.ceil(lastBytes * 1.5);
  const proof = databaseBytes + WATERMARK_BYTES + BALLAST_BYTES;
  return isSameDisk ? { data: proof + archive, place: 0 } : { data: proof, place: archive + BALLAST_BYTES };
}

/** What to do about it. */
export const FREE_SPACE = 'Free some, or set BACKUP_TO to another disk, then run npx manumit backup.';

/** Which disks lack space for the next backup, in one sentence; undefined where there is enough. A full disk would stop the service because of its backup. */
export async function findLackOfSpace(
  { databaseUrl, dataDirectory, backup }: Pick<Config, 'databaseUrl' | 'dataDirectory' | 'backup'>,
  deployer: Connection,
  signers: Signers,
): Promise<string | undefined> {
  const [data, place] = [existingFolder(dataDirectory), existingFolder(backup.place)];
  const kind: Manifest['kind'] = databaseUrl === undefined ? 'cluster' : 'logical';
  const needed = spaceNeeded({
    databaseBytes: await databaseBytes(deployer, databaseUrl !== undefined),
    // After a move to a server or back, the newest backup may be a much smaller export.
    lastBytes: listBackups(backup.place, signers).find(({ manifest }) => manifest.kind === kind)?.manifest.encrypted.bytes,
    isSameDisk: statSync(data).dev === statSync(place).dev,
  });
  const lacks = [];
  for (const [folder, bytes] of [
    [data, needed.data],
    [place, needed.place],
  ] as const) {
    const { freeBytes } = await readDisk(folder);
    if (freeBytes < bytes) lacks.push(`${mebibytes(bytes)} MiB free in ${folder}, and there are ${mebibytes(freeBytes)}`);
  }
  return lacks.length === 0 ? undefined : `The next backup and its proof need ${lacks.join('; and ')}.`;
}

/**
 * Why the place has no room for the next segment of the archived log, in one sentence; undefined where there is enough. Without the check the log would fill the
 * disk, which may be that of the database.
 */
export async function findLackForLog(place: string, minFreeBytes = MIN_FREE_FOR_LOG): Promise<string | undefined> {
  const folder = existingFolder(place);
  const { freeBytes, isLow } = await readDisk(folder, minFreeBytes);
  if (!isLow) return undefined;
  return `The log is not archived: its next segment needs ${mebibytes(minFreeBytes)} MiB free in ${folder}, and there are ${mebibytes(freeBytes)}. The server retains its log meanwhile, up to 1 GiB.`;
}

async function databaseBytes(deployer: Connection, isServer: boolean): Promise<number> {
  const client = await connect(deployer);
  try {
    // On a server run by others, a deployer may query the size of their own database alone.
    const all = isServer
      ? 'select pg_database_size(current_database()) as bytes'
      : 'select sum(pg_database_size(oid)) as bytes from pg_database';
    return Number((await client.query<{ bytes: string }>(all)).rows[0]!.bytes);
  } finally {
    await client.end();
  }
}

// A folder that does not exist yet is created on the disk of its parent.
function existingFolder(path: string): string {
  return existsSync(path) ? path : existingFolder(dirname(path));
}

const mebibytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024);
