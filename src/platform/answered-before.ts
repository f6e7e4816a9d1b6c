import { hash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { AppError } from '#kernel/errors.ts';
import { leaseOn } from './act-transaction.ts';
import { isTampered, translateDatabaseError } from './database-error.ts';
import { sendFirst } from './db/batch.ts';
import type { Keys } from './keys.ts';
import { canonicalBytes } from './ledger/leaf.ts';

/** Who asks, and under which key. */
type Asked = { readonly token: string | null; readonly key: string };

/** The answer given earlier to the same key by the same person, or undefined. Another input under a used key is refused. */
export async function answeredBefore(client: PoolClient, name: string, call: Asked, input: Buffer): Promise<unknown> {
  const open = { text: 'select identity.open($1)', values: [call.token ?? ''], describe: false } as const;
  const find = { text: 'select command, input_hash, answer from platform.answered where key = $1', values: [call.key] };
  const [, found] = await sendFirst(client, [open, find]).catch((error: unknown) => {
    // What the act was refused with may be its own earlier success: where that cannot be looked up just now, it is no answer.
    if ((translateDatabaseError(error) as { kind?: string }).kind === 'unavailable') throw error;
    return [];
  });
  const row = found?.rows[0] as { command: string; input_hash: Buffer; answer: unknown } | undefined;
  if (row === undefined) return undefined;
  if (row.command !== name || !row.input_hash.equals(input)) throw new AppError('platform/key-reused');
  return row.answer;
}

/** The same on a connection of its own, for who prepares something before one is taken. */
export async function answeredAlready(pool: Pool, name: string, call: Asked, input: Buffer): Promise<unknown> {
  const lease = leaseOn(pool);
  let broken = false;
  try {
    return await answeredBefore(
      await lease.take().catch((error: unknown) => {
        throw translateDatabaseError(error);
      }),
      name,
      call,
      input,
    );
  } catch (error) {
    broken = isTampered(error);
    throw error;
  } finally {
    await lease.giveBack(broken);
  }
}

/** What is kept of an input, to know it again; of one that holds a password only what nobody can compare guesses with who has the database and not the key file. */
export function hashOf(input: unknown, keys: Keys | undefined): Buffer {
  const bytes = canonicalBytes(input);
  // Ed25519 says the same of the same bytes each time.
  return hash('sha256', keys ? keys.signer('input of an act').sign(bytes) : bytes, 'buffer');
}
