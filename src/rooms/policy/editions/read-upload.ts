import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { AppError } from '#kernel/errors.ts';
import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { parseInput } from '#platform/input.ts';
import { yamlOf } from '../files/write-edition.ts';
import { readOscal } from '../oscal/read-oscal.ts';
import { EDITION_FILES } from '../policy.schema.ts';
import { UPLOAD_LIMITS, type UploadedFiles, UploadName } from './edition.schema.ts';
import '../errors.ts';

/** The files in the body of a request: a ZIP archive of the folder of an edition, or an OSCAL catalog. Everything is held in memory, so it is bounded. */
export async function uploadOf(request: FastifyRequest): Promise<UploadedFiles> {
  const { name } = parseInput(UploadName, request.query);
  if (!(request.body instanceof Readable)) throw new AppError('platform/wrong-type');
  return readUpload(await collect(request.body), name);
}

/** The files in an archive or a catalog. Throws AppError where it is neither, too large, damaged, or a catalog that was edited after its export. */
export async function readUpload(bytes: Buffer, fileName: string): Promise<UploadedFiles> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (bytes.subarray(0, 2).toString('latin1') === 'PK') return { fileName, format: 'zip', sha256, ...(await filesOfArchive(bytes)) };
  return { fileName, format: 'oscal', sha256, files: filesOfCatalog(bytes), ignored: [] };
}

async function collect(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > UPLOAD_LIMITS.fileBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function filesOfCatalog(bytes: Buffer): Record<string, string> {
  let content: unknown;
  try {
    content = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new AppError('policy/upload-unreadable');
  }
  const read = readOscal(content, DEFAULT_LOCALE);
  if (read === undefined) throw new AppError('policy/upload-unreadable');
  if (read.changed.length > 0) throw new AppError('policy/catalog-changed', { changed: read.changed.slice(0, 20).join(', ') });
  const files = yamlOf(read.files);
  if (Object.values(files).reduce((sum, text) => sum + text.length, 0) > UPLOAD_LIMITS.textBytes) throw tooLarge();
  return files;
}

const OWN_FILES = [...Object.keys(EDITION_FILES), 'mapping.yaml'];
const isRead = (name: string) => OWN_FILES.includes(name) || /^questionnaires\/[^/]+\.yaml$/.test(name);

async function filesOfArchive(bytes: Buffer): Promise<Pick<UploadedFiles, 'files' | 'ignored'>> {
  let archive: ZipFile | undefined;
  try {
    archive = await fromBufferPromise(bytes, { autoClose: false, validateEntrySizes: true });
    if (archive.entryCount > UPLOAD_LIMITS.entries) throw tooLarge();
    const entries: Entry[] = [];
    for await (const entry of archive.eachEntry()) if (!entry.fileName.endsWith('/')) entries.push(entry);
    const root = rootOf(entries.map(({ fileName }) => fileName));
    const files: Record<string, string> = {};
    const ignored: string[] = [];
    const budget = { bytes: UPLOAD_LIMITS.textBytes };
    for (const entry of entries) {
      const name = entry.fileName.startsWith(root) ? entry.fileName.slice(root.length) : entry.fileName;
      if (!entry.fileName.startsWith(root) || !isRead(name)) ignored.push(name);
      else if (Object.hasOwn(files, name)) throw new AppError('policy/upload-unreadable');
      else files[name] = await textOf(archive, entry, budget);
    }
    return { files, ignored };
  } catch (error) {
    // Any failure of the ZIP reader means that the file is damaged: a broken stream, a path that leaves the archive, a wrong size.
    throw error instanceof AppError ? error : new AppError('policy/upload-unreadable');
  } finally {
    archive?.close();
  }
}

/** The folder in the archive that holds the edition: the one of the `edition.yaml` nearest to the top. */
function rootOf(names: readonly string[]): string {
  const heads = names.filter((name) => /(^|\/)edition\.yaml$/.test(name)).sort((a, b) => a.split('/').length - b.split('/').length);
  return (heads[0] ?? 'edition.yaml').slice(0, -'edition.yaml'.length);
}

// The directory of an archive may lie, so the bytes that arrive are counted.
async function textOf(archive: ZipFile, entry: Entry, budget: { bytes: number }): Promise<string> {
  if (entry.uncompressedSize > budget.bytes) throw tooLarge();
  const chunks: Buffer[] = [];
  for await (const chunk of (await archive.openReadStreamPromise(entry)) as AsyncIterable<Buffer>) {
    budget.bytes -= chunk.length;
    if (budget.bytes < 0) throw tooLarge();
    chunks.push(chunk);
  }
  const content = Buffer.concat(chunks);
  if (crc32(content) !== entry.crc32) throw new AppError('policy/upload-unreadable');
  return new TextDecoder('utf-8', { fatal: true }).decode(content);
}

function tooLarge(): AppError {
  return new AppError('policy/upload-too-large', { mebibytes: UPLOAD_LIMITS.fileBytes / 1024 / 1024 });
}
