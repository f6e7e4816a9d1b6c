import { createHash, randomInt } from 'node:crypto';

export const RECOVERY_CODES = 10;
// Without characters that look or sound alike, so that a printed code can be read over the telephone. Four groups of four of 32 characters are 80 bits.
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new set of codes, such as `7k3m-xw0d-pq4a-92hz`. Shown once, stored nowhere. */
export function newRecoveryCodes(): string[] {
  const group = () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: RECOVERY_CODES }, () => [group(), group(), group(), group()].join('-'));
}

/**
 * The hash of a code that is sent to the database, which stores a hash of it together with the person. Spaces, hyphens and case are ignored, O counts as 0, I
 * and L count as 1.
 */
export function hashRecoveryCode(code: string): Buffer {
  const plain = code.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return createHash('sha256').update(`recovery code ${plain}`).digest();
}
