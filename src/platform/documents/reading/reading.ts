import type { ErrorCode } from '#kernel/errors.ts';
import { runDocumentProgram } from '../document-process.ts';
import { READING_PROCESS } from './read-limits.ts';

/** The input of the process that reads: all sheets of a workbook, its first sheet as CSV, or a text document. */
export type ReadingOrder = { readonly as: 'sheets' | 'table' | 'text'; readonly path: string; readonly maxCells: number };

const PROGRAM = new URL('../reading-process.ts', import.meta.url);

/**
 * Reads an office file in a process of its own, which returns at most `READING_PROCESS.maxBytes`: text in UTF-8. Throws `unreadable` for a file that is
 * damaged, of another kind, or beyond `READ_LIMITS`, and otherwise what `runDocumentProgram` throws.
 */
export async function readOffice(order: ReadingOrder, unreadable: ErrorCode = 'documents/unreadable'): Promise<string> {
  const read = await runDocumentProgram({ file: PROGRAM, queue: 'reading', failure: unreadable, ...READING_PROCESS }, order);
  return read.toString('utf8');
}
