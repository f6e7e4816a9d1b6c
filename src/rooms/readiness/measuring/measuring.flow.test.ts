import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measureShares } from '#app/serving/measuring.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { COMPLETION_COLUMNS } from '../records/completions-file.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';

let bed: TestBed;
let nation = '';
let officer: TestPerson;
const token = randomUUID();

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-11-25T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  officer = await bed.signIn.trainingOfficer(nation);
  await bed.deployer.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
});
afterAll(() => bed.close());

/** One round of the background work, as the installation does it. */
const round = (all = false) =>
  measureShares(
    {
      run: (command, input) => runCommand(bed.platform, command, { token, key: newKey(), input }),
      ask: async (query, input) => query.answer.parse(await runQuery(bed.platform, query, { token, input })),
    },
    all,
  );
const call = (url: string, body: object) => bed.call(officer, 'POST', `/desk/api/${url}`, body);
async function roster(rows: string[]) {
  const table = [ROSTER_COLUMNS.join(';'), ...rows].join('\n');
  const { against } = (await call('rosters/preview', { partyId: nation, table })).body;
  await call('rosters', { partyId: nation, table, batchId: randomUUID(), title: 'R', total: rows.length, against });
}
const completions = (rows: string[]) => call('completions', { partyId: nation, table: [COMPLETION_COLUMNS.join(';'), ...rows].join('\n') });
const state = async () => {
  const { body } = await bed.call(officer, 'GET', `/desk/api/parties/${nation}/obligations/P5d.1`);
  return [body.status, body.origin, body.evidence.length];
};

test('a completion changes the status automatically (5d, F16)', async () => {
  await roster(['QA-1;;contingent;;;;', 'QA-2;;contingent;;;;']);
  await call(`parties/${nation}/strength`, { persons: 2, statedFor: '2026-11-01', source: 'Order 7' });
  expect(await round()).toBe(1);
  expect(await state()).toEqual(['not-met', 'measured', 1]);
  await completions(['QA-1;G;1;2026-11-24;90;2026-11-24;', 'QA-2;G;1;2026-11-24;90;2026-11-24;']);
  expect(await state()).toEqual(['not-met', 'measured', 1]);
  expect(await round()).toBe(1);
  // The newer state of the day replaced the earlier one.
  expect(await state()).toEqual(['met', 'measured', 1]);
});

test('nothing is measured while nothing changed, and a new day measures everybody', async () => {
  expect(await round()).toBe(0);
  expect(await round(true)).toBe(1);
  expect(await state()).toEqual(['met', 'measured', 1]);
  bed.setClock(() => new Date('2027-11-26T10:00:00Z'));
  await round(true);
  // Training has ended, and the strength was stated more than a year ago.
  expect(await state()).toEqual(['not-met', 'measured', 2]);
});

test('only the installation sees which parties wait', async () => {
  await roster(['QA-3;;contingent;;;;']);
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    await client.query('select identity.open($1)', [officer.token]);
    expect((await client.query('select 1 from training.share_waiting')).rows).toEqual([]);
  } finally {
    await client.query('rollback');
    client.release();
  }
  expect((await bed.deployer.query('select count(*)::int as n from training.share_waiting')).rows[0].n).toBeGreaterThan(0);
});
