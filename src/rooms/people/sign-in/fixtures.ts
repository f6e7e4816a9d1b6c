import { createHash } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Answer } from '#test/database/harness.ts';

/** A secret as a browser makes it. */
export const newSecret = (): string => new Secret({ size: 20 }).base32;

/** The code a telephone shows for a secret, some steps of thirty seconds from now. */
export function codeOf(secret: string, steps = 0, now = new Date()): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() + steps * 30_000 });
}

/** The token in an answer's cookie, as the browser would send it back. */
export function tokenOf({ headers }: Answer): string {
  return /manumit_desk=([^;]+)/.exec(String(headers['set-cookie']))![1]!;
}

/** Does the work a challenge asks for, as the browser does. */
export function workOn(challenge: string): { challenge: string; answer: string } {
  const bits = Number(challenge.split('.')[1]);
  const shares = Array.from({ length: 8 }, (_, at) => {
    for (let answer = 0; ; answer += 1) {
      const hash = createHash('sha256')
        .update(`${challenge}:${at + 1}:${answer}`)
        .digest();
      if (hash.readUInt32BE(0) >>> (35 - bits) === 0) return answer;
    }
  });
  return { challenge, answer: shares.join(',') };
}
