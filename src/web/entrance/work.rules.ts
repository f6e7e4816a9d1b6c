/** How hard a challenge is: so many zero bits in all, over all its shares. */
export function bitsOf(challenge: string): number {
  return Number(challenge.split('.')[1]);
}
const SHARES = 8;
const AT_ONCE = 256;

/** Whether a hash begins with so many zero bits. */
export function beginsWithZeros(hash: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  return hash.subarray(0, whole).every((byte) => byte === 0) && (hash[whole] ?? 0) >> (8 - (bits & 7)) === 0;
}

/**
 * Finds a number for each share of a challenge: SHA-256 of challenge, share and number begins with enough zero bits. Eight small searches take about as long
 * every time, where one large one may take four times as long as was meant. `tell` hears from time to time how much is done, 0 to 1. The browser hashes beside
 * the page, a few hundred at a time, so that the page stays in reach.
 */
export async function findAnswer(challenge: string, tell: (share: number) => void = () => {}): Promise<string> {
  const bits = bitsOf(challenge) - Math.log2(SHARES);
  const text = new TextEncoder();
  const found: number[] = [];
  while (found.length < SHARES) {
    const share = found.length + 1;
    for (let from = 0; found.length < share; from += AT_ONCE) {
      const tries = Array.from({ length: AT_ONCE }, (_, at) =>
        crypto.subtle.digest('SHA-256', text.encode(`${challenge}:${share}:${from + at}`)),
      );
      const at = (await Promise.all(tries)).findIndex((hash) => beginsWithZeros(new Uint8Array(hash), bits));
      if (at >= 0) found.push(from + at);
      tell((share - 1 + (at >= 0 ? 1 : 1 - Math.exp(-(from + AT_ONCE) / 2 ** bits))) / SHARES);
    }
  }
  return found.join(',');
}
