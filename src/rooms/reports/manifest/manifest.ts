import { sha256 } from '@noble/hashes/sha2.js';
import type { Day } from '#kernel/day.ts';
import { type Bytes, decode, encode, sameBytes, textOf, utf8 } from '../crypto/bytes.ts';
import { sign, verified, verifyKeyOf } from '../crypto/signatures.ts';

const FORMAT = 1;
const FINGERPRINT_BYTES = 16;

/** What a reader of a channel is there for. The parent's duty reads where nobody of the channel has answered. */
export type ReaderFunction = 'reader' | 'child-protection' | 'parent-duty';

/** A reader as the public list names them: by number and function, never by name. `unit`: from the party down, as in `['XC', '2 Bde', '1 Bn']`. */
export type ListedReader = {
  readonly number: number;
  readonly function: ReaderFunction;
  readonly nation: string;
  readonly unit: readonly string[];
  readonly recipient: string;
  readonly verifyKey: string;
};

/** A reader of earlier lists. What they signed then can still be checked; nothing is encrypted to them. */
export type FormerReader = { readonly number: number; readonly verifyKey: string; readonly until: Day };

/** The list of the readers of a channel. `number` counts the lists of a channel; `channelKey` is the key that signs it. */
export type Manifest = {
  readonly channel: string;
  readonly number: number;
  readonly validFrom: Day;
  readonly validUntil: Day;
  readonly channelKey: string;
  readonly readers: readonly ListedReader[];
  readonly former: readonly FormerReader[];
};

/** Signs a manifest on the offline page, with the channel key. */
export function signManifest(manifest: Omit<Manifest, 'channelKey'>, channelKey: Uint8Array): Bytes {
  return sign('manifest', utf8(JSON.stringify({ format: FORMAT, ...manifest, channelKey: encode(verifyKeyOf(channelKey)) })), channelKey);
}

/** Names the next key of a channel, signed by the present one, so that a poster that was printed before a change of staff still leads to the right readers. */
export function signSuccessor(channel: string, nextKey: Uint8Array, channelKey: Uint8Array): Bytes {
  return sign('successor', utf8(JSON.stringify({ format: FORMAT, channel, key: encode(nextKey) })), channelKey);
}

/** The first 128 bits of the SHA-256 of a channel key, as the address on a poster carries them behind `#`, where no server sees them. */
export function fingerprintOf(channelKey: Uint8Array): string {
  const text = encode(sha256(channelKey).slice(0, FINGERPRINT_BYTES));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** The hash by which the log and a browser name a signed manifest. */
export function hashOf(signed: Uint8Array): string {
  return encode(sha256(signed));
}

/** A channel key and its successors, each signed by the one before it. */
export type KeyChain = { readonly first: Uint8Array; readonly successors: readonly Uint8Array[] };

/** The newest key of a chain, if the fingerprint names one of its keys; null where it does not, or where a successor is not signed by the key before it. */
export function newestKey(channel: string, { first, successors }: KeyChain, fingerprint: string | null): Bytes | null {
  const keys = [new Uint8Array(first)];
  for (const signed of successors) {
    const content = parse(verified('successor', signed, keys.at(-1)!));
    if (content?.format !== FORMAT || content.channel !== channel) return null;
    keys.push(decode(content.key));
  }
  // A poster of a later key is as good as one of the first.
  if (fingerprint !== null && !keys.some((key) => fingerprintOf(key) === fingerprint)) return null;
  return keys.at(-1)!;
}

/** Why a manifest is refused: another key signed it, it is out of date or not yet valid. That a newer one is in force the log says. */
export type ManifestFault = 'other-key' | 'damaged' | 'not-yet-valid' | 'expired';

/** The longest time for which a manifest is valid, in days. */
export const MAX_VALID_DAYS = 90;

/**
 * Checks a signed manifest for a channel: the newest key of the chain signed it, and today is between its days. `isForReading`: its days do not count, because it only
 * says who signed what is read.
 */
export function checkManifest(
  signed: Uint8Array,
  { channel, key, today, isForReading = false }: { channel: string; key: Uint8Array; today: Day; isForReading?: boolean },
): Manifest | ManifestFault {
  const content = verified('manifest', signed, key);
  if (content === null) return 'other-key';
  const manifest = parse(content) as (Manifest & { format: number }) | null;
  if (manifest?.format !== FORMAT || manifest.channel !== channel || !sameBytes(decode(manifest.channelKey), key)) return 'damaged';
  const { validFrom, validUntil } = manifest;
  if (daysFrom(validFrom, validUntil) > MAX_VALID_DAYS) return 'damaged';
  if (today < validFrom && !isForReading) return 'not-yet-valid';
  if (today > validUntil && !isForReading) return 'expired';
  return manifest;
}

/** The key with which a reader, present or former, signed. */
export function verifyKeyOfReader({ readers, former }: Manifest, number: number): Bytes | undefined {
  const found = readers.find((one) => one.number === number) ?? former.find((one) => one.number === number);
  return found && decode(found.verifyKey);
}

const DAY_MS = 86_400_000;

function daysFrom(first: Day, last: Day): number {
  return (Date.parse(last) - Date.parse(first)) / DAY_MS;
}

// biome-ignore lint/suspicious/noExplicitAny: what a channel key signed is read field by field
function parse(content: Uint8Array | null): any {
  try {
    return content && JSON.parse(textOf(content));
  } catch {
    return null;
  }
}
