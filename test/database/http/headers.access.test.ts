import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp } from '#app/serving/build-app.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';

// The headers that every answer must have. They are written out here, not read from the program.
const CLOSED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()',
  'strict-transport-security': 'max-age=63072000',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};
const PLAIN = {
  ...CLOSED,
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
};
const DESK = {
  ...CLOSED,
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types reader-worker",
  'referrer-policy': 'same-origin',
  'cache-control': 'no-cache',
};
const PUBLIC_FILES = ['/api/v1/treaties', '/api/openapi.json', '/treaties.csv', '/verify/list.json', '/robots.txt'];
const PICTURES = ['/favicon.ico', '/favicon.svg', '/preview.png'];
const WATCHED = [...Object.keys(PLAIN), 'clear-site-data', 'access-control-allow-origin', 'x-powered-by', 'server'];

let bed: TestBed;
let server: FastifyInstance;
let office: TestPerson;
let folder: string;

beforeAll(async () => {
  bed = await openTestBed();
  office = await bed.signIn.policyOffice();
  folder = mkdtempSync(join(tmpdir(), 'headers-test-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><html lang="en"><title>Desk</title></html>');
  for (const name of ['main.js', 'reader-worker-abc.js']) writeFileSync(join(folder, 'assets', name), '0');
  server = await buildApp({ platform: { ...bed.platform, deskUrl: 'https://localhost' }, desk: folder });
  await server.ready();
});
afterAll(async () => {
  await server.close();
  await bed.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (options: InjectOptions & { as?: TestPerson }) =>
  server.inject({
    ...options,
    headers: { host: 'localhost', ...options.headers },
    ...(options.as && { cookies: { [`__Host-${SESSION_COOKIE}`]: options.as.token } }),
  });

type Given = Awaited<ReturnType<typeof ask>>;
const headersOf = ({ headers }: Given) =>
  Object.fromEntries(WATCHED.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])));

/** The required headers of an answer, by its kind. */
function due(answer: Given, url: string) {
  // The worker with a reader's keys fetches nothing. A sandbox would keep it from starting.
  const worker = url.includes('/reader-worker-') && { 'content-security-policy': "default-src 'none'" };
  if (url.startsWith('/desk/assets/') && answer.statusCode === 200)
    return { ...PLAIN, 'cache-control': 'public, max-age=31536000, immutable', ...worker };
  // The published log is the same for everyone, and mirrors cache it.
  if (url.startsWith('/log/') && answer.statusCode === 200) return { ...PLAIN, 'cache-control': 'no-cache' };
  // The player's worker fetches pages from the server; its scripts are revalidated.
  if (url === '/learn/worker.js')
    return { ...PLAIN, 'cache-control': 'no-cache', 'content-security-policy': "default-src 'none'; connect-src 'self'" };
  if (url === '/learn/player.js') return { ...PLAIN, 'cache-control': 'no-cache' };
  // Pictures of the program, the same for everyone until the next version. The site on which a link is shared shows its picture.
  if (PICTURES.includes(url))
    return {
      ...PLAIN,
      'cache-control': 'public, max-age=86400',
      ...(url === '/preview.png' && { 'cross-origin-resource-policy': 'cross-origin' }),
    };
  // The same for everyone: cached, but revalidated each time.
  if (PUBLIC_FILES.includes(url) && answer.statusCode === 200) return { ...PLAIN, 'cache-control': 'no-cache' };
  // The same for everybody with a session: a browser asks each time whether it is still current.
  if (url === '/desk/api/policy' && answer.statusCode === 200) return { ...PLAIN, 'cache-control': 'private, no-cache' };
  if (!String(answer.headers['content-type']).startsWith('text/html')) return PLAIN;
  return markupDue(answer.body, url);
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const blocks = (markup: string, name: string) =>
  [...markup.matchAll(new RegExp(`<${name}>(.*?)</${name}>`, 'gs'))].map((match) => hashOf(match[1]!));

/** A public page allows exactly its own inline blocks, computed from what was sent. */
function pageDue(markup: string) {
  const [styles, scripts] = [blocks(markup, 'style'), blocks(markup, 'script')];
  return {
    ...CLOSED,
    'content-security-policy': `default-src 'none'; style-src ${styles.join(' ')}; script-src ${scripts.join(' ')}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  };
}

// The form of a section and the pages of a firm work without script, so they allow none; they show one party’s data, so they are never cached.
const FORM = /^\/desk\/(?:section\/[^/]+\/form|firm\/.+)$/;
const formDue = (markup: string) => ({
  ...CLOSED,
  'content-security-policy': `default-src 'none'; style-src ${blocks(markup, 'style').join(' ')}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
});

// One page sounds and keeps the screen on.
const deskDue = (url: string) =>
  url === '/desk/watch'
    ? { ...DESK, 'permissions-policy': CLOSED['permissions-policy'].replace(/(autoplay|screen-wake-lock)=\(\)/g, '$1=(self)') }
    : DESK;

// The same holds for the error page, because it may contain what the sender sent.
const markupDue = (markup: string, url: string) =>
  FORM.test(url) || markup.includes('<main class="fault">') ? formDue(markup) : url.startsWith('/desk') ? deskDue(url) : pageDue(markup);

const addressOf = (url: string) =>
  url
    .replaceAll(/:(\w+)/g, (_all, name: string) => (/id$/i.test(name) ? randomUUID() : 'x'))
    .replace('*', url.includes('assets') ? 'main.js' : 'tasks');

describe('the security headers', () => {
  test('are those of the kind of answer at every address, signed out, signed in and in every refusal', async () => {
    expect(server.mounted.length).toBeGreaterThan(100);
    const kinds = new Set<string>();
    for (const { method, url: pattern } of server.mounted) {
      const url = addressOf(pattern);
      for (const as of [undefined, office]) {
        // Signing the office out would end the test's session.
        if (as && method === 'DELETE' && url === '/desk/api/session') continue;
        const answer = await ask({
          method: method as 'GET',
          url,
          ...(as && { as }),
          headers: { 'idempotency-key': randomUUID(), accept: 'text/html,*/*' },
          ...(!['GET', 'HEAD'].includes(method) && { payload: {} }),
        });
        kinds.add(`${String(answer.headers['content-type']).split(';')[0]} ${answer.statusCode}`);
        expect({ at: `${method} ${url} ${answer.statusCode}`, ...headersOf(answer) }).toEqual({
          at: `${method} ${url} ${answer.statusCode}`,
          // The page that a GET returns decides what its HEAD must answer.
          ...(method === 'HEAD' && String(answer.headers['content-type']).startsWith('text/html')
            ? markupDue((await ask({ url, ...(as && { as }), headers: { accept: 'text/html' } })).body, url)
            : due(answer, url)),
        });
      }
    }
    for (const kind of [
      'text/html 200',
      'application/json 200',
      'application/problem+json 401',
      'text/csv 200',
      'application/javascript 200',
    ])
      expect([...kinds], kind).toContain(kind);
  });

  test.each([
    ['an unknown address, for a person', { url: '/nowhere', headers: { accept: 'text/html' } }, 404],
    ['an unknown address, for a program', { url: '/api/nowhere' }, 404],
    ['an unknown address on the desk', { url: '/desk/api/nowhere' }, 404],
    ['the worker with the keys of a reader', { url: '/desk/assets/reader-worker-abc.js' }, 200],
    ['a missing asset', { url: '/desk/assets/old.js' }, 404],
    ['a path that leaves the assets', { url: '/desk/assets/..%2findex.html' }, 404],
    ['an address that cannot be decoded', { url: '/desk/api/parties/%zz' }, 400],
    ['a method that no route accepts', { url: '/desk/api/session', method: 'PUT' as const }, 404],
    [
      'a preflight from another site',
      {
        url: '/desk/api/session',
        method: 'OPTIONS' as const,
        headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
      },
      404,
    ],
    [
      'a body of an unknown type',
      {
        url: '/desk/api/session',
        method: 'POST' as const,
        payload: 'a=1',
        headers: { 'content-type': 'text/plain', 'idempotency-key': randomUUID() },
      },
      415,
    ],
    ['the desk without its slash', { url: '/desk' }, 302],
  ])('are complete for %s', async (_what, options, status) => {
    const answer = await ask(options);
    expect(answer.statusCode).toBe(status);
    expect(headersOf(answer)).toEqual(due(answer, options.url));
  });
});

test('no page has an inline handler or style attribute, which no hash in the policy could permit', async () => {
  const pages = server.mounted.filter(({ method, url }) => method === 'GET' && !/^\/(desk|api)|\.\w+$|[:*]/.test(url));
  expect(pages.length).toBeGreaterThan(10);
  for (const { url } of pages) {
    const { body, headers } = await ask({ url });
    if (!String(headers['content-type']).startsWith('text/html')) continue;
    expect(/<(script|style)\s/.exec(body)?.[0], url).toBeUndefined();
    expect(/<[^>]+\s(on\w+|style)=/.exec(body)?.[0], url).toBeUndefined();
  }
});

test('over plain HTTP no answer promises TLS', async () => {
  const answer = await bed.server.inject({ url: '/healthz' });
  expect(answer.headers['strict-transport-security']).toBeUndefined();
});

test('signing out clears what the browser stored', async () => {
  const leaver = await bed.givenPerson('Leaver');
  const answer = await ask({ method: 'DELETE', url: '/desk/api/session', as: leaver, headers: { 'idempotency-key': randomUUID() } });
  expect(answer.statusCode).toBe(200);
  expect(headersOf(answer)).toEqual({ ...PLAIN, 'clear-site-data': '"cache", "storage"' });
  expect(answer.headers['set-cookie']).toMatch(/^__Host-manumit_desk=; .*Path=\/; .*Secure/);
});
