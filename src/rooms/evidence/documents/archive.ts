import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { AppError } from '#kernel/errors.ts';
import { openArchive } from '#platform/documents/reading/open-archive.ts';
import { ARCHIVE_LIMITS, type ArchiveFault, faultOfDirectory, mayNest, officeTypeOf } from './archive.rules.ts';
import '../errors.ts';

// Room for what is nested: a chart's table has some kilobytes.
const NESTED_BYTES = 10 * 1024 * 1024;

/** What may still be unpacked, over the archive and all it nests: bytes, and parts, each of which costs time however small it is. */
type Budget = { bytes: number; entries: number };

/**
 * The media type of an office file, once everything in it has been unpacked within bounds and thrown away: what the directory declares may be a
 * lie. Throws AppError that says why an archive is not kept.
 */
export async function examineOfficeFile(path: string): Promise<string> {
  try {
    return await examine(await openArchive(path), 0, { bytes: ARCHIVE_LIMITS.expandedBytes, entries: ARCHIVE_LIMITS.entries });
  } catch (error) {
    // Whatever the reader stumbled over (a broken stream, a name that leads out, a size that is not true), the file is not in order.
    throw error instanceof AppError ? error : refusal('damaged');
  }
}

const STRICT = { autoClose: false, validateEntrySizes: true };

async function examine(archive: ZipFile, depth: number, budget: Budget): Promise<string> {
  try {
    budget.entries -= archive.entryCount;
    if (budget.entries < 0) throw refusal('oversized');
    const entries: Entry[] = [];
    for await (const entry of archive.eachEntry()) entries.push(entry);
    const fault = faultOfDirectory(entries.map(declared), archive.fileSize);
    if (fault) throw refusal(fault);
    let mimetype: string | undefined;
    for (const entry of entries) {
      const content = await unpack(archive, entry, depth, budget);
      if (entry.fileName === 'mimetype') mimetype = content.toString('latin1').trim();
      // OpenDocument says so here, and not in the archive.
      if (entry.fileName === 'META-INF/manifest.xml' && content.includes('encryption-data')) throw refusal('locked');
    }
    const mediaType = officeTypeOf(
      entries.map((entry) => entry.fileName),
      mimetype,
    );
    if (mediaType === null) throw depth === 0 ? new AppError('evidence/file-kind-refused') : refusal('nested');
    return mediaType;
  } finally {
    archive.close();
  }
}

/** Unpacks one entry to nowhere; answers its beginning. An archive inside is examined like the one around it, or refused. */
async function unpack(archive: ZipFile, entry: Entry, depth: number, budget: Budget): Promise<Buffer> {
  const kept: Buffer[] = [];
  let [bytes, sum, nested]: [number, number, boolean | undefined] = [0, 0, undefined];
  for await (const chunk of (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    sum = crc32(chunk, sum);
    budget.bytes -= chunk.length;
    if (budget.bytes < 0) throw refusal('oversized');
    if (nested !== false) kept.push(chunk);
    // Its first bytes may come one by one.
    if (nested === undefined && bytes >= MARK_BYTES) nested = isArchive(Buffer.concat(kept));
    if (nested && !mayNest(entry.fileName, depth)) throw refusal('nested');
    if (nested && bytes > NESTED_BYTES) throw refusal('oversized');
  }
  // One bit that changed on the way unpacks to other words, or to none: the reader of archives looks at sizes alone.
  if (sum !== entry.crc32) throw refusal('damaged');
  const content = Buffer.concat(kept);
  if (nested) await examine(await fromBufferPromise(content, STRICT), depth + 1, budget);
  return content;
}

const MARK_BYTES = 4;
// The marks of ZIP, gzip, 7z, RAR, xz and bzip2.
const MARKS = ['504b0304', '1f8b08', '377abcaf', '52617221', 'fd377a58', '425a68'].map((mark) => Buffer.from(mark, 'hex'));

function isArchive(head: Buffer): boolean {
  return MARKS.some((mark) => head.subarray(0, mark.length).equals(mark));
}

function declared({ fileName, uncompressedSize, compressedSize, ...entry }: Entry) {
  const encrypted = (entry.generalPurposeBitFlag & 1) !== 0;
  return { name: fileName, encrypted, compressedBytes: compressedSize, expandedBytes: uncompressedSize };
}

function refusal(reason: ArchiveFault): AppError {
  return new AppError('evidence/archive-refused', { reason });
}
