import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type ReadStream, statSync } from 'node:fs';
import { open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { constants, createZstdCompress, createZstdDecompress } from 'node:zlib';
import type { z } from 'zod';
import { StartRefused } from '../../start-refused.ts';
import type { EncryptedFile as EncryptedFileShape } from '../contents.ts';

export type EncryptedFile = z.output<typeof EncryptedFileShape>;

// Loaded where there is a recipient: every command and every start would load its hundred modules otherwise.
const loadAge = () => import('age-encryption');

const CHUNK = 1024 * 1024;
const FAST_COMPRESSION = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Throws StartRefused where one of these is no age recipient; returns them trimmed. */
export async function checkRecipients(recipients: readonly string[]): Promise<string[]> {
  if (recipients.length === 0) return [];
  const { Encrypter } = await loadAge();
  return recipients.map((one) => {
    try {
      new Encrypter().addRecipient(one.trim());
      return one.trim();
    } catch (cause) {
      throw new StartRefused(`“${shorten(one)}” is no age recipient. It looks like age1…; npx manumit backup-key makes one.`, { cause });
    }
  });
}

/** The start of a recipient, enough to recognise it: a post-quantum one has two thousand letters. */
export function shorten(recipient: string): string {
  return recipient.length <= 24 ? recipient : `${recipient.slice(0, 24)}…`;
}

/** A key pair that exists in this process alone, as strong as the other recipients. */
export async function temporaryIdentity(recipients: readonly string[]): Promise<{ identity: string; recipient: string }> {
  const { generateHybridIdentity, generateX25519Identity, identityToRecipient } = await loadAge();
  const hybrid = recipients.every((one) => one.startsWith('age1pq1'));
  const identity = hybrid ? await generateHybridIdentity() : await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Compresses (zstd) and encrypts (age) a stream into a file. The file gets its name only when it is complete and on disk. */
export async function encryptToFile(path: string, source: AsyncIterable<Buffer>, recipients: readonly string[]): Promise<EncryptedFile> {
  const temporaryPath = await prepareTemporary(path);
  const { encrypted, packing } = await encryptStream(source, recipients);
  const counter = createHashCounter();
  try {
    await pipeline(encrypted, counter.through, createWriteStream(temporaryPath, { ...CREATE_ONLY, highWaterMark: CHUNK }));
    await packing;
    await renameIntoPlace(temporaryPath, path);
  } catch (error) {
    await rm(temporaryPath, { force: true });
    await packing;
    throw error;
  }
  return counter.result();
}

/** The same in memory, for small content. */
export async function encryptBytes(source: AsyncIterable<Buffer>, recipients: readonly string[]): Promise<Buffer> {
  const { encrypted, packing } = await encryptStream(source, recipients);
  const bytes = await buffer(encrypted);
  await packing;
  return bytes;
}

async function encryptStream(
  source: AsyncIterable<Buffer>,
  recipients: readonly string[],
): Promise<{ encrypted: Readable; packing: Promise<void> }> {
  if (recipients.length === 0) throw new Error('A backup needs a recipient.');
  const { Encrypter } = await loadAge();
  const encrypter = new Encrypter();
  for (const one of recipients) encrypter.addRecipient(one);
  const packed = createZstdCompress(FAST_COMPRESSION);
  const packing = pipeline(Readable.from(source), packed);
  // A fault of the source reaches the reader of the encrypted stream as a broken stream; awaiting `packing` throws it.
  packing.catch(() => {});
  const encrypted = await encrypter.encrypt(Readable.toWeb(packed) as ReadableStream<Uint8Array>);
  return { encrypted: Readable.fromWeb(encrypted as WebStream), packing };
}

/**
 * The plain stream of an encrypted file whose size and hash were signed. The whole file is compared with them before its first byte is decrypted, and again during
 * decryption. Throws StartRefused, also where the identity does not open it.
 */
export async function decryptVerified(path: string, signed: EncryptedFile, identity: string): Promise<AsyncIterable<Buffer>> {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new StartRefused(`${path} is missing. Use another copy of it, or another backup: --backup NAME.`);
  // A pipe would wait forever, and a device would never end.
  if (!found.isFile() || found.size !== signed.bytes) throw notTheSignedFile(path);
  const counter = createHashCounter();
  await pipeline(readSignedSize(path, signed), counter.through, async (chunks) => {
    for await (const _ of chunks);
  });
  compareHash(path, counter.result(), signed);
  return decryptComparing(path, signed, identity);
}

/**
 * The plain stream of an encrypted file. It breaks at its end where the file is not the one that was signed: it may have changed since it was compared.
 * A reader must read to the end before it acts on anything.
 */
export async function decryptComparing(path: string, signed: EncryptedFile, identity: string): Promise<AsyncIterable<Buffer>> {
  const counter = createHashCounter();
  pipeline(readSignedSize(path, signed), counter.through).catch(() => {});
  const plain = await decryptStream(counter.through, path, identity);
  return (async function* () {
    try {
      yield* plain;
    } catch (error) {
      throw counter.bytes() === signed.bytes ? error : notTheSignedFile(path);
    }
    compareHash(path, counter.result(), signed);
  })();
}

function compareHash(path: string, found: EncryptedFile, signed: EncryptedFile): void {
  if (found.bytes !== signed.bytes || found.sha256 !== signed.sha256) throw notTheSignedFile(path);
}

function notTheSignedFile(path: string): StartRefused {
  return new StartRefused(
    `${path} is refused: it is not the file that was signed. It is damaged or was replaced. Use another copy of it, or another backup: --backup NAME.`,
  );
}

// Reads the signed size and one more byte, which shows that the file is longer: it may grow while it is read.
function readSignedSize(path: string, { bytes }: EncryptedFile): ReadStream {
  return createReadStream(path, { highWaterMark: CHUNK, end: bytes });
}

/**
 * The plain stream of encrypted bytes; `name` is their location, `identity` one age identity or several, one per line. Throws StartRefused where none of them
 * opens the bytes. A changed byte breaks the stream.
 */
export async function decryptStream(encrypted: Readable, name: string, identity: string): Promise<AsyncIterable<Buffer>> {
  const { Decrypter } = await loadAge();
  const decrypter = new Decrypter();
  for (const one of identity.split('\n')) decrypter.addIdentity(one);
  const opened = await decrypter.decrypt(Readable.toWeb(encrypted) as ReadableStream<Uint8Array>).catch((cause: Error) => {
    encrypted.destroy();
    throw new StartRefused(`This identity does not open ${name}: ${cause.message}.`, { cause });
  });
  const plain = createZstdDecompress();
  // A fault breaks the plain stream, where the reader sees it.
  pipeline(Readable.fromWeb(opened as WebStream), plain).catch(() => {});
  return reportDamage(plain, name);
}

async function* reportDamage(plain: AsyncIterable<Buffer>, path: string): AsyncGenerator<Buffer> {
  try {
    yield* plain;
  } catch (cause) {
    throw new StartRefused(`${path} is damaged (${(cause as Error).message}). Use another copy of it, or another backup: --backup NAME.`, {
      cause,
    });
  }
}

/** Writes a small file under its name atomically and to disk. Leaves nothing where it fails: a half-written file would keep a full disk full. */
export async function writeAtomically(path: string, bytes: string | Buffer): Promise<void> {
  const temporaryPath = await prepareTemporary(path);
  try {
    await writeFile(temporaryPath, bytes, CREATE_ONLY);
    await renameIntoPlace(temporaryPath, path);
  } catch (error) {
    await rm(temporaryPath, { force: true });
    throw error;
  }
}

// Creates a new file and refuses an existing one. Others may write to a place of backups too: their link under this name could lead to one of our files, such
// as the key file.
const CREATE_ONLY = { mode: 0o600, flags: 'wx', flag: 'wx' } as const;

// The temporary path of a file before it has its name. Removes first what a killed process, or another writer, left there.
async function prepareTemporary(path: string): Promise<string> {
  const temporaryPath = `${path}.new`;
  await rm(temporaryPath, { force: true });
  return temporaryPath;
}

// Renames a finished file once it is on disk, then flushes the folder.
async function renameIntoPlace(temporaryPath: string, path: string): Promise<void> {
  const file = await open(temporaryPath, 'r+');
  await file.sync().finally(() => file.close());
  await rename(temporaryPath, path);
  if (process.platform === 'win32') return;
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

function createHashCounter(): { through: Transform; bytes: () => number; result: () => EncryptedFile } {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { through, bytes: () => bytes, result: () => ({ bytes, sha256: hash.digest('hex') }) };
}
