import { readFile, stat } from 'node:fs/promises';
import type { ContractText } from './contract-text.ts';
import type { Ocr } from './ocr.ts';
import { HasMacros, OtherKind, readDocx } from './read-docx.ts';
import { EncryptedFile, openPdf, readPdf, TooManyPages } from './read-pdf.ts';

/** Why a file is not read. */
export const UNREAD_REASONS = [
  'no-file',
  'empty',
  'too-large',
  'other-kind',
  'old-word',
  'macros',
  'encrypted',
  'too-many-pages',
  'damaged',
  'too-slow',
] as const;
export type UnreadReason = (typeof UNREAD_REASONS)[number];

/** The largest file that is read, in bytes. */
export const LARGEST_FILE = 100 * 1024 * 1024;

// The container of .doc files and of encrypted office files.
const COMPOUND = 'd0cf11e0a1b11ae1';

/** How many pages a PDF has; or why it cannot be opened. Of its content only the first page is looked for. */
export async function countPages(path: string): Promise<number | UnreadReason> {
  try {
    return await openPdf(new Uint8Array(await readFile(path)));
  } catch (error) {
    return reasonOf(error);
  }
}

/** Reads a PDF or DOCX file by its content, whatever its name says; or says why not. With `ocr`, pages of pictures too. */
export async function readContract(path: string, ocr: Ocr | null = null): Promise<ContractText | UnreadReason> {
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return 'no-file';
  if (found.size === 0) return 'empty';
  if (found.size > LARGEST_FILE) return 'too-large';
  const bytes = await readFile(path);
  try {
    if (bytes.subarray(0, 1024).includes('%PDF-')) return await readPdf(new Uint8Array(bytes), ocr);
    if (bytes.subarray(0, 2).toString('latin1') === 'PK') return await readDocx(path);
  } catch (error) {
    return reasonOf(error);
  }
  if (bytes.subarray(0, 8).toString('hex') !== COMPOUND) return 'other-kind';
  // Names in such a file are UTF-16.
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'old-word';
}

function reasonOf(error: unknown): UnreadReason {
  if (error instanceof EncryptedFile) return 'encrypted';
  if (error instanceof OtherKind) return 'other-kind';
  if (error instanceof HasMacros) return 'macros';
  return error instanceof TooManyPages ? 'too-many-pages' : 'damaged';
}
