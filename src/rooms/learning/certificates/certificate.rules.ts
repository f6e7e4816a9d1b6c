import { createHash } from 'node:crypto';

/** What the token of a certificate says, and nothing more. `h`: whom it fits, without naming them. Short names: it is read off a picture. */
export type CertificateClaims = {
  /** The number of the certificate. */
  readonly n: string;
  /** The generation of the key it is signed with. */
  readonly k: number;
  /** Module, its version, the day it was passed, the last day it holds (null: as long as the appointment). */
  readonly m: string;
  readonly v: number;
  readonly d: string;
  readonly u: string | null;
  /** Fingerprint of the number and the service number: who has both can say whether the paper is that person's. */
  readonly h: string;
};

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** What is signed begins with this, so that no other signature of the same key can pass for a certificate. */
export const TOKEN_HEAD = 'manumit-certificate-1.';

/** A number from 20 random bytes: one sign of each. */
export function certificateNumber(random: Uint8Array): string {
  return Array.from(random.subarray(0, 20), (byte) => ALPHABET[byte & 31]).join('');
}

/** A number as it is printed and read aloud. */
export function printedNumber(number: string): string {
  return number.replace(/(.{5})(?=.)/g, '$1-');
}

/** A number as somebody typed it: spaces, dashes, small letters and look-alikes put right. Undefined where it is none. */
export function typedNumber(text: string): string | undefined {
  const number = text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(number) ? number : undefined;
}

/** Whom a certificate fits. */
export function holderMark(number: string, serviceNumber: string): string {
  return createHash('sha256').update(`${number} ${serviceNumber}`).digest('base64url').slice(0, 16);
}

/** A token: head, claims, signature, with points between. The same claims under the same key give the same token. */
export function signToken(claims: CertificateClaims, sign: (bytes: Uint8Array) => Uint8Array): string {
  const said = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${TOKEN_HEAD}${said}.${Buffer.from(sign(Buffer.from(TOKEN_HEAD + said))).toString('base64url')}`;
}
