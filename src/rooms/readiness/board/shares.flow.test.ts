import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { COMPLETION_COLUMNS } from '../records/completions-file.ts';
import { ROSTER_COLUMNS } from '../roster/roster-file.ts';

let bed: TestBed;
let nation = '';
const who = {} as { officer: TestPerson; office: TestPerson; stranger: TestPerson };
const numbers = Array.from({ length: 20 }, (_, n) => `QA-${100 + n}`);

beforeAll(async () => {
  bed = await openTestBed();
  at('2026-08-20');
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  who.officer = await bed.signIn.trainingOfficer(nation);
  who.stranger = await bed.signIn.focalPoint(await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' }));
  who.office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  const table = [ROSTER_COLUMNS.join(';'), ...numbers.map((number) => `${number};;contingent;;;;`)].join('\n');
  const { against } = (await post('rosters/preview', { partyId: nation, table })).body;
  await post('rosters', { partyId: nation, table, batchId: randomUUID(), title: 'R', total: 20, against });
  for (const [day, from, to] of [
    ['2026-08-21', 0, 10],
    ['2026-09-03', 10, 12],
    ['2026-09-28', 12, 15],
    ['2026-11-02', 15, 19],
  ] as const) {
    at(day);
    const rows = numbers.slice(from, to).map((number) => `${number};G;1;${day};90;${day};`);
    await post('completions', { partyId: nation, table: [COMPLETION_COLUMNS.join(';'), ...rows].join('\n') });
    expect((await post(`parties/${nation}/training-readiness`, {})).body).toMatchObject({ persons: 20, ready: to });
  }
});
afterAll(() => bed.close());

const at = (day: string) => bed.setClock(() => new Date(`${day}T10:00:00Z`));
const post = (url: string, body: object) => bed.call(who.officer, 'POST', `/desk/api/${url}`, body);
const months = async (person: TestPerson) => {
  const { body } = await bed.call(person, 'GET', '/desk/api/training-shares');
  return body.parties.map((party: { id: string; months: { measuredOn: string; ready: number; persons: number }[] }) => [
    party.id,
    party.months.map(({ measuredOn, ready, persons }) => [measuredOn, ready, persons]),
  ]);
};

describe('measured shares of past months (5d)', () => {
  test('are the last measurement of each month, without a number that would reveal few people', async () => {
    at('2026-11-25');
    expect(await months(who.office)).toEqual([
      [
        nation,
        [
          ['2026-08-21', 10, 20],
          ['2026-09-28', 15, 20],
          // Nineteen of twenty would reveal the one who is not ready.
          ['2026-11-02', null, 20],
        ],
      ],
    ]);
  });

  test('are whole for the party itself, absent for another, and no older than twelve months', async () => {
    expect((await months(who.officer))[0][1].at(-1)).toEqual(['2026-11-02', 19, 20]);
    expect(await months(who.stranger)).toEqual([]);
    at('2027-08-25');
    expect((await months(who.office))[0][1].map(([day]: [string]) => day)).toEqual(['2026-09-28', '2026-11-02']);
  });

  test('are shown next to the counts with target and floor of the edition', async () => {
    at('2026-11-25');
    expect((await bed.call(who.office, 'GET', '/desk/api/training-counts')).body).toMatchObject({ target: 95, floor: 85, smallest: 5 });
  });
});

test('5d: headquarters sees which parties that owe training have nobody on a roster, and no other reader does', async () => {
  at('2026-11-25');
  const counts = async (person: TestPerson) => (await bed.call(person, 'GET', '/desk/api/training-counts')).body;
  const seen = await counts(who.office);
  expect(seen.withoutRoster.map(({ name }: { name: { en: string } }) => name.en)).toContain('Bemark');
  expect(seen.withoutRoster.map(({ id }: { id: string }) => id)).not.toContain(nation);
  expect(seen.obligationId).toBe('P5d.1');
  expect((await counts(who.stranger)).withoutRoster).toBeNull();
  // Once all of them have left, nobody is on the roster.
  await bed.deployer.query('update training.trainee set leaves_on = $2 where party_id = $1', [nation, '2026-11-24']);
  expect((await counts(who.office)).withoutRoster.map(({ id }: { id: string }) => id)).toContain(nation);
});
