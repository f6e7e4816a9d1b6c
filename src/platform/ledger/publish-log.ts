import { createHash } from 'node:crypto';
import type { PoolClient } from 'pg';
import { runJob } from '../identity/job.ts';
import type { Platform } from '../platform.ts';
import { hashEntry } from './append.ts';
import { LEAF_FORMAT } from './leaf.ts';
import { type LogHead, readHead, tilesAt } from './log-store.ts';
import { signCheckpoint } from './merkle/checkpoint.ts';
import { ED25519, formatVerifier, verifierOf } from './merkle/note.ts';
import { rangeRoot } from './merkle/tree.ts';

/** When the log is published, in hours UTC, and the step to which it is padded. */
export type Publication = { hour: number; step: number };

export const PUBLICATION: Publication = { hour: 3, step: 1024 };

/** A checkpoint signed just now. */
export type SignedCheckpoint = { origin: string; size: number; note: string };

/** An entry that a publication makes. It concerns no party; the actor is the installation. */
export type ClosingEntry = {
  readonly id: string;
  readonly installation: string;
  readonly command: string;
  readonly clauses: readonly string[];
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly detail: Record<string, unknown>;
};

/** Makes the entries that close a day, in the transaction of its publication. They are its last leaves, so their places reveal nothing of what was done. */
export type CloseDays = (client: PoolClient, now: Date) => Promise<readonly ClosingEntry[]>;

/** The key that signs the log, derived from the installation's key file. */
const signerOf = ({ keys }: Platform) => keys.signer('log');

/** The public key by which readers recognise the log; null where this process holds no keys. */
export function logVerifier(platform: Platform, origin: string): string | null {
  return platform.keys.isHeld ? formatVerifier(verifierOf(origin, signerOf(platform).publicKey, ED25519)) : null;
}

/**
 * Publishes once a day, at the first call after the hour: pads the tree to a multiple of the step, with the entries that close the day at its end, signs and stores
 * a checkpoint. Returns the checkpoint, or null where none is due. The database publishes each day once, whichever process calls.
 */
export async function publishIfDue(
  platform: Platform,
  { hour, step }: Publication = PUBLICATION,
  closeDays: CloseDays = async () => [],
): Promise<SignedCheckpoint | null> {
  const now = platform.clock();
  const day = dueDay(now, hour);
  if (!platform.keys.isHeld || ((await readHead(platform.pool, null)).lastPublic?.day ?? '') >= day) return null;
  return runJob(platform, 'maintain-log', async (client) => {
    const begun = await client.query<{ begun: boolean }>('select ledger.begin_publication($1) as begun', [day]);
    if (!begun.rows[0]!.begun) return null;
    const entries = await closeDays(client, now);
    const padded = await client.query<{ size: string }>('select ledger.pad($1, $2, $3, $4) as size', [day, step, now, entries.length]);
    for (const entry of entries) await appendAtEnd(client, entry, now);
    return sign(platform, client, Number(padded.rows[0]!.size), day);
  });
}

async function appendAtEnd(
  client: PoolClient,
  { id, installation, command, clauses, subjectKind, subjectId, detail }: ClosingEntry,
  now: Date,
): Promise<void> {
  const entry = { subjectKind, subjectId, partyId: null, detail };
  const { salt, commitment, leaf } = hashEntry(id, { command, clauses, operational: null, person: installation, now, entry });
  await client.query('select ledger.append_at_end($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)', [
    id,
    now,
    LEAF_FORMAT,
    command,
    clauses,
    installation,
    subjectKind,
    subjectId,
    commitment,
    leaf,
    salt,
    JSON.stringify(detail),
  ]);
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
