import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { routesOf, siteOf } from '#app/rooms.ts';
import { buildApp } from '#app/serving/build-app.ts';
import { createPool } from '#platform/db/pool.ts';
import { MAX_AGE } from '#platform/db/public-version.ts';
import { ADMISSION_LIMITS, type AdmissionLimits } from '#platform/http/admission/admission-limits.ts';
import { CACHE_LIMITS } from '#platform/http/response-cache.ts';
import type { Platform } from '#platform/platform.ts';
import { givenReporters, returnsDesk } from '#rooms/returns/fixtures/fixtures.ts';
import { openTestBed, type TestBed } from '../harness.ts';

// Public pages are rendered once and served from the cache. A change is visible at once in the process that made it, and within a second in all others.
const REAL_KEEP = { ...CACHE_LIMITS };
let bed: TestBed;
let platform: Platform;
let app: FastifyInstance;

beforeAll(async () => {
  bed = await openTestBed();
  // A pool used by nothing else.
  const pool = createPool({ ...bed.platform.pool.options, password: bed.platform.pool.options.password } as never, { max: 8 });
  platform = { ...bed.platform, pool };
  await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
});
beforeEach(async () => {
  MAX_AGE.ms = 60_000;
  app = await build();
});
afterEach(async () => {
  MAX_AGE.ms = 0;
  Object.assign(CACHE_LIMITS, REAL_KEEP);
  await app.close();
});
afterAll(async () => {
  await platform.pool.end();
  await bed.close();
});

// The readiness check is off, so that every database query here is made for a page.
const READY = { status: 'ready', database: 'reachable', pending: [], disk: 'ok', backup: 'none' } as const;
const idle = { now: () => ({ ...READY, pending: [] }), start: async () => {}, stop: async () => {} };
const build = (limits: Partial<AdmissionLimits> = {}) =>
  buildApp({ platform, readiness: idle, limits: { ...ADMISSION_LIMITS, ...limits } });
/** Runs a command through this application, so in its process. */
const act: TestBed['call'] = async (who, method, url, body, headers = {}) => {
  const answer = await app.inject({
    method,
    url,
    headers: { 'idempotency-key': randomUUID(), ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    cookies: { manumit_desk: who!.token },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
  });
  return { status: answer.statusCode, body: answer.json(), headers: answer.headers, text: answer.body };
};
const get = (url: string, headers: Record<string, string> = {}) => app.inject({ url, headers });
/** How often the database was queried for the content of a page, not for its version. */
function countReads() {
  const connects = vi.spyOn(platform.pool, 'connect');
  return { count: () => connects.mock.calls.length, over: () => connects.mockRestore() };
}

test('every public answer is cached, except the player and the answers about the process itself', () => {
  const open = routesOf('public', platform, siteOf(platform, {})).filter(
    ({ method, url }) => method === 'GET' && !/^\/learn(\/|$)/.test(url),
  );
  expect(open.length).toBeGreaterThan(20);
  expect(open.filter((route) => !('cache' in route && route.cache)).map(({ url }) => url)).toEqual([]);
});

describe('a cached page', () => {
  test('is rendered once for all readers: with any cookie, with an unknown query, by HEAD', async () => {
    const first = await get('/treaties');
    expect(first.body).toContain('Aldmark');
    const reads = countReads();
    const cookie = `manumit_desk=${(await bed.givenPerson('Mira')).token}`;
    for (const [url, headers] of [
      ['/treaties', {}],
      ['/treaties', { cookie }],
      ['/treaties?invented=1', {}],
      ['/treaties?show=a&show=b', {}],
      ['/%74reaties', {}],
    ] as const)
      expect((await get(url, headers)).body).toBe(first.body);
    const head = await app.inject({ method: 'HEAD', url: '/treaties' });
    expect([head.statusCode, head.body, head.headers['content-length']]).toEqual([200, '', String(Buffer.byteLength(first.body))]);
    expect(reads.count()).toBe(0);
    reads.over();
  });

  test('is sent in an encoding that the reader accepts, and not again to a reader who has it', async () => {
    const plain = await get('/fr/treaties');
    for (const [accept, open] of [
      ['br', brotliDecompressSync],
      ['gzip', gunzipSync],
    ] as const) {
      const sent = await get('/fr/treaties', { 'accept-encoding': accept });
      expect([sent.headers['content-encoding'], open(sent.rawPayload).toString()]).toEqual([accept, plain.body]);
      expect(sent.headers['content-length']).toBe(String(sent.rawPayload.length));
      const { etag } = sent.headers as { etag: string };
      expect(etag).toMatch(/^"[\w-]{27}-(br|gzip)"$/);
      const repeated = await get('/fr/treaties', { 'accept-encoding': accept, 'if-none-match': `"other", W/${etag}` });
      expect([repeated.statusCode, repeated.body, repeated.headers.etag, repeated.headers['content-encoding']]).toEqual([
        304,
        '',
        etag,
        undefined,
      ]);
      const head = await app.inject({ method: 'HEAD', url: '/fr/treaties', headers: { 'accept-encoding': accept, 'if-none-match': etag } });
      expect([head.statusCode, head.body, head.headers.etag, head.headers['content-length']]).toEqual([304, '', etag, undefined]);
      expect((await get('/fr/treaties', { 'if-none-match': etag })).statusCode, 'the plain body is another').toBe(200);
      expect(sent.headers['content-security-policy']).toBe(plain.headers['content-security-policy']);
    }
    expect(plain.headers['content-security-policy']).toContain('sha256-');
    expect([plain.headers['cache-control'], plain.headers.vary]).toEqual(['no-cache', 'accept-encoding']);
  });

  test('of the OpenAPI document is rendered once for the life of the process', async () => {
    const written = vi.spyOn(JSON, 'stringify');
    const first = await get('/api/openapi.json');
    expect(first.json().openapi).toBe('3.1.0');
    await bed.deployer.query(`update parties.party set name_en = name_en`);
    MAX_AGE.ms = 0;
    const sent = await get('/api/openapi.json', { 'accept-encoding': 'gzip' });
    expect(gunzipSync(sent.rawPayload).toString()).toBe(first.body);
    expect((await get('/api/openapi.json', { 'if-none-match': String(first.headers.etag) })).statusCode).toBe(304);
    expect(written.mock.calls.filter(([value]) => value !== null && typeof value === 'object' && 'openapi' in value)).toHaveLength(1);
    written.mockRestore();
  });

  test('is rendered again on another day', async () => {
    bed.setClock(() => new Date('2026-05-01T23:59:00Z'));
    const before = (await get('/verify/list.json')).json() as { asOf: string };
    bed.setClock(() => new Date('2026-05-02T00:01:00Z'));
    expect([before.asOf, ((await get('/verify/list.json')).json() as { asOf: string }).asOf]).toEqual(['2026-05-01', '2026-05-02']);
    bed.setClock(() => new Date());
  });

  test('is rendered again after the database was set back and reused a version number', async () => {
    MAX_AGE.ms = 0;
    expect((await get('/treaties')).body).not.toContain('Aldmark restored');
    const { rows } = await bed.deployer.query<{ number: number }>('select last_value as number from platform.public_change');
    await bed.deployer.query(`update parties.party set name_en = 'Aldmark restored', name_fr = 'Aldmark restored' where code = 'XA'`);
    await bed.deployer.query(`select setval('platform.public_change', $1)`, [rows[0]!.number]);
    // As after a restore, a crash or on a promoted standby: there is no key, and the next connection creates one.
    await bed.deployer.query('delete from identity.claims_key');
    await bed.deployer.query('set role manumit_guard; select identity.create_missing_key(); set role manumit_schema');
    expect((await get('/treaties')).body).toContain('Aldmark restored');
    await bed.deployer.query(`update parties.party set name_en = 'Aldmark', name_fr = 'Aldmark' where code = 'XA'`);
  });

  test('is not stored for the lookup of a certificate', async () => {
    await get('/verify?number=1');
    const reads = countReads();
    await get('/verify?number=1');
    expect(reads.count()).toBeGreaterThan(0);
    reads.over();
  });

  test('is not evicted by invented queries, which cannot fill the memory', async () => {
    CACHE_LIMITS.maxEntries = 3;
    await get('/treaties');
    for (let n = 0; n < 8; n += 1) await get(`/treaties?name=${n}`);
    const reads = countReads();
    await get('/treaties');
    for (const n of [5, 6, 7]) await get(`/treaties?name=${n}`);
    expect(reads.count()).toBe(0);
    await get('/treaties?name=4');
    expect(reads.count()).toBeGreaterThan(0);
    reads.over();
  });
});

describe('a change', () => {
  test('that narrows a section of a return is visible to the next reader in this process', async () => {
    const desk = returnsDesk({ ...bed, call: act });
    const cast = await givenReporters(bed);
    const id: string = (
      await desk.post(cast.office, `parties/${cast.nation}/returns`, { period: '2025', due: '2025-11-30', roundId: null })
    ).body.id;
    await desk.step(cast.focal, id, 'start');
    const release = (to: string) => desk.put(cast.focal, `returns/${id}/sections/efforts/release`, { release: to });
    expect((await release('public')).status).toBe(200);
    await desk.answerAll(cast.focal, id, { 'efforts.new': 'said of efforts' });
    await desk.submitReturn(cast.focal, cast.lawyer, id);
    expect((await desk.step(cast.office, id, 'accept')).status).toBe(200);
    const page = async () => (await get(`/returns?return=${id}`)).body;
    expect(await page()).toContain('said of efforts');
    expect((await release('reviewers')).status).toBe(200);
    expect(await page()).not.toContain('said of efforts');
  });

  test('by another process is visible once the version is queried again, and not before it is committed', async () => {
    const shows = async (word: string) => (await get('/treaties')).body.includes(word);
    expect(await shows('Aldmark')).toBe(true);
    await bed.deployer.query('begin');
    await bed.deployer.query(`update parties.party set name_en = 'Newmark' where code = 'XA'`);
    MAX_AGE.ms = 0;
    // Rendered while the change is being committed: cached under a version of this moment only.
    expect([await shows('Aldmark'), await shows('Newmark')]).toEqual([true, false]);
    await bed.deployer.query('commit');
    expect([await shows('Aldmark'), await shows('Newmark')]).toEqual([false, true]);
    MAX_AGE.ms = 100;
    await get('/treaties');
    await bed.deployer.query(`update parties.party set name_en = 'Aldmark' where code = 'XA'`);
    await expect.poll(() => shows('Aldmark')).toBe(true);
  });
});

describe('over sockets, a page', () => {
  const listen = async () => {
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    return (path: string) => fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } });
  };

  test('is rendered once for many simultaneous readers, who take no places', async () => {
    await app.close();
    app = await build({ anonymous: 1, waiting: 0, working: 0, unverified: 0 });
    const ask = await listen();
    const reads = countReads();
    const answers = await Promise.all(Array.from({ length: 60 }, () => ask('/treaties')));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    // One request renders it; the version may have been queried too.
    expect(reads.count()).toBeLessThanOrEqual(2);
    reads.over();
  });

  test('is stored without the connection header of the request that rendered it', async () => {
    await listen();
    const { port } = app.server.address() as AddressInfo;
    const sender = connect(port, '127.0.0.1').setEncoding('utf8');
    // The headers announce a body that never arrives.
    sender.write(`GET /sources HTTP/1.1\r\nHost: localhost:${port}\r\nTransfer-Encoding: chunked\r\n\r\n`);
    const [head] = (await once(sender, 'data')) as [string];
    expect(head).toMatch(/^HTTP\/1\.1 200 [\s\S]*^connection: close\r$/im);
    sender.destroy();
    expect((await get('/sources')).headers.connection).not.toBe('close');
  });

  test('in another spelling of its address takes a place when it must be rendered', async () => {
    await app.close();
    app = await build({ anonymous: 1, waiting: 0, slowMs: 60_000 });
    const ask = await listen();
    let go = () => {};
    const connecting = platform.pool.connect.bind(platform.pool);
    const slow = vi.spyOn(platform.pool, 'connect').mockImplementation(async () => {
      await new Promise<void>((resolve) => (go = resolve));
      return connecting();
    });
    const first = ask('/treaties?name=first');
    await vi.waitFor(() => expect(slow).toHaveBeenCalled());
    expect((await ask('/%74reaties?name=second')).status).toBe(503);
    slow.mockRestore();
    go();
    expect((await first).status).toBe(200);
  });

  test('that must be rendered takes no place from people who are signed in', async () => {
    await app.close();
    app = await build({ anonymous: 1, waiting: 2, maxWaitMs: 20_000, slowMs: 60_000, overload: 100 });
    const ask = await listen();
    const releases: (() => void)[] = [];
    const connect = platform.pool.connect.bind(platform.pool);
    const slow = vi.spyOn(platform.pool, 'connect').mockImplementation(async () => {
      await new Promise<void>((resolve) => releases.push(resolve));
      return connect();
    });
    const anonymous = Array.from({ length: 10 }, (_, n) => ask(`/treaties?name=${n}`));
    await expect.poll(() => releases.length).toBeGreaterThan(0);
    const refused = await Promise.race(anonymous);
    expect(refused.status).toBe(503);
    expect((await ask('/desk/api/session')).status).toBe(401);
    slow.mockRestore();
    for (const go of releases) go();
    const statuses = (await Promise.all(anonymous)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(3);
  });
});
