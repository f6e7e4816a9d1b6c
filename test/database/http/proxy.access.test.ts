import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '#app/serving/build-app.ts';
import { openTestBed, type TestBed } from '../harness.ts';

// The program behind a proxy that ends TLS, as docs/operate/proxy-and-tls.md sets it up: PUBLIC_URL and DESK_URL are https, TRUSTED_PROXY names the proxy. The
// proxy here is a small real one on 127.0.0.1, which sets the headers of the nginx example there. Direct requests to the port come from 127.0.0.2, which is
// not trusted, or from the proxy's own address, as with a proxy that is set up differently.
const DESK = 'https://desk.example.org';
const PROXY = '127.0.0.1';
const STRANGER = '127.0.0.2';
const READER = '203.0.113.7';

let bed: TestBed;
let server: FastifyInstance;
let proxy: Server;
const example = readFileSync(new URL('../../../docs/operate/proxy-and-tls.md', import.meta.url), 'utf8');
const SET = [...example.matchAll(/proxy_set_header (\S+) (\S+);/g)].map(([, name, value]) => [name!.toLowerCase(), value!] as const);
const seen: { ip: string; protocol: string; host: string }[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  server = await buildApp({
    platform: { ...bed.platform, publicUrl: 'https://thb.example.org', deskUrl: DESK },
    trustedProxy: PROXY,
  });
  server.addHook('onRequest', async ({ ip, protocol, host }) => void seen.push({ ip, protocol, host }));
  await server.listen({ host: '0.0.0.0', port: 0 });
  proxy = createServer((incoming, outgoing) => {
    const variables: Record<string, string | undefined> = {
      $http_host: incoming.headers.host,
      $proxy_add_x_forwarded_for: [incoming.headers['x-forwarded-for'], READER].filter(Boolean).join(', '),
      $scheme: 'https',
    };
    const headers = { ...incoming.headers };
    for (const [name, value] of SET) {
      // nginx omits headers with an empty value.
      if (value === '""') delete headers[name];
      else headers[name] = variables[value] ?? 'not known here';
    }
    const onward = request({ host: PROXY, port: portOf(server.server), path: incoming.url, method: incoming.method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  }).listen(0, PROXY);
  await once(proxy, 'listening');
});
afterAll(async () => {
  proxy.close();
  await server.close();
  await bed.close();
});

const portOf = (of: { address(): AddressInfo | string | null }) => (of.address() as AddressInfo).port;

type Sent = { method?: string; path: string; headers?: Record<string, string>; body?: object; straight?: string | undefined };

/** Sends one request through the proxy, or directly to the port as a stranger. Repeats it if a busy server says to retry, as any client does. */
async function send(sent: Sent): Promise<Awaited<ReturnType<typeof sendOnce>>> {
  for (let tries = 0; ; tries++) {
    const answer = await sendOnce(sent);
    if (answer.status !== 503 || tries === 20) return answer;
    await wait(250);
  }
}

async function sendOnce({ method = 'GET', path, headers = {}, body, straight }: Sent) {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const call = request({
    ...(straight ? { host: PROXY, port: portOf(server.server), localAddress: straight } : { host: PROXY, port: portOf(proxy) }),
    path,
    method,
    headers: {
      host: 'desk.example.org',
      ...(text !== undefined && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
      ...(method !== 'GET' && { 'idempotency-key': randomUUID() }),
      ...headers,
    },
  });
  call.end(text);
  const [answer] = (await once(call, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  for await (const part of answer) parts.push(part as Buffer);
  return { status: answer.statusCode!, headers: answer.headers, text: Buffer.concat(parts).toString('utf8'), seen: seen.at(-1)! };
}

describe('behind a declared proxy', () => {
  test('a request has the client’s address, TLS, and the host that the client requested', async () => {
    expect((await send({ path: '/healthz' })).seen).toEqual({ ip: READER, protocol: 'https', host: 'desk.example.org' });
  });

  test('a forwarding header written by the client is ignored in favour of the address that the proxy saw', async () => {
    expect((await send({ path: '/healthz', headers: { 'x-forwarded-for': '198.51.100.1' } })).seen.ip).toBe(READER);
  });

  test('the session cookie is bound to the host and Secure, and later answers require TLS', async () => {
    const answer = await enter();
    expect(answer.status, answer.text).toBe(200);
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-manumit_desk=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    expect(answer.headers['strict-transport-security']).toMatch(/max-age=\d{7,}/);
  });

  test('a page at an https address of ours may write, but not at the same name without TLS or at another name', async () => {
    const person = await bed.givenPerson('Proxy Reader');
    const write = (origin: string, more: Record<string, string> = {}) =>
      send({
        method: 'PUT',
        path: '/desk/api/session/language',
        headers: { origin, cookie: `__Host-manumit_desk=${person.token}`, ...more },
        body: { language: 'fr' },
      });
    for (const own of [DESK, 'https://thb.example.org']) expect((await write(own)).status, own).toBe(200);
    for (const foreign of ['https://example.net', 'http://desk.example.org', 'https://desk.example.org.example.net', 'null'])
      expect((await write(foreign)).status, foreign).toBe(403);
  });

  test('a forwarded host sent by a page has no effect, because the example configuration removes it', async () => {
    const forged = { 'x-forwarded-host': 'desk.example.org' };
    expect((await send({ path: '/', headers: { ...forged, host: 'rebound.example.net' } })).status).toBe(421);
    expect((await send({ path: '/', headers: { 'x-forwarded-host': 'example.net' } })).status).toBe(200);
  });

  test('the proxy may request another host name than the client did, if it forwards the client’s host name', async () => {
    const challengeFor = (name: string, origin = DESK) =>
      send({
        method: 'POST',
        path: '/desk/api/session',
        straight: PROXY,
        headers: { host: 'localhost:8080', 'x-forwarded-host': name, origin },
      });
    expect((await challengeFor('desk.example.org')).status).toBe(422);
    expect((await challengeFor('example.net')).status).toBe(421);
    // It does not make a foreign origin ours.
    expect((await challengeFor('desk.example.org', 'https://example.net')).status).toBe(403);
  });

  test('a session planted under the plain cookie name, as a neighbouring host can do, is ignored', async () => {
    const person = await bed.givenPerson('Planted');
    const as = async (cookie: string) => (await send({ path: '/desk/api/session', headers: { cookie } })).status;
    expect(await as(`__Host-manumit_desk=${person.token}`)).toBe(200);
    for (const planted of [
      `manumit_desk=${person.token}`,
      `__host-manumit_desk=${person.token}`,
      `\u00a0__Host-manumit_desk=${person.token}`,
    ])
      expect(await as(planted), planted).toBe(401);
    // Planted next to the reader's own cookie, it has no effect.
    const own = await bed.givenPerson('Own');
    const both = { cookie: `manumit_desk=${person.token}; __Host-manumit_desk=${own.token}` };
    expect(JSON.parse((await send({ path: '/desk/api/session', headers: both })).text).person.id).toBe(own.personId);
  });

  test('the session cookie, which the browser sends to every address of the host, has an effect only on the desk', async () => {
    const person = await bed.givenPerson('Everywhere');
    const cookie = `__Host-manumit_desk=${person.token}; __Host-manumit_learn=${person.token}; __Host-manumit_single_sign_on=${person.token}`;
    for (const { url } of server.mounted.filter(({ method, url }) => method === 'GET' && !url.startsWith('/desk') && !/[:*]/.test(url))) {
      const [without, withIt] = [await send({ path: url }), await send({ path: url, headers: { cookie } })];
      // An address that reports the time or current load answers differently each time.
      if (without.text === (await send({ path: url })).text)
        expect([withIt.status, withIt.text], url).toEqual([without.status, without.text]);
      expect(withIt.headers['set-cookie'], url).toBeUndefined();
    }
  });

  test('a foreign host name is refused before the request is read, with what to do', async () => {
    for (const method of ['GET', 'POST'])
      for (const path of ['/', '/desk', '/desk/api/session', '/api/v1/treaties', '/xapi/about', '/nothing']) {
        const answer = await send({ method, path, headers: { host: 'elsewhere.example.net', accept: 'application/json' } });
        expect([path, answer.status, answer.headers['set-cookie']]).toEqual([path, 421, undefined]);
        expect(answer.text, path).toContain('PUBLIC_URL');
        expect(answer.text, path).not.toContain('elsewhere.example.net');
      }
  });

  test('a health probe by IP address is answered', async () => {
    for (const path of ['/healthz', '/readyz']) expect((await send({ path, headers: { host: '10.0.0.7:8080' } })).status, path).toBe(200);
  });
});

describe('directly at the port, from an address that is not a declared proxy', () => {
  test('forged forwarding headers are ignored', async () => {
    const forged = { 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'https', 'x-forwarded-host': 'thb.example.org' };
    const { seen: as } = await send({ path: '/healthz', headers: forged, straight: STRANGER });
    expect(as).toEqual({ ip: STRANGER, protocol: 'http', host: 'desk.example.org' });
  });

  test('the cookie is still Secure, because the setting of the desk decides, not the request', async () => {
    const answer = await enter(STRANGER);
    expect(answer.status, answer.text).toBe(200);
    expect(String(answer.headers['set-cookie'])).toContain('; Secure');
  });
});

/** Opens an account with the link of an invitation: the first answer that sets a session. */
async function enter(straight?: string) {
  const office = await bed.signIn.policyOffice(null, 'Office');
  const invitation = { name: 'Reader At Home', email: `${randomUUID()}@example.org`, language: 'en' };
  const { body } = await bed.call(office, 'POST', '/desk/api/people', invitation);
  return send({
    method: 'POST',
    path: '/desk/api/invitation',
    headers: { origin: DESK },
    body: { token: body.token, name: invitation.name, password: 'four words in a row', language: 'en' },
    straight,
  });
}
