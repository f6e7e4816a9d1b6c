/** What a challenge asks for: so many zero bits, and after how many seconds an answer may be handed in. Times are the server's, so only their difference counts. */
export function readChallenge(challenge: string): { bits: number; ripensAfter: number } {
  const [, bits, from, until] = challenge.split('.').map(Number);
  return { bits: bits!, ripensAfter: from! - (until! - HELD_SECONDS) };
}
const HELD_SECONDS = 300;
const AT_ONCE = 256;

/** Whether a hash begins with so many zero bits. */
export function beginsWithZeros(hash: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  return hash.subarray(0, whole).every((byte) => byte === 0) && (hash[whole] ?? 0) >> (8 - (bits & 7)) === 0;
}

/**
 * Finds a number whose SHA-256 together with the challenge begins with enough zero bits. `tell` hears from time to time how likely it was to be found
 * by now, 0 to 1. The browser hashes beside the page, a few hundred at a time, so that the page stays in reach.
 */
export async function findAnswer(challenge: string, tell: (share: number) => void = () => {}): Promise<string> {
  const { bits } = readChallenge(challenge);
  const text = new TextEncoder();
  for (let from = 0; ; from += AT_ONCE) {
    const tries = Array.from({ length: AT_ONCE }, (_, at) => crypto.subtle.digest('SHA-256', text.encode(`${challenge}:${from + at}`)));
    const found = (await Promise.all(tries)).findIndex((hash) => beginsWithZeros(new Uint8Array(hash), bits));
    if (found >= 0) return String(from + found);
    tell(1 - Math.exp(-(from + AT_ONCE) / 2 ** bits));
  }
}
