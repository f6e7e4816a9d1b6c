import { createHash, randomBytes, randomInt } from 'node:crypto';
import { derivePassword } from '#platform/identity/password.ts';

// Without letters that look like a figure or sound like another letter on the phone.
const SIGNS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const [CODE_SIGNS, PIN_DIGITS] = [8, 6];

/** A class code that cannot be guessed: eight characters of thirty-one. */
export function newClassCode(): string {
  return Array.from({ length: CODE_SIGNS }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}

/** A code as printed: `K7QM-3XPA`. */
export function printedCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}

/** Normalises a typed code, number or PIN as it is stored: without spaces, in capitals. A code also loses its dash. */
export function typed(text: string): string {
  return text.replace(/\s+/g, '').toUpperCase();
}

/** A new PIN, and what the database keeps of it: the salt, and SHA-256 over its Argon2id. */
export type Derived = { pin: string; salt: Buffer; digest: Buffer };

/** Makes a PIN for an access slip. It is short because it is typed on a small phone; it is safe because an access slip closes after five wrong ones. */
export async function newDerivedPin(): Promise<Derived> {
  const [pin, salt] = [String(randomInt(10 ** PIN_DIGITS)).padStart(PIN_DIGITS, '0'), randomBytes(16)];
  const derived = await derivePassword(pin, salt);
  return { pin, salt, digest: createHash('sha256').update(derived).digest() };
}
