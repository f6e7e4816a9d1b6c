import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { runDocumentProgram } from '#platform/documents/document-process.ts';
import { READING_PROCESS } from '#platform/documents/reading/read-bounds.ts';
import '../errors.ts';

/** What the process that examines says: the media type of the file, or why it is not kept. */
export type Examined = { mediaType: string } | { refused: ErrorCode; details: Record<string, unknown> };

const PROGRAM = new URL('./examine-process.ts', import.meta.url);

/**
 * The media type of an office file, unpacked within bounds in a process of its own (archive.ts), in the queue in which files are read. Throws AppError that says why it
 * is not kept, and what `runDocumentProgram` throws.
 */
export async function examineInTurn(path: string): Promise<string> {
  const program = { file: PROGRAM, queue: 'reading', failure: 'documents/unreadable', ...READING_PROCESS, mostBytes: 64 * 1024 } as const;
  const examined = JSON.parse((await runDocumentProgram(program, { path })).toString('utf8')) as Examined;
  if ('refused' in examined) throw new AppError(examined.refused, examined.details);
  return examined.mediaType;
}
