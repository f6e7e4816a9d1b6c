import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test, vi } from 'vitest';
import { asApplication } from '#app/launcher/installation.ts';
import { type SilentProxy, startSilentProxy } from '../../../test/database/connection/silent-proxy.ts';
import { openTestBed, type TestBed } from '../../../test/database/harness.ts';
import { onDatabase } from '../../../test/database/server.ts';
import { translateDatabaseError } from '../database-error.ts';
import { commitInGroup } from './group-commit.ts';
import { commitInOrder } from './ordered-commit.ts';
import { sendTransaction } from './pipeline.ts';
import { type Connection, connect, createPool } from './pool.ts';

// The server, or the way to it, goes silent: it neither answers nor ends the connection. Only the clock of this process can end the wait, so the test moves that
// clock, and waits for no real time.
let bed: TestBed;
let proxy: SilentProxy;
let pool: pg.Pool;
let address: Connection;

const LONGEST_WAIT_MS = 70_000;

beforeAll(async () => {
  bed = await openTestBed();
  proxy = await startSilentProxy(inject('server').deployer);
  const { deployer, appPassword } = inject('server');
  const { rows } = await bed.deployer.query<{ name: string }>('select current_database() as name');
  const own = asApplication(onDatabase(deployer, rows[0]!.name), appPassword);
  const { host, port } = proxy.address;
  address = typeof own === 'string' ? Object.assign(new URL(own), { host: `${host}:${port}` }).href : { ...own, host, port };
});
beforeEach(() => {
  pool = createPool(address, { max: 2 });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(async () => {
  vi.useRealTimers();
  proxy.disconnect();
  await pool.end();
});
afterAll(async () => {
  await proxy.close();
  await bed.close();
});

/** What became of each call: undefined while it waits, the code of its error, or `done`. */
function watch(calls: readonly Promise<unknown>[]): (string | undefined)[] {
  const ends = calls.map((): string | undefined => undefined);
  for (const [at, call] of calls.entries())
    call.then(
      () => (ends[at] = 'done'),
      (error: unknown) => (ends[at] = (translateDatabaseError(error) as { code?: string }).code ?? String(error)),
    );
  return ends;
}

/** Moves the clock once the server is silent, and waits for every call to end. */
async function expectAllLost(silent: Promise<void>, calls: readonly Promise<unknown>[]): Promise<void> {
  const ends = watch(calls);
  await silent;
  await vi.advanceTimersByTimeAsync(LONGEST_WAIT_MS);
  await expect.poll(() => ends).toEqual(calls.map(() => 'platform/database-lost'));
}

/** The pool has its places back, and its next connection works. */
async function expectFullPool(): Promise<void> {
  proxy.resume();
  expect(pool.totalCount - pool.idleCount).toBe(0);
  const both = await Promise.all([pool.connect(), pool.connect()]);
  for (const client of both) {
    expect((await client.query('select 7 as n')).rows).toEqual([{ n: 7 }]);
    client.release();
  }
}

const marked = { text: `select 'from here on silent'`, describe: false } as const;

describe('a caller gets an error, and no place of the pool is lost, where the database goes silent', () => {
  test.each([
    ['before its first word', ''],
    ['at the startup message', 'application_name'],
    ['while it checks the password', 'SCRAM-SHA-256'],
    ['while the new connection is checked', 'create_missing_key'],
  ])('%s', async (_when, text) => {
    const silent = proxy.silenceAt(text);
    await expectAllLost(silent, [pool.query('select 1'), pool.connect(), pool.connect()]);
    await expectFullPool();
  });

  test('in a query', async () => {
    const silent = proxy.silenceAt(marked.text);
    await expectAllLost(silent, [pool.query(marked.text)]);
    await expectFullPool();
  });

  test('in a transaction', async () => {
    const client = await pool.connect();
    const silent = proxy.silenceAt(marked.text);
    await expectAllLost(silent, [sendTransaction(client, [marked]).finally(() => client.release(true))]);
    await expectFullPool();
  });

  test('at the commit of a transaction in progress', async () => {
    const client = await pool.connect();
    await client.query('begin');
    const silent = proxy.silenceAt('commit');
    await expectAllLost(silent, [client.query('commit').finally(() => client.release(true))]);
    await expectFullPool();
  });

  test.each([
    ['group', commitInGroup],
    ['ordered', commitInOrder],
  ])('in a %s commit of several callers: each gets the error', async (_which, commit) => {
    const silent = proxy.silenceAt(marked.text);
    await expectAllLost(
      silent,
      Array.from({ length: 5 }, () => commit(pool, [marked])),
    );
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0);
    await expectFullPool();
    await commit(pool, [{ text: 'select 1', describe: false }]);
  });
});

test('a caller that gave up while its connection was checked leaves its place to the next', async () => {
  const [one, other] = [await pool.connect(), await pool.connect()];
  const late = watch([pool.connect()]);
  const silent = proxy.silenceAt('create_missing_key');
  one.release(true);
  await silent;
  await vi.advanceTimersByTimeAsync(LONGEST_WAIT_MS);
  await expect.poll(() => late).toEqual(['platform/database-lost']);
  other.release();
  await expectFullPool();
});

test.runIf(process.platform === 'linux')('a connection asks the system whether the machine of the server is still there', async () => {
  const client = await connect(address);
  const { localPort } = (client as unknown as { connection: { stream: Socket } }).connection.stream;
  const own = `0100007F:${localPort!.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  // Timer 02 is keepalive; without it no timer runs on a connection that waits.
  expect(rows.find(([, local]) => local === own)?.[5]).toMatch(/^02:/);
  await client.end();
});

test.each([
  ['are answered', 'select 1', undefined],
  ['fail', 'select 1 / 0', '22012'],
])('a connection whose pipelines %s stays open, however long ago that was', async (_how, text, code) => {
  const client = await pool.connect();
  try {
    const backend = async () => (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid;
    const pid = await backend();
    // Two that share a timer: the end of one does not end the wait for the other.
    const ends = await Promise.allSettled([sendTransaction(client, [{ text }]), sendTransaction(client, [{ text }])]);
    expect(ends.map((end) => end.status === 'rejected' && end.reason.cause.code)).toEqual([code ?? false, code ?? false]);
    await vi.advanceTimersByTimeAsync(LONGEST_WAIT_MS);
    expect(await backend()).toBe(pid);
  } finally {
    // Given back also where the test failed: the pool waits for it to end.
    client.release();
  }
});
