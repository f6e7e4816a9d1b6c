import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildApp } from '#app/serving/build-app.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed } from '../harness.ts';

// Requests that no library would send, written byte by byte. A refusal by the framework or its plugins is reported as the sender's fault, never as ours.
let bed: TestBed;
let server: FastifyInstance;
let folder: string;
const logged: Record<string, unknown>[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  folder = mkdtempSync(join(tmpdir(), 'odd-requests-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html lang="en"><head></head></html>');
  writeFileSync(join(folder, 'assets', 'a.js'), '1');
  writeFileSync(join(folder, 'secret.txt'), 'not for readers');
  const platform = { ...bed.platform, log: (line: Record<string, unknown>) => void logged.push(line) };
  server = await buildApp({ platform, desk: folder });
  await server.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(async () => {
  await server.close();
  await bed.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Sends these lines unchanged and returns the status and the answer. */
function send(line: string, headers: string[] = [], body = '', host?: string): Promise<{ status: number; text: string }> {
  const { port } = server.server.address() as AddressInfo;
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write([`${line} HTTP/1.1`, `Host: ${host ?? `localhost:${port}`}`, 'Connection: close', ...headers, '', body].join('\r\n'));
    });
    let text = '';
    socket.setEncoding('utf8').on('data', (more) => (text += more));
    socket.on('error', reject);
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]), text }));
  });
}

const json = ['Content-Type: application/json', 'Content-Length: 2', 'Idempotency-Key: 0198a3f2-7c1e-7000-8000-000000000000'];

test('an existing file is served, so the refusals below have no other reason', async () => {
  expect((await send('GET /desk/assets/a.js')).status).toBe(200);
});

test.each([
  ['/desk/assets/../../x', 404],
  ['/desk/assets/../secret.txt', 404],
  ['/desk/assets/..%2fsecret.txt', 404],
  ['/desk/assets/%2e%2e/secret.txt', 404],
  ['/desk/assets/..%5csecret.txt', 404],
  ['/desk/assets/.%00./secret.txt', 404],
  ['/desk/assets/a.js%00', 404],
  ['/desk/assets//../../x', 404],
  ['/desk/assets/.hidden', 404],
  ['/desk/assets/%', 400],
  ['/desk/assets/%zz', 400],
  ['/desk/assets/%e0%a4%a', 400],
  ['/desk/%ff', 400],
  ['/desk/api/parties/%', 400],
  [`/desk/api/parties/${'a'.repeat(300)}/evidence`, 404],
  [`/${'a'.repeat(8_000)}`, 404],
  [`/${'a'.repeat(20_000)}`, 400],
  ['/learn/%zz', 400],
  ['/log/%2e%2e/%2e%2e/x', 404],
  ['//..//x', 404],
  ['/..', 404],
] as [string, number][])('GET %s answers %i', async (path, status) => {
  const answer = await send(`GET ${path}`);
  expect([answer.status, answer.text.includes('not for readers')]).toEqual([status, false]);
});

test.each<[string, string[], number[]]>([
  ['an unsatisfiable range', ['Range: bytes=9-1'], [200, 400, 416]],
  ['a condition that is not met', ['If-Match: "x"'], [200, 400, 412]],
  ['a cookie with half an escape', [`Cookie: ${SESSION_COOKIE}=%; ${SESSION_COOKIE}=%e0`], [200]],
  ['a cookie named __proto__', ['Cookie: __proto__=1; constructor=2; =; ;;'], [200]],
])('a file request with %s is answered as declared', async (_what, headers, due) => {
  expect(due).toContain((await send('GET /desk/assets/a.js', headers)).status);
});

test.each<[string, string[], number]>([
  ['no content type', ['Content-Length: 2', json[2]!], 415],
  ['an invalid content type', ['Content-Type: ;;;', 'Content-Length: 2', json[2]!], 415],
  ['a broken parameter of the content type', ['Content-Type: application/json; charset="', 'Content-Length: 2', json[2]!], 422],
  ['the content type of a picture', ['Content-Type: image/png', 'Content-Length: 2', json[2]!], 415],
  ['a length that is not a number', ['Content-Type: application/json', 'Content-Length: two'], 400],
  ['a negative length', ['Content-Type: application/json', 'Content-Length: -2'], 400],
  ['two lengths', ['Content-Type: application/json', 'Content-Length: 2', 'Content-Length: 3'], 400],
  ['a length and chunks', ['Content-Type: application/json', 'Content-Length: 2', 'Transfer-Encoding: chunked'], 400],
  ['a length above the limit', ['Content-Type: application/json', 'Content-Length: 99999999', json[2]!], 413],
  ['an unknown transfer encoding', ['Content-Type: application/json', 'Transfer-Encoding: gzip'], 400],
  ['an unknown expectation', ['Expect: tea', ...json], 417],
])('a write with %s is refused', async (_what, headers, status) => {
  expect((await send('POST /desk/api/session', headers, '{}')).status).toBe(status);
});

test.each(['BREW /', 'TRACE /desk/api/session', 'CONNECT localhost:1', 'PROPFIND /', 'get /', 'GET'])(
  'the method of “%s” is refused with a client error',
  async (line) => {
    const { status, text } = await send(line);
    // A CONNECT request is closed without an answer.
    if (text !== '') expect(status >= 400 && status < 500, text).toBe(true);
  },
);

test.each(['GET', 'POST', 'PUT', 'DELETE'])(
  '%s under a host name that resolves here but is not ours is refused, so a page of that name reads nothing (DNS rebinding)',
  async (method) => {
    const { port } = server.server.address() as AddressInfo;
    for (const path of ['/', '/desk/', '/desk/assets/a.js', '/desk/api/session', '/xapi/statements', '/learn/submit', '/nothing'])
      for (const host of [`evil.example:${port}`, 'evil.example', '169.254.169.254', `127.0.0.1:${port + 1}`]) {
        const { status, text } = await send(`${method} ${path}`, [`Origin: http://${host}`, ...json], '{}', host);
        expect([path, host, status, text.includes('evil.example')]).toEqual([path, host, 421, false]);
      }
  },
);

test.each([
  ['en', 'This site is not available at this address.', /Try again|<form/],
  ['fr', 'Ce site n’est pas servi à cette adresse.', /Réessayer|<form/],
])('a browser sent to such a name shows the reason, and no link that would be refused again (%s)', async (language, words, way) => {
  for (const line of [`GET /learn/${language}`, `POST /learn/${language}/enter`]) {
    const form = ['Content-Type: application/x-www-form-urlencoded', 'Content-Length: 6'];
    const { status, text } = await send(line, ['Accept: text/html', ...form], 'code=A', 'elsewhere.example');
    expect([status, text.includes(words), way.test(text)]).toEqual([421, true, false]);
  }
});

test.each(['localhost', '127.0.0.1', '[::1]'])('this machine can be reached as %s, and a page served there may write', async (name) => {
  const host = `${name}:${(server.server.address() as AddressInfo).port}`;
  expect((await send('GET /desk/', [], '', host)).status).toBe(200);
  const write = async (origin: string) => (await send('POST /desk/api/session', [`Origin: ${origin}`, ...json], '{}', host)).status;
  expect(await write(`http://${host}`)).toBe(422);
  // Another program on this machine, and a page from another of its names.
  expect(await write('http://localhost:1')).toBe(403);
  expect(await write(`http://${name === 'localhost' ? '127.0.0.1' : 'localhost'}:${host.split(':').at(-1)}`)).toBe(403);
});

test('none of these requests was logged as an unexpected error', () => {
  expect(logged.filter(({ event }) => event === 'unexpected-error')).toEqual([]);
});
