import { createCipheriv, createDecipheriv, createPrivateKey, createPublicKey, hkdfSync, randomBytes, sign } from 'node:crypto';

/** One master key of an installation. Its id is derived from it, so that the two always match. */
export type MasterKey = { id: string; generation: number; created: string; secret: Buffer };

/** The purpose of a key: `room/what`, then `:` and the id of the row it belongs to, so that a value moved to another row cannot be decrypted. */
export type Purpose = `${string}/${string}`;

/** Signs under one name with the key of one generation. `publicKey` is the bare 32 bytes of Ed25519. */
export type Signer = { generation: number; publicKey: Buffer; sign(bytes: Uint8Array): Buffer };

/** The secrets of this installation, as far as a program needs them: it encrypts, decrypts and signs, and never sees a key. */
export type Keys = {
  /** False in a process that only serves public pages: it has no keys, and every method below throws there. */
  readonly isHeld: boolean;
  /** Number of the newest master key, which encrypts and signs. */
  readonly generation: number;
  /** Encrypts and binds to a purpose. The same bytes give a different result each time. */
  encrypt(purpose: Purpose, bytes: Uint8Array): Buffer;
  /** Decrypts. Older master keys still decrypt what they encrypted. Throws DecryptionFailed for another purpose, a changed byte or a missing key. */
  decrypt(purpose: Purpose, encrypted: Uint8Array): Buffer;
  /** The same value encrypted with the newest master key; undefined where it already is. */
  reencrypt(purpose: Purpose, encrypted: Uint8Array): Buffer | undefined;
  /** The signer of a name; of an older generation where one is given, for its public key. */
  signer(name: string, generation?: number): Signer;
};

/** An encrypted value could not be decrypted. Reveals at most the key's id, never a value. */
export class DecryptionFailed extends Error {
  override name = 'DecryptionFailed';
}

const SECRET_BYTES = 32;
const VERSION = 1;
const [ID_BYTES, NONCE_BYTES, TAG_BYTES] = [8, 12, 16];
// An earlier word for encrypt. It is part of the stored format: a changed label gives other keys.
const ENCRYPTION_LABEL = 'seal ';
const HEADER_BYTES = 1 + ID_BYTES + NONCE_BYTES;
// PKCS #8 around the 32 bytes of an Ed25519 private key.
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A master key made from a secret, by default a new one. */
export function masterKey(generation: number, created: Date, secret = randomBytes(SECRET_BYTES)): MasterKey {
  if (secret.length !== SECRET_BYTES) throw new Error('A master key has 32 bytes.');
  return { id: derive(secret, 'key id', ID_BYTES).toString('hex'), generation, created: created.toISOString(), secret };
}

/** Keys over a ring of master keys, the newest last. The ring is read at each use: a rotation while the program runs has effect at once. */
export function keysOf(ring: () => readonly MasterKey[]): Keys {
  const newest = () => ring().at(-1)!;
  const encrypt = (purpose: Purpose, bytes: Uint8Array) => {
    const master = newest();
    const header = Buffer.concat([Buffer.of(VERSION), Buffer.from(master.id, 'hex'), randomBytes(NONCE_BYTES)]);
    const cipher = createCipheriv('aes-256-gcm', derive(master.secret, `${ENCRYPTION_LABEL}${purpose}`), header.subarray(1 + ID_BYTES));
    cipher.setAAD(header);
    return Buffer.concat([header, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  };
  const decrypt = (purpose: Purpose, encrypted: Uint8Array) => {
    const id = keyIdOf(encrypted);
    const master = ring().find((one) => one.id === id);
    if (!master) throw new DecryptionFailed(`Encrypted with the master key ${id}, which the key file does not hold.`);
    const header = encrypted.subarray(0, HEADER_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', derive(master.secret, `${ENCRYPTION_LABEL}${purpose}`), header.subarray(1 + ID_BYTES));
    decipher.setAAD(header).setAuthTag(encrypted.subarray(encrypted.length - TAG_BYTES));
    try {
      return Buffer.concat([decipher.update(encrypted.subarray(HEADER_BYTES, encrypted.length - TAG_BYTES)), decipher.final()]);
    } catch {
      throw new DecryptionFailed('Encrypted for another purpose, or changed since.');
    }
  };
  return {
    isHeld: true,
    get generation() {
      return newest().generation;
    },
    encrypt,
    decrypt,
    reencrypt: (purpose, encrypted) => (keyIdOf(encrypted) === newest().id ? undefined : encrypt(purpose, decrypt(purpose, encrypted))),
    signer(name, generation = newest().generation) {
      const master = ring().find((one) => one.generation === generation);
      if (!master) throw new Error(`The key file holds no master key of generation ${generation}.`);
      const key = createPrivateKey({
        key: Buffer.concat([ED25519_PKCS8, derive(master.secret, `sign ${name}`)]),
        format: 'der',
        type: 'pkcs8',
      });
      const { x } = createPublicKey(key).export({ format: 'jwk' });
      return { generation, publicKey: Buffer.from(x!, 'base64url'), sign: (bytes) => sign(null, bytes, key) };
    },
  };
}

/** For a process that only serves public pages: it has no keys to lose. */
export function noKeys(): Keys {
  const refuse = (): never => {
    throw new Error('A process that only serves public pages holds no keys: check `isHeld` first.');
  };
  return {
    isHeld: false,
    get generation() {
      return refuse();
    },
    encrypt: refuse,
    decrypt: refuse,
    reencrypt: refuse,
    signer: refuse,
  };
}

function keyIdOf(encrypted: Uint8Array): string {
  if (encrypted.length < HEADER_BYTES + TAG_BYTES || encrypted[0] !== VERSION)
    throw new DecryptionFailed('This program did not encrypt this value.');
  return Buffer.from(encrypted.subarray(1, 1 + ID_BYTES)).toString('hex');
}

function derive(secret: Buffer, what: string, bytes = SECRET_BYTES): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `manumit 1 ${what}`, bytes));
}
