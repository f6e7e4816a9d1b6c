import { CONTAINER_SIZES, messageSizes, TEXT_SIZES } from './padding.ts';

// What age adds: a header with one stanza for each recipient, a nonce, and a tag for each chunk of 64 KiB. crypto.unit.test measures the three figures.
const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const HEADER_BYTES = 1643;
const STANZA_BYTES = 1557;

/** The bytes of padded content once it is encrypted to a number of recipients. */
export function encryptedBytes(paddedBytes: number, recipients = 1): number {
  return paddedBytes + HEADER_BYTES + (recipients - 1) * STANZA_BYTES + Math.ceil(paddedBytes / CHUNK_BYTES) * TAG_BYTES;
}

/** The sizes that an encrypted text of a reporter may have, in bytes. */
export const ENCRYPTED_TEXT_SIZES: readonly number[] = TEXT_SIZES.map((size) => encryptedBytes(size));
/** A reader's answer is encrypted to the reporter and to the report's own key. */
export const ENCRYPTED_ANSWER_SIZES: readonly number[] = TEXT_SIZES.map((size) => encryptedBytes(size, 2));
/** The sizes that an answer may have at a place of its thread. */
export const encryptedAnswerSizes = (place: number): readonly number[] =>
  messageSizes('to-reporter', place).map((size) => encryptedBytes(size, 2));
/** The reporter's letter to themselves. */
export const LETTER_BYTES: number = encryptedBytes(TEXT_SIZES[0]!);
/** A wrap: one byte of format, a hash, a seed. */
export const WRAP_BYTES: number = encryptedBytes(1 + 32 + 32);
/** The sizes that the encrypted container of all files may have. */
export const ENCRYPTED_CONTAINER_SIZES: readonly number[] = CONTAINER_SIZES.map((size) => encryptedBytes(size));
/** A note for the next shift, encrypted to a number of readers. */
export const shiftNoteBytes = (readers: number): number => encryptedBytes(TEXT_SIZES[0]!, readers);
