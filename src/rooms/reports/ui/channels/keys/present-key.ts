import { decode, encode } from '../../../crypto/report.ts';
import { fingerprintOf, newestKey } from '../../../manifest/manifest.ts';
import type { Channel } from '../channels-data.ts';

/** The present key of a channel in base64. Throws where a successor is not signed by the key before it. */
export function presentKey({ id, firstKey, successors }: Channel): string {
  const key = newestKey(id, { first: decode(firstKey), successors: successors.map(decode) }, null);
  if (key === null) throw new Error('A key of this channel is not signed by the key before it.');
  return encode(key);
}

/** The fingerprint that a poster carries, in groups of four letters for comparing by eye. */
export function shownFingerprint({ firstKey }: Channel): string {
  return fingerprintOf(decode(firstKey)).replaceAll(/(.{4})(?=.)/g, '$1 ');
}
