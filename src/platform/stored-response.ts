import { hash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { AppError } from '#kernel/errors.ts';
import { isTampered, translateDatabaseError } from './database-error.ts';
import { FLUSH } from './db/group-commit.ts';
import { leaseFrom } from './db/lease.ts';
import { sendFirst, sendTransaction } from './db/pipeline.ts';
import type { Keys } from './keys.ts';
import { canonicalBytes } from './ledger/leaf.ts';

/** Who calls, and under which idempotency key. */
type IdempotentCall = { readonly token: string | null; readonly key: string };

/**
 * The answer stored for an idempotency key: what the same person got when they called the same command with this key before. Undefined where there is none.
 * Throws `platform/key-reused` where the key was used with another input.
 */
export async function findStoredResponse(client: PoolClient, command: string, call: IdempotentCall, inputHash: Buffer): Promise<unknown> {
  const open = { text: 'select identity.open($1)', values: [call.token ?? ''], describe: false } as const;
  const find = { text: 'select command, input_hash, answer from platform.stored_response where key = $1', values: [call.key] };
  const [, found] = await sendFirst(client, [open, find]).catch((error: unknown) => {
    // The command may have been refused because it had succeeded before. Where that cannot be looked up now, do not answer that it failed.
    if ((translateDatabaseError(error) as { kind?: string }).kind === 'unavailable') throw error;
    return [];
  });
  const row = found?.rows[0] as { command: string; input_hash: Buffer; answer: unknown } | undefined;
  if (row === undefined) return undefined;
  if (row.command !== command || !row.input_hash.equals(inputHash)) throw new AppError('platform/key-reused');
  // The first call may still wait for the disk.
  await sendTransaction(client, [FLUSH]);
  return row.answer;
}

/** As `findStoredResponse`, on a connection of its own. */
export async function findStoredResponseIn(pool: Pool, command: string, call: IdempotentCall, inputHash: Buffer): Promise<unknown> {
  const lease = leaseFrom(pool);
  let broken = false;
  try {
    const client = await lease.acquire().catch((error: unknown) => {
      throw translateDatabaseError(error);
    });
    return await findStoredResponse(client, command, call, inputHash);
  } catch (error) {
    broken = isTampered(error);
    throw error;
  } finally {
    await lease.release(broken);
  }
}

/**
 * The hash by which a repeated input is recognised. For an input that holds a secret it is keyed (`keys`), so that a reader of the database alone cannot test
 * guesses.
 */
export function hashOf(input: unknown, keys: Keys | undefined): Buffer {
  const bytes = canonicalBytes(input);
  // Ed25519 signatures are deterministic.
  return hash('sha256', keys ? keys.signer('input of an act').sign(bytes) : bytes, 'buffer');
}
