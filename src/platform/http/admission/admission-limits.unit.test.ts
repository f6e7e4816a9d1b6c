import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { beforeEach, describe, expect, test } from 'vitest';
import { optionsOf, serveHeld, VERIFIED } from '../fixtures.ts';
import { ADMISSION_LIMITS, type AdmissionLimits } from './admission-limits.ts';
import { createLimitedServer } from './limited-server.ts';

let limits: AdmissionLimits;
beforeEach(() => {
  limits = { ...ADMISSION_LIMITS };
});
/** Sends this many requests, one after the other, while one is being worked on, and returns the order in which they are admitted. */
async function orderOf(requests: number): Promise<number[]> {
  Object.assign(limits, { anonymous: 1, waiting: 40, maxWaitMs: 20_000 });
  const seen: { at: number; response: ServerResponse }[] = [];
  const server = createLimitedServer(
    (request, response) => void seen.push({ at: Number(request.url!.slice(1)), response }),
    optionsOf(limits),
  );
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

describe('waiting requests', () => {
  test('are served first in, first out while they are few', async () => {
    limits.overload = 4;
    expect(await orderOf(4)).toEqual([1, 2, 3, 4]);
  });

  test('are served newest first when there are many', async () => {
    Object.assign(limits, { overload: 4, overloadWaitMs: 20_000, overloadMs: 20_000 });
    expect(await orderOf(6)).toEqual([6, 5, 4, 3, 2, 1]);
  });

  test.each([
    [3, 0],
    [4, 24 - ADMISSION_LIMITS.working],
  ])('of %i people whose browsers send six each while the program pauses: %i of them are refused', async (people, refused) => {
    Object.assign(limits, { slowMs: 60_000, maxWaitMs: 60_000 });
    const { held, server, ask, close } = await serveHeld(limits);
    let arrived = 0;
    server.on('request', () => (arrived += 1));
    const answers = Array.from({ length: people * 6 }, () => ask('/desk/api/tasks/held', VERIFIED));
    await expect.poll(() => arrived, { interval: 1 }).toBe(people * 6);
    // A crowd refuses after 20 ms.
    await new Promise((done) => setTimeout(done, 3 * limits.overloadWaitMs));
    for (let at = 0; at < people * 6 - refused; at += 1) {
      await expect.poll(() => held.length, { interval: 1 }).toBeGreaterThan(at);
      held[at]!.end();
    }
    expect((await Promise.all(answers)).filter(({ status }) => status === 503)).toHaveLength(refused);
    close();
  });

  test('do not delay files of the desk and health checks, which take no place', async () => {
    Object.assign(limits, { working: 1, waiting: 0, slowMs: 60_000 });
    const { held, ask, until, close } = await serveHeld(limits);
    const files = [ask('/desk/assets/held'), ask('/desk/assets/held')];
    await until(2);
    expect((await ask('/desk')).status).toBe(200);
    for (const response of held) response.end();
    expect((await Promise.all(files)).map(({ status }) => status)).toEqual([200, 200]);
    close();
  });

  test('wait until work for a disconnected client has ended', async () => {
    Object.assign(limits, { anonymous: 1, waiting: 0, slowMs: 60_000 });
    const { held, port, ask, until, close } = await serveHeld(limits);
    const leaver = connect(port, '127.0.0.1');
    leaver.write('GET /held HTTP/1.1\r\nHost: x\r\n\r\n');
    await until(1);
    const gone = once(held[0]!, 'close');
    leaver.destroy();
    await gone;
    expect((await ask('/')).status).toBe(503);
    held[0]!.end();
    expect((await ask('/')).status).toBe(200);
    close();
  });

  test('wait for the work of a disconnected client no longer than for a slow request', async () => {
    Object.assign(limits, { anonymous: 1, slow: 0, slowMs: 50, maxWaitMs: 20_000 });
    const { held, port, ask, until, close } = await serveHeld(limits);
    const leaver = connect(port, '127.0.0.1');
    leaver.write('GET /held HTTP/1.1\r\nHost: x\r\n\r\n');
    await until(1);
    leaver.destroy();
    expect((await ask('/')).status).toBe(200);
    expect(held[0]!.headersSent).toBe(false);
    close();
  });

  test('are admitted once the requests before them turn out to be slow', async () => {
    Object.assign(limits, { anonymous: 1, slowMs: 20, maxWaitMs: 20_000 });
    const { urls, ask, until, close } = await serveHeld(limits);
    const report = ask('/held').catch(() => 'cut off');
    await until(1);
    expect((await ask('/session')).status).toBe(200);
    expect(urls).toEqual(['/held', '/session']);
    close();
    expect(await report).toBe('cut off');
  });

  test('wait if too many requests are slow, so that requests do not pile up when the database hangs', async () => {
    Object.assign(limits, { anonymous: 1, slowMs: 10, slow: 2, maxWaitMs: 200 });
    const { held, ask, until, close } = await serveHeld(limits);
    const slow: Promise<Response>[] = [];
    for (let at = 0; at < 3; at += 1) {
      slow.push(ask('/held'));
      await until(at + 1);
    }
    expect((await ask('/')).status).toBe(503);
    held[0]!.end();
    limits.maxWaitMs = 20_000;
    expect((await ask('/')).status).toBe(200);
    for (const response of held) response.end();
    expect((await Promise.all(slow)).map(({ status }) => status)).toEqual([200, 200, 200]);
    close();
  });

  test('take the place of an admitted request that is still sending its body', async () => {
    Object.assign(limits, { working: 1, slowMs: 60_000, maxWaitMs: 60_000 });
    const { held, port, ask, until, close } = await serveHeld(limits);
    const first = ask('/desk/held', VERIFIED);
    await until(1);
    const sender = connect(port, '127.0.0.1');
    sender.on('error', () => {});
    sender.write('POST /desk/sent HTTP/1.1\r\nHost: x\r\nCookie: known\r\nContent-Length: 10\r\n\r\n12');
    await once(sender, 'connect');
    await new Promise((resolve) => setTimeout(resolve, 20));
    const second = ask('/desk', VERIFIED);
    await new Promise((resolve) => setTimeout(resolve, 20));
    held[0]!.end();
    expect((await Promise.all([first, second])).map(({ status }) => status)).toEqual([200, 200]);
    sender.destroy();
    close();
  });

  test('wait while the sender of a body is authorised, although none of the body has arrived', async () => {
    Object.assign(limits, { working: 1, waiting: 0, slowMs: 60_000 });
    const { held, port, ask, until, close } = await serveHeld(limits);
    const sender = connect(port, '127.0.0.1');
    sender.on('error', () => {});
    sender.write('POST /desk/held HTTP/1.1\r\nHost: x\r\nCookie: known\r\nContent-Length: 10\r\n\r\n');
    await until(1);
    expect((await ask('/desk', VERIFIED)).status).toBe(503);
    held[0]!.end();
    sender.destroy();
    close();
  });

  test('of learning systems have places of their own, so that systems and people do not block each other', async () => {
    Object.assign(limits, { working: 1, batches: 2, waiting: 40, maxWaitMs: 20_000 });
    const seen: { target: string; response: ServerResponse }[] = [];
    const server = createLimitedServer(
      (request, response) => void seen.push({ target: `${request.method} ${request.url}`, response }),
      optionsOf(limits),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const ask = (method: string, path: string) =>
      fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { method, ...VERIFIED });
    const batches = ['/xapi/statements', '/xapi/statements?x', '/xapi/statements'].map((path) => ask('POST', path));
    const people = ['/xapi/statements', '/xapi/statements-of', '/desk'].map((path) => ask('GET', path));
    try {
      while (seen.length < 3) await new Promise(setImmediate);
      await new Promise((resolve) => setTimeout(resolve, 50));
      expect(seen.filter(({ target }) => target.startsWith('POST'))).toHaveLength(2);
      expect(seen).toHaveLength(3);
    } finally {
      for (let at = 0; at < 6; at += 1) {
        while (seen.length <= at) await new Promise(setImmediate);
        seen[at]!.response.end();
      }
      await Promise.all([...batches, ...people]);
      server.close();
    }
  });
});
