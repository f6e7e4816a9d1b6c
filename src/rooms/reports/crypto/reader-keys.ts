import { type Bytes, decode, encode, textOf, utf8 } from './bytes.ts';
import type { SecretKeys } from './keys.ts';
import { lockUnder, PASSPHRASE_COST, unlockUnder } from './passphrase.ts';

const FORMAT = 1;

/**
 * A reader's keys, locked under a passphrase: what the server stores, and, under a second passphrase, what lies in the recovery file. The passphrase and the file lie
 * with different holders.
 */
export async function lockKeys({ identity, signingKey }: SecretKeys, passphrase: string, cost = PASSPHRASE_COST): Promise<Bytes> {
  return await lockUnder(passphrase, utf8(JSON.stringify({ format: FORMAT, identity, signingKey: encode(signingKey) })), cost);
}

/** Unlocks them; null where the passphrase is another, the file is damaged, or it holds something else. */
export async function unlockKeys(locked: Uint8Array, passphrase: string): Promise<SecretKeys | null> {
  const opened = await unlockUnder(passphrase, locked);
  if (opened === null) return null;
  const { format, identity, signingKey } = JSON.parse(textOf(opened));
  return format === FORMAT && typeof identity === 'string' ? { identity, signingKey: decode(signingKey) } : null;
}
