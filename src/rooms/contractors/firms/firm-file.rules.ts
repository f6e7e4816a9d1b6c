import { createHash } from 'node:crypto';
import type { ErrorCode } from '#kernel/errors.ts';

const MEBIBYTE = 1024 * 1024;

/** What a firm may send: how many files at once, how many and how many bytes in all under one contract. The largest sending is the largest file of the program. */
export const FILE_LIMITS = { atOnce: 5, files: 200, bytes: 250 * MEBIBYTE } as const;

/** What a firm says of a file. `answer`: it answers a question. */
export const FILE_ABOUT = ['certification', 'plan', 'answer', 'other'] as const;
export type FileAbout = (typeof FILE_ABOUT)[number];

const PDF = 'application/pdf';
const PICTURES: readonly string[] = ['image/jpeg', 'image/png'];
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** How a file of this kind is looked into before it is stored; null: the kind is not taken. A Word file was unpacked within limits before. Pure. */
export function checkOf(mediaType: string): 'pdf' | 'picture' | 'word' | null {
  if (mediaType === PDF) return 'pdf';
  if (mediaType === DOCX) return 'word';
  return PICTURES.includes(mediaType) ? 'picture' : null;
}

/** Why a file is not taken. Each has a text that says what to do. */
export const FILE_FAULTS = [
  'bad-name',
  'empty',
  'other-kind',
  'name-differs',
  'encrypted',
  'old-or-protected',
  'macros',
  'unpacks-too-far',
  'archive-inside',
  'damaged',
  'too-many-pages',
  'too-slow',
  'busy',
  'too-many',
  'no-room',
  'too-often',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

const BY_CODE: Readonly<Record<string, FileFault>> = {
  'evidence/file-empty': 'empty',
  'evidence/file-kind-refused': 'other-kind',
  'evidence/file-name-differs': 'name-differs',
  'documents/unreadable': 'damaged',
  'documents/too-slow': 'too-slow',
  'documents/busy': 'busy',
  'contractors/reading-busy': 'busy',
  'contractors/firm-files-full': 'no-room',
  'contractors/firm-link-too-often': 'too-often',
};
const BY_REASON: Readonly<Record<string, FileFault>> = {
  locked: 'encrypted',
  macros: 'macros',
  oversized: 'unpacks-too-far',
  nested: 'archive-inside',
  encrypted: 'encrypted',
  'too-many-pages': 'too-many-pages',
  'too-slow': 'too-slow',
};

/** The fault of a file that was refused with this error; undefined where the error is about something else. `reason`: of an archive. Pure. */
export function faultOfCode(code: ErrorCode, reason?: unknown): FileFault | undefined {
  if (code === 'evidence/archive-refused') return faultOfReason(String(reason));
  return BY_CODE[code];
}

/** The fault of a file that the reader of contracts did not open, or of an archive. Pure. */
export const faultOfReason = (reason: string): FileFault => BY_REASON[reason] ?? 'damaged';

// The container of old Word files, and of Word files with a password.
const COMPOUND = 'd0cf11e0a1b11ae1';

/** Whether a file begins as an old or a protected Word file. Pure. */
export const isOldOrProtected = (head: Uint8Array): boolean => Buffer.from(head.subarray(0, 8)).toString('hex') === COMPOUND;

/** The id of a file of a form: the same file of the same form has the same one, so that it is stored once. A UUID of version 8. Pure. */
export function fileId(formId: string, sha256: string): string {
  const hash = createHash('sha256').update(`${formId} ${sha256}`, 'utf8').digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), `8${hash.slice(13, 16)}`, `8${hash.slice(17, 20)}`, hash.slice(20, 32)].join('-');
}
