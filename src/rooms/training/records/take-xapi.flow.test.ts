import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aStatement, givenCredential, type Sender, send } from '#rooms/lrs/fixtures.ts';
import { openTestBed, type Somebody, type TestBed } from '#test/database/harness.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';
import { COMPLETION_COLUMNS } from './completions-file.ts';

let bed: TestBed;
let [nation, other] = ['', ''];
let officer: Somebody;
let academy: Sender;
let elsewhere: Sender;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  officer = await bed.givenPerson('Tara Training', [{ role: 'training-officer', partyId: nation }]);
  academy = await givenCredential(bed, nation, 'academy');
  elsewhere = await givenCredential(bed, other, 'academy');
  await roster('QA-1;;contingent;;QUAY;;');
});
afterAll(() => bed.close());

async function roster(row: string): Promise<void> {
  const part = { partyId: nation, table: [ROSTER_COLUMNS.join(';'), row].join('\n') };
  const { against } = (await bed.call(officer, 'POST', '/desk/api/rosters/preview', part)).body;
  await bed.call(officer, 'POST', '/desk/api/rosters', { ...part, batchId: randomUUID(), title: 'R', total: 1, against });
}
const passed = (name: string, activity = 'https://desk.example.org/modules/G') => ({
  ...aStatement(name, 'passed'),
  object: { id: activity },
});
const post = async (sender: Sender, body: unknown) => expect((await send(bed, sender, 'POST', 'statements', { body })).status).toBe(200);
const take = (body: object = {}) => bed.call(officer, 'POST', '/desk/api/completions/xapi', { partyId: nation, ...body });
// A transaction of another database of the same server may hold statements back for a moment.
const takeWhere = (found: number, wanted: object) =>
  vi.waitFor(async () => {
    const { status, body } = await take();
    expect(status).toBe(200);
    expect(body).toMatchObject({ ...wanted, found });
    return body;
  }, 10_000);
const need = async (number: string) =>
  (
    await bed.deployer.query(
      `select n.way, n.signed, n.covered_until is not null as covered from training.need n join training.trainee t on t.id = n.trainee_id
        where t.service_number = $1 and n.module_id = 'G'`,
      [number],
    )
  ).rows[0];
const ready = async () => {
  const { persons, ready: able } = (await bed.call(officer, 'GET', `/desk/api/readiness/${nation}`)).body;
  return { persons, ready: able };
};
const records = async () =>
  (await bed.deployer.query(`select source_id as id, score, revoked_at is not null as revoked from training.completion where way = 'xapi'`))
    .rows;

test('what a learning system sent becomes a record once, of its own nation alone, and counts when it is signed', async () => {
  const one = passed('qa-1');
  await post(elsewhere, passed('QA-1'));
  await post(academy, [one, passed('QA-2'), passed('QA-1', 'https://academy.example.org/other')]);
  // Taken or known: a first try may have come before the last of them could be read.
  await takeWhere(3, {
    unknownNumbers: [{ value: 'QA-2', n: 1 }],
    unknownModules: [{ value: 'https://academy.example.org/other', n: 1 }],
    next: null,
  });
  expect((await take()).body).toMatchObject({ found: 3, taken: 0, known: 1 });
  expect(await records()).toEqual([{ id: one.id, score: 90, revoked: false }]);
  expect(await need('QA-1')).toEqual({ way: 'xapi', signed: false, covered: false });
  expect(await ready()).toEqual({ persons: 1, ready: 0 });

  const today = new Date().toISOString().slice(0, 10);
  const table = [COMPLETION_COLUMNS.join(';'), `QA-1;G;1;${today};90;${today};`].join('\n');
  await bed.call(officer, 'POST', '/desk/api/completions', { partyId: nation, table });
  expect(await need('QA-1')).toMatchObject({ covered: true });
  expect(await ready()).toEqual({ persons: 1, ready: 1 });
});

test('who came into the roster since is found, and what its sender voided counts no more', async () => {
  await roster('QA-2;;contingent;;QUAY;;');
  expect((await take()).body).toMatchObject({ taken: 1, unsigned: 1, unknownNumbers: [] });
  const [, mine] = await records();
  await post(academy, { ...aStatement('QA-2', 'voided'), object: { objectType: 'StatementRef', id: mine.id } });
  expect((await take()).body).toMatchObject({ taken: 0, voided: 1 });
  expect((await records()).find(({ id }) => id === mine.id)).toMatchObject({ revoked: true });
  expect(await need('QA-2')).toMatchObject({ way: null });
});

test('a mark that the database could not read is refused, and another nation’s officer is not asked', async () => {
  for (const after of [`1|2026-02-30 10:00:00+00|${randomUUID()}`, 'x', '1|2026-02-03 10:00:00+00|1'])
    expect((await take({ after })).status).toBe(422);
  expect((await take({ after: `1|2026-02-03 10:00:00.25+00|${randomUUID()}` })).status).toBe(200);
  expect((await take({ partyId: other })).status).toBe(403);
});
