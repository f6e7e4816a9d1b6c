import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import fastifyCookie from '@fastify/cookie';
import fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppError } from '#kernel/errors.ts';
import { limitUnread, UNREAD } from './unread-answers.ts';

const server = fastify();
const sockets: Socket[] = [];
let port: number;
beforeAll(async () => {
  server.decorate('overTls', false);
  await server.register(fastifyCookie);
  limitUnread(server);
  server.setErrorHandler((error: AppError, _request, reply) => reply.code(503).send(error.code));
  server.get('/desk/table', async () => 'a'.repeat(UNREAD.maxBytesOfCaller));
  server.get('/desk/page', async () => 'a'.repeat(UNREAD.minBytes - 1));
  server.get('/desk/fault', async (_request, reply) => {
    reply.raw.destroy();
    return 'a'.repeat(UNREAD.maxBytesOfCaller);
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  port = (server.server.address() as AddressInfo).port;
});
afterAll(async () => {
  for (const socket of sockets) socket.destroy();
  await server.close();
});

/** Sends a request, reads the beginning of the answer, and then no more of it. */
async function ask(who: string, url = '/desk/table'): Promise<{ begins: string; socket: Socket }> {
  const socket = connect(port, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => {});
  socket.write(`GET ${url} HTTP/1.1\r\nHost: localhost\r\nCookie: manumit_desk=${who}\r\n\r\n`);
  const [first] = (await Promise.race([once(socket, 'data'), once(socket, 'close').then(() => [''])])) as [Buffer | string];
  socket.pause();
  return { begins: first.toString().slice(9, 12), socket };
}
test('unread answers are limited in total and per caller, and are no longer counted once read or abandoned', async () => {
  const first = await ask('a');
  expect(first.begins).toBe('200');
  expect((await ask('a')).begins, 'a second one of one caller').toBe('503');
  expect((await ask('a', '/desk/page')).begins, 'a page of theirs').toBe('200');
  const others = [await ask('b'), await ask('c'), await ask('d')];
  expect(others.map(({ begins }) => begins)).toEqual(['200', '200', '200']);
  expect((await ask('e')).begins, 'what no longer fits').toBe('503');
  first.socket.destroy();
  await expect.poll(async () => (await ask('e')).begins).toBe('200');
  expect((await ask('f', '/desk/fault')).begins).toBe('');
  for (const { socket } of others) socket.destroy();
  // An answer that was read to the end is no longer counted either.
  for (let times = 0; times < 2; times++)
    await expect.poll(() => fetchWhole('g')).toEqual({ status: 200, length: UNREAD.maxBytesOfCaller });
});

async function fetchWhole(who: string): Promise<{ status: number; length: number }> {
  const whole = await fetch(`http://127.0.0.1:${port}/desk/table`, { headers: { cookie: `manumit_desk=${who}` } });
  return { status: whole.status, length: (await whole.text()).length };
}
