import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { acknowledgementHash } from '#rooms/courses/content/acknowledgement.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { aPhone, rightAnswers } from './fixtures.ts';

// The database checks by its own clock whether a class is open.
const TODAY = dayOf(new Date());
let bed: TestBed;
let nation = '';
let [officer, commander]: TestPerson[] = [];
let classId = '';
let phone: ReturnType<typeof aPhone>;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  officer = await bed.signIn.trainingOfficer(nation);
  commander = await bed.signIn.commander(nation);
  await bed.deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, 'QA-101', 'contingent', now(), $3)`,
    [randomUUID(), nation, officer.personId],
  );
  const days = { startsOn: TODAY, endsOn: plusDays(TODAY, 20) };
  const { body } = await bed.call(officer, 'POST', `/desk/api/parties/${nation}/classes`, { title: 'C', modules: ['G', 'R1'], ...days });
  ({ classId } = body);
  const made = await bed.call(officer, 'POST', `/desk/api/training/classes/${classId}/access-slips`, { numbers: ['QA-101'] });
  phone = aPhone(bed);
  await phone.enter(body.code, made.body.accessSlips[0]);
});
afterAll(() => bed.close());

const begin = async (module: string) => String((await phone.post(`/learn/en/m/${module}/check`)).headers.location);
const offers = async (module: string) => (await phone.get(`/learn/en/m/${module}`)).body.includes(`/learn/en/m/${module}/check"`);
/** Submits a check with the right answers or none, and signs if there is something to sign. */
async function submitActions(module: string, right: boolean): Promise<string> {
  const at = await begin(module);
  const read = bed.platform.services.courses.module(module);
  const { rows } = await bed.deployer.query('select drawn from training.attempt where id = $1', [at.split('/').at(-1)]);
  const answers = right ? rightAnswers(read, rows[0].drawn) : {};
  const form = Object.entries(answers).flatMap(([item, chosen]) => {
    const ordered = read.lessons.flatMap(({ items }) => items).find(({ id }) => id === item)!.kind === 'order';
    return chosen.map((one, place): [string, string] => (ordered ? [`o/${item}/${one}`, String(place + 1)] : [`a/${item}`, one]));
  });
  await phone.post(at, form);
  const hash = acknowledgementHash(read.module, 'en');
  if (right && hash !== null) await phone.post(`${at}/sign`, { hash });
  return at;
}
/** Moves everything back by so many days. */
const longAgo = (days: number) =>
  bed.deployer.query(
    `with moved as (update training.attempt set drawn_at = drawn_at - $1 * interval '1 day', answered_at = answered_at - $1 * interval '1 day',
      received_at = received_at - $1 * interval '1 day')
    update training.completion set passed_at = passed_at - $1 * interval '1 day', acknowledged_at = acknowledged_at - $1 * interval '1 day', valid_until = valid_until - $1::int`,
    [days],
  );
const state = async () =>
  (await bed.call(commander!, 'GET', `/desk/api/readiness/${nation}/people`)).body.items[0].needs.map(
    (one: { state: string }) => one.state,
  );

it('a passed module is taken again once it is due, with all tries, and counts (5d)', async () => {
  await submitActions('G', false);
  await submitActions('G', false);
  await submitActions('G', true);
  expect([await state(), await offers('G')]).toEqual([['current'], false]);
  // 300 days later it is still valid for more than the sixty days before its end in which it is due.
  await longAgo(300);
  expect([await state(), await offers('G')]).toEqual([['current'], false]);
  await longAgo(30);
  expect([await state(), await offers('G')]).toEqual([['due'], true]);
  await longAgo(70);
  expect([await state(), await offers('G')]).toEqual([['expired'], true]);
  // Neither the two failed tries of a year ago nor the pass count as tries today.
  for (let n = 0; n < 2; n++) expect((await phone.get(await submitActions('G', false))).body).not.toContain('All tries are used');
  await submitActions('G', true);
  expect([await state(), await offers('G')]).toEqual([['current'], false]);
  expect((await bed.deployer.query(`select from training.completion where source = 'player'`)).rowCount).toBe(2);
});

it('a check that a phone sent late is taken again once the board says it is due, counted from its answers (5d)', async () => {
  await longAgo(330);
  await bed.deployer.query(`update training.attempt set received_at = received_at + interval '30 days' where passed`);
  expect([await state(), await offers('G')]).toEqual([['due'], true]);
  expect(await begin('G')).not.toBe('/learn/en/m/G');
  const [person] = (await bed.call(officer!, 'GET', `/desk/api/training/classes/${classId}`)).body.people;
  expect(person.modules.find((one: { moduleId: string }) => one.moduleId === 'G').state).toBe('check-open');
  await submitActions('G', true);
  expect([await state(), await offers('G')]).toEqual([['current'], false]);
});

it('the second time allows three tries, like the first', async () => {
  await longAgo(400);
  for (let n = 0; n < 3; n++) await submitActions('G', false);
  expect(await offers('G')).toBe(false);
  expect(await begin('G')).toBe('/learn/en/m/G');
  expect((await bed.deployer.query('select from training.attempt where received_at is null')).rowCount).toBe(0);
});

it('the yearly refresher renews the module each time', async () => {
  await submitActions('R1', true);
  expect(await state()).toEqual(['current']);
  await longAgo(400);
  expect(await state()).toEqual(['expired']);
  await submitActions('R1', true);
  expect(await state()).toEqual(['current']);
});
