import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '#kernel/errors.ts';
import '#platform/errors.ts';
import type { Platform } from '#platform/platform.ts';
import { CHUNK_BYTES } from './document.store.ts';
import { examineInTurn } from './examine-in-turn.ts';
import { ARCHIVE, endingsMissed, FILE_LIMIT_BYTES, HEAD_BYTES, mediaTypeOf, TextReader } from './file-kind.rules.ts';
import '../errors.ts';

/**
 * An uploaded file, stored in a temporary file until it is complete: a slow sender must not hold a database connection. Its size, hash and kind are computed on
 * the way. In comparisons of inputs its SHA-256 represents it, so that a repeated upload is recognised.
 */
export class UploadedFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly mediaType: string;

  constructor(facts: { path: string; bytes: number; sha256: string; mediaType: string }) {
    this.path = facts.path;
    this.bytes = facts.bytes;
    this.sha256 = facts.sha256;
    this.mediaType = facts.mediaType;
  }

  /** The file in chunks of `CHUNK_BYTES`, the last one shorter. */
  chunks(): AsyncIterable<Buffer> {
    return createReadStream(this.path, { highWaterMark: CHUNK_BYTES });
  }

  toJSON(): string {
    return this.sha256;
  }
}

// The disk of the data directory is not monitored where the database is elsewhere; then only the write itself fails. An exceeded user quota counts as a full
// disk.
const FULL = new Set(['ENOSPC', 'EDQUOT']);

function refuseFull(error: NodeJS.ErrnoException): never {
  if (!FULL.has(error.code ?? '')) throw error;
  throw Object.assign(new AppError('platform/disk-full'), { cause: error });
}

/** A file that arrived, of whatever kind: where it is for now, its hash, and its beginning. */
type ReceivedFile = {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly head: Buffer;
  readonly isText: boolean;
};
type Receiving = Pick<Platform, 'uploadFolder' | 'diskIsLow'>;

/**
 * Receives a file, runs `use` on it and always removes it. Refuses a file that is too large. Stops when the disk fills up: concurrent uploads may all have
 * begun while there was room. Its content is not looked at: for callers that read it within limits of their own.
 */
export async function withReceivedFile<T>(
  { uploadFolder, diskIsLow }: Receiving,
  incoming: Readable,
  use: (received: ReceivedFile) => Promise<T>,
): Promise<T> {
  if (uploadFolder === undefined) throw new Error('This program was started without a folder for files that come in.');
  const folder = await mkdtemp(join(uploadFolder, 'upload-')).catch(refuseFull);
  try {
    const path = join(folder, 'file');
    const hash = createHash('sha256');
    let bytes = 0;
    let head = Buffer.alloc(0);
    const text = new TextReader();
    let isText = true;
    await pipeline(
      incoming,
      async function* measure(source: AsyncIterable<Buffer>) {
        for await (const chunk of source) {
          if (diskIsLow()) throw new AppError('platform/disk-full');
          bytes += chunk.length;
          if (bytes > FILE_LIMIT_BYTES) throw new AppError('evidence/file-too-large', { limit: FILE_LIMIT_BYTES });
          if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
          hash.update(chunk);
          isText &&= text.takes(chunk);
          yield chunk;
        }
      },
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
    ).catch(refuseFull);
    return await use({ path, bytes, sha256: hash.digest('hex'), head, isText: isText && text.takes() });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Receives a file as `withReceivedFile` does. Refuses one that is empty, of a kind that is not accepted, or with the wrong extension. */
export async function withUploadedFile<T>(
  receiving: Receiving,
  incoming: Readable,
  name: string,
  use: (upload: UploadedFile) => Promise<T>,
): Promise<T> {
  return withReceivedFile(receiving, incoming, async ({ path, bytes, sha256, head, isText }) => {
    if (bytes === 0) throw new AppError('evidence/file-empty');
    const detected = mediaTypeOf(head);
    if (detected === null || (detected === 'text/plain' && !isText)) throw new AppError('evidence/file-kind-refused');
    const mediaType = detected === ARCHIVE ? await examineInTurn(path) : detected;
    const missed = endingsMissed(name, mediaType);
    if (missed.length > 0) throw new AppError('evidence/file-name-differs', { endings: missed.map((ending) => `.${ending}`).join(', ') });
    return use(new UploadedFile({ path, bytes, sha256, mediaType }));
  });
}
