import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { BOUNDS, createBoundedServer } from './bounds.ts';

const REAL = { ...BOUNDS };
afterEach(() => void Object.assign(BOUNDS, REAL));

/** Sends so many requests while one is being worked on, one after the other, and answers in which order they are let in. */
async function orderOf(requests: number): Promise<number[]> {
  Object.assign(BOUNDS, { working: 1, waiting: 40, patienceMs: 20_000 });
  const seen: { at: number; response: ServerResponse }[] = [];
  const server = createBoundedServer((request, response) => void seen.push({ at: Number(request.url!.slice(1)), response }), {
    refusal: () => ({ status: 503, headers: {}, body: '' }),
    headers: {},
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  let arrived = 0;
  server.on('request', () => {
    arrived += 1;
  });
  try {
    const answers: Promise<Response>[] = [];
    for (let at = 0; at <= requests; at += 1) {
      answers.push(fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${at}`));
      while (arrived <= at) await new Promise(setImmediate);
    }
    for (let done = 0; done <= requests; done += 1) {
      while (seen.length <= done) await new Promise(setImmediate);
      seen[done]!.response.end();
    }
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(answers.map(() => 200));
    return seen.slice(1).map(({ at }) => at);
  } finally {
    server.close();
  }
}

describe('requests that wait', () => {
  test('go in turn where they are a few', async () => {
    BOUNDS.crowd = 4;
    expect(await orderOf(4)).toEqual([1, 2, 3, 4]);
  });

  test('go the newest first in a crowd', async () => {
    Object.assign(BOUNDS, { crowd: 4, crowdPatienceMs: 20_000, crowdMs: 20_000 });
    expect(await orderOf(6)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test('are let in once those before them turn out to be slow', async () => {
    Object.assign(BOUNDS, { working: 1, slowMs: 20, patienceMs: 20_000 });
    const seen: string[] = [];
    const server = createBoundedServer((request, response) => void (seen.push(request.url!) > 1 && response.end()), {
      refusal: () => ({ status: 503, headers: {}, body: '' }),
      headers: {},
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const report = fetch(`${address}/report`).catch(() => 'cut off');
    while (seen.length === 0) await new Promise(setImmediate);
    expect((await fetch(`${address}/session`)).status).toBe(200);
    expect(seen).toEqual(['/report', '/session']);
    server.closeAllConnections();
    server.close();
    expect(await report).toBe('cut off');
  });
});
