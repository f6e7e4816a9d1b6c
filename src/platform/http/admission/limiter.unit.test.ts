import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { beforeEach, describe, expect, test } from 'vitest';
import { MADE_UP, serveHeld, VERIFIED } from '../fixtures.ts';
import { ADMISSION_LIMITS, type AdmissionLimits } from './admission-limits.ts';

let limits: AdmissionLimits;
beforeEach(() => {
  limits = { ...ADMISSION_LIMITS };
});

describe('waiting requests', () => {
  test('do not wait for sign-in requests, of which each connection may have one', async () => {
    Object.assign(limits, { working: 1, unverified: 1, slow: 0, waiting: 0, slowMs: 60_000 });
    const { held, ask, until, close } = await serveHeld(limits);
    const cases = [
      ['POST', '/desk/api/session?/held', 520],
      ['POST', '/desk/api/set-up?/held', 6],
      ['POST', '/desk/api/invitation?/held', 6],
      ['POST', '/learn/fr/enter?/held', 6],
      ['GET', '/desk/single-sign-on?/held', 6],
      ['GET', '/desk/single-sign-on/callback?/held', 6],
      // Other spellings of the same addresses.
      ['POST', '/desk/api/%73ession?/held', 6],
      ['POST', '/%6cearn/fr/%65nter?/held', 6],
    ] as const;
    const answers = cases.flatMap(([method, path, times]) => Array.from({ length: times }, () => ask(path, { method })));
    await until(answers.length);
    expect(held).toHaveLength(answers.length);
    expect((await ask('/desk/api/session', MADE_UP)).status).toBe(200);
    expect((await ask('/desk/api/session', VERIFIED)).status).toBe(200);
    for (const response of held) response.end();
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual(answers.map(() => 200));
    close();
  });

  test.each([
    ['GET', '/desk/held'],
    ['GET', '/desk/api/account/held'],
    ['PUT', '/desk/api/account/password?/held'],
    ['GET', '/learn/fr/held'],
    ['POST', '/learn/fr/m/held'],
    ['GET', '/xapi/held'],
  ])('do not wait for invented sessions, which wait for each other: %s %s', async (method, path) => {
    Object.assign(limits, { working: 1, unverified: 1, waiting: 0, slowMs: 60_000, overload: 0 });
    const { urls, held, ask, until, close } = await serveHeld(limits);
    const anonymous = Array.from({ length: 60 }, () => ask(path, { method, ...MADE_UP }));
    await until(1);
    expect((await ask('/desk', VERIFIED)).status).toBe(200);
    const first = ask('/desk/api/session', MADE_UP);
    for (let at = 0; at < 60; at += 1) {
      await expect.poll(() => held.length, { interval: 1 }).toBeGreaterThan(at);
      expect(held.length, 'one at a time').toBe(at + 1);
      held[at]!.end();
    }
    expect((await first).status, 'the first request of a session after a start').toBe(200);
    expect((await Promise.all(anonymous)).map(({ status }) => status)).toEqual(anonymous.map(() => 200));
    expect(urls).toHaveLength(62);
    close();
  });

  test('leave the queue when their client disconnects', async () => {
    Object.assign(limits, { unverified: 1, slowMs: 60_000 });
    const { urls, held, port, ask, until, server, close } = await serveHeld(limits);
    const working = ask('/desk/held');
    await until(1);
    const leaver = connect(port, '127.0.0.1');
    const arrived = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    leaver.write('GET /desk/left HTTP/1.1\r\nHost: x\r\n\r\n');
    const gone = once((await arrived)[1], 'close');
    const next = ask('/desk/next');
    leaver.destroy();
    await gone;
    held[0]!.end();
    expect([(await working).status, (await next).status]).toEqual([200, 200]);
    expect(urls).not.toContain('/desk/left');
    close();
  });

  test.each([
    'application/json',
    // The content type of a body does not make it a file.
    'application/octet-stream',
  ])(
    'wait for a place again once their body has arrived, so that bodies that arrive together are not processed together (%s)',
    async (type) => {
      Object.assign(limits, { unverified: 1, slowMs: 60_000 });
      const { held, port, server, ask, until, close } = await serveHeld(limits);
      const gone: Promise<unknown>[] = [];
      let ended = 0;
      server.on('request', (request, response) => {
        gone.push(once(response, 'close'));
        request.once('end', () => (ended += 1));
      });
      const senders = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const sender = connect(port, '127.0.0.1');
          await once(sender, 'connect');
          sender.write(`POST /desk/sent/held HTTP/1.1\r\nHost: x\r\nContent-Type: ${type}\r\nContent-Length: 2\r\n\r\n1`);
          return sender;
        }),
      );
      await until(5);
      for (const sender of senders) sender.write('2');
      await expect.poll(() => [ended, held.length]).toEqual([5, 1]);
      const next = ask('/desk', MADE_UP);
      const left = senders.find((sender) => sender.localPort !== held[0]!.socket!.remotePort)!;
      left.destroy();
      await Promise.race(gone);
      await expect.poll(() => gone.length).toBe(6);
      for (let at = 0; at < 4; at += 1) {
        await expect.poll(() => held.length, { interval: 1 }).toBe(at + 1);
        held[at]!.end();
      }
      expect((await next).status).toBe(200);
      expect(held).toHaveLength(4);
      for (const sender of senders) sender.destroy();
      close();
    },
  );
});
