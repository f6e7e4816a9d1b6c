import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openTestBed, type TestBed } from '../../../test/database/harness.ts';
import { commitInOrder } from './ordered-commit.ts';
import type { Statement } from './pipeline.ts';

let bed: TestBed;

beforeAll(async () => {
  bed = await openTestBed();
  // Other tests do not wait for the disk; this one tests exactly that wait.
  await bed.deployer.query(
    `reset role; do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$`,
  );
  // A connection that began before, for example to check that the database is up, keeps its earlier settings.
  await bed.deployer.query(
    `select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and usename = 'manumit_app'`,
  );
  // The pool has noticed it too, and hands out none of them.
  await vi.waitFor(() => expect(bed.platform.pool.totalCount).toBe(0));
  await bed.deployer.query(
    'create table public.ordered (id uuid primary key, xid xid8 not null default pg_current_xact_id(), backend int not null default pg_backend_pid(), began pg_lsn not null default pg_current_wal_insert_lsn()); grant usage on schema public to manumit_app; grant select, insert on public.ordered to manumit_app',
  );
});
afterAll(() => bed.close());

const insert = (id: string): Statement => ({ text: 'insert into public.ordered (id) values ($1)', values: [id], describe: false });
const refuse: Statement = { text: `select platform.refuse('platform/not-allowed')`, describe: false };
const weigh: Statement = { text: `select pg_logical_emit_message(true, 'test', repeat('x', 100000))`, describe: false };
const sleep: Statement = { text: 'select pg_sleep(1)', describe: false };
const send = (...statements: Statement[]) => commitInOrder(bed.platform.pool, statements);
const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
const readEntries = async (entryIds: readonly string[]): Promise<{ id: string; xid: string; backend: number }[]> =>
  (
    await bed.deployer.query('select id, xid::text as xid, backend from public.ordered where id = any ($1) order by public.ordered.xid', [
      entryIds,
    ])
  ).rows;
const busy = () => bed.platform.pool.totalCount - bed.platform.pool.idleCount;
const doing = (words: string, state: string) =>
  `select pid from pg_stat_activity where datname = current_database() and usename = 'manumit_app' and query like '%${words}%' and state = '${state}'`;
const end = async (which: string) => (await bed.deployer.query(`select pg_terminate_backend(pid) from (${which}) found`)).rowCount;

describe('transactions committed in order on one connection', () => {
  test('are separate transactions, in turn: a refused one affects no other and leaves nothing', async () => {
    const entryIds = ids(60);
    const isRefused = (at: number) => at % 5 === 0;
    const ends = await Promise.allSettled(
      entryIds.map((id, at) => (isRefused(at) ? send(insert(id), refuse, insert(randomUUID())) : send(insert(id)))),
    );
    expect(ends.map(({ status }) => status)).toEqual(entryIds.map((_, at) => (isRefused(at) ? 'rejected' : 'fulfilled')));
    const rows = await readEntries(entryIds);
    expect(rows.map(({ id }) => id)).toEqual(entryIds.filter((_, at) => !isRefused(at)));
    expect(new Set(rows.map(({ xid }) => xid)).size).toBe(rows.length);
    expect(new Set(rows.map(({ backend }) => backend)).size).toBe(1);
    // Both connections are released.
    await expect.poll(busy).toBe(0);
  });

  test('are on disk before any caller is answered', async () => {
    const flushed = 'select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), began)::int as flushed from public.ordered where id = $1';
    const found = await Promise.all(
      ids(30).map(async (id, at) => {
        await send(insert(id), weigh);
        if (at % 7 === 0) await send(insert(randomUUID()), refuse).catch(() => {});
        return (await bed.deployer.query(flushed, [id])).rows[0].flushed;
      }),
    );
    // Each command flushes at least its own bytes; what other sessions write on this server meanwhile only adds to them.
    expect(Math.min(...found)).toBeGreaterThan(100_000);
  });

  test('leave no setting behind: the next user of the connection waits for the disk', async () => {
    await Promise.all(ids(20).map((id) => send(insert(id))));
    const clients = await Promise.all(Array.from({ length: 8 }, () => bed.platform.pool.connect()));
    try {
      for (const client of clients) expect((await client.query('show synchronous_commit')).rows[0].synchronous_commit).not.toBe('off');
    } finally {
      for (const client of clients) client.release();
    }
  });

  test('are not acknowledged, though committed, if the connection that waits for the disk is lost, and the next ones continue', async () => {
    const [before, behind, late] = ids(3) as [string, string, string];
    const first = send(insert(before));
    const ends = Promise.allSettled([send(sleep), send(insert(behind))]);
    // The first is answered while the one behind it sleeps.
    await first;
    await expect.poll(async () => (await bed.deployer.query(doing('pg_sleep', 'active'))).rowCount).toBe(1);
    expect(await end(doing('pg_logical_emit_message', 'idle'))).toBe(1);
    expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await readEntries([before, behind])).length).toBe(2);
    await send(insert(late));
    await expect.poll(busy).toBe(0);
  });

  test('are not acknowledged if their own connection is lost while they are in progress, and the next ones continue', async () => {
    const entryIds = ids(20);
    const ends = Promise.allSettled([send(sleep), ...entryIds.map((id) => send(insert(id)))]);
    await expect.poll(async () => (await bed.deployer.query(doing('pg_sleep', 'active'))).rowCount).toBe(1);
    expect(await end(doing('pg_sleep', 'active'))).toBe(1);
    const states = (await ends).map(({ status }) => status);
    // Eleven were behind it; the others waited for a place, and continue on another connection.
    expect(states.slice(0, 12)).toEqual(Array.from({ length: 12 }, () => 'rejected'));
    expect(states.slice(12)).toEqual(Array.from({ length: 9 }, () => 'fulfilled'));
    expect((await readEntries(entryIds)).map(({ id }) => id)).toEqual(entryIds.slice(11));
    await expect.poll(busy).toBe(0);
  });

  test('are all refused if no connection is available', async () => {
    // A free connection is already open: a busy machine may need longer than the limit below to open one.
    const clients = await Promise.all(Array.from({ length: 8 }, () => bed.platform.pool.connect()));
    clients.pop()!.release();
    const timeoutMs = bed.platform.pool.options.connectionTimeoutMillis;
    bed.platform.pool.options.connectionTimeoutMillis = 300;
    try {
      const ends = await Promise.allSettled(ids(3).map((id) => send(insert(id))));
      expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
      // The check of readiness, too, takes it for a moment.
      await expect.poll(busy, { message: 'the one connection that was free is given back' }).toBe(7);
    } finally {
      if (timeoutMs !== undefined) bed.platform.pool.options.connectionTimeoutMillis = timeoutMs;
      for (const client of clients) client.release();
    }
    await send(insert(randomUUID()));
  });
});
