const MEBIBYTE = 1024 * 1024;

/** Limits on an office file, which is a ZIP archive. Far above what people write, far below what would fill a disk. */
export const ARCHIVE_LIMITS = { entries: 2_000, expandedBytes: 250 * MEBIBYTE, ratio: 200, ratioFromBytes: MEBIBYTE, depth: 1 };

/** Why an archive is refused. Each has a text in texts/. */
export type ArchiveFault = 'damaged' | 'locked' | 'oversized' | 'nested' | 'macros';

/** An entry as the archive's directory declares it. */
export type Declared = { name: string; encrypted: boolean; compressedBytes: number; expandedBytes: number };

// OpenDocument stores macros in Basic apart from those in other languages.
const MACROS = /(^|\/)vbaProject\.bin$|^(Basic|Scripts)\//i;

/** Checks the directory of an archive of `archiveBytes` bytes before anything is unpacked; undefined where nothing is wrong. */
export function faultOfDirectory(entries: readonly Declared[], archiveBytes: number): ArchiveFault | undefined {
  const sum = (of: (entry: Declared) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  if (entries.some((entry) => entry.encrypted)) return 'locked';
  if (new Set(entries.map((entry) => entry.name)).size !== entries.length) return 'damaged';
  // The entries claim more bytes than the file has: they overlap, as in the smallest ZIP bombs.
  if (sum((entry) => entry.compressedBytes) > archiveBytes) return 'damaged';
  const { expandedBytes, ratio, ratioFromBytes } = ARCHIVE_LIMITS;
  if (sum((entry) => entry.expandedBytes) > expandedBytes) return 'oversized';
  if (entries.some((entry) => entry.expandedBytes > ratioFromBytes && entry.expandedBytes > ratio * entry.compressedBytes))
    return 'oversized';
  return entries.some((entry) => MACROS.test(entry.name)) ? 'macros' : undefined;
}

/** Whether an archive inside may be unpacked: only an office file, as behind a chart. */
export function isNestedArchive(name: string, depth: number): boolean {
  return depth < ARCHIVE_LIMITS.depth && /^(word|xl)\/embeddings\/[^/]+$/.test(name);
}

const OOXML = [
  { part: 'word/document.xml', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  { part: 'xl/workbook.xml', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
] as const;
const OPEN_DOCUMENT = ['application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.spreadsheet'];

/** The media type of an office file, from the parts it must have and the content of its `mimetype` entry; null for any other archive. */
export function officeTypeOf(names: readonly string[], mimetype: string | undefined): string | null {
  if (mimetype !== undefined) return OPEN_DOCUMENT.includes(mimetype) && names.includes('content.xml') ? mimetype : null;
  if (!names.includes('[Content_Types].xml')) return null;
  return OOXML.find(({ part }) => names.includes(part))?.mediaType ?? null;
}
