/** How hard a challenge is: so many zero bits in all, over all its shares. */
export function bitsOf(challenge: string): number {
  return Number(challenge.split('.')[1]);
}
const SHARES = 8;
const AT_ONCE = 256;
/** How long is worked before the page has a turn. */
const WITHOUT_REST_MS = 40;

/** Whether a hash begins with so many zero bits. */
export function beginsWithZeros(hash: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  return hash.subarray(0, whole).every((byte) => byte === 0) && (hash[whole] ?? 0) >> (8 - (bits & 7)) === 0;
}

/**
 * Finds a number for each share of a challenge: SHA-256 of challenge, share and number begins with enough zero bits. Eight small searches take about as long
 * every time, where one large one may take four times as long as was meant. `tell` hears from time to time how much is done, 0 to 1. A browser may hash as small
 * a text at once, so that awaiting it never leaves the page a turn: it would stand still until all is done. So the work rests now and then.
 */
export async function findAnswer(challenge: string, tell: (share: number) => void = () => {}): Promise<string> {
  const bits = bitsOf(challenge) - Math.log2(SHARES);
  const text = new TextEncoder();
  const found: number[] = [];
  let restAt = 0;
  while (found.length < SHARES) {
    const share = found.length + 1;
    for (let from = 0; found.length < share; from += AT_ONCE) {
      const tries = Array.from({ length: AT_ONCE }, (_, at) =>
        crypto.subtle.digest('SHA-256', text.encode(`${challenge}:${share}:${from + at}`)),
      );
      const at = (await Promise.all(tries)).findIndex((hash) => beginsWithZeros(new Uint8Array(hash), bits));
      if (at >= 0) found.push(from + at);
      if (performance.now() < restAt) continue;
      tell((share - 1 + (at >= 0 ? 1 : 1 - Math.exp(-(from + AT_ONCE) / 2 ** bits))) / SHARES);
      await rest();
      restAt = performance.now() + WITHOUT_REST_MS;
    }
  }
  return found.join(',');
}

/** Lets the page have a turn. Not a timer: those run once a second in a tab that is not seen. */
function rest(): Promise<void> {
  return new Promise((rested) => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', () => {
      port1.close();
      rested();
    });
    port1.start();
    port2.postMessage(null);
  });
}
