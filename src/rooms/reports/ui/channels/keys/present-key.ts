import { decode, encode } from '../../../crypto/bytes.ts';
import { fingerprintOf, newestKey } from '../../../manifest/manifest.ts';
import type { Channel } from '../channels-data.ts';

/** The present key of a channel in base64. Throws where a successor is not signed by the key before it. */
export function presentKey({ id, firstKey, successors }: Channel): string {
  const key = newestKey(id, { first: decode(firstKey), successors: successors.map(decode) }, null);
  if (key === null) throw new Error('A key of this channel is not signed by the key before it.');
  return encode(key);
}

/** The fingerprints of the keys of a channel, the newest last, in groups of four letters for comparing by eye. A poster carries the one that was newest when it was printed. */
export function shownFingerprints(channel: Channel): string[] {
  const { successors } = channel;
  return [channel.firstKey, ...successors]
    .map((_, later) => presentKey({ ...channel, successors: successors.slice(0, later) }))
    .map((key) => fingerprintOf(decode(key)).replaceAll(/(.{4})(?=.)/g, '$1 '));
}
