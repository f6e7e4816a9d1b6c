import { Secret, TOTP } from 'otpauth';

/** Seconds per code, and how many periods before and after are accepted for clocks that differ. */
const PERIOD = 30;
const WINDOW = 1;

/**
 * The step of thirty seconds that a code belongs to, or undefined where it is no current code of this secret (RFC 6238: SHA-1, six digits). Each step counts
 * once: the database refuses one that is not later than the last.
 */
export function stepOf(secret: Uint8Array, code: string, now: Date): number | undefined {
  const totp = new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }), algorithm: 'SHA1', digits: 6, period: PERIOD });
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD) + delta;
}

/** Decodes a secret from base 32. */
export function secretBytes(base32: string): Uint8Array {
  return Secret.fromBase32(base32).bytes;
}
