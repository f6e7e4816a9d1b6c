import { randomInt, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { holds, memoryOf } from './search-bytes.ts';
import type { WebInFolder } from './web-in-folder.ts';

const letters = () => Array.from({ length: 14 }, () => String.fromCharCode(97 + randomInt(26))).join('');
/** What the product stores on purpose, so that each place is shown to be searched. */
export const CONTROL = letters();

// Every marker holds one of these, so that a place is searched for a few texts and not for hundreds. What is encrypted never reaches the server; what a browser says
// of itself does, and is not kept.
export const SECRET = letters();
export const PASSING = letters();
/** The first digits of every code. */
export const DIGITS = Array.from({ length: 20 }, () => randomInt(10)).join('');

let planted = 0;
export const plantedMarkers = () => planted;
/** A text that is planted once: part of what is encrypted, unless another part is given. */
export const marker = (kind: string, secret = SECRET) => {
  planted += 1;
  return `${kind}${secret}${planted}`;
};
/** The same of what a browser says of itself. */
export const passing = (kind: string) => marker(kind, PASSING);

// The address of the reporters, as a proxy that is believed names it, and the network that it is in. Of IPv6: four bytes alone are found by chance.
const WORDS = Array.from({ length: 6 }, () => randomInt(0x1000, 0x10000));
const NETWORK = [0x2001, 0xdb8, ...WORDS.slice(0, 2)].map((word) => word.toString(16)).join(':');
export const ADDRESS = `${NETWORK}:${WORDS.slice(2)
  .map((word) => word.toString(16))
  .join(':')}`;
const NETWORK_BYTES = Buffer.from(NETWORK.replace(':db8:', ':0db8:').replaceAll(':', ''), 'hex');

/** Whether some of these bytes hold the network of the reporters, as text or as bytes. */
export const holdsNetwork = (bytes: readonly Buffer[]) => holds(bytes, NETWORK) || bytes.some((one) => one.includes(NETWORK_BYTES));

/** The memory of the web process, while a request with the control is open in it, and of the database's, by the name of the place. */
export async function memories(web: WebInFolder, backends: readonly number[]): Promise<Map<string, Buffer[]>> {
  const headers = { 'content-type': 'application/json', 'content-length': 100, 'idempotency-key': randomUUID(), origin: web.address };
  const open = request(`${web.address}/r/mailbox`, {
    method: 'POST',
    headers: { ...headers, 'user-agent': CONTROL, expect: '100-continue' },
  });
  open.on('error', () => {}).flushHeaders();
  await once(open, 'continue');
  const places = new Map([
    ['memory of the web process', memoryOf(web.pid, { shared: true })],
    ['memory of the database', memoryOfBackends(backends)],
  ]);
  open.destroy();
  return places;
}

const ENDED = new Set(['ENOENT', 'ESRCH']);

function memoryOfBackends(backends: readonly number[]): Buffer[] {
  const found: Buffer[] = [];
  for (const backend of backends)
    try {
      // What they share is read in one of them.
      found.push(...memoryOf(backend, { shared: found.length === 0 }));
    } catch (error) {
      // One that ended since, such as an automatic vacuum, has no memory left.
      if (!ENDED.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  return found;
}
