import type { NoteContent } from '../../crypto/note.ts';
import { readerKeys } from '../worker/reader-keys.ts';

/** A note encrypted in the worker, or the key of the text that says why there is none. */
export async function encryptNoteFor(
  report: string,
  content: NoteContent,
): Promise<{ id: string; encrypted: string } | 'reply.too-long' | 'reply.locked'> {
  // Version 4: an id with a time in it would show when it was written.
  const made = await readerKeys.call('encryptNote', { report, id: crypto.randomUUID(), content }).catch(() => null);
  if (made === null) return 'reply.locked';
  return made === 'text-too-long' ? 'reply.too-long' : made;
}
