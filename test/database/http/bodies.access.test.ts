import { ChildProcess } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { routesOf, siteOf } from '#app/rooms.ts';
import { buildApp } from '#app/serving/build-app.ts';
import { ADMISSION_LIMITS } from '#platform/http/admission/admission-limits.ts';
import { type FileIn, fileRoute, type Route } from '#platform/http/route.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';

// No body is read before its sender is authorised. Every address that takes a body, from the application's own route table, gets headers that announce one,
// and never the body. An unauthorised sender gets an answer all the same.
const ANNOUNCED = 20 * 1024 * 1024;
const TYPES = {
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
  bytes: 'application/json',
  upload: 'multipart/form-data; boundary=a',
} as const;
let bed: TestBed;
let server: FastifyInstance;
let port: number;
let folder: string;
let routes: readonly Route[];
let withoutRole: TestPerson;
let foreign: TestPerson;
let arrived: Socket[];
const started = vi.spyOn(ChildProcess.prototype as unknown as { spawn: () => unknown }, 'spawn');

beforeAll(async () => {
  bed = await openTestBed();
  folder = mkdtempSync(join(tmpdir(), 'bodies-test-'));
  const platform = { ...bed.platform, uploadFolder: folder };
  server = await buildApp({ platform });
  arrived = [];
  server.server.on('connection', (socket) => arrived.push(socket));
  await server.listen({ host: '127.0.0.1', port: 0 });
  port = (server.server.address() as AddressInfo).port;
  routes = routesOf('all', platform, siteOf(platform, {}));
  withoutRole = await bed.givenPerson('No Role');
  foreign = await bed.signIn.focalPoint(await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' }));
  // Two people in the policy office, so that one-person mode is off.
  for (const name of ['Ines', 'Joris']) await bed.signIn.policyOffice(null, name);
});
afterAll(async () => {
  started.mockRestore();
  for (const socket of arrived) socket.destroy();
  await server.close();
  rmSync(folder, { recursive: true });
  await bed.close();
});

type Kind = 'guarded' | 'session' | 'public' | 'credential' | 'sign-in';

/** How an address that takes a body identifies its sender; null if it takes no body. */
function kindOf(route: Route): Kind | null {
  if (route.method === 'GET') return null;
  if (route.kind === 'command') return route.command.signInStep ? 'sign-in' : 'session';
  if (route.kind === 'interface') return 'credential';
  return route.permission === 'public' ? 'public' : 'guarded';
}
const ofKind = (...kinds: Kind[]) => routes.filter((route) => kinds.includes(kindOf(route) as Kind));
const addressOf = ({ url }: Route) =>
  url.replaceAll(/:(\w+)/g, (_all, name: string) => (/id$/i.test(name) ? randomUUID() : 'nobody-has-this-value'));

/** What arrives on a connection, until an answer is complete or the connection closed. */
function wholeAnswer(socket: Socket): Promise<string> {
  let received = '';
  return new Promise((resolve) => {
    socket.setEncoding('utf8').on('error', () => {});
    socket.once('close', () => resolve(received));
    socket.on('data', (text: string) => {
      received += text;
      const [head = '', body] = received.split('\r\n\r\n');
      const announced = Number(/content-length: (\d+)/i.exec(head)?.[1]);
      if (body !== undefined && Buffer.byteLength(body) >= announced) resolve(received);
    });
  });
}

/** Sends headers only; returns status, code and whether the connection is closed, once the answer is here. */
async function send(route: Route, { cookie, type = 'application/octet-stream', length = ANNOUNCED, more = '' }: Sent) {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const lines = [
    `${route.method} ${addressOf(route)}?name=a.xlsx HTTP/1.1`,
    'Host: localhost',
    'Origin: http://localhost',
    `Idempotency-Key: ${randomUUID()}`,
    `Content-Type: ${type}`,
    `Content-Length: ${length}`,
    ...(cookie === undefined ? [] : [`Cookie: ${SESSION_COOKIE}=${cookie}`]),
    ...(more === '' ? [] : [more]),
  ];
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const received = await wholeAnswer(socket);
  socket.destroy();
  const [head = '', body = ''] = received.split('\r\n\r\n');
  const isJson = /content-type: [^\r]*json/i.test(head);
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]),
    code: isJson ? (JSON.parse(body) as { code: string }).code : undefined,
    closes: /^connection: close\r?$/im.test(head),
  };
}
type Sent = { cookie?: string | undefined; type?: string; length?: number; more?: string };

/** Fails if a route's answer is not a refusal, or if the route did something. */
async function refused(route: Route, sent: Sent, isExpected: (answer: Awaited<ReturnType<typeof send>>) => boolean): Promise<string[]> {
  const before = statSync(folder, { bigint: true }).mtimeNs;
  started.mockClear();
  const answer = await send(route, sent);
  const at = `${route.method} ${route.url}`;
  return [
    ...(isExpected(answer) ? [] : [`${at} answers ${answer.status} ${answer.code ?? ''}`]),
    // The rest of a small body is read and dropped, so the connection serves the next request.
    ...(answer.closes || (sent.length ?? Number.POSITIVE_INFINITY) <= ADMISSION_LIMITS.unreadBytes
      ? []
      : [`${at} waits for the body of a sender it refused`]),
    ...(statSync(folder, { bigint: true }).mtimeNs === before ? [] : [`${at} stored a file`]),
    ...(started.mock.calls.length === 0 ? [] : [`${at} started a process`]),
  ];
}

describe('a body that is announced and never sent', () => {
  const strangers: [string, () => string | undefined][] = [
    ['no cookie', () => undefined],
    ['an invented cookie', () => randomBytes(32).toString('base64url')],
  ];

  test.each(strangers)('is refused with %s at every address that requires a session', async (_who, cookie) => {
    const guarded = ofKind('guarded');
    expect(guarded.length).toBeGreaterThan(7);
    const faults: string[] = [];
    for (const route of guarded)
      faults.push(...(await refused(route, { cookie: cookie() }, ({ status, code }) => status === 401 && code === 'platform/signed-out')));
    const json = { type: 'application/json', length: 200_000 };
    for (const route of ofKind('session'))
      faults.push(
        ...(await refused(route, { cookie: cookie(), ...json }, ({ status, code }) => status === 401 && code === 'platform/signed-out')),
      );
    for (const route of ofKind('credential')) {
      faults.push(...(await refused(route, { cookie: cookie() }, ({ status, code }) => status === 401 && code === 'lrs/credential-wrong')));
      const basic = `Authorization: Basic ${Buffer.from(`${randomUUID()}:${randomUUID()}`).toString('base64')}`;
      faults.push(...(await refused(route, { more: basic }, ({ status, code }) => status === 401 && code === 'lrs/credential-wrong')));
    }
    expect(faults).toEqual([]);
  });

  test('is refused with a session that has no right to the party, whether the party exists or not', async () => {
    const faults: string[] = [];
    for (const route of ofKind('guarded')) {
      // If no party is named, the role alone decides. A route that names a record answers the same for a hidden record and a missing one.
      const hidden = (route as FileIn).party === null ? [403] : [403, 404];
      for (const who of [withoutRole, foreign])
        faults.push(...(await refused(route, { cookie: who.token }, ({ status }) => hidden.includes(status))));
    }
    expect(faults).toEqual([]);
  });

  test('is refused at a public address if it exceeds the declared size, and at a form without a valid link', async () => {
    const open = ofKind('public', 'sign-in');
    expect(open.length).toBeGreaterThan(15);
    const faults: string[] = [];
    for (const route of open) {
      const type = route.kind === 'file' && 'bodyType' in route ? TYPES[route.bodyType] : 'application/json';
      faults.push(...(await refused(route, { type }, ({ status }) => status === 413 || status === 404)));
      if (route.kind === 'file' && 'checkTicket' in route)
        faults.push(
          ...(await refused(route, { type, length: 'maxBytes' in route ? route.maxBytes : ANNOUNCED }, ({ status }) => status === 404)),
        );
    }
    expect(faults).toEqual([]);
  });

  test('is refused at an unknown address', async () => {
    const nowhere = { ...routes.find((route) => route.method === 'POST')!, url: '/desk/api/nowhere' } as Route;
    expect(await refused(nowhere, {}, ({ status }) => status === 404)).toEqual([]);
  });
});

test('the body of a refused sender is not read', async () => {
  const accepted = once(server.server, 'connection') as Promise<[Socket]>;
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  const [[mine]] = await Promise.all([accepted, once(socket, 'connect')]);
  const over = new Promise((resolve) => socket.once('close', resolve));
  socket.write(
    `POST /desk/api/imports?name=a.xlsx HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Type: application/octet-stream\r\nContent-Length: ${ANNOUNCED}\r\n\r\n`,
  );
  socket.resume().write(Buffer.alloc(ANNOUNCED, 'a'));
  await over;
  expect(mine.bytesRead).toBeLessThan(ANNOUNCED / 10);
});

test('a permitted sender may send the body, and it is read', async () => {
  const may = await bed.signIn.policyOffice(null, 'May');
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  await once(socket, 'connect');
  socket.write(
    `POST /desk/api/imports/preview?name=a.csv HTTP/1.1\r\nHost: localhost\r\nCookie: ${SESSION_COOKIE}=${may.token}\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Type: application/octet-stream\r\nContent-Length: 4\r\n\r\na,b\n`,
  );
  const [received] = (await once(socket, 'data')) as [string];
  expect(received).toMatch(/^HTTP\/1\.1 (200|422) /);
  expect(received).not.toContain('imports/no-table');
  socket.destroy();
});

test('an address that names a record cannot be declared without the party at which it is checked', () => {
  const careless = {
    method: 'POST',
    url: '/desk/api/items/:itemId/files',
    permission: 'evidence:enter',
    party: null,
    summary: 'evidence/careless',
    handle: async () => ({}),
  } as const;
  expect(() => fileRoute(careless)).toThrow(/name the party at which evidence:enter/);
  // @ts-expect-error: a route that takes a body must name the party.
  fileRoute({ method: 'POST', url: '/desk/api/x', permission: 'evidence:enter', summary: 'x', handle: async () => ({}) });
  // @ts-expect-error: a public route must declare its largest body.
  fileRoute({ method: 'POST', url: '/desk/api/x', permission: 'public', bodyType: 'form', summary: 'x', handle: async () => ({}) });
});

test('a route with a JSON schema is refused, because zod checks every input and the compilers of JSON schemas are not loaded', async () => {
  const app = await buildApp({ platform: bed.platform });
  app.post('/schema', { schema: { body: { type: 'object' } } }, async () => ({}));
  await expect(app.ready()).rejects.toThrow('Declare its input with zod.');
});
