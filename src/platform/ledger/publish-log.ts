import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { runJob } from '../identity/job.ts';
import type { Platform } from '../platform.ts';
import { type LogHead, readHead, tilesAt } from './log-store.ts';
import { signCheckpoint } from './merkle/checkpoint.ts';
import { ED25519, formatVerifier, verifierOf } from './merkle/note.ts';
import { rangeRoot } from './merkle/tree.ts';

/** When the log is published, in hours UTC, and the step to which it is padded. */
export type Publication = { hour: number; step: number };

export const PUBLICATION: Publication = { hour: 3, step: 1024 };

/** A checkpoint signed just now. */
export type SignedCheckpoint = { origin: string; size: number; note: string };

/** The key that signs the log, derived from the installation's key file. */
const signerOf = ({ keys }: Platform) => keys.signer('log');

/** The public key by which readers recognise the log; null where this process holds no keys. */
export function logVerifier(platform: Platform, origin: string): string | null {
  return platform.keys.isHeld ? formatVerifier(verifierOf(origin, signerOf(platform).publicKey, ED25519)) : null;
}

/**
 * Publishes once a day, at the first call after the hour: pads the tree to a multiple of the step, signs and stores a checkpoint. Returns the checkpoint, or
 * null where none is due. The database publishes each day once, whichever process calls.
 */
export async function publishIfDue(platform: Platform, { hour, step }: Publication = PUBLICATION): Promise<SignedCheckpoint | null> {
  const now = platform.clock();
  const day = dueDay(now, hour);
  if (!platform.keys.isHeld || ((await readHead(platform.pool, null)).lastPublic?.day ?? '') >= day) return null;
  return runJob(platform, 'maintain-log', async (client) => {
    const { rows } = await client.query<{ size: string | null }>('select ledger.pad($1, $2, $3) as size', [day, step, now]);
    const size = rows[0]!.size;
    return size === null ? null : sign(platform, client, Number(size), day);
  });
}

/** Signs the current log for outside checks. Signing the same size again gives the same text. */
export async function signNow(platform: Platform): Promise<SignedCheckpoint> {
  return runJob(platform, 'maintain-log', async (client) => sign(platform, client, (await readHead(client, null)).size, null));
}

/** Whether there is something new to sign for outside checks: a thousand leaves, or any leaf after ten seconds. */
export function signatureIsDue({ size, lastSigned }: LogHead, now: Date): boolean {
  if (size === 0 || size === lastSigned?.size) return false;
  return lastSigned === null || size - lastSigned.size >= 1_000 || now.getTime() - lastSigned.at.getTime() >= 10_000;
}

/** The last day whose hour of publication has passed. */
export function dueDay(now: Date, hour: number): string {
  return new Date(now.getTime() - hour * 3_600_000).toISOString().slice(0, 10);
}

async function sign(platform: Platform, client: PoolClient, size: number, day: string | null): Promise<SignedCheckpoint> {
  const signer = signerOf(platform);
  // Unique, without revealing the address of the installation, and unchanged when the installation moves.
  const proposed = `manumit-log/${createHash('sha256').update(signer.publicKey).digest('hex').slice(0, 16)}`;
  const origin = (await readHead(client, proposed)).origin!;
  const root = await rangeRoot(tilesAt(client, size), 0, size);
  const note = signCheckpoint({ origin, size, root }, signer);
  const key = formatVerifier(verifierOf(origin, signer.publicKey, ED25519));
  await client.query('select ledger.store_checkpoint($1, $2, $3, $4, $5, $6)', [size, root, note, key, platform.clock(), day]);
  return { origin, size, note };
}
