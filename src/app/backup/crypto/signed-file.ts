import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { StartRefused } from '../../start-refused.ts';
import type { EncryptedFile } from '../contents.ts';
import { decryptStream, encryptBytes, writeAtomically } from './encrypted-file.ts';
import { type BackupSigner, hashOf, type Kind, readBounded, type Signers, verifySigned } from './signatures.ts';

// The size of a log segment that does not compress, and its statement.
const MAX_BYTES = 20 * 1024 * 1024;
const NEWLINE = 10;

/** The statement signed over an encrypted file: its kind, and the size and hash of the bytes that follow the statement. */
export type Claim = { installation: string; encrypted: z.output<typeof EncryptedFile> };

/** A statement, and a function that decrypts the bytes it was signed over. The next one of a chain refers to `hash`. */
export type SignedFile<T> = { claim: T; hash: string; open(identity: string): Promise<AsyncIterable<Buffer>> };

/**
 * Encrypts something small into one file: a line with the signed statement, then the age file. With one file, a copy taken at any moment holds both or neither.
 * Returns the hash of the statement.
 */
export async function writeSigned(
  path: string,
  source: AsyncIterable<Buffer>,
  { kind, claim, recipients, signer }: { kind: Kind; claim: Record<string, unknown>; recipients: readonly string[]; signer: BackupSigner },
): Promise<string> {
  const encrypted = await encryptBytes(source, recipients);
  const statement = {
    ...claim,
    installation: signer.signers.installation,
    encrypted: { bytes: encrypted.length, sha256: sha256(encrypted) },
  };
  const line = Buffer.from(`${JSON.stringify(signer.sign(kind, statement))}\n`);
  await writeAtomically(path, Buffer.concat([line, encrypted]));
  return hashOf(kind, statement);
}

/**
 * Reads a file that `writeSigned` made, and checks the signature and hash of everything in it before it decrypts anything. Throws StartRefused naming the file
 * and the reason.
 */
export function readSigned<T extends Claim>(
  file: string,
  { kind, schema, signers }: { kind: Kind; schema: z.ZodType<T>; signers: Signers },
): SignedFile<T> {
  // Kept in memory, so that the checked bytes are the ones decrypted.
  const bytes = readBounded(file, MAX_BYTES);
  const end = bytes.indexOf(NEWLINE);
  const { statement, hash } = verifySigned(bytes.toString('utf8', 0, Math.max(end, 0)), { kind, schema, signers, file });
  const encrypted = bytes.subarray(end + 1);
  if (statement.encrypted.bytes !== encrypted.length || statement.encrypted.sha256 !== sha256(encrypted))
    throw new StartRefused(
      `${file} is refused: the content after its signed line is not the content that was signed. It is damaged or was replaced.`,
    );
  return { claim: statement, hash, open: (identity) => decryptStream(Readable.from([encrypted]), file, identity) };
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
