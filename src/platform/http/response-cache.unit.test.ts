import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fastify from 'fastify';
import { expect, test } from 'vitest';
import { CACHE_LIMITS, ignoreQuery, ResponseCache } from './response-cache.ts';

/** A page that is made for each request, and how often it was made. */
async function serve(body: Buffer) {
  const keep = new ResponseCache({ current: () => undefined, refresh: async () => '1', clock: () => new Date() }, {});
  keep.hooksOf('/page', { keyParts: ignoreQuery });
  let made = 0;
  const server = createServer((request, response) =>
    keep.admit(
      request,
      response,
      () => response.end(),
      () => {
        made += 1;
        response.end(body);
      },
    ),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const ask = () => connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => {});
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { ask, made: () => made, close };
}

test('a request waits until the page is rendered, and does not wait for another reader to receive it', async () => {
  const { ask, made, close } = await serve(Buffer.alloc(64 * 1024 * 1024));
  // Reads nothing.
  ask().write('GET /page HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(made).toBe(1);
  ask().write('GET /page HTTP/1.1\r\nHost: x\r\n\r\n');
  await expect.poll(made).toBe(2);
  close();
});

/** A cache over one page, and the state of each admitted request: none yet, sent at once, or given a place. */
function site() {
  const keep = new ResponseCache({ current: () => '1', refresh: async () => '1', clock: () => new Date(0) }, {});
  const server = fastify();
  server.get('/page', { ...keep.hooksOf('/page', { keyParts: ignoreQuery }), handler: async () => 'made' });
  const admit = (url = '/page') => {
    const outcome = { is: 'waiting' as 'waiting' | 'direct' | 'queued', close: () => response.emit('close') };
    const response = Object.assign(new EventEmitter(), { destroyed: false, writeHead: () => {} }) as unknown as ServerResponse;
    keep.admit(
      { method: 'GET', url } as IncomingMessage,
      response,
      () => {
        outcome.is = 'direct';
      },
      () => {
        outcome.is = 'queued';
      },
    );
    return outcome;
  };
  return { admit, make: () => server.inject('/page') };
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a limited number of requests wait for a page, further ones take a place, and the rest are refused', async () => {
  const { admit, make } = site();
  const first = admit();
  await turn();
  await turn();
  const waiting = Array.from({ length: CACHE_LIMITS.maxWaiting }, () => admit());
  const [page, nowhere] = [admit(), admit('/nowhere')];
  expect([first.is, page.is, nowhere.is]).toEqual(['queued', 'queued', 'queued']);
  for (let n = 0; n < CACHE_LIMITS.maxWaiting; n += 1) await turn();
  expect([admit().is, waiting.every(({ is }) => is === 'waiting')]).toEqual(['queued', true]);
  await make();
  first.close();
  for (let n = 0; n < CACHE_LIMITS.maxWaiting; n += 1) await turn();
  expect(waiting.every(({ is }) => is === 'direct')).toBe(true);
  expect(admit('/nowhere').is).toBe('waiting');
});
