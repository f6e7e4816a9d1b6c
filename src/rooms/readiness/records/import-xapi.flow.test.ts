import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { aStatement, givenCredential, type Sender, send } from '#rooms/lrs/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { WAIT_TIMEOUT_MS } from '#test/timeouts.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';
import { COMPLETION_COLUMNS } from './completions-file.ts';

let bed: TestBed;
let [nation, other] = ['', ''];
let officer: TestPerson;
let academy: Sender;
let elsewhere: Sender;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  officer = await bed.signIn.trainingOfficer(nation);
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
const importStatements = (body: object = {}) => bed.call(officer, 'POST', '/desk/api/completions/xapi', { partyId: nation, ...body });
// A transaction in another database of the same server may delay statements: reads parts until so many statements were read.
async function importUntil(found: number) {
  const parts: { found: number; imported: number; unknownNumbers: object[]; unknownModules: object[] }[] = [];
  await vi.waitFor(async () => {
    const { status, body } = await importStatements();
    expect(status).toBe(200);
    parts.push(body);
    expect(parts.reduce((sum, one) => sum + one.found, 0)).toBe(found);
  }, WAIT_TIMEOUT_MS);
  return { imported: parts.reduce((sum, one) => sum + one.imported, 0), last: parts.at(-1)! };
}
const need = async (number: string) =>
  (
    await bed.deployer.query(
      `select n.source, n.signed, n.covered_until is not null as covered from training.need n join training.trainee t on t.id = n.trainee_id
        where t.service_number = $1 and n.module_id = 'G'`,
      [number],
    )
  ).rows[0];
const ready = async () => {
  const { persons, ready: able } = (await bed.call(officer, 'GET', `/desk/api/readiness/${nation}`)).body;
  return { persons, ready: able };
};
const records = async () =>
  (
    await bed.deployer.query(
      `select source_id as id, score, revoked_at is not null as revoked from training.completion where source = 'xapi'`,
    )
  ).rows;

test('a statement of a learning system becomes one record of its own nation, and counts once signed', async () => {
  const one = passed('qa-1');
  await post(elsewhere, passed('QA-1'));
  await post(academy, [one, passed('QA-2'), passed('QA-1', 'https://academy.example.org/other')]);
  const unknown = { unknownNumbers: [{ value: 'QA-2', n: 1 }], unknownModules: [{ value: 'https://academy.example.org/other', n: 1 }] };
  const { imported, last } = await importUntil(3);
  expect(imported).toBe(1);
  expect(last).toMatchObject({ ...unknown, more: false });
  // Reading continues where it stopped: nothing is read a second time, and waiting statements are still named.
  expect((await importStatements()).body).toMatchObject({ found: 0, imported: 0, known: 0, ...unknown });
  // Only `again` reads from the start, and even then nothing is recorded a second time.
  expect((await importStatements({ again: true })).body).toMatchObject({ found: 3, imported: 0, known: 1, ...unknown });
  expect(await records()).toEqual([{ id: one.id, score: 90, revoked: false }]);
  expect(await need('QA-1')).toEqual({ source: 'xapi', signed: false, covered: false });
  expect(await ready()).toEqual({ persons: 1, ready: 0 });

  const today = new Date().toISOString().slice(0, 10);
  const table = [COMPLETION_COLUMNS.join(';'), `QA-1;G;1;${today};90;${today};`].join('\n');
  await bed.call(officer, 'POST', '/desk/api/completions', { partyId: nation, table });
  expect(await need('QA-1')).toMatchObject({ covered: true });
  expect(await ready()).toEqual({ persons: 1, ready: 1 });
});

test('a statement is recorded once its person is on the roster, and a voided one no longer counts', async () => {
  await roster('QA-2;;contingent;;QUAY;;');
  expect((await importStatements()).body).toMatchObject({ found: 1, imported: 1, unsigned: 1, unknownNumbers: [] });
  const [, mine] = await records();
  await post(academy, { ...aStatement('QA-2', 'voided'), object: { objectType: 'StatementRef', id: mine.id } });
  await vi.waitFor(
    async () => expect((await importStatements()).body).toMatchObject({ found: 0, imported: 0, voided: 1 }),
    WAIT_TIMEOUT_MS,
  );
  expect((await records()).find(({ id }) => id === mine.id)).toMatchObject({ revoked: true });
  expect(await need('QA-2')).toMatchObject({ source: null });
});

test('a waiting statement is no longer listed once voided, and another nation’s officer is refused', async () => {
  const waits = passed('QA-9');
  await post(academy, waits);
  expect((await importUntil(1)).last.unknownNumbers).toEqual([{ value: 'QA-9', n: 1 }]);
  await post(academy, { ...aStatement('QA-9', 'voided'), object: { objectType: 'StatementRef', id: waits.id } });
  await vi.waitFor(async () => expect((await importStatements()).body.unknownNumbers).toEqual([]), WAIT_TIMEOUT_MS);
  expect((await importStatements({ partyId: other })).status).toBe(403);
});

test('a waiting entry is deleted with its statement', async () => {
  const count = async () => (await bed.deployer.query('select count(*)::int as n from training.xapi_waiting')).rows[0].n;
  expect(await count()).toBe(1);
  await bed.deployer.query('delete from lrs.statement');
  expect(await count()).toBe(0);
});

test('a score below the pass mark is not a pass, regardless of what the sender calls it', async () => {
  await roster('QA-50;;contingent;;QUAY;;');
  const points = (raw: number) => ({ ...passed('QA-50'), result: { success: true, score: { raw, min: 10, max: 30 } } });
  const before = new Set((await records()).map(({ id }) => id));
  const [low, high] = [points(25), points(27)];
  await post(academy, [low, high]);
  expect((await importUntil(2)).imported).toBe(1);
  expect((await records()).filter(({ id }) => !before.has(id))).toEqual([{ id: high.id, score: 85, revoked: false }]);
});
