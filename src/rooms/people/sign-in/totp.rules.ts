import { Secret, TOTP } from 'otpauth';

/** Seconds a code stands for, and how many of them before and after are let pass for clocks that differ. */
const PERIOD = 30;
const WINDOW = 1;

/**
 * The step of thirty seconds a code belongs to, or undefined where it is none of this secret around now (RFC 6238: SHA-1, six digits).
 * Each step counts once: the database refuses one that is not later than the last.
 */
export function stepOf(secret: Uint8Array, code: string, now: Date): number | undefined {
  const totp = new TOTP({ secret: new Secret({ buffer: new Uint8Array(secret).buffer }), algorithm: 'SHA1', digits: 6, period: PERIOD });
  const delta = totp.validate({ token: code, timestamp: now.getTime(), window: WINDOW });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / PERIOD) + delta;
}

/** The bytes of a secret written in base 32. */
export function secretBytes(base32: string): Uint8Array {
  return Secret.fromBase32(base32).bytes;
}
