import { createHash, createPublicKey, verify } from 'node:crypto';
import { closeSync, constants, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import { keysOf, type MasterKey } from '#platform/keys.ts';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import { StartRefused } from '../../start-refused.ts';

/** The subject of a statement. It is part of what is signed, so that a signature of one kind is never valid for another, nor one of the ledger for a backup. */
export type Kind = 'backup' | 'proof' | 'log' | 'erased' | 'export';

/** Whose signatures count: the installation, identified by the id of its first master key, and its public keys (Ed25519, base64url). */
export type Signers = { installation: string; keys: readonly string[] };

const Key = z.base64url().length(43);
const Signature = z.base64url().length(86);
const Statement = z.record(z.string(), z.unknown());

/** A signed statement as stored in a file. `vouched`: each later key of the installation, signed by the key before it. */
const Signed = z.strictObject({
  statement: Statement,
  key: Key,
  vouched: z.array(z.strictObject({ key: Key, by: Key, signature: Signature })).max(1_000),
  signature: Signature,
});
export type Signed = z.output<typeof Signed>;

/** Signs as one installation, with the newest key of its key file. */
export type BackupSigner = { signers: Signers; sign(kind: Kind, statement: Record<string, unknown>): Signed };

/** The signer of an installation, from its master keys. Backups have a key of their own, derived from the master key. */
export function backupSigner(ring: readonly MasterKey[]): BackupSigner {
  const keys = keysOf(() => ring);
  const all = ring.map(({ generation }) => keys.signer('backup', generation));
  const newest = all.at(-1)!;
  const signers = { installation: ring[0]!.id, keys: all.map(({ publicKey }) => publicKey.toString('base64url')) };
  const vouched = all.slice(1).map((later, at) => {
    const key = later.publicKey.toString('base64url');
    return { key, by: signers.keys[at]!, signature: all[at]!.sign(vouchedBytes(signers.installation, key)).toString('base64url') };
  });
  return {
    signers,
    sign: (kind, statement) => ({
      statement,
      key: newest.publicKey.toString('base64url'),
      vouched,
      signature: newest.sign(signedBytes(kind, statement)).toString('base64url'),
    }),
  };
}

/** The signer from a key file. Throws StartRefused where there is none. */
export function signerFromFile(keyFile: string): BackupSigner {
  const ring = readKeyFile(keyFile);
  if (ring) return backupSigner(ring);
  throw new StartRefused(
    `Backups are signed with the key file, and there is no ${keyFile}. The first start creates it. If there was one, restore your copy.`,
  );
}

/** The hash of a statement, to which the next one of its chain refers. Hex. */
export function hashOf(kind: Kind, statement: Record<string, unknown>): string {
  return createHash('sha256').update(signedBytes(kind, statement)).digest('hex');
}

/** A statement that this installation signed, and its hash. Throws StartRefused naming the file and why it is refused. */
export function verifySigned<T>(
  text: string,
  { kind, schema, signers, file }: { kind: Kind; schema: z.ZodType<T>; signers: Signers; file: string },
): { statement: T; hash: string } {
  const refuse = (why: string): never => {
    throw new StartRefused(`${file} is refused: ${why}.`);
  };
  const signed =
    parsed(text) ??
    refuse(
      'it is not signed: another program wrote it, or a version of this one that did not sign yet. Only what your installation signed is restored',
    );
  const { statement, key, signature } = signed;
  if (statement.installation !== signers.installation)
    refuse(`it says it is of the installation ${String(statement.installation).slice(0, 16)}, and yours is ${signers.installation}`);
  if (!trustedBy(signers, signed.vouched).has(key)) refuse('it is signed with a key that is not of your installation');
  if (!holds(key, () => signedBytes(kind, statement), signature))
    refuse('it was altered after it was signed, or is signed for something else');
  const read = schema.safeParse(statement);
  if (!read.success) return refuse('it is signed, and this program does not know its format');
  return { statement: read.data, hash: hashOf(kind, statement) };
}

const MAX_BYTES = 1024 * 1024;

/** A small file as text. Throws StartRefused where it cannot be one of ours. */
export function readSmall(file: string): string {
  return readBounded(file, MAX_BYTES).toString('utf8');
}

/**
 * Reads a file of at most so many bytes. Others who write to a place of backups may have put anything there. Throws StartRefused where it is not a regular file
 * (a pipe would wait forever, a device would never end), cannot be read, or is larger.
 */
export function readBounded(file: string, most: number): Buffer {
  try {
    const opened = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const found = fstatSync(opened);
      if (!found.isFile()) throw new StartRefused(`${file} is refused: it is not a file.`);
      if (found.size > most) throw new StartRefused(`${file} is refused: it is larger than anything this program writes there.`);
      const bytes = Buffer.alloc(found.size);
      let at = 0;
      for (let more = 1; more > 0 && at < bytes.length; at += more) more = readSync(opened, bytes, at, bytes.length - at, at);
      return bytes.subarray(0, at);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    if (error instanceof StartRefused) throw error;
    throw new StartRefused(`${file} is refused: it cannot be read (${(error as NodeJS.ErrnoException).code}).`, { cause: error });
  }
}

const ABOUT = 'The public keys of an installation of Manumit: a restore takes what is signed with them. Nothing in it is secret.';
const SignersFile = z.strictObject({ about: z.string(), installation: z.string().min(1), keys: z.array(Key).nonempty() });

/** The public keys as the file to store with the backup identity. */
export function formatSigners({ installation, keys }: Signers): string {
  return `${JSON.stringify({ about: ABOUT, installation, keys }, null, 2)}\n`;
}

/** The public keys in a file: one that `keys signers` wrote, or a key file, of which only the public parts are used. Throws StartRefused. */
export function readSigners(file: string): Signers {
  if (!existsSync(file)) throw new StartRefused(`There is no ${file} with the public keys of the installation.`);
  const found = SignersFile.safeParse(jsonOf(readSmall(file)));
  if (!found.success) return signerFromFile(file).signers;
  const { installation, keys } = found.data;
  return { installation, keys };
}

// A key that is not on the list counts where a trusted key signed it, so that a list made before a rotation still works after it.
function trustedBy({ installation, keys }: Signers, vouched: Signed['vouched']): Set<string> {
  const trusted = new Set(keys);
  for (const { key, by, signature } of vouched)
    if (trusted.has(by) && holds(by, () => vouchedBytes(installation, key), signature)) trusted.add(key);
  return trusted;
}

function signedBytes(kind: Kind, statement: Record<string, unknown>): Buffer {
  return Buffer.concat([Buffer.from(`manumit ${kind} statement 1\n`), canonicalBytes(statement)]);
}

function vouchedBytes(installation: string, key: string): Buffer {
  return Buffer.concat([Buffer.from('manumit next backup key 1\n'), canonicalBytes({ installation, key })]);
}

// A value without a canonical form (a number out of range, half a surrogate pair) was never signed.
function holds(key: string, bytes: () => Buffer, signature: string): boolean {
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
    return verify(null, bytes(), publicKey, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

function parsed(text: string): Signed | undefined {
  const read = Signed.safeParse(jsonOf(text));
  return read.success ? read.data : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
