import { createHash, createPublicKey, verify } from 'node:crypto';

/** The type of a signature (C2SP signed-note): a log's own, or a witness's with its time. */
export const ED25519 = 0x01;
export const COSIGNATURE = 0x04;
export type SignatureType = typeof ED25519 | typeof COSIGNATURE;

/** A public key under a name. */
export type Verifier = { name: string; type: SignatureType; publicKey: Buffer; keyId: Buffer };

/** One signature line, not yet checked. */
export type SignatureLine = { name: string; keyId: Buffer; signature: Buffer; line: string };

/** A received note: its text, with the last newline, and its signature lines. */
export type Note = { text: string; signatures: SignatureLine[] };

/** A malformed note, key or checkpoint, or a wrong signature. `reason` says which. */
export class NoteFault extends Error {
  override name = 'NoteFault';
  readonly reason: 'malformed' | 'unsigned' | 'wrong-signature';

  constructor(reason: NoteFault['reason'], message: string) {
    super(message);
    this.reason = reason;
  }
}

const NAME = /^[^\s+\p{Z}]+$/u;
const LINE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/;
const MAX_SIGNATURES = 32;

/** The verifier of a bare public key. */
export function verifierOf(name: string, publicKey: Buffer, type: SignatureType): Verifier {
  if (!NAME.test(name)) throw new NoteFault('malformed', `A key cannot be called "${name}".`);
  if (publicKey.length !== 32) throw new NoteFault('malformed', 'An Ed25519 public key has 32 bytes.');
  const keyId = createHash('sha256').update(`${name}\n`).update(Buffer.of(type)).update(publicKey).digest().subarray(0, 4);
  return { name, type, publicKey, keyId };
}

/** A verifier in one line (vkey): name, key id, type and key. */
export function formatVerifier({ name, keyId, type, publicKey }: Verifier): string {
  return `${name}+${keyId.toString('hex')}+${Buffer.concat([Buffer.of(type), publicKey]).toString('base64')}`;
}

/** Reads a vkey. Throws NoteFault where it is damaged or of a type this program does not know. */
export function parseVerifier(vkey: string): Verifier {
  const match = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(vkey);
  const bytes = decode(match?.[3]);
  if (!match || !bytes || (bytes[0] !== ED25519 && bytes[0] !== COSIGNATURE))
    throw new NoteFault('malformed', `This is not a verifier key: ${vkey}`);
  const verifier = verifierOf(match[1]!, bytes.subarray(1), bytes[0]);
  if (verifier.keyId.toString('hex') !== match[2]) throw new NoteFault('malformed', `The key id in ${vkey} is not that of its key.`);
  return verifier;
}

/** One signature line, with its newline. */
export function signatureLine({ name, keyId }: Verifier, signature: Buffer): string {
  return `— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`;
}

/** Parses a note without checking its signatures. */
export function parseNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a note holds no control character but the newline.
  if (end < 0 || !note.endsWith('\n') || /[\u0000-\u0009\u000b-\u001f]/.test(note) || !note.isWellFormed())
    throw new NoteFault('malformed', 'This is not a signed note.');
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > MAX_SIGNATURES) throw new NoteFault('malformed', 'This note has too many signatures.');
  return { text: note.slice(0, end + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): SignatureLine {
  const match = LINE.exec(line);
  const bytes = decode(match?.[2]);
  if (!match || !bytes || bytes.length < 5 || !NAME.test(match[1]!))
    throw new NoteFault('malformed', 'A signature line of this note is malformed.');
  return { name: match[1]!, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4), line: `${line}\n` };
}

/** A valid signature: whose it is, and the time it states (cosignatures only; seconds since 1970). */
export type Signed = { verifier: Verifier; time: number | null };

/**
 * The signatures of a note by these keys. Unknown keys are ignored; throws NoteFault if the signature of a known key is invalid. Without any the list is empty:
 * the caller decides who must have signed.
 */
export function checkSignatures(note: Note, verifiers: readonly Verifier[]): Signed[] {
  return note.signatures.flatMap((line) => {
    const verifier = verifiers.find(({ name, keyId }) => name === line.name && keyId.equals(line.keyId));
    if (!verifier) return [];
    const signed = checkOne(note.text, line, verifier);
    if (!signed) throw new NoteFault('wrong-signature', `The signature of ${verifier.name} is invalid.`);
    return [signed];
  });
}

function checkOne(text: string, { signature }: SignatureLine, verifier: Verifier): Signed | undefined {
  if (verifier.type === ED25519) return holds(verifier.publicKey, Buffer.from(text), signature) ? { verifier, time: null } : undefined;
  if (signature.length !== 72) return undefined;
  const time = Number(signature.readBigUInt64BE());
  return holds(verifier.publicKey, cosignedMessage(text, time), signature.subarray(8)) ? { verifier, time } : undefined;
}

/** The text that a cosignature of that time signs (C2SP tlog-cosignature, Ed25519). */
export function cosignedMessage(text: string, time: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);
}

/** A cosignature's bytes: the time, then the signature. */
export function cosignatureBytes(time: number, signature: Buffer): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(time));
  return Buffer.concat([bytes, signature]);
}

function holds(publicKey: Buffer, message: Buffer, signature: Buffer): boolean {
  if (signature.length !== 64) return false;
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') }, format: 'jwk' });
  return verify(null, message, key, signature);
}

/** Decodes standard base64; undefined for anything else. */
export function decode(base64: string | undefined): Buffer | undefined {
  if (base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, 'base64');
  return bytes.toString('base64') === base64 ? bytes : undefined;
}
