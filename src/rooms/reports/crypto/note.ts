import { type Bytes, textOf, utf8 } from './bytes.ts';
import { decryptWith, encryptTo } from './keys.ts';
import { pad, TEXT_SIZES, unpad } from './padding.ts';
import type { ReportAddress } from './report.ts';
import { isTextOrNone } from './shapes.ts';
import { sign, verified } from './signatures.ts';

const FORMAT = 1;
const SIGNATURE_BYTES = 64;

const KINDS = ['note', 'take', 'assign', 'triage', 'pass-on', 'close', 'reopen', 'give-to-interpreter'] as const;

/** What a reader notes on a report: words, or why and how it was passed on, closed or opened again. The codes are those of the readers' desk. */
export type NoteContent = { readonly kind: (typeof KINDS)[number]; readonly choice?: string; readonly text: string };
/** A note as its readers see it: who wrote it is signed. */
export type OpenedNote = NoteContent & { readonly reader: number };

/**
 * Encrypts a note to the key of a report. Every reader with a wrap of the report can open it, including one who gets the wrap later. The reporter's code cannot.
 * Null where the text is too long.
 */
export async function encryptNote(
  { channel, report }: ReportAddress,
  {
    id,
    reader,
    content,
    recipient,
    signingKey,
  }: { id: string; reader: number; content: NoteContent; recipient: string; signingKey: Uint8Array },
): Promise<Bytes | null> {
  const note = utf8(JSON.stringify({ format: FORMAT, channel, report, note: id, reader, ...content }));
  const padded = pad(sign('note', note, signingKey), TEXT_SIZES);
  return padded && (await encryptTo([recipient], padded));
}

/** Opens a note with the key of its report; null where it was changed, is that of another report or another note, or no reader of the list signed it. */
export async function openNote(
  { channel, report }: ReportAddress,
  { id, encrypted }: { id: string; encrypted: Uint8Array },
  { identity, keyOf }: { identity: string; keyOf: (reader: number) => Uint8Array | undefined },
): Promise<OpenedNote | null> {
  try {
    const signed = unpad(await decryptWith(identity, encrypted), TEXT_SIZES);
    const opened = JSON.parse(textOf(signed.slice(SIGNATURE_BYTES)));
    const isHere = opened.format === FORMAT && opened.channel === channel && opened.report === report && opened.note === id;
    const key = keyOf(opened.reader);
    if (!isHere || key === undefined || verified('note', signed, key) === null) return null;
    const { kind, choice, text, reader } = opened;
    if (!KINDS.includes(kind) || typeof text !== 'string' || !isTextOrNone(choice)) return null;
    return { kind, ...(choice !== undefined && { choice }), text, reader };
  } catch {
    return null;
  }
}
