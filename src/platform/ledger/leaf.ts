import { hash, randomBytes } from 'node:crypto';
import canonicalize from 'canonicalize';
import { hashLeaf } from './merkle/tree.ts';

/** The version of the leaf below. A change of its fields gets a new number; old leaves are read as they were written. */
export const LEAF_FORMAT = 1;

/** The public content of a leaf: pseudonymous ids only. */
export type Leaf = {
  readonly format: number;
  readonly id: string;
  /** UTC, ISO 8601 with milliseconds. */
  readonly at: string;
  readonly person: string;
  readonly command: string;
  readonly clauses: readonly string[];
  readonly operational: string | null;
  readonly party: string | null;
  readonly subjectKind: string;
  readonly subject: string;
  readonly evidenceKind: string | null;
  /** Hex of the salted commitment to what was done. */
  readonly commitment: string;
};

const SALT_BYTES = 16;
let salts = Buffer.alloc(0);

// Random bytes are generated for hundreds of salts at once, because a call costs the same for any number of bytes. Each salt is used once.
function freshSalt(): Buffer {
  if (salts.length === 0) salts = randomBytes(100 * SALT_BYTES);
  const salt = salts.subarray(0, SALT_BYTES);
  salts = salts.subarray(SALT_BYTES);
  return salt;
}

/** Commits to what was done with a new salt: SHA-256(salt || canonical JSON). Without the salt the content cannot be guessed from the hash. */
export function commit(detail: unknown, salt: Buffer = freshSalt()): { salt: Buffer; commitment: Buffer } {
  return { salt, commitment: hash('sha256', Buffer.concat([salt, canonicalBytes(detail)]), 'buffer') };
}

/** The hash of a leaf as RFC 9162 has it: SHA-256(0x00 || canonical JSON). */
export function leafHash(leaf: Leaf): Buffer {
  return hashLeaf(canonicalBytes(leaf));
}

/** Canonical JSON (RFC 8785) as bytes. Throws on values that JSON cannot represent: they are a programming error. */
export function canonicalBytes(value: unknown): Buffer {
  const text = canonicalize(value ?? null);
  if (text === undefined) throw new Error('This value has no JSON form.');
  return Buffer.from(text, 'utf8');
}
