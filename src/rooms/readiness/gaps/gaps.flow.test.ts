import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { COMPLETION_COLUMNS } from '../records/completions-file.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';
import type { Gap } from './gap.schema.ts';

// The database checks by its own clock whether a class is open, so these dates are real.
const TODAY = dayOf(new Date());
let bed: TestBed;
let [nation, small, operation] = ['', '', ''];
const who = {} as { officer: TestPerson; other: TestPerson; commander: TestPerson; receiver: TestPerson; office: TestPerson };

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  small = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  who.officer = await bed.signIn.trainingOfficer(nation);
  who.other = await bed.signIn.trainingOfficer(small);
  who.commander = await bed.signIn.commander(nation);
  who.receiver = await bed.signIn.commander(operation);
  who.office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  await roster(who.officer, nation, ['QA-101', 'QA-102', 'QA-103', 'QA-104', 'QA-105']);
  await roster(who.other, small, ['QB-101']);
  const [fresh, old] = [plusDays(TODAY, -10), plusDays(TODAY, -400)];
  const rows = [`QA-101;G;1;${fresh};90;${fresh};`, `QA-102;G;1;${fresh};90;;`, `QA-103;G;1;${old};90;${old};`];
  await post(who.officer, 'completions', { partyId: nation, table: [COMPLETION_COLUMNS.join(';'), ...rows].join('\n') });
});
afterAll(() => bed.close());

const post = (person: TestPerson, url: string, body: object) => bed.call(person, 'POST', `/desk/api/${url}`, body);
const get = (person: TestPerson, url: string) => bed.call(person, 'GET', `/desk/api/${url}`);
async function roster(person: TestPerson, partyId: string, numbers: string[]): Promise<void> {
  const table = [ROSTER_COLUMNS.join(';'), ...numbers.map((number) => `${number};;contingent;;QUAY;;`)].join('\n');
  const { against } = (await post(person, 'rosters/preview', { partyId, table })).body;
  await post(person, 'rosters', { partyId, table, batchId: randomUUID(), title: 'R', total: numbers.length, against });
}
const gaps = async (person: TestPerson, scope: string, query = '') =>
  ((await get(person, `readiness/${scope}/gaps${query}`)).body.gaps as Gap[]).map(
    ({ party, module, cause, persons, withSlip }) => `${party.en} ${module} ${cause} ${persons} ${withSlip}`,
  );
const numbers = async (person: TestPerson, module: string, cause: string, scope = nation) =>
  (await get(person, `readiness/${scope}/gaps/numbers?partyId=${nation}&module=${module}&cause=${cause}`)).body;

describe('the list of gaps by module and cause (5d, A2.1)', () => {
  test('agrees with the board and with the state of each person', async () => {
    expect(await gaps(who.commander, nation)).toEqual(['Alland G not-begun 2 0', 'Alland G unsigned 1 0', 'Alland R1 expired 1 0']);
    const board = (await get(who.commander, `readiness/${nation}`)).body;
    expect(board.persons - board.ready).toBe(4);
    expect(board.missing).toEqual([
      { module: 'G', persons: 3 },
      { module: 'R1', persons: 1 },
    ]);
    const { items } = (await get(who.commander, `readiness/${nation}/people?only=unready`)).body;
    const state = (number: string) => items.find((one: { number: string }) => one.number === number).needs[0].state;
    expect([state('QA-102'), state('QA-103'), state('QA-104')]).toEqual(['passed', 'expired', 'required']);
  });

  test('names parties for an operation, and what will have expired on a future date', async () => {
    expect(await gaps(who.receiver, operation)).toEqual([
      'Alland G not-begun 2 0',
      'Alland G unsigned 1 0',
      'Alland R1 expired 1 0',
      'Bemark G not-begun 1 0',
    ]);
    expect(await gaps(who.commander, nation, `?day=${plusDays(TODAY, 380)}`)).toEqual([
      'Alland G not-begun 2 0',
      'Alland R1 expired 2 0',
      'Alland G unsigned 1 0',
    ]);
  });

  test('lists the numbers without a slip, and fewer once slips are sent to them', async () => {
    expect(await numbers(who.officer, 'G', 'not-begun')).toEqual({ numbers: ['QA-104', 'QA-105'], more: false });
    expect((await numbers(who.receiver, 'R1', 'expired', operation)).numbers).toEqual(['QA-103']);
    const days = { startsOn: TODAY, endsOn: plusDays(TODAY, 14) };
    const { classId } = (await post(who.officer, `parties/${nation}/classes`, { title: 'Class', modules: ['G'], ...days })).body;
    const sent = await post(who.officer, `training/classes/${classId}/access-slips`, { numbers: ['QA-104', 'QA-102'] });
    expect(sent.body.accessSlips).toHaveLength(2);
    expect(await gaps(who.commander, nation)).toEqual(['Alland G not-begun 2 1', 'Alland G unsigned 1 1', 'Alland R1 expired 1 0']);
    expect((await numbers(who.officer, 'G', 'not-begun')).numbers).toEqual(['QA-105']);
    expect((await numbers(who.officer, 'G', 'unsigned')).numbers).toEqual([]);
    // A closed class has no use: its people need another slip.
    await bed.call(who.officer, 'POST', `/desk/api/training/classes/${classId}/close`, {}, { 'if-match': '"1"' });
    expect((await numbers(who.officer, 'G', 'not-begun')).numbers).toEqual(['QA-104', 'QA-105']);
  });

  test('is for people who train or lead there, and a past date is refused', async () => {
    for (const url of [`gaps`, `gaps/numbers?partyId=${nation}&module=G&cause=unsigned`])
      for (const person of [who.other, who.office]) expect((await get(person, `readiness/${nation}/${url}`)).status).toBe(403);
    const gone = await get(who.commander, `readiness/${nation}/gaps?day=${plusDays(TODAY, -5)}`);
    expect([gone.status, gone.body.code]).toEqual([422, 'training/day-gone']);
  });
});
