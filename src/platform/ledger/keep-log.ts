import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { runJob } from '../identity/job.ts';
import type { Platform } from '../platform.ts';
import { type LogHead, readHead, tilesAt } from './log-store.ts';
import { signCheckpoint } from './merkle/checkpoint.ts';
import { ED25519, formatVerifier, verifierOf } from './merkle/note.ts';
import { rangeRoot } from './merkle/tree.ts';

/** When the log is published, in hours UTC, and the step it is filled up to. */
export type Publication = { hour: number; step: number };

export const PUBLICATION: Publication = { hour: 3, step: 1024 };

/** A checkpoint signed just now. */
export type SignedCheckpoint = { origin: string; size: number; note: string };

/** What the log signs with: a key of its own out of the installation's key file. */
const signerOf = ({ keys }: Platform) => keys.signer('log');

/** The key by which readers know the log; null where this process holds no keys. */
export function logVerifier(platform: Platform, origin: string): string | null {
  return platform.keys.held ? formatVerifier(verifierOf(origin, signerOf(platform).publicKey, ED25519)) : null;
}

/**
 * Publishes once a day, at the first call after the hour: fills the tree up to a whole number of steps, signs, keeps. Answers the checkpoint, or
 * null where it is not time. Once for everybody, whoever calls: the database lets one day be published once.
 */
export async function publishIfDue(platform: Platform, { hour, step }: Publication = PUBLICATION): Promise<SignedCheckpoint | null> {
  const now = platform.clock();
  const day = dueDay(now, hour);
  if (!platform.keys.held || ((await readHead(platform.pool, null)).lastPublic?.day ?? '') >= day) return null;
  return runJob(platform, 'keep-log', async (client) => {
    const { rows } = await client.query<{ size: string | null }>('select ledger.pad($1, $2, $3) as size', [day, step, now]);
    const size = rows[0]!.size;
    return size === null ? null : sign(platform, client, Number(size), day);
  });
}

/** Signs the log as it stands, for outside checks. The same size is signed again by the same words. */
export async function signNow(platform: Platform): Promise<SignedCheckpoint> {
  return runJob(platform, 'keep-log', async (client) => sign(platform, client, (await readHead(client, null)).size, null));
}

/** Whether there is something new to sign for outside checks: a thousand leaves, or any after ten seconds. */
export function signatureIsDue({ size, lastSigned }: LogHead, now: Date): boolean {
  if (size === 0 || size === lastSigned?.size) return false;
  return lastSigned === null || size - lastSigned.size >= 1_000 || now.getTime() - lastSigned.at.getTime() >= 10_000;
}

/** The last day whose hour of publication is over. */
export function dueDay(now: Date, hour: number): string {
  return new Date(now.getTime() - hour * 3_600_000).toISOString().slice(0, 10);
}

async function sign(platform: Platform, client: PoolClient, size: number, day: string | null): Promise<SignedCheckpoint> {
  const signer = signerOf(platform);
  // Unique without telling where the installation is reached, and the same when it moves.
  const proposed = `manumit-log/${createHash('sha256').update(signer.publicKey).digest('hex').slice(0, 16)}`;
  const origin = (await readHead(client, proposed)).origin!;
  const root = await rangeRoot(tilesAt(client, size), 0, size);
  const note = signCheckpoint({ origin, size, root }, signer);
  const key = formatVerifier(verifierOf(origin, signer.publicKey, ED25519));
  await client.query('select ledger.keep_checkpoint($1, $2, $3, $4, $5, $6)', [size, root, note, key, platform.clock(), day]);
  return { origin, size, note };
}
