import type { PoolClient } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Machine } from '#kernel/machine.ts';
import { MACHINES } from '#test/docs/state-machines.ts';
import { openTestBed, type TestBed } from '../harness.ts';
import { checkStates } from './state-check.ts';

const LAMP = {
  states: ['off', 'dim', 'on', 'broken'],
  start: 'off',
  otherStarts: { dim: 'it was lit before' },
  actions: { light: { command: 'lamps/light', permission: 'lamps:light', next: { off: 'on', dim: 'on' } } },
} as const satisfies Machine<'off' | 'dim' | 'on' | 'broken'>;

let bed: TestBed;
let app: PoolClient;

beforeAll(async () => {
  bed = await openTestBed();
  await bed.deployer.query('create table platform.lamp (id int, state text); grant select, insert, update on platform.lamp to manumit_app');
  await checkStates(bed.deployer, [{ table: 'platform.lamp', machine: LAMP }]);
  app = await bed.platform.pool.connect();
});
afterAll(async () => {
  app.release();
  await bed.close();
});

test('every table with a state column is checked, at an insert and at an update', async () => {
  const { rows } = await bed.deployer.query(
    `select tgrelid::regclass::text as name, tgtype & 4 > 0 and tgtype & 16 > 0 as both from pg_trigger
      where tgname = 'state_check' and tgrelid <> 'platform.lamp'::regclass`,
  );
  const tables = MACHINES.flatMap(({ table }) => table ?? []);
  expect(rows.sort((a, b) => (a.name < b.name ? -1 : 1))).toEqual(tables.sort().map((name) => ({ name, both: true })));
});

test.each([
  ['off', null],
  ['dim', null],
  ['on', 'no table of states allows on as a first state in platform.lamp'],
])('a row that begins as %s is answered with %s', async (state, message) => {
  const inserted = app.query('insert into platform.lamp values (0, $1)', [state]);
  expect(
    await inserted.then(
      () => null,
      (error: Error) => error.message,
    ),
  ).toBe(message);
});

test.each([
  ['off', 'on', null],
  ['dim', 'dim', null],
  ['on', 'off', 'no table of states allows on -> off in platform.lamp'],
  ['off', 'broken', 'no table of states allows off -> broken in platform.lamp'],
])('a change from %s to %s is answered with %s', async (from, to, message) => {
  await bed.deployer.query('insert into platform.lamp values (1, $1)', [from]);
  const changed = app.query('update platform.lamp set state = $1 where id = 1', [to]);
  expect(
    await changed.then(
      () => null,
      (error: Error) => error.message,
    ),
  ).toBe(message);
  await bed.deployer.query('delete from platform.lamp');
});
