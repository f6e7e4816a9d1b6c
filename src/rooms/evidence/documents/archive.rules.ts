const MEBIBYTE = 1024 * 1024;

/** What an office file, which is an archive, may hold. Far above what people write, far below what would fill a disk. */
export const ARCHIVE_LIMITS = { entries: 2_000, expandedBytes: 250 * MEBIBYTE, ratio: 200, ratioFromBytes: MEBIBYTE, depth: 1 };

/** Why an archive is not kept. Words for each stand in the texts. */
export type ArchiveFault = 'damaged' | 'locked' | 'oversized' | 'nested' | 'macros';

/** One entry as the directory of the archive declares it. */
export type Declared = { name: string; encrypted: boolean; compressedBytes: number; expandedBytes: number };

// OpenDocument keeps those in Basic and those in other languages apart.
const MACROS = /(^|\/)vbaProject\.bin$|^(Basic|Scripts)\//i;

/** What is wrong with the directory of an archive of so many bytes, before anything in it is unpacked; undefined where nothing is. */
export function faultOfDirectory(entries: readonly Declared[], archiveBytes: number): ArchiveFault | undefined {
  const sum = (of: (entry: Declared) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  if (entries.some((entry) => entry.encrypted)) return 'locked';
  if (new Set(entries.map((entry) => entry.name)).size !== entries.length) return 'damaged';
  // More than the file has: entries that lie over each other, as in the smallest of bombs.
  if (sum((entry) => entry.compressedBytes) > archiveBytes) return 'damaged';
  const { expandedBytes, ratio, ratioFromBytes } = ARCHIVE_LIMITS;
  if (sum((entry) => entry.expandedBytes) > expandedBytes) return 'oversized';
  if (entries.some((entry) => entry.expandedBytes > ratioFromBytes && entry.expandedBytes > ratio * entry.compressedBytes))
    return 'oversized';
  return entries.some((entry) => MACROS.test(entry.name)) ? 'macros' : undefined;
}

/** A file inside may be an office file itself, as behind a chart; any other archive is refused. */
export function mayNest(name: string, depth: number): boolean {
  return depth < ARCHIVE_LIMITS.depth && /^(word|xl)\/embeddings\/[^/]+$/.test(name);
}

const OOXML = [
  { part: 'word/document.xml', mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document' },
  { part: 'xl/workbook.xml', mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
] as const;
const OPEN_DOCUMENT = ['application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.spreadsheet'];

/** The media type of an office file by the parts it must have, and by what its entry `mimetype` says; null for any other archive. */
export function officeTypeOf(names: readonly string[], mimetype: string | undefined): string | null {
  if (mimetype !== undefined) return OPEN_DOCUMENT.includes(mimetype) && names.includes('content.xml') ? mimetype : null;
  if (!names.includes('[Content_Types].xml')) return null;
  return OOXML.find(({ part }) => names.includes(part))?.mediaType ?? null;
}
