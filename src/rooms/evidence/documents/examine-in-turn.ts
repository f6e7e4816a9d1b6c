import { AppError, type ErrorCode } from '#kernel/errors.ts';
import { runDocumentProgram } from '#platform/documents/document-process.ts';
import { READING_PROCESS } from '#platform/documents/reading/read-limits.ts';
import '../errors.ts';

/** The answer of the examining process: the media type of the file, or why it is refused. */
export type Examined = { mediaType: string } | { refused: ErrorCode; details: Record<string, unknown> };

const PROGRAM = new URL('./examine-process.ts', import.meta.url);

/**
 * The media type of an office file. It is unpacked within limits in a separate process (archive.ts), through the queue for document programs. Throws an
 * AppError that says why the file is refused, and the errors that `runDocumentProgram` throws.
 */
export async function examineInTurn(path: string): Promise<string> {
  const program = { file: PROGRAM, queue: 'reading', failure: 'documents/unreadable', ...READING_PROCESS, maxBytes: 64 * 1024 } as const;
  const examined = JSON.parse((await runDocumentProgram(program, { path })).toString('utf8')) as Examined;
  if ('refused' in examined) throw new AppError(examined.refused, examined.details);
  return examined.mediaType;
}
