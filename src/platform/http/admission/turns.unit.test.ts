import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { ADMISSION_LIMITS } from './admission-limits.ts';
import { createLimitedServer } from './limited-server.ts';
import { waitForBody, waitForPlace } from './limiter.ts';

const MANY = 20;
const OPTIONS = {
  headers: {},
  refusal: () => ({ status: 503, headers: {}, body: '' }),
  // No request is rejected, however long a busy machine takes.
  limits: { ...ADMISSION_LIMITS, overload: MANY * 2, maxWaitMs: 600_000 },
};

test.each([
  ['sign-ins', 'POST /desk/api/session'],
  ['sign-ins with an access slip', 'POST /learn/fr/enter'],
  ['requests with invented sessions', 'POST /desk/api/account'],
  ['requests for pages that must be rendered', 'GET /somewhere'],
])('of many simultaneous %s, each starts and has its body parsed in its own turn of the event loop', async (_what, target) => {
  let turn = 0;
  const count = () => {
    turn += 1;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  const [started, parsed]: number[][] = [[], []];
  const server = createLimitedServer(async (request, response) => {
    started!.push(turn);
    waitForBody(request);
    await once(request.resume(), 'end');
    await waitForPlace(request);
    parsed!.push(turn);
    response.end();
  }, OPTIONS);
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const senders = await Promise.all(
    Array.from({ length: MANY }, async () => {
      const sender = connect((server.address() as AddressInfo).port, '127.0.0.1');
      await once(sender, 'connect');
      return sender;
    }),
  );
  while (connections < MANY) await new Promise(setImmediate);
  const [ends, answers] = [target.startsWith('POST'), senders.map((sender) => once(sender, 'data'))];
  for (const sender of senders)
    sender.write(`${target} HTTP/1.1\r\nHost: x\r\n${ends ? 'Content-Length: 2\r\n' : ''}\r\n${ends ? '12' : ''}`);
  await Promise.all(answers);
  clearImmediate(timer);
  for (const turns of [started!, parsed!]) {
    expect(turns).toHaveLength(MANY);
    for (const one of turns) expect(turns.filter((other) => other === one).length, 'at one turn').toBeLessThan(3);
  }
  for (const sender of senders) sender.destroy();
  server.close();
});

test('many requests to one kind of sign-in delay neither another kind nor requests with invented sessions', async () => {
  const order: string[] = [];
  const server = createLimitedServer((request, response) => {
    order.push(request.url!);
    response.end();
  }, OPTIONS);
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const targets = [...Array.from({ length: MANY }, () => '/desk/api/session'), '/learn/fr/enter', '/desk/api/account'];
  const senders = await Promise.all(
    targets.map(async (target) => {
      const sender = connect((server.address() as AddressInfo).port, '127.0.0.1');
      await once(sender, 'connect');
      return { sender, target, answer: once(sender, 'data') };
    }),
  );
  while (connections < targets.length) await new Promise(setImmediate);
  for (const { sender, target } of senders) sender.write(`POST ${target} HTTP/1.1\r\nHost: x\r\n\r\n`);
  await Promise.all(senders.map(({ answer }) => answer));
  expect(order.indexOf('/learn/fr/enter')).toBeLessThan(MANY / 2);
  expect(order.indexOf('/desk/api/account')).toBeLessThan(MANY / 2);
  for (const { sender } of senders) sender.destroy();
  server.close();
});
