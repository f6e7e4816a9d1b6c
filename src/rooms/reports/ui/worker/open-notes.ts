import { decode } from '../../crypto/bytes.ts';
import { type OpenedNote, openNote } from '../../crypto/note.ts';
import type { ReportAddress } from '../../crypto/report.ts';
import type { FetchedThread, OpenedThread } from './protocol.ts';

type KeyOf = (reader: number) => Uint8Array | undefined;

/** What a reader notes when a report is given to an interpreter: their number and the key with which they sign (base64). */
export const interpreterChoice = (number: number, verifyKey: string): string => `${number} ${verifyKey}`;
const NAMED = /^(\d{1,5}) ([A-Za-z0-9+/]{43}=)$/;

/**
 * Opens the notes of a report. No list names an interpreter. So an interpreter's note is believed where a note of a listed reader names the interpreter's key; and
 * it is never more than words. `own`: the keys of an interpreter who is reading.
 */
export async function openNotes(
  address: ReportAddress,
  notes: FetchedThread['notes'],
  { identity, keyOf, own }: { identity: string; keyOf: KeyOf; own: { number: number; verifyKey: Uint8Array } | null },
): Promise<OpenedThread['notes']> {
  const open = (key: KeyOf) =>
    Promise.all(notes.map(({ id, encrypted }) => openNote(address, { id, encrypted: decode(encrypted) }, { identity, keyOf: key })));
  const byReaders = await open(keyOf);
  if (!byReaders.includes(null)) return byReaders.map((note) => note && { ...note, isInterpreter: false });
  const named = new Map(byReaders.flatMap(namedIn));
  if (own !== null) named.set(own.number, own.verifyKey);
  const byInterpreters = await open((number) => (keyOf(number) === undefined ? named.get(number) : undefined));
  return byReaders.map((note, at) => {
    const other = byInterpreters[at];
    if (note !== null) return { ...note, isInterpreter: false };
    return other?.kind === 'note' ? { ...other, isInterpreter: true } : null;
  });
}

function namedIn(note: OpenedNote | null): [number, Uint8Array][] {
  const [, number, key] = (note?.kind === 'give-to-interpreter' && NAMED.exec(note.choice ?? '')) || [];
  return number === undefined || key === undefined ? [] : [[Number(number), decode(key)]];
}
