import type { Day } from '#kernel/day.ts';
import { decode, textOf } from '../../crypto/bytes.ts';
import type { FormerReader, Manifest } from '../../manifest/manifest.ts';
import type { Channel } from './channels-data.ts';

const SIGNATURE_BYTES = 64;

/** The content of a signed list, read without checking it: the server checks the next one. */
function contentOf(signed: string): Pick<Manifest, 'readers' | 'former'> {
  return JSON.parse(textOf(decode(signed).subarray(SIGNATURE_BYTES)));
}

/** Who is on the newest list of a channel, as everybody may read it. */
export const listedReaders = ({ signedList }: Channel): Manifest['readers'] => (signedList === null ? [] : contentOf(signedList).readers);

/** The readers whom the next list may name: those who still read. An interpreter is never named. */
export const listableReaders = ({ readers }: Channel) =>
  readers.flatMap(({ function: readerFunction, ...one }) =>
    one.removedAt === null && readerFunction !== 'interpreter' ? { ...one, function: readerFunction } : [],
  );

/** The next list of a channel, unsigned: the chosen readers, and of all who were named before the keys with which they signed. */
export function nextList(
  channel: Channel,
  { chosen, today, validUntil }: { chosen: readonly number[]; today: Day; validUntil: Day },
): Omit<Manifest, 'channelKey'> {
  const { id, manifest, signedList } = channel;
  const before = signedList === null ? { readers: [], former: [] } : contentOf(signedList);
  // One who was removed since they were chosen has no box any more: they become a former reader, as the server demands.
  const named = listableReaders(channel).filter(({ number }) => chosen.includes(number));
  const isNamed = (number: number) => named.some((one) => one.number === number);
  const left = before.readers.filter(({ number }) => !isNamed(number));
  const former: FormerReader[] = [
    ...before.former.filter(({ number }) => !isNamed(number)),
    ...left.map(({ number, verifyKey }) => ({ number, verifyKey, until: today })),
  ];
  return {
    channel: id,
    number: (manifest?.number ?? 0) + 1,
    validFrom: today,
    validUntil,
    readers: named.map(({ number, function: readerFunction, nation, unit, recipient, verifyKey }) => ({
      ...{ number, function: readerFunction, nation, unit, recipient, verifyKey },
    })),
    former,
  };
}
