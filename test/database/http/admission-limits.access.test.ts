import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { buildApp } from '#app/serving/build-app.ts';
import { countWaiting } from '#platform/db/group-commit.ts';
import { ADMISSION_LIMITS, type AdmissionLimits } from '#platform/http/admission/admission-limits.ts';
import { isFile } from '#platform/http/admission/body-limits.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { WAIT_TIMEOUT_MS } from '../../timeouts.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';

// Over real sockets: senders that are slow, endless, numerous or not browsers, and more work than the server can take.
// No load reaches these time limits: a test lets the time of its sender pass (passHeadTime, passBodyTime).
const UNHURRIED: AdmissionLimits = {
  ...ADMISSION_LIMITS,
  headMs: WAIT_TIMEOUT_MS,
  requestMs: WAIT_TIMEOUT_MS,
  bodyMs: WAIT_TIMEOUT_MS + 1,
  unverifiedWaitMs: WAIT_TIMEOUT_MS,
};
const limits: AdmissionLimits = { ...UNHURRIED, connections: 200 };
let bed: TestBed;
let server: FastifyInstance;
let port: number;
let focal: TestPerson;
let party: string;

beforeAll(async () => {
  bed = await openTestBed();
  party = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  focal = await bed.signIn.focalPoint(party);
  server = await buildApp({ platform: bed.platform, limits });
  await server.listen({ host: '127.0.0.1', port: 0 });
  port = (server.server.address() as AddressInfo).port;
});
afterAll(async () => {
  await server.close();
  await bed.close();
});

/** A connection, what came back on it, and its end. */
async function open(head = ''): Promise<{ socket: Socket; received: () => string; closed: Promise<void> }> {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (text) => (received += text));
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await Promise.race([once(socket, 'connect'), closed]);
  if (head !== '') socket.write(head);
  return { socket, received: () => received, closed };
}

/** Sends a little now and then, until the other side closes the connection. */
async function drip({ socket, closed }: Awaited<ReturnType<typeof open>>, chunk: string): Promise<void> {
  const timer = setInterval(() => socket.writable && socket.write(chunk), 100);
  await closed.finally(() => clearInterval(timer));
}

/** Lets the time for a head pass, until every sender of one is disconnected. The server looks at this limit each second. */
async function passHeadTime(senders: readonly Promise<unknown>[]): Promise<void> {
  expect(server.server.headersTimeout).toBe(limits.headMs);
  server.server.headersTimeout = 1;
  await Promise.all(senders);
  server.server.headersTimeout = limits.headMs;
}

/** Sends a head, and returns its request at the server, and what lets the time for its body pass. */
async function openBody(head: string) {
  const begin = setTimeout as (...all: unknown[]) => NodeJS.Timeout;
  let passBodyTime: (() => void) | undefined;
  const timers = vi.spyOn(globalThis, 'setTimeout').mockImplementation(((...all: [() => void, ...unknown[]]) => {
    if (all[1] === limits.bodyMs) passBodyTime = all[0];
    return begin(...all);
  }) as typeof setTimeout);
  const arrived = once(server.server, 'request') as Promise<[IncomingMessage]>;
  const slow = await open(head);
  const [request] = await arrived;
  await expect.poll(() => passBodyTime).toBeDefined();
  timers.mockRestore();
  return { slow, request, passBodyTime: passBodyTime! };
}

const problem = (text: string) => {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1]),
    head: head.toLowerCase(),
    ...(JSON.parse(body) as { code: string; title: string }),
  };
};
const address = (path: string) => `http://127.0.0.1:${port}${path}`;
const cookie = () => `${SESSION_COOKIE}=${focal.token}`;
const post = (headers: string) =>
  `POST /desk/api/session HTTP/1.1\r\nHost: localhost\r\nIdempotency-Key: ${randomUUID()}\r\n${headers}\r\n\r\n`;

describe('a request with an absolute-form target (RFC 9112)', () => {
  test('is handled under the rules of its path, as if only the path had been sent', async () => {
    const headers = 'Host: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n';
    const answers = await Promise.all(
      ['/desk/api/nothing', 'http://localhost/desk/api/nothing'].map(async (target) => {
        const { received, closed } = await open(`GET ${target} HTTP/1.1\r\n${headers}`);
        await closed;
        return problem(received());
      }),
    );
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, code: 'platform/not-found' });
  });
});

describe('a sender', () => {
  test('whose head never ends is disconnected in time, with a reason', async () => {
    const slow = await open('GET / HTTP/1.1\r\nHost: localhost\r\n');
    await passHeadTime([drip(slow, 'X-A: b\r\n')]);
    expect(problem(slow.received())).toMatchObject({ status: 408, code: 'platform/too-slow' });
    expect(problem(slow.received()).head).toContain("content-security-policy: default-src 'none'");
  });

  test('whose body never ends is disconnected in time, although no work on it has begun', async () => {
    const { slow, passBodyTime } = await openBody(post('Content-Type: application/json\r\nContent-Length: 30000'));
    passBodyTime();
    await drip(slow, ' ');
    expect(problem(slow.received())).toMatchObject({ status: 408, code: 'platform/too-slow' });
  });

  test('who declares a file where none is accepted is subject to the time limit of other bodies', async () => {
    const head = 'POST /xapi/statements?method=PUT HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n';
    const { slow, passBodyTime } = await openBody(`${head}Content-Length: 30000\r\n\r\n`);
    passBodyTime();
    await drip(slow, ' ');
    expect(problem(slow.received())).toMatchObject({ status: 408, code: 'platform/too-slow' });
  });

  test('of a file may be slow, so a report from a ship still arrives', async () => {
    const bytes = 12;
    const head = `POST /desk/api/parties/${party}/documents?name=a.txt HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie()}\r\nIdempotency-Key: ${randomUUID()}\r\n`;
    const { slow, request, passBodyTime } = await openBody(
      `${head}Content-Type: application/octet-stream\r\nContent-Length: ${bytes}\r\n\r\n`,
    );
    slow.socket.write('a');
    // From here on its sender is known to be allowed to send it.
    await expect.poll(() => isFile(request)).toBe(true);
    passBodyTime();
    slow.socket.write('a'.repeat(bytes - 1));
    while (!slow.received().includes('sha256') && !slow.socket.closed) await wait(20);
    expect(slow.received()).toMatch(/^HTTP\/1\.1 200 /);
    slow.socket.destroy();
  });

  test('who holds many connections does not block others, and all are closed in time', async () => {
    const slow = await Promise.all(Array.from({ length: 150 }, () => open('GET / HTTP/1.1\r\nHost: localhost\r\n')));
    expect((await fetch(address('/healthz'))).status).toBe(200);
    await passHeadTime(slow.map((one) => drip(one, 'X-A: b\r\n')));
  });

  test('who opens every connection without data does not block others, because the oldest are closed (connections.unit)', async () => {
    const idle = await Promise.all(Array.from({ length: 200 }, () => open()));
    const more = await open('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n');
    while (!more.received().includes('}')) await wait(10);
    expect(more.received()).toMatch(/^HTTP\/1\.1 200 /);
    for (const { socket } of [...idle, more]) socket.destroy();
    await Promise.all(idle.map((one) => one.closed));
    expect((await fetch(address('/healthz'))).status).toBe(200);
  });

  test.each([
    ['that does not speak HTTP', '\x16\x03\x01\x02\x00\x01\x00\r\n\r\n'],
    ['with a head of 20 kB', `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
    ['with two lengths', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    ['with a length and chunks', 'POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
  ])('%s gets a reason and is disconnected', async (_what, bytes) => {
    const odd = await open(bytes);
    await odd.closed;
    expect(problem(odd.received())).toMatchObject({ status: 400, code: 'platform/malformed' });
  });

  test.each([
    ['announced', 'Content-Length: 900000000', ''],
    ['in chunks without end', 'Transfer-Encoding: chunked', `10000\r\n${'a'.repeat(0x10000)}\r\n`],
  ])('of a body that is too large, %s, is refused without reading it', async (_what, header, chunk) => {
    const large = await open(post(`Content-Type: application/json\r\n${header}`));
    for (let sent = 0; sent < 10 && chunk !== ''; sent += 1) large.socket.write(chunk);
    while (!large.received().includes('}')) await wait(10);
    expect(problem(large.received())).toMatchObject({ status: 413, code: 'platform/too-large' });
    large.socket.destroy();
  });
});

describe('work beyond the limits', () => {
  const write = (title: string) =>
    fetch(address(`/desk/api/parties/${party}/evidence`), {
      method: 'POST',
      headers: { cookie: cookie(), 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify(anItem({ title })),
    });
  const countUploads = async () =>
    (await bed.deployer.query<{ title: string }>(`select title_en as title from evidence.item where title_en like 'load %'`)).rows;

  test('waits for its turn if a few people act at once', async () => {
    Object.assign(limits, { overload: 28, maxWaitMs: WAIT_TIMEOUT_MS });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, at) => write(`few ${at}`)));
    Object.assign(limits, { overload: ADMISSION_LIMITS.overload, maxWaitMs: ADMISSION_LIMITS.maxWaitMs });
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
  });

  test('is refused early, with a time to retry, and exactly the accepted work is done, once', async () => {
    // Admitted requests wait for a connection this long, and count as admitted meanwhile.
    limits.slowMs = WAIT_TIMEOUT_MS;
    const clients = await Promise.all(Array.from({ length: 8 }, () => bed.platform.pool.connect()));
    const waiting = Array.from({ length: limits.working }, (_, at) => write(`load ${at}`));
    while (countWaiting(bed.platform.pool) < limits.working) await wait(5);
    // The accepted work still waits for the connections held here, so a refusal that waited for it would never come.
    const refused = await Promise.all(Array.from({ length: 100 }, (_, at) => write(`load refused ${at}`)));
    for (const answer of refused) {
      expect([answer.status, answer.headers.get('retry-after'), answer.headers.get('content-type')]).toEqual([
        503,
        '2',
        'application/problem+json',
      ]);
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(await answer.json()).toMatchObject({ code: 'platform/busy', status: 503 });
    }
    const french = await fetch(address('/desk/api/session'), { headers: { 'accept-language': 'fr', cookie: cookie() } });
    expect(((await french.json()) as { title: string }).title).toMatch(/surchargé/i);
    // A language in an address applies to that request only: the next English reader does not get it.
    const titles: string[] = [];
    for (const query of ['?lang=fr', '']) {
      const answer = await fetch(address(`/desk/api/session${query}`), { headers: { 'accept-language': 'en-IE', cookie: cookie() } });
      titles.push(((await answer.json()) as { title: string }).title);
    }
    expect(titles).toEqual([expect.stringMatching(/^Le serveur est surchargé/), expect.stringMatching(/^The server is overloaded/)]);
    const player = await fetch(address('/learn/fr'), { headers: { accept: 'text/html', 'accept-language': 'en', cookie: cookie() } });
    expect([player.status, (await player.text()).includes('<html lang="fr">')]).toEqual([503, true]);
    // A person who follows a link gets a page in the language of the address, with a link back to where they were going.
    for (const method of ['GET', 'POST']) {
      const seen = await fetch(address('/desk/section/x/form?lang=fr'), { method, headers: { accept: 'text/html', cookie: cookie() } });
      expect([seen.status, seen.headers.get('content-type'), seen.headers.get('retry-after')]).toEqual([
        503,
        'text/html; charset=utf-8',
        '2',
      ]);
      const page = await seen.text();
      expect(page).toContain('<html lang="fr">');
      expect(page).toContain(method === 'GET' ? 'href="/desk/section/x/form?lang=fr"' : 'Revenez en arrière dans votre navigateur');
    }
    expect((await fetch(address('/healthz'))).status, 'a monitor gets through').toBe(200);
    expect((await fetch(address('/desk/assets/none.js'))).status, 'a page that is loading still gets its files').toBe(404);

    for (const client of clients) client.release();
    expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual(waiting.map(() => 200));
    expect((await countUploads()).map(({ title }) => title).sort()).toEqual(waiting.map((_, at) => `load ${at}`).sort());
    expect((await write('load after')).status, 'the server continues at once').toBe(200);
  });
});

test('anonymous bodies that are completed together take one database connection for each place', async () => {
  const own = await buildApp({ platform: bed.platform, limits: { ...UNHURRIED, unverified: 1 } });
  await own.listen({ host: '127.0.0.1', port: 0 });
  const body = JSON.stringify({
    secret: 'a'.repeat(43),
    ofQueue: true,
    actions: [{ do: 'read', lesson: 'a', version: 1, at: new Date().toISOString() }],
  });
  const head = `POST /learn/submit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
  let arrived = 0;
  own.server.on('request', () => {
    arrived += 1;
  });
  const senders = await Promise.all(
    Array.from({ length: 60 }, async () => {
      const socket = connect((own.server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
      await once(socket, 'connect');
      socket.write(`${head}Idempotency-Key: ${randomUUID()}\r\n\r\n${body.slice(0, -1)}`);
      return socket;
    }),
  );
  await expect.poll(() => arrived).toBe(60);
  const { pool } = bed.platform;
  const connecting = pool.connect.bind(pool);
  let most = 0;
  const watched = vi.spyOn(pool, 'connect').mockImplementation(async () => {
    most = Math.max(most, pool.totalCount - pool.idleCount + countWaiting(pool));
    return connecting();
  });
  const answers = senders.map(async (socket) => {
    socket.write(body.slice(-1));
    // A connection that ends without an answer fails the test instead of leaving it to wait.
    const [statusLine] = (await Promise.race([once(socket, 'data'), once(socket, 'close')])) as [string | boolean];
    socket.destroy();
    return typeof statusLine === 'string' ? statusLine.slice(9, 12) : 'no answer';
  });
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['401']));
  // One connection of theirs, and the program's own occasional queries.
  expect(most).toBeLessThan(4);
  watched.mockRestore();
  await own.close();
});

test('a body that waits for a place is not parsed yet, so many bodies at once do not fill the heap', async () => {
  const own = await buildApp({ platform: bed.platform, limits: { ...UNHURRIED, unverified: 1, slowMs: WAIT_TIMEOUT_MS } });
  await own.listen({ host: '127.0.0.1', port: 0 });
  const act = { do: 'read', lesson: 'a', version: 1, at: new Date().toISOString() };
  const good = JSON.stringify({ secret: 'a'.repeat(43), ofQueue: true, actions: [act] });
  const junk = JSON.stringify({ junk: Array.from({ length: 85_000 }, () => ({})) });
  const sent: Socket[] = [];
  let [arrived, ended] = [0, 0];
  own.server.on('request', (request) => {
    arrived += 1;
    request.once('end', () => {
      ended += 1;
    });
  });
  const send = async (body: string) => {
    const socket = connect((own.server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
    await once(socket, 'connect');
    const head = `POST /learn/submit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n`;
    socket.write(`${head}Idempotency-Key: ${randomUUID()}\r\n\r\n${body.slice(0, -1)}`);
    sent.push(socket);
    return async () => {
      socket.write(body.slice(-1));
      return ((await once(socket, 'data')) as [string])[0].slice(9, 12);
    };
  };
  const first = await send(good);
  const rest = await Promise.all(Array.from({ length: 20 }, () => send(junk)));
  await expect.poll(() => arrived).toBe(21);
  const { promise: held, resolve: go } = Promise.withResolvers<void>();
  const connecting = bed.platform.pool.connect.bind(bed.platform.pool);
  const slow = vi.spyOn(bed.platform.pool, 'connect').mockImplementation(async () => {
    await held;
    return connecting();
  });
  const parsed = vi.spyOn(JSON, 'parse');
  try {
    const answers = [first()];
    await expect.poll(() => slow.mock.calls.length).toBeGreaterThan(0);
    answers.push(...rest.map((end) => end()));
    await expect.poll(() => ended).toBe(21);
    expect(parsed.mock.calls.filter(([text]) => text.startsWith('{"junk'))).toHaveLength(0);
    go();
    expect(new Set(await Promise.all(answers))).toEqual(new Set(['401', '422']));
  } finally {
    go();
    parsed.mockRestore();
    slow.mockRestore();
    for (const socket of sent) socket.destroy();
    await own.close();
  }
});

test('large anonymous bodies that are held back take limited room, and none from other requests', async () => {
  const own = await buildApp({ platform: bed.platform, limits: { ...UNHURRIED, anonymousBodies: 600 * 1024 } });
  await own.listen({ host: '127.0.0.1', port: 0 });
  const at = (path: string) => `http://127.0.0.1:${(own.server.address() as AddressInfo).port}${path}`;
  const act = { do: 'read', lesson: 'a', version: 1, at: new Date().toISOString() };
  const work = (bytes: number) => JSON.stringify({ secret: 'a'.repeat(43), ofQueue: true, actions: [act] }).padEnd(bytes);
  const send = (path: string, body: string, headers = {}) =>
    fetch(at(path), {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
      body,
    });
  const submitActions = async () => (await send('/learn/submit', work(250_000))).status;
  const holders = await Promise.all(
    ['Content-Length: 250000', 'Transfer-Encoding: chunked', 'Content-Length: 250000'].map(async (length) => {
      const socket = connect((own.server.address() as AddressInfo).port, '127.0.0.1').setEncoding('utf8');
      const holder = { socket, received: '' };
      socket.on('error', () => {});
      socket.on('data', (text: string) => (holder.received += text));
      await once(socket, 'connect');
      socket.write(`POST /learn/submit HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n`);
      socket.write(`${length}\r\nIdempotency-Key: ${randomUUID()}\r\n\r\n`);
      return holder;
    }),
  );
  try {
    const refused = () => holders.filter(({ received }) => received.includes('}'));
    await expect.poll(() => refused().length).toBe(1);
    expect(problem(refused()[0]!.received)).toMatchObject({ status: 503, code: 'platform/busy' });
    expect(problem(refused()[0]!.received).head).toContain('retry-after: 2');
    expect(await submitActions()).toBe(503);
    expect((await send('/learn/submit', work(30_000))).status, 'a small body').toBe(401);
    const large = JSON.stringify(anItem({ title: 'room for a large one' })).padEnd(250_000);
    expect((await send(`/desk/api/parties/${party}/evidence`, large, { cookie: cookie() })).status, 'a person who is signed in').toBe(200);
    const source = { authorization: `Basic ${Buffer.from('a:b').toString('base64')}` };
    expect((await send('/xapi/statements', large, source)).status, 'a learning system is asked for its credential').toBe(401);
    holders.find(({ received }) => received === '')!.socket.destroy();
    // A finished request frees its place, however it ended.
    await expect.poll(submitActions).toBe(401);
    expect(await submitActions()).toBe(401);
  } finally {
    for (const { socket } of holders) socket.destroy();
    await own.close();
  }
});

describe('a session that this process has not verified yet', () => {
  test('waits in turn with invented sessions, until it is verified', async () => {
    const own = await buildApp({ platform: bed.platform, limits: { ...UNHURRIED, unverified: 1, slowMs: WAIT_TIMEOUT_MS } });
    await own.listen({ host: '127.0.0.1', port: 0 });
    const ask = (token: string, path = '/desk/api/session') =>
      fetch(`http://127.0.0.1:${(own.server.address() as AddressInfo).port}${path}`, { headers: { cookie: `${SESSION_COOKIE}=${token}` } });
    const [known, fresh] = [await bed.givenPerson('Known'), await bed.givenPerson('Fresh')];
    expect((await ask(known.token)).status).toBe(200);
    const releases: (() => void)[] = [];
    const connecting = bed.platform.pool.connect.bind(bed.platform.pool);
    const slow = vi.spyOn(bed.platform.pool, 'connect').mockImplementation(async () => {
      await new Promise<void>((resolve) => releases.push(resolve));
      return connecting();
    });
    let arrived = 0;
    own.server.on('request', () => {
      arrived += 1;
    });
    const strangers = Array.from({ length: 100 }, (_, at) => ask(`made up ${at}`, at % 2 ? '/desk/api/account' : '/learn/fr'));
    let first: Promise<Response> | undefined;
    try {
      await expect.poll(() => [arrived, releases.length > 0]).toEqual([100, true]);
      slow.mockRestore();
      first = ask(fresh.token);
      await expect.poll(() => arrived).toBe(101);
      expect((await ask(known.token)).status, 'a verified session').toBe(200);
    } finally {
      slow.mockRestore();
      for (const go of releases) go();
    }
    expect((await first).status, 'a session not verified yet').toBe(200);
    for (const { status } of await Promise.all(strangers)) expect([200, 401]).toContain(status);
    await own.close();
  });
});
