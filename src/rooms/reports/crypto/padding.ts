import type { Bytes } from './bytes.ts';

const KIB = 1024;
const MIB = 1024 * KIB;

/** Sizes of a padded text, in bytes. */
export const TEXT_SIZES: readonly number[] = [4 * KIB, 16 * KIB, 64 * KIB];
/** The sizes of a padded message at a place of its way. The first answer is always of the first size: one request to a mailbox shows it. */
export function messageSizes(direction: 'to-reader' | 'to-reporter', place: number): readonly number[] {
  return direction === 'to-reporter' && place === 0 ? TEXT_SIZES.slice(0, 1) : TEXT_SIZES;
}
/** Sizes of the container of files, in bytes. With the texts and the wrap a stored report shows one of twelve sizes or fewer. */
export const CONTAINER_SIZES: readonly number[] = [64 * KIB, 256 * KIB, ...[1, 2, 4, 8, 16, 32, 100].map((size) => size * MIB)];

/** The length of the content is in front of it, as an unsigned number of 32 bits. */
export const LENGTH_BYTES = 4;

/** The content padded with zeros to the smallest size that holds it; null where it is longer than the largest. */
export function pad(content: Uint8Array, sizes: readonly number[]): Bytes | null {
  const size = sizes.find((one) => one >= content.length + LENGTH_BYTES);
  if (size === undefined) return null;
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, LENGTH_BYTES);
  return padded;
}

/** The content of padded bytes. Throws where they are of no known size, or where the padding holds anything. */
export function unpad(padded: Uint8Array, sizes: readonly number[]): Bytes {
  if (!sizes.includes(padded.length)) throw new Error('These bytes have a size that nothing is padded to.');
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  const end = LENGTH_BYTES + length;
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) throw new Error('The padding is damaged.');
  return new Uint8Array(padded.slice(LENGTH_BYTES, end));
}
