import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { WAIT_TIMEOUT_MS } from '#test/timeouts.ts';
import { ADMISSION_LIMITS, type AdmissionLimits } from './admission-limits.ts';
import { machineOf } from './connections.ts';
import { createLimitedServer } from './limited-server.ts';

// Over real sockets: on Linux the whole of 127.0.0.0/8 is this machine, and each address in it counts as a machine of its own.
const [MANY, OTHER] = ['127.0.0.2', '127.0.0.3'];
// More than all buffers between client and server hold.
const LARGE = Buffer.alloc(64 * 1024 * 1024);
let close = () => {};
afterEach(() => {
  close();
  vi.restoreAllMocks();
});

type Line = { socket: Socket; received: () => string; isOpen: () => boolean };

/** A server that answers at once, except for the requests it holds back. */
async function serve(other: Partial<AdmissionLimits>, proxies: string[] = []) {
  const limits = {
    ...ADMISSION_LIMITS,
    connections: 20,
    silentMs: WAIT_TIMEOUT_MS,
    fullerKeepAliveMs: 2 * WAIT_TIMEOUT_MS,
    headMs: WAIT_TIMEOUT_MS,
    anonymous: 50,
    ...other,
  };
  const held: ServerResponse[] = [];
  const server = createLimitedServer(
    (request, response) => {
      if (request.url === '/held') held.push(response);
      else response.end(request.url === '/large' ? LARGE : 'here');
    },
    { refusal: () => ({ status: 503, headers: {}, body: '' }), headers: {}, proxies, limits },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const lines: Line[] = [];
  let heldCount = 0;
  close = () => {
    for (const { socket } of lines) socket.destroy();
    server.closeAllConnections();
    server.close();
  };
  /** A connection from an address, and the request it sent; resolves once the server has it. */
  const open = async (localAddress: string, path?: string): Promise<Line> => {
    const counted = once(server, 'connection');
    const socket = connect({ port, host: '127.0.0.1', localAddress });
    let [received, isOpen] = ['', true];
    socket.setEncoding('utf8').on('data', (chunk) => (received += chunk));
    socket.on('error', () => {});
    socket.once('close', () => (isOpen = false));
    const line = { socket, received: () => received, isOpen: () => isOpen };
    lines.push(line);
    await counted;
    if (path !== undefined) {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`);
      if (path === '/held') await expect.poll(() => held.length).toBe(++heldCount);
      else await expect.poll(() => received).toContain('here');
    }
    return line;
  };
  const openMany = async (count: number, from: string, path?: string) => {
    const opened: Line[] = [];
    for (let n = 0; n < count; n += 1) opened.push(await open(from, path));
    return opened;
  };
  const countOpen = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
  return { server, open, openMany, held, countOpen };
}
/** Lets every silent connection count as idle. The clock moves and not the test, because a busy machine may open connections slowly. */
function passSilentTime(): void {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + WAIT_TIMEOUT_MS);
}
const stillOpen = (lines: readonly Line[]) => lines.filter(({ isOpen }) => isOpen()).length;

describe.runIf(process.platform === 'linux')('connections', () => {
  test('of one machine that holds them all idle do not block other machines', async () => {
    const { openMany, open } = await serve({});
    const idle = await openMany(20, MANY);
    const other = await open(OTHER, '/');
    expect(other.received()).toContain('200 OK');
    passSilentTime();
    await expect.poll(() => stillOpen(idle)).toBe(5);
    expect(other.isOpen()).toBe(true);
  });

  test('of one machine beyond a quarter are closed if idle, oldest first, once half are open', async () => {
    const { openMany } = await serve({});
    const others = await openMany(4, OTHER, '/');
    const early = await openMany(6, MANY, '/');
    expect(stillOpen([...others, ...early]), 'half are open: nothing is closed').toBe(10);
    const late = await openMany(2, MANY, '/');
    // The first of the two closed the connections beyond a quarter; the second came while no more than half were open.
    await expect.poll(() => stillOpen([...early, ...late])).toBe(6);
    expect([stillOpen(others), stillOpen(late)]).toEqual([4, 2]);
  });

  test('with a request in progress are neither closed nor refused for their address', async () => {
    const { openMany, open, held } = await serve({});
    const working = await openMany(12, MANY, '/held');
    const idle = await openMany(8, MANY);
    const more = await openMany(6, OTHER, '/held');
    passSilentTime();
    await expect.poll(() => stillOpen(idle)).toBe(0);
    await expect.poll(() => held.length).toBe(18);
    expect(stillOpen([...working, ...more])).toBe(18);
    expect((await open(MANY, '/')).received(), 'there is room, so it is answered').toContain('200 OK');
    for (const response of held) response.end('done');
    await expect.poll(() => [...working, ...more].filter(({ received }) => received().includes('done')).length).toBe(18);
  });

  test('are closed unread if all others are busy', async () => {
    const { openMany, open } = await serve({ connections: 6 });
    const working = await openMany(6, MANY, '/held');
    const next = await open(OTHER);
    await expect.poll(() => next.isOpen()).toBe(false);
    expect(stillOpen(working)).toBe(6);
  });

  test('through a declared proxy do not count for one machine, and the oldest idle one is closed if all are open', async () => {
    const { openMany, open } = await serve({}, ['127.0.0.2/32']);
    const readers = await openMany(20, MANY, '/');
    expect(stillOpen(readers)).toBe(20);
    const next = await open(OTHER, '/');
    expect(next.received()).toContain('200 OK');
    await expect.poll(() => readers.map(({ isOpen }) => isOpen())).toEqual([false, ...readers.slice(1).map(() => true)]);
  });

  test('are closed sooner when idle while more than half are open', async () => {
    const { openMany } = await serve({ keepAliveMs: 7_200_000, fullerKeepAliveMs: 300, connections: 8 }, ['127.0.0.2']);
    const few = await openMany(4, MANY, '/');
    expect(few[0]!.received()).toMatch(/keep-alive: timeout=7200/i);
    const more = await openMany(2, MANY, '/');
    await expect.poll(() => stillOpen([...few, ...more])).toBeLessThanOrEqual(4);
  });

  test('of a client that does not read the answer are closed after the time limit of a request', async () => {
    const requestMs = 2 * WAIT_TIMEOUT_MS;
    const { server, open, countOpen } = await serve({ requestMs });
    const accepted = once(server, 'connection') as Promise<[Socket]>;
    const { socket, received } = await open(MANY);
    const [connection] = await accepted;
    socket.once('data', () => socket.pause());
    socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
    await expect.poll(received).toContain('200 OK');
    expect([await countOpen(), connection.timeout]).toEqual([1, requestMs]);
    // What its timer does: nothing was read for this long.
    connection.emit('timeout');
    await expect.poll(countOpen).toBe(0);
  });

  test('from one IPv6 network count as one machine', async () => {
    expect(['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:2:3:4:5:6'].map(machineOf)).toEqual(Array(3).fill('2001:db8:1:2'));
    expect([machineOf('::1'), machineOf('::ffff:192.0.2.1'), machineOf('192.0.2.1')]).toEqual(['0:0:0:0', '192.0.2.1', '192.0.2.1']);
  });
});
