import { decode, sameBytes, textOf } from '../../crypto/bytes.ts';
import { publicOf, type SecretKeys } from '../../crypto/keys.ts';
import { verified } from '../../crypto/signatures.ts';
import { type Manifest, newestKey } from '../../manifest/manifest.ts';
import type { SignedList } from './protocol.ts';

/**
 * The newest list of readers of a channel, where the newest key of the channel signed it; else null. A list that is out of date still says who signed what: nothing
 * new is encrypted to it here. That the first key is the one on the posters is the server's word.
 */
export function readList(channel: string, { first, successors, manifest }: SignedList): Manifest | null {
  try {
    const key = newestKey(channel, { first: decode(first), successors: successors.map(decode) }, null);
    const content = key && manifest !== null ? verified('manifest', decode(manifest), key) : null;
    const list = content && (JSON.parse(textOf(content)) as Manifest);
    return list?.channel === channel ? list : null;
  } catch {
    return null;
  }
}

/**
 * Whether a list names these very keys, both of them. Where the server gave the signer of the list another recipient, reports go to that one, and the server passes them
 * on unnoticed: only the reader's own browser can see it.
 */
export async function namesKeys(manifest: Manifest, number: number, keys: SecretKeys): Promise<boolean> {
  const listed = manifest.readers.find((one) => one.number === number);
  const { recipient, verifyKey } = await publicOf(keys);
  return listed !== undefined && listed.recipient === recipient && sameBytes(decode(listed.verifyKey), verifyKey);
}
