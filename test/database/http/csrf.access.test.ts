import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';

// A page of another site is open in the browser of a signed-in person. The browser sends the cookie along, as one without SameSite support would. Nothing that
// the page can make it send may change data. Without a preflight, a page can send forms and text, but no header of its own.
let bed: TestBed;
let office: TestPerson;
let writes: { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; url: string }[];

beforeAll(async () => {
  bed = await openTestBed();
  office = await bed.signIn.policyOffice();
  writes = bed.server.mounted
    .filter(({ method }) => !['GET', 'HEAD', 'OPTIONS'].includes(method))
    .map(({ method, url }) => ({ method: method as 'POST', url: url.replaceAll(/:\w+/g, () => randomUUID()) }));
});
afterAll(() => bed.close());

const send = (route: { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; url: string }, headers: Record<string, string>, payload?: string) =>
  bed.server.inject({ ...route, cookies: { [SESSION_COOKIE]: office.token }, headers, ...(payload !== undefined && { payload }) });
// The player's forms are authenticated by a cookie and have no client key, so they need an Origin.
const LEARNING = /^\/learn\/[0-9a-f-]{36}\//;
const KEYED = () => ({ 'idempotency-key': randomUUID(), 'content-type': 'application/json' });
// The scriptless forms of a section and of a firm need no key: the link in the address authenticates them, which another site does not know, and not a cookie.
const FORM = /^\/desk\/(?:section\/[^/]+\/form|firm\/[^/]+(?:\/files)?)$/;
// The xAPI interface uses no cookie: a request without a credential is always refused.
const INTERFACE = /^\/xapi\//;
// These records do not exist, and that is reported before a file is read.
const NAMES_RECORD = /^\/desk\/api\/(training\/classes\/[^/]+\/access-slips\/sheet|returns\/[^/]+\/form)$/;
// A chunk of files needs the ticket of its upload, which another site does not know, and no cookie.
const needsTicket = ({ method, url }: { method: string; url: string }) => method === 'PUT' && url === '/r/files';
const acts = async () => (await bed.deployer.query<{ n: number }>('select count(*)::int as n from ledger.entry')).rows[0]!.n;

describe('a write from a page of another site', () => {
  test.each([
    ['the origin of another host', { origin: 'https://elsewhere.example' }],
    ['an origin that the browser hides', { origin: 'null' }],
    ['the origin of the same host on another port', { origin: 'http://localhost:8081' }],
    ['an origin that begins with our host name', { origin: 'https://localhost.elsewhere.example' }],
    ['a cross-site header but no origin', { 'sec-fetch-site': 'cross-site' }],
  ])('with %s is refused before the body is read, although everything else is valid', async (_what, headers) => {
    const before = await acts();
    for (const route of writes) {
      const answer = await send(route, { host: 'localhost', ...KEYED(), ...headers }, '{"email":');
      expect([route.url, answer.statusCode, answer.json().code]).toEqual([route.url, 403, 'platform/foreign-origin']);
    }
    expect(await acts()).toBe(before);
  });

  test.each([
    ['a form', 'application/x-www-form-urlencoded', 'email=a%40example.org&name=A'],
    ['a form with files', 'multipart/form-data; boundary=x', '--x\r\ncontent-disposition: form-data; name="email"\r\n\r\na\r\n--x--\r\n'],
    ['JSON sent as text', 'text/plain', '{"email":"a@example.org","name":"A"}'],
    ['JSON sent as text with JSON as a parameter', 'text/plain; application/json', '{"email":"a@example.org","name":"A"}'],
    ['JSON without a type', '', '{"email":"a@example.org","name":"A"}'],
  ])('in the form of %s without an origin changes nothing, with or without a key', async (_what, type, body) => {
    const before = await acts();
    for (const route of writes)
      for (const key of [{}, { 'idempotency-key': randomUUID() }] as Record<string, string>[]) {
        const answer = await send(route, { ...key, 'content-type': type }, body);
        const form = type === 'application/x-www-form-urlencoded';
        // Each is checked from the headers alone, before the body and its type are read: a credential, a link, a key.
        const due = INTERFACE.test(route.url)
          ? 401
          : FORM.test(route.url) || needsTicket(route)
            ? 404
            : LEARNING.test(route.url)
              ? form
                ? 403
                : 415
              : !('idempotency-key' in key)
                ? 400
                : NAMES_RECORD.test(route.url)
                  ? 404
                  : 415;
        expect([route.url, answer.statusCode]).toEqual([route.url, due]);
      }
    expect(await acts()).toBe(before);
  });

  test('with only the cookie is refused for its missing key', async () => {
    const before = await acts();
    for (const route of writes) {
      const answer = await send(route, {});
      if (FORM.test(route.url)) expect(answer.statusCode).toBe(404);
      else {
        const due = LEARNING.test(route.url)
          ? [403, 'platform/foreign-origin']
          : INTERFACE.test(route.url)
            ? [401, 'lrs/credential-wrong']
            : needsTicket(route)
              ? [404, 'reports/unknown-ticket']
              : [400, 'platform/key-missing'];
        expect([route.url, answer.statusCode, answer.json().code]).toEqual([route.url, ...due]);
      }
    }
    expect(await acts()).toBe(before);
  });

  test('gets no permission from any address to send the headers that it needs', async () => {
    for (const { url, method } of writes) {
      const answer = await bed.server.inject({
        method: 'OPTIONS',
        url,
        headers: {
          origin: 'https://elsewhere.example',
          'access-control-request-method': method,
          'access-control-request-headers': 'idempotency-key,content-type',
        },
      });
      expect(answer.statusCode, url).toBeGreaterThanOrEqual(400);
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
    }
  });
});

test('the program’s own pages may write', async () => {
  for (const site of [{}, { 'sec-fetch-site': 'same-origin' }] as Record<string, string>[]) {
    const answer = await send(
      { method: 'POST', url: '/desk/api/people' },
      { host: 'localhost', origin: 'http://localhost', ...KEYED(), ...site },
      '{}',
    );
    expect([answer.statusCode, answer.json().code]).toEqual([422, 'platform/invalid-input']);
  }
});
