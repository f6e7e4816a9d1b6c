import { createHash, randomBytes } from 'node:crypto';
import type { ClientBase } from 'pg';
import { AppError } from '#kernel/errors.ts';
import type { EncryptedColumn } from '../encrypted-column.ts';
import { DecryptionFailed, type Keys } from '../keys.ts';

/** The pool, or a connection acquired from it. */
type QueryClient = { query(text: string): Promise<{ rows: { encrypted?: Buffer | null }[] }> };

const PURPOSE = 'identity/voucher-key';
const decryptedKeys = new WeakMap<Keys, { encrypted: Buffer; key: Buffer }>();

/**
 * Vouches to the database for what the program checked itself: a code, a passkey's signature, an identity provider's token. `what` names purpose, attempt or
 * challenge, person and what was checked, with `|` between; identity.vouched(what, voucher) compares. An injected statement has no key for it.
 */
export async function vouch({ keys, pool }: { keys: Keys; pool: QueryClient }, what: string): Promise<Buffer> {
  const { rows } = await pool.query('select identity.encrypted_voucher_key() as encrypted');
  const encrypted = rows[0]?.encrypted;
  // A crash of the server removes the key. The connection that finds none reports it to the launcher, which creates a new key.
  if (!encrypted) throw new AppError('platform/database-lost');
  let known = decryptedKeys.get(keys);
  if (!known?.encrypted.equals(encrypted)) {
    known = { encrypted, key: keys.decrypt(PURPOSE, encrypted) };
    decryptedKeys.set(keys, known);
  }
  const hash = (...parts: (Buffer | string)[]) => parts.reduce((sum, part) => sum.update(part), createHash('sha256')).digest();
  return hash(known.key, hash(known.key, what));
}

/** The only column in which the key is stored encrypted, for rotation. */
export const VOUCHER_KEY: EncryptedColumn = { table: 'identity.voucher_key', column: 'key_encrypted', id: 'id', purpose: () => PURPOSE };

/** Gives the database its voucher key where it has none, or one encrypted with lost keys. Run as the deployer. */
export async function ensureVoucherKey(client: ClientBase, keys: Keys): Promise<void> {
  const { rows } = await client.query<{ encrypted: Buffer | null }>('select identity.encrypted_voucher_key() as encrypted');
  if (rows[0]?.encrypted && canDecrypt(keys, rows[0].encrypted)) return;
  await renewVoucherKey(client, keys);
}

/** Gives the database a new voucher key at each start: vouchers made with the previous key become invalid. Run as the deployer. */
export async function renewVoucherKey(client: ClientBase, keys: Keys): Promise<void> {
  const key = randomBytes(32);
  await client.query('select identity.store_voucher_key($1, $2)', [key, keys.encrypt(PURPOSE, key)]);
}

function canDecrypt(keys: Keys, encrypted: Buffer): boolean {
  try {
    return keys.decrypt(PURPOSE, encrypted).length > 0;
  } catch (error) {
    if (error instanceof DecryptionFailed) return false;
    throw error;
  }
}
