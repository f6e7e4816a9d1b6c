import { type Bytes, decode, encode, textOf, utf8 } from './bytes.ts';
import { lockUnder, PASSPHRASE_COST, unlockUnder } from './passphrase.ts';
import { verifyKeyOf } from './signatures.ts';

const FORMAT = 1;
const KIND = 'channel-key';

/** The key of a channel (an Ed25519 seed), locked under a passphrase: what lies in a file with a holder, and never on the server. */
export async function lockChannelKey(signingKey: Uint8Array, passphrase: string, cost = PASSPHRASE_COST): Promise<Bytes> {
  return await lockUnder(passphrase, utf8(JSON.stringify({ format: FORMAT, kind: KIND, signingKey: encode(signingKey) })), cost);
}

/** Unlocks it; null where the passphrase is another, the file is damaged, or it holds something else. */
export async function unlockChannelKey(locked: Uint8Array, passphrase: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const opened = await unlockUnder(passphrase, locked);
  if (opened === null) return null;
  const { format, kind, signingKey } = JSON.parse(textOf(opened));
  return format === FORMAT && kind === KIND ? decode(signingKey) : null;
}

/** The public half of a channel key in base64, as a channel and its list name it. */
export function publicChannelKey(signingKey: Uint8Array): string {
  return encode(verifyKeyOf(signingKey));
}
