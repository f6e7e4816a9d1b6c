import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ROOM_ROUTES } from '#app/rooms.ts';
import { runCommand } from '#platform/command.ts';
import { chooseLanguage } from '#rooms/people/account/choose-language.command.ts';
import { WAIT_TIMEOUT_MS } from '../../timeouts.ts';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';
import { readBlocked } from '../schema/blocked.ts';

let bed: TestBed;
let office: TestPerson;
let unitId: string;

beforeAll(async () => {
  bed = await openTestBed();
  office = await bed.signIn.policyOffice();
  const nation = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  unitId = (await bed.call(office, 'POST', `/desk/api/parties/${nation}/units`, { name: 'Signals', superiorId: null })).body.unitId;
});
afterAll(() => bed.close());

test('a write that loses the database is answered 503 with a time to retry, stores nothing, and acts once when repeated', async () => {
  const key = randomUUID();
  const write = () =>
    bed.call(
      office,
      'PUT',
      `/desk/api/units/${unitId}`,
      { superiorId: null, location: 'Camp East' },
      { 'if-match': '"1"', 'idempotency-key': key },
    );
  const stored = async () => {
    const unit = await bed.deployer.query('select location, version from parties.unit where id = $1', [unitId]);
    const acts = await bed.deployer.query(`select count(*)::int as n from ledger.entry where command = 'parties/move-unit'`);
    return { ...unit.rows[0], acts: acts.rows[0].n };
  };
  // While the command waits for the row, its connection is terminated.
  await bed.deployer.query('reset role');
  await bed.deployer.query('begin');
  await bed.deployer.query('set local role manumit_schema');
  await bed.deployer.query('select 1 from parties.unit where id = $1 for update', [unitId]);
  await bed.deployer.query('reset role');
  const answer = write();
  let pid: number | undefined;
  while (pid === undefined) {
    await wait(20);
    [pid] = await readBlocked(bed.deployer);
  }
  await bed.deployer.query('select pg_terminate_backend($1)', [pid]);
  const refused = await answer;
  await bed.deployer.query('rollback');
  await bed.deployer.query('set role manumit_schema');
  expect([refused.status, refused.body.code]).toEqual([503, 'platform/database-lost']);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(await stored()).toEqual({ location: null, version: 1, acts: 0 });

  expect((await write()).status).toBe(200);
  expect((await write()).status, 'the same key again').toBe(200);
  expect(await stored()).toEqual({ location: 'Camp East', version: 2, acts: 1 });
});

test('while the database is unreachable, every address answers that, or from its cache, and none fails unexpectedly', async () => {
  const starting = Object.assign(new Error('starting up'), { code: '57P03' });
  const away = vi
    .spyOn(bed.platform.pool, 'connect')
    .mockImplementation(((done?: (error: Error) => void) => (done ? done(starting) : Promise.reject(starting))) as never);
  const log = vi.spyOn(bed.platform, 'log');
  const accidents: string[] = [];
  for (const route of ROOM_ROUTES) {
    const url = route.url.replaceAll(/:\w+/g, randomUUID());
    const kind = route.kind === 'file' && route.method !== 'GET' ? 'application/octet-stream' : 'application/json';
    const headers = { 'content-type': kind, authorization: `Basic ${btoa('key:secret')}`, 'x-experience-api-version': '2.0.0' };
    const { status } = await bed.call(office, route.method, url, route.method === 'GET' ? undefined : {}, headers);
    if (status === 500) accidents.push(`${route.method} ${route.url}`);
  }
  away.mockRestore();
  expect(accidents).toEqual([]);
  expect(log).not.toHaveBeenCalledWith(expect.objectContaining({ event: 'unexpected-error' }));
  log.mockRestore();
});

test('a repeated write that loses the database during the lookup of its earlier answer gets 503, never a conflict with itself', async () => {
  const { pool } = bed.platform;
  const losing = Object.assign(Object.create(pool) as pg.Pool, {
    connect: async () => {
      const client = (await pool.connect()) as pg.PoolClient & { connection: { stream: { destroy(): void } } };
      const query = client.query.bind(client) as (request: object) => unknown;
      return Object.assign(client, {
        query: (request: { statements?: { text: string }[] }) => {
          if (request.statements?.some(({ text }) => text.includes('from platform.stored_response'))) client.connection.stream.destroy();
          return query(request);
        },
      });
    },
  });
  const call = { token: office.token, key: randomUUID(), input: { language: 'fr' as const } };
  const answer = await runCommand(bed.platform, chooseLanguage, call);
  await expect(runCommand({ ...bed.platform, pool: losing }, chooseLanguage, call)).rejects.toMatchObject({
    code: 'platform/database-lost',
  });
  expect(await runCommand(bed.platform, chooseLanguage, call)).toEqual(answer);
});

test('a monitor is asked to retry later while the database is unreachable and while migrations are pending', async () => {
  const ready = () => bed.call(null, 'GET', '/readyz');
  const settled = async (status: number) => {
    await vi.waitFor(async () => expect((await ready()).status).toBe(status), { timeout: WAIT_TIMEOUT_MS, interval: 20 });
    return ready();
  };
  const away = vi.spyOn(bed.platform.pool, 'connect').mockImplementation(() => Promise.reject(new Error('away')));
  const lost = await settled(503);
  const looks = away.mock.calls.length;
  for (let n = 0; n < 50; n += 1) await ready();
  expect(away.mock.calls.length - looks, 'asking costs the database nothing').toBeLessThan(10);
  away.mockRestore();
  // The details are for the operators of the machine (metrics.flow).
  expect([lost.status, lost.body, Number(lost.headers['retry-after']) > 0]).toEqual([503, { status: 'not-ready' }, true]);
  expect((await settled(200)).body).toEqual({ status: 'ready' });

  const { rows } = await bed.deployer.query(
    'delete from platform.migration where number = (select max(number) from platform.migration) returning *',
  );
  const pending = await settled(503);
  await bed.deployer.query('insert into platform.migration select * from jsonb_populate_record(null::platform.migration, $1)', [rows[0]]);
  expect([pending.status, pending.body, Number(pending.headers['retry-after']) > 0]).toEqual([503, { status: 'not-ready' }, true]);
  await settled(200);
});
