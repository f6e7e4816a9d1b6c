import { createHash, randomInt } from 'node:crypto';

export const RECOVERY_CODES = 10;
// Without signs that look or sound alike, so that a printed code can be read over the telephone. 32 of them in four groups of four are 80 bits.
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz';

/** A fresh set of codes, such as `7k3m-xw0d-pq4a-92hz`. Shown once, kept nowhere. */
export function newRecoveryCodes(): string[] {
  const group = () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join('');
  return Array.from({ length: RECOVERY_CODES }, () => [group(), group(), group(), group()].join('-'));
}

/** What the database is shown of a code; it keeps a hash of this and of whose it is. Spaces, hyphens and capitals make no difference, nor O for 0, I or L for 1. */
export function hashRecoveryCode(code: string): Buffer {
  const plain = code.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1');
  return createHash('sha256').update(`recovery code ${plain}`).digest();
}
