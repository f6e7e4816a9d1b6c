import { crc32 } from 'node:zlib';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { AppError } from '#kernel/errors.ts';
import { openArchive } from '#platform/documents/reading/open-archive.ts';
import { ARCHIVE_LIMITS, type ArchiveFault, faultOfDirectory, isNestedArchive, officeTypeOf } from './archive.rules.ts';
import '../errors.ts';

// Limit for a nested file: the table of a chart has some kilobytes.
const NESTED_BYTES = 10 * 1024 * 1024;

/** What may still be unpacked from the archive and all archives in it: bytes, and entries, because each entry costs time however small it is. */
type Budget = { bytes: number; entries: number };

/**
 * The media type of an office file. Everything in it is unpacked within limits and discarded, because the directory may lie. Throws an AppError that says why
 * an archive is refused.
 */
export async function examineOfficeFile(path: string): Promise<string> {
  try {
    return await examine(await openArchive(path), 0, { bytes: ARCHIVE_LIMITS.expandedBytes, entries: ARCHIVE_LIMITS.entries });
  } catch (error) {
    // Any failure of the ZIP reader (a broken stream, a path that leaves the archive, a wrong size) means that the file is damaged.
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
      // OpenDocument declares encryption in this file and not in the ZIP directory.
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

/** Unpacks one entry, discards the bytes, and returns its beginning. A nested archive is examined in the same way, or refused. */
async function unpack(archive: ZipFile, entry: Entry, depth: number, budget: Budget): Promise<Buffer> {
  const tail: Buffer[] = [];
  let [bytes, sum, nested]: [number, number, boolean | undefined] = [0, 0, undefined];
  for await (const chunk of (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    sum = crc32(chunk, sum);
    budget.bytes -= chunk.length;
    if (budget.bytes < 0) throw refusal('oversized');
    if (nested !== false) tail.push(chunk);
    // The stream may deliver the first bytes one by one.
    if (nested === undefined && bytes >= SIGNATURE_BYTES) nested = isArchive(Buffer.concat(tail));
    if (nested && !isNestedArchive(entry.fileName, depth)) throw refusal('nested');
    if (nested && bytes > NESTED_BYTES) throw refusal('oversized');
  }
  // The ZIP reader checks sizes alone. A changed bit unpacks to other content, which only the CRC reveals.
  if (sum !== entry.crc32) throw refusal('damaged');
  const content = Buffer.concat(tail);
  if (nested) await examine(await fromBufferPromise(content, STRICT), depth + 1, budget);
  return content;
}

const SIGNATURE_BYTES = 4;
// The magic numbers of ZIP, gzip, 7z, RAR, xz and bzip2.
const SIGNATURES = ['504b0304', '1f8b08', '377abcaf', '52617221', 'fd377a58', '425a68'].map((signature) => Buffer.from(signature, 'hex'));

function isArchive(head: Buffer): boolean {
  return SIGNATURES.some((signature) => head.subarray(0, signature.length).equals(signature));
}

function declared({ fileName, uncompressedSize, compressedSize, ...entry }: Entry) {
  const encrypted = (entry.generalPurposeBitFlag & 1) !== 0;
  return { name: fileName, encrypted, compressedBytes: compressedSize, expandedBytes: uncompressedSize };
}

function refusal(reason: ArchiveFault): AppError {
  return new AppError('evidence/archive-refused', { reason });
}
