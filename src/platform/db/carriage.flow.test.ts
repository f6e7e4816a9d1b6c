import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '../../../test/database/harness.ts';
import type { Statement } from './batch.ts';
import { carry, waitingFor } from './carriage.ts';

let bed: TestBed;

beforeAll(async () => {
  bed = await openTestBed();
  // Other tests need not wait for the disk; here that is what is asked.
  await bed.deployer.query(
    `reset role; do $$ begin execute format('alter database %I set synchronous_commit = on', current_database()); end $$`,
  );
  await bed.deployer.query(
    'create table public.carried (id uuid primary key, xid xid8 not null default pg_current_xact_id(), began pg_lsn not null default pg_current_wal_insert_lsn()); grant usage on schema public to manumit_app; grant select, insert on public.carried to manumit_app',
  );
});
afterAll(() => bed.close());

const insert = (id: string): Statement => ({ text: 'insert into public.carried (id) values ($1)', values: [id], describe: false });
const refuse: Statement = { text: `select platform.refuse('platform/not-allowed')`, describe: false };
const weigh = (bytes: number): Statement => ({
  text: `select pg_logical_emit_message(true, 'test', repeat('x', $1))`,
  values: [bytes],
  describe: false,
});
const kept = async (): Promise<{ id: string; xid: string }[]> =>
  (await bed.deployer.query('select id, xid::text as xid from public.carried order by xid')).rows;

describe('acts that leave together', () => {
  test('are each a transaction of their own: a refused one takes nothing of the others along, nor leaves anything', async () => {
    const ids = Array.from({ length: 60 }, () => randomUUID());
    const isRefused = (at: number) => at % 5 === 0;
    const ends = await Promise.allSettled(
      ids.map((id, at) => carry(bed.platform.pool, isRefused(at) ? [insert(id), refuse, insert(randomUUID())] : [insert(id)])),
    );
    expect(ends.map(({ status }) => status)).toEqual(ids.map((_, at) => (isRefused(at) ? 'rejected' : 'fulfilled')));
    const rows = await kept();
    expect(rows.map(({ id }) => id).sort()).toEqual(ids.filter((_, at) => !isRefused(at)).sort());
    expect(new Set(rows.map(({ xid }) => xid)).size).toBe(rows.length);
    expect(waitingFor(bed.platform.pool)).toBe(0);
  });

  test('are on disk before anybody is answered, whoever waited for it', async () => {
    const ids = Array.from({ length: 30 }, () => randomUUID());
    // Of each act its own bytes are flushed; what others write on this server meanwhile only adds to them.
    const flushed = 'select pg_wal_lsn_diff(pg_current_wal_flush_lsn(), began)::int as flushed from public.carried where id = $1';
    const found = await Promise.all(
      ids.map(async (id, at) => {
        await carry(bed.platform.pool, [insert(id), weigh(100_000)]);
        if (at % 7 === 0) await carry(bed.platform.pool, [insert(randomUUID()), refuse]).catch(() => {});
        return (await bed.deployer.query(flushed, [id])).rows[0].flushed;
      }),
    );
    expect(Math.min(...found)).toBeGreaterThan(100_000);
  });

  test('leave no setting behind: whoever takes the connection next waits for the disk', async () => {
    await Promise.all(Array.from({ length: 20 }, () => carry(bed.platform.pool, [insert(randomUUID())])));
    const clients = await Promise.all(Array.from({ length: 8 }, () => bed.platform.pool.connect()));
    try {
      for (const client of clients) expect((await client.query('show synchronous_commit')).rows[0].synchronous_commit).not.toBe('off');
    } finally {
      for (const client of clients) client.release();
    }
  });

  test('are not acknowledged where the connection is lost that waits for the disk, though they have committed; the next ones go on', async () => {
    const { pool } = bed.platform;
    const sleep = (seconds: number): Statement => ({ text: 'select pg_sleep($1)', values: [seconds], describe: false });
    const doing = (words: string, state: string) =>
      `select pid from pg_stat_activity where datname = current_database() and usename = 'manumit_app' and query like '%${words}%' and state = '${state}'`;
    // Two at once bring it along. The first is held up then, and what comes takes another connection.
    const long = Promise.all([carry(pool, [sleep(4)]), carry(pool, [insert(randomUUID())])]);
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(2);
    await wait(100);
    await Promise.all([carry(pool, [insert(randomUUID())]), carry(pool, [insert(randomUUID())])]);

    const [alone, behind] = [randomUUID(), randomUUID()];
    const ends = Promise.allSettled([carry(pool, [insert(alone), sleep(1)]), carry(pool, [insert(behind)])]);
    await expect.poll(async () => (await bed.deployer.query(doing('pg_sleep', 'active'))).rowCount).toBe(2);
    const waits = doing('pg_logical_emit_message', 'idle');
    expect((await bed.deployer.query(`select pg_terminate_backend(pid) from (${waits}) found`)).rowCount).toBe(1);
    expect((await ends).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await kept()).filter(({ id }) => id === alone || id === behind)).toHaveLength(2);

    // Another is brought along, before what was held up is over.
    await Promise.all(Array.from({ length: 20 }, () => carry(pool, [insert(randomUUID())])));
    await long;
    expect(pool.totalCount - pool.idleCount, 'every connection is given back').toBe(0);
  });

  test('wait for no other that is held up', async () => {
    const { pool } = bed.platform;
    let isOver = false;
    const long = carry(pool, [{ text: 'select pg_sleep(2)', describe: false }]).then(() => {
      isOver = true;
    });
    await wait(100);
    await carry(pool, [insert(randomUUID())]);
    expect(isOver).toBe(false);
    await long;
  });

  test('are carried beside each other where one connection is full', async () => {
    const ids: string[] = Array.from({ length: 300 }, () => randomUUID());
    await Promise.all(ids.map((id) => carry(bed.platform.pool, [insert(id)])));
    expect((await kept()).filter(({ id }) => ids.includes(id))).toHaveLength(300);
  });
});
