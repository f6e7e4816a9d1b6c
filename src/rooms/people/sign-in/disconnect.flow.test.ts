import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { derivePassword } from '#platform/identity/password.ts';
import { lookUpQueues, passwordQueues } from '#platform/identity/sign-in-queues.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { newSalt } from './sign-in-tokens.ts';

// Over real sockets: clients start to sign in and disconnect before the answer.
const PASSWORD = 'twelve letters and more';
let bed: TestBed;
let mira: TestPerson;
let address: string;

beforeAll(async () => {
  bed = await openTestBed();
  mira = await bed.givenPerson('Mira');
  const salt = newSalt();
  await bed.deployer.query('select identity.require_second_factor(false)');
  await bed.deployer.query('insert into identity.password (person_id, salt, digest) values ($1, $2, sha256($3))', [
    mira.personId,
    salt,
    await derivePassword(PASSWORD, salt),
  ]);
  await bed.server.listen({ host: '127.0.0.1', port: 0 });
  address = `http://127.0.0.1:${(bed.server.server.address() as AddressInfo).port}`;
});
afterAll(() => bed.close());

async function send(path: string, body: object): Promise<Socket> {
  const text = JSON.stringify(body);
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  await once(socket, 'connect');
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Type: application/json`;
  socket.write(`${head}\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  return socket;
}
const signIn = (email: string) => send('/desk/api/session', { email, password: 'not the password' });
/** Blocks the shared queue behind a queue until the returned function is called. */
function hold(queue: typeof lookUpQueues.known) {
  const { promise, resolve } = Promise.withResolvers<void>();
  const over = queue.run(() => promise);
  return async () => {
    resolve();
    await over;
  };
}
const wait = { interval: 5 };
const owner = () =>
  fetch(`${address}/desk/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ email: mira.email, password: PASSWORD }),
  });

test('a client that disconnects before its turn is not looked up, at sign-in or with a link', async () => {
  const release = hold(lookUpQueues.class);
  const query = vi.spyOn(bed.platform.pool, 'query');
  try {
    const links = { token: 'a'.repeat(43), name: 'N', password: 'a long password here', language: 'en' };
    const strangers = await Promise.all([
      ...Array.from({ length: 60 }, (_, at) => signIn(`n${at}@example.org`)),
      send('/desk/api/invitation', links),
      send('/desk/api/set-up', { ...links, email: 'n@example.org' }),
    ]);
    await expect.poll(() => [lookUpQueues['sign-in'].placesTaken, lookUpQueues.known.placesTaken], wait).toEqual([60, 2]);
    for (const socket of strangers) socket.destroy();
    await expect.poll(() => [lookUpQueues['sign-in'].placesTaken, lookUpQueues.known.placesTaken], wait).toEqual([0, 0]);
  } finally {
    await release();
  }
  expect((await owner()).status).toBe(200);
  expect(query.mock.calls.filter(([text]) => /begin_sign_in|find_link/.test(String(text)))).toHaveLength(1);
  query.mockRestore();
});

test('a client that disconnects before its password is derived frees its place, and no password is derived', async () => {
  const release = hold(passwordQueues.class);
  try {
    const strangers = await Promise.all(Array.from({ length: 3 }, (_, at) => signIn(`m${at}@example.org`)));
    await expect.poll(() => [passwordQueues['sign-in'].placesTaken, lookUpQueues['sign-in'].placesTaken], wait).toEqual([3, 0]);
    for (const socket of strangers) socket.destroy();
    await expect.poll(() => passwordQueues['sign-in'].placesTaken, wait).toBe(0);
    const { rows } = await bed.deployer.query('select count(*)::int as n from identity.spent_work where guess_of is not null');
    expect(rows, 'each counted as the guess it was').toEqual([{ n: 3 }]);
  } finally {
    await release();
  }
  expect((await owner()).status).toBe(200);
});
