import { isPartialDate } from '#kernel/dates.ts';
import type { Day } from '#kernel/day.ts';
import { type Bytes, textOf, utf8 } from './bytes.ts';
import { decryptWith, encryptTo } from './keys.ts';
import { pad, TEXT_SIZES, unpad } from './padding.ts';
import { sign, verified } from './signatures.ts';

const FORMAT = 1;
const SIGNATURE_BYTES = 64;
/** A note for the next shift has one size (`shiftNoteBytes`): about two pages. */
const SIZES: readonly number[] = TEXT_SIZES.slice(0, 1);

/** A note for the next shift and its channel. `id` is a random UUID (version 4), made in the reader's browser. */
export type ShiftNoteAddress = { readonly channel: string; readonly id: string };

const isDay = (day: unknown): day is Day => typeof day === 'string' && day.length === 10 && isPartialDate(day);

/**
 * Encrypts a note for the next shift to the readers of a list, signed by its writer with the day: a server that shows an old note as today's is noticed. Null where the
 * text is too long.
 */
export async function encryptShiftNote(
  { channel, id }: ShiftNoteAddress,
  { recipients, signingKey, ...content }: { reader: number; day: Day; text: string; recipients: readonly string[]; signingKey: Uint8Array },
): Promise<Bytes | null> {
  const note = utf8(JSON.stringify({ format: FORMAT, channel, note: id, ...content }));
  const padded = pad(sign('shift-note', note, signingKey), SIZES);
  return padded && (await encryptTo(recipients, padded));
}

/** Opens a note for the next shift, with the day that its writer signed; null where it was changed, is another one, or the reader of this number did not sign it. */
export async function openShiftNote(
  { channel, id }: ShiftNoteAddress,
  encrypted: Uint8Array,
  { identity, reader, verifyKey }: { identity: string; reader: number; verifyKey: Uint8Array | undefined },
): Promise<{ text: string; day: Day } | null> {
  try {
    const signed = unpad(await decryptWith(identity, encrypted), SIZES);
    const opened = JSON.parse(textOf(signed.slice(SIGNATURE_BYTES)));
    const isThis = opened.format === FORMAT && opened.channel === channel && opened.note === id && opened.reader === reader;
    if (!isThis || verifyKey === undefined || verified('shift-note', signed, verifyKey) === null) return null;
    return isDay(opened.day) ? { text: String(opened.text), day: opened.day } : null;
  } catch {
    return null;
  }
}
