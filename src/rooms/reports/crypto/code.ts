import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { type Bytes, utf8 } from './bytes.ts';
import { CODE_GROUPS, digitsOf, GROUP_DIGITS } from './digits.ts';
import { identityFrom } from './keys.ts';

const CODE_DIGITS = CODE_GROUPS * GROUP_DIGITS;
const CHECK_DIGITS = 2;
const MODULUS = 97n;

/** What is wrong with a typed code: too few or too many digits, or check digits that do not fit. */
export type CodeFault = { readonly fault: 'digits'; readonly count: number } | { readonly fault: 'check' };

/**
 * A new code, made in the browser and never sent, stored or put into an address. The check digits follow ISO 7064 MOD 97-10: they find each single wrong digit and
 * each swap of two neighbours.
 */
export function newCode(): string {
  let digits = '';
  while (digits.length < CODE_DIGITS - CHECK_DIGITS) {
    // Bytes from 250 on are dropped: with them some digits would come more often than others.
    for (const byte of crypto.getRandomValues(new Uint8Array(CODE_DIGITS))) {
      if (byte < 250 && digits.length < CODE_DIGITS - CHECK_DIGITS) digits += String(byte % 10);
    }
  }
  const check = MODULUS + 1n - ((BigInt(digits) * 100n) % MODULUS);
  return digits + String(check).padStart(CHECK_DIGITS, '0');
}

/** The code in groups, as it is shown and written down. */
export function groupsOf(code: string): string[] {
  return Array.from({ length: CODE_GROUPS }, (_, at) => code.slice(at * GROUP_DIGITS, (at + 1) * GROUP_DIGITS));
}

/** Reads a typed code: digits of any script, with anything between them. */
export function parseCode(typed: string): string | CodeFault {
  const digits = digitsOf(typed);
  if (digits.length !== CODE_DIGITS) return { fault: 'digits', count: digits.length };
  return BigInt(digits) % MODULUS === 1n ? digits : { fault: 'check' };
}

/** The keys that only the holder of the code has. The server stores the SHA-256 of `id` and the public key of `signingKey`; the identity opens the answers. */
export type Mailbox = { readonly id: Bytes; readonly signingKey: Bytes; readonly identity: string };

const KEY_BYTES = 32;

/** Derives the mailbox of a code by HKDF-SHA-256, one label for each key. The code has 113 random bits, so it needs no slow hash. */
export function mailboxOf(code: string): Mailbox {
  const key = (label: string): Bytes =>
    new Uint8Array(hkdf(sha256, utf8(code), utf8('manumit/reports/code/1'), utf8(`manumit/reports/${label}/1`), KEY_BYTES));
  return { id: key('mailbox-id'), signingKey: key('signing-key'), identity: identityFrom(key('identity')) };
}
