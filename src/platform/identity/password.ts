import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);

// 46 MiB, two passes, one lane: above the OWASP floor for Argon2id. One derivation at a time keeps memory bounded on a small machine.
const MEMORY_KIB = 46 * 1024;
const PASSES = 2;
let last: Promise<unknown> = Promise.resolve();

/** Argon2id of a password: 32 bytes. The database compares SHA-256 of it and never gives a hash out. */
export function derivePassword(password: string, salt: Buffer): Promise<Buffer> {
  const next = last.then(() =>
    derive('argon2id', {
      message: password.normalize('NFKC'),
      nonce: salt,
      parallelism: 1,
      tagLength: 32,
      memory: MEMORY_KIB,
      passes: PASSES,
    }),
  );
  last = next.catch(() => undefined);
  return next as Promise<Buffer>;
}
