import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, identityToRecipient } from 'age-encryption';
import { type Bytes, joinBytes } from './bytes.ts';
import { verifyKeyOf } from './signatures.ts';

/** The prefix of a hybrid post-quantum recipient of age (ML-KEM-768 with X25519), and of its identity. */
const HYBRID_RECIPIENT = /^age1pq1[02-9ac-hj-np-z]+$/;
const HYBRID_IDENTITY_PREFIX = 'AGE-SECRET-KEY-PQ-';
const SEED_BYTES = 32;

/** The secret keys of one reader, of one report or of one reporter: the identity opens what is encrypted, the signing key (an Ed25519 seed) signs. */
export type SecretKeys = { readonly identity: string; readonly signingKey: Bytes };
/** Their public half: the recipient to encrypt to, and the key that checks signatures. */
export type PublicKeys = { readonly recipient: string; readonly verifyKey: Bytes };

/** New keys. The only place that makes a key pair of this room from random bytes. */
export function newKeys(): SecretKeys {
  return { identity: identityFrom(randomSeed()), signingKey: randomSeed() };
}

/** The public half of secret keys. */
export async function publicOf({ identity, signingKey }: SecretKeys): Promise<PublicKeys> {
  return { recipient: await identityToRecipient(identity), verifyKey: verifyKeyOf(signingKey) };
}

/** The hybrid identity of a seed of 32 bytes. */
export function identityFrom(seed: Uint8Array): string {
  if (seed.length !== SEED_BYTES) throw new Error('An identity is made from 32 bytes.');
  return bech32.encodeFromBytes(HYBRID_IDENTITY_PREFIX, seed).toUpperCase();
}

/** The seed of a hybrid identity. Throws on any other. */
export function seedOf(identity: string): Bytes {
  const { prefix, bytes } = bech32.decodeToBytes(identity);
  if (prefix.toUpperCase() !== HYBRID_IDENTITY_PREFIX || bytes.length !== SEED_BYTES) throw new Error('This is no hybrid identity.');
  return new Uint8Array(bytes);
}

function randomSeed(): Bytes {
  return crypto.getRandomValues(new Uint8Array(SEED_BYTES));
}

/**
 * Encrypts bytes to recipients. Refuses an empty list, one that names a recipient twice, and any recipient that is not hybrid: age would accept a mixed list, and
 * then the weakest recipient decides how long the content stays secret.
 */
export async function encryptTo(recipients: readonly string[], content: Uint8Array): Promise<Bytes> {
  if (recipients.length === 0) throw new Error('Nobody is named to encrypt to.');
  if (new Set(recipients).size !== recipients.length) throw new Error('A recipient is named twice.');
  if (!recipients.every((one) => HYBRID_RECIPIENT.test(one))) throw new Error('A recipient is not hybrid: nothing was encrypted.');
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return new Uint8Array(await encrypter.encrypt(content));
}

/** Whether a text has the form of a hybrid recipient. That its numbers can be encrypted to shows only when it is tried. */
export function isRecipient(text: unknown): text is string {
  try {
    if (typeof text !== 'string' || !HYBRID_RECIPIENT.test(text)) return false;
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** Opens what was encrypted to an identity. Throws where it was encrypted to another, or where a byte was changed. */
export async function decryptWith(identity: string, encrypted: Uint8Array): Promise<Bytes> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  return new Uint8Array(await decrypter.decrypt(encrypted));
}

// Smaller than a chunk of age, so that one read completes one chunk at most.
const READ_BYTES = 32 * 1024;

/**
 * Decrypts as far as nothing is damaged or missing: every byte that is returned is checked, and none after a damage is. `isWhole`: all of it was there. Throws where
 * not even its key can be opened.
 */
export async function decryptUntilDamage(identity: string, encrypted: Uint8Array): Promise<{ content: Bytes; isWhole: boolean }> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  let at = 0;
  const source = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= encrypted.length) return controller.close();
      controller.enqueue(encrypted.slice(at, at + READ_BYTES));
      at += READ_BYTES;
    },
  });
  const reader = (await decrypter.decrypt(source)).getReader();
  const parts: Uint8Array[] = [];
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) parts.push(next.value);
    return { content: joinBytes(...parts), isWhole: true };
  } catch {
    return { content: joinBytes(...parts), isWhole: false };
  }
}
