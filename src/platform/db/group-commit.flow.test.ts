import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../../test/database/harness.ts';
import { commitInGroup, countWaiting } from './group-commit.ts';
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
  await bed.deployer.query(
    'create table public.committed (id uuid primary key, xid xid8 not null default pg_current_xact_id(), began pg_lsn not null default pg_current_wal_insert_lsn()); grant usage on schema public to manumit_app; grant select, insert on public.committed to manumit_app',
  );
});
afterAll(() => bed.close());

const insert = (id: string): Statement => ({ text: 'insert into public.committed (id) values ($1)', values: [id], describe: false });
const refuse: Statement = { text: `select platform.refuse('platform/not-allowed')`, describe: false };
const weigh = (bytes: number): Statement => ({
  text: `select pg_logical_emit_message(true, 'test', repeat('x', $1))`,
  values: [bytes],
  describe: false,
});
const readEntries = async (): Promise<{ id: string; xid: string }[]> =>
  (await bed.deployer.query('select id, xid::text as xid from public.committed order by public.committed.xid')).rows;

describe('transactions committed as a group', () => {
  test('are separate transactions: a refused one affects no other and leaves nothing', async () => {
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const isRefused = (at: number) => at % 5 === 0;
    const ends = await Promise.allSettled(
      ids.map((id, at) => commitInGroup(bed.platform.pool, isRefused(at) ? [insert(id), refuse, insert(randomUUID())] : [insert(id)])),
    );
    expect(ends.map(({ status }) => status)).toEqual(ids.map((_, at) => (isRefused(at) ? 'rejected' : 'fulfilled')));
    const rows = await readEntries();
    expect(rows.map(({ id }) => id).sort()).toEqual(ids.filter((_, at) => !isRefused(at)).sort());
    expect(new Set(rows.map(({ xid }) => xid)).size).toBe(rows.length);
    expect(countWaiting(bed.platform.pool)).toBe(0);
  });

  test.each([
    ['commits', [insert(randomUUID())]],
    ['is refused', [insert(randomUUID()), refuse]],
    ['writes nothing', [{ text: 'select 1', describe: false } as const]],
  ])('are on disk before any caller is answered, also if the last transaction %s', async (_what, last) => {
    const ids = Array.from({ length: 4 }, () => randomUUID());
    const heavy = ids.map((id) => commitInGroup(bed.platform.pool, [insert(id), weigh(100_000)]));
    const end = commitInGroup(bed.platform.pool, last).catch(() => {});
    await Promise.all([...heavy, end]);
    // Each command flushes at least its own bytes; what other sessions write on this server meanwhile only adds to them.
    const { rows } = await bed.deployer.query(
      'select min(pg_wal_lsn_diff(pg_current_wal_flush_lsn(), began))::int as flushed from public.committed where id = any ($1)',
      [ids],
    );
    expect(rows[0].flushed).toBeGreaterThan(100_000);
  });

  test.each([
    ['writes nothing', [{ text: 'select 1', describe: false } as const]],
    ['has no statement', []],
  ])('include one alone that %s: what others committed before is on disk once it is answered', async (_what, statements) => {
    // It does not wait for the disk, and is visible all the same.
    await bed.deployer.query(`begin; set local synchronous_commit = off`);
    await bed.deployer.query(`select pg_logical_emit_message(true, 'test', repeat('x', 100000))`);
    await bed.deployer.query('commit');
    const { rows } = await bed.deployer.query('select pg_current_wal_insert_lsn()::text as written');
    await commitInGroup(bed.platform.pool, statements);
    const flushed = await bed.deployer.query('select pg_current_wal_flush_lsn() >= $1::pg_lsn as all', [rows[0].written]);
    expect(flushed.rows).toEqual([{ all: true }]);
  });

  test('leave no setting behind: the next user of the connection waits for the disk', async () => {
    await Promise.all(Array.from({ length: 20 }, () => commitInGroup(bed.platform.pool, [insert(randomUUID())])));
    const clients = await Promise.all(Array.from({ length: 8 }, () => bed.platform.pool.connect()));
    try {
      for (const client of clients) expect((await client.query('show synchronous_commit')).rows[0].synchronous_commit).not.toBe('off');
    } finally {
      for (const client of clients) client.release();
    }
  });

  test('are not acknowledged if the connection is lost before the flush, and the next ones continue', async () => {
    const slow: Statement = { text: 'select pg_sleep(20)', describe: false };
    const done = Array.from({ length: 4 }, () => commitInGroup(bed.platform.pool, [insert(randomUUID())]));
    const ends = Promise.allSettled([...done, commitInGroup(bed.platform.pool, [insert(randomUUID()), slow])]);
    const sleeper = `select pid from pg_stat_activity where datname = current_database() and query = 'select pg_sleep(20)'`;
    await expect.poll(async () => (await bed.deployer.query(sleeper)).rowCount).toBe(1);
    await bed.deployer.query(`select pg_terminate_backend(pid) from (${sleeper}) found`);
    expect((await ends).map(({ status }) => status)).toEqual(Array.from({ length: 5 }, () => 'rejected'));
    await commitInGroup(bed.platform.pool, [insert(randomUUID())]);
  });
});
