/** The difficulty of a challenge: the total number of zero bits over all its shares. */
export function bitsOf(challenge: string): number {
  return Number(challenge.split('.')[1]);
}
const SHARES = 8;
const AT_ONCE = 256;
/** How long the search runs before it yields to the page. */
const WITHOUT_REST_MS = 40;

/** Whether a hash begins with this many zero bits. */
export function hasLeadingZeros(hash: Uint8Array, bits: number): boolean {
  const whole = bits >> 3;
  return hash.subarray(0, whole).every((byte) => byte === 0) && (hash[whole] ?? 0) >> (8 - (bits & 7)) === 0;
}

/**
 * Finds a number for each share of a challenge: SHA-256 of challenge, share and number begins with enough zero bits. Eight small searches take about the same
 * time on each run, where one large search may take four times the intended time. `tell` receives the progress from time to time, 0 to 1. A browser may hash so
 * small a text synchronously, so awaiting it never yields to the page, which would freeze until the search ends. The search therefore pauses regularly.
 */
export async function findAnswer(challenge: string, onProgress: (share: number) => void = () => {}): Promise<string> {
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
      const at = (await Promise.all(tries)).findIndex((hash) => hasLeadingZeros(new Uint8Array(hash), bits));
      if (at >= 0) found.push(from + at);
      if (performance.now() < restAt) continue;
      onProgress((share - 1 + (at >= 0 ? 1 : 1 - Math.exp(-(from + AT_ONCE) / 2 ** bits))) / SHARES);
      await rest();
      restAt = performance.now() + WITHOUT_REST_MS;
    }
  }
  return found.join(',');
}

/** Yields to the page. Not with a timer: in a hidden tab, timers run once a second. */
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
