import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { COMPLETION_COLUMNS } from '../records/completions-file.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';

let bed: TestBed;
let nation = '';
const who = {} as Record<'officer' | 'commander' | 'office', TestPerson>;

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date('2026-11-25T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  who.officer = await bed.signIn.trainingOfficer(nation);
  who.commander = await bed.signIn.commander(nation);
  who.office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  const numbers = Array.from({ length: 20 }, (_, n) => `QA-${100 + n}`);
  const table = [ROSTER_COLUMNS.join(';'), ...numbers.map((number) => `${number};;contingent;;;;`)].join('\n');
  const call = (url: string, body: object) => bed.call(who.officer, 'POST', `/desk/api/${url}`, { partyId: nation, ...body });
  const { against } = (await call('rosters/preview', { table })).body;
  await call('rosters', { table, batchId: randomUUID(), title: 'R', total: numbers.length, against });
  const passed = numbers.slice(1).map((number) => `${number};G;1;2026-01-24;90;2026-01-24;`);
  await call('completions', { table: [COMPLETION_COLUMNS.join(';'), ...passed].join('\n') });
});
afterAll(() => bed.close());

/** The measured evidence of training, oldest first. */
const items = async () =>
  (
    await bed.deployer.query(
      `select id, says, state, title_en as title, source_en as source from evidence.item where kind = 'EV-TRN' and origin = 'measured' order by entered_at, id`,
    )
  ).rows;

test('F7: names the stated strength next to the roster, and is met only if the roster covers it', async () => {
  const state = (person: TestPerson, persons: number, statedFor = '2026-11-01') =>
    bed.call(person, 'POST', `/desk/api/parties/${nation}/strength`, { persons, statedFor, source: 'Order 7' });
  const measured = async () => {
    await bed.call(who.officer, 'POST', `/desk/api/parties/${nation}/training-readiness`, {});
    const own = (await items()).filter((item) => item.state === 'submitted');
    // One measured item per party, obligation and day: the newer state replaces the earlier one.
    expect(own).toHaveLength(1);
    return [own[0].says, own[0].title, own[0].source];
  };
  expect((await state(who.office, 20)).status).toBe(403);
  expect((await state(who.officer, 20, '2026-11-27')).body.code).toBe('training/day-to-come');
  expect((await state(who.officer, 24)).status).toBe(200);
  expect(await measured()).toEqual([
    'partly-met',
    '19 of 20 trained as their role requires; the roster covers 83 % of the stated strength',
    expect.stringContaining('20 people on the roster, 83 % of a strength of 24 on 1 Nov 2026 (Order 7): at most partly met'),
  ]);
  expect((await state(who.commander, 16)).status).toBe(200);
  expect((await measured()).slice(0, 2)).toEqual([
    'met',
    '19 of 20 trained as their role requires; the roster has 125 % of the stated strength',
  ]);
  expect((await state(who.officer, 21)).status).toBe(200);
  expect((await measured()).slice(0, 2)).toEqual(['met', '19 of 20 trained as their role requires']);
  const before = await items();
  await measured();
  expect(await items()).toEqual(before);
  const { roster } = (await bed.call(who.officer, 'GET', `/desk/api/readiness/${nation}`)).body;
  expect(roster).toEqual({
    persons: 20,
    coverage: 'within',
    strength: { persons: 21, statedFor: '2026-11-01', source: 'Order 7', percent: 95 },
  });
});
