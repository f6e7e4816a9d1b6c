import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { WAITS } from '#rooms/learning/player/sign-in.ts';
import { firstLook } from '#rooms/learning/progress/first-look.rules.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

// The database checks by its own clock whether a class is open.
const TODAY = dayOf(new Date());
let bed: TestBed;
let [nation, operation, larger, lesser] = ['', '', '', ''];
const who = {} as { officer: TestPerson; commander: TestPerson; receiver: TestPerson; stranger: TestPerson };

beforeAll(async () => {
  WAITS.momentMs = 60_000;
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  who.officer = await bed.signIn.trainingOfficer(nation);
  who.commander = await bed.signIn.commander(nation);
  who.receiver = await bed.signIn.commander(operation);
  who.stranger = await bed.signIn.commander(await bed.givenParty({ kind: 'nation', code: 'QB', name: 'B' }));
  const unit = randomUUID();
  const by = who.officer.personId;
  await bed.deployer.query(
    `insert into parties.unit (id, party_id, name, recorded_at, recorded_by) values ($1, $2, '1 Company', now(), $3)`,
    [unit, nation, by],
  );
  [larger, lesser] = [randomUUID(), randomUUID()];
  for (const [id, contingent] of [
    [larger, '1/26'],
    [lesser, '2/26'],
  ])
    await bed.deployer.query(
      `insert into parties.rotation (id, unit_id, party_id, operation_id, contingent, from_day, recorded_at, recorded_by) values ($1, $2, $3, $4, $5, '2026-01-01', now(), $6)`,
      [id, unit, nation, operation, contingent, by],
    );
});
afterAll(() => bed.close());

async function person(number: string, rotation: string): Promise<string> {
  const id = randomUUID();
  await bed.deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, operation_id, rotation_id, recorded_at, recorded_by) values ($1, $2, $3, 'contingent', $4, $5, now(), $6)`,
    [id, nation, number, operation, rotation, who.officer.personId],
  );
  return id;
}
/** A person who answered before, and whose checks gave these shares, one after the other. */
const answered = async (number: string, rotation: string, before: number, ...checks: number[]) =>
  answers(await person(number, rotation), 1, before, ...checks);
async function answers(id: string, version: number, before: number, ...checks: number[]): Promise<void> {
  await bed.deployer.query(`insert into training.first_look values ($1, $2, 'G', $3, $4, now() - interval '9 days')`, [
    ...[id, nation, version, before],
  ]);
  for (const [at, score] of checks.entries())
    await bed.deployer.query(
      `insert into training.attempt (id, trainee_id, party_id, module_id, module_version, drawn, drawn_at, answered_at, received_at, score, missed, passed)
        values ($1, $2, $3, 'G', $7, '[]', now() - interval '8 days' + $4 * interval '1 hour', now(), now(), $5, '{}', $6)`,
      [randomUUID(), id, nation, at, score, score >= 80, version],
    );
}
const lines = async (reader: TestPerson, scope = nation) =>
  (await bed.call(reader, 'GET', `/desk/api/readiness/${scope}/knowledge`)).body.lines?.map((one: Record<string, unknown>) => [
    one.contingent,
    one.module,
    one.persons,
    one.before,
    one.after,
  ]);

test('the first look is asked once, before anything is read, without its key, and counts for nothing (A2)', async () => {
  await person('QA-900', larger);
  const { body } = await bed.call(who.officer, 'POST', `/desk/api/parties/${nation}/classes`, {
    title: 'C',
    modules: ['G'],
    startsOn: TODAY,
    endsOn: plusDays(TODAY, 9),
  });
  const made = await bed.call(who.officer, 'POST', `/desk/api/training/classes/${body.classId}/access-slips`, { numbers: ['QA-900'] });
  const cookies: Record<string, string> = {};
  const send = async (method: 'GET' | 'POST', url: string, form?: Record<string, string>) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', host: 'localhost', origin: 'http://localhost' };
    const payload = form && new URLSearchParams(form).toString();
    const answer = await bed.server.inject({ method, url, cookies, ...(form && { payload, headers }) });
    for (const { name, value } of answer.cookies) cookies[name] = value;
    return answer;
  };
  await send('POST', '/learn/en/enter', { code: body.code, ...made.body.accessSlips[0] });
  expect((await send('GET', '/learn/fr/m/G')).body).toContain('/learn/fr/m/G/first');
  const page = (await send('GET', '/learn/en/m/G/first')).body;
  const read = bed.platform.services.courses.module('G');
  const asked = firstLook(read);
  expect(asked).toHaveLength(8);
  for (const item of asked) {
    expect(page).toContain(`a/${item.id}`);
    expect(page).not.toContain(item.feedback.en);
  }
  const right = Object.fromEntries(
    asked
      .slice(0, 4)
      .map((item) => [
        `a/${item.id}`,
        item.kind === 'true-false' ? String(item.answer) : item.kind === 'order' ? '' : item.options.find((one) => one.right)!.id,
      ]),
  );
  const single = asked.slice(0, 4).filter(({ kind }) => kind !== 'several').length;
  expect((await send('POST', '/learn/en/m/G/first', right)).headers.location).toBe('/learn/en/l/G1');
  await send('POST', '/learn/en/m/G/first', {});
  const storedScores = async () => (await bed.deployer.query('select score from training.first_look')).rows;
  expect(await storedScores()).toEqual([{ score: Math.floor((single * 100) / 8) }]);
  await send('POST', '/learn/en/l/G1', {});
  expect((await send('GET', '/learn/en/m/G')).body).not.toContain('/learn/en/m/G/first');
  await bed.deployer.query('delete from training.first_look');
  expect((await send('POST', '/learn/en/m/G/first', right)).statusCode).toBe(409);
  expect(await storedScores()).toEqual([]);
  // It does not count as a try and does not advance anybody in the module.
  expect((await bed.deployer.query('select from training.attempt')).rowCount).toBe(0);
});

test('knowledge by rotation averages people with a first look and a check, and hides fewer than five', async () => {
  for (const [n, before] of [40, 50, 60, 50].entries()) await answered(`QA-10${n}`, larger, before, 90);
  await answered('QA-105', larger, 50, 60, 100);
  // A person without a later check is not counted.
  await answered('QA-106', larger, 0);
  for (let n = 0; n < 4; n++) await answered(`QA-20${n}`, lesser, 20, 80);
  for (const [reader, scope] of [
    [who.commander, nation],
    [who.officer, nation],
    [who.receiver, operation],
  ] as const)
    expect(await lines(reader, scope)).toEqual([
      ['1/26', 'G', 5, 50, 84],
      ['2/26', 'G', null, null, null],
    ]);
  expect((await bed.call(who.stranger, 'GET', `/desk/api/readiness/${nation}/knowledge`)).status).toBe(403);
  // People are counted, not answers: one of the four answered again before the next version of the module.
  const four = await bed.deployer.query(`select id from training.trainee where service_number = 'QA-200'`);
  await answers(four.rows[0].id, 2, 70, 90);
  expect(await lines(who.commander)).toContainEqual(['2/26', 'G', null, null, null]);
  await answered('QA-204', lesser, 20, 80);
  expect(await lines(who.commander)).toContainEqual(['2/26', 'G', 5, 25, 81]);
  await bed.deployer.query('delete from training.first_look where module_version = 2');
  expect(await lines(who.commander)).toContainEqual(['2/26', 'G', 5, 20, 80]);
});

test('a class on paper counts for knowledge by rotation like a class on phones', async () => {
  const rotation = randomUUID();
  await bed.deployer.query(
    `insert into parties.rotation (id, unit_id, party_id, operation_id, contingent, from_day, recorded_at, recorded_by)
      select $1, unit_id, party_id, operation_id, '3/26', from_day, now(), recorded_by from parties.rotation where id = $2`,
    [rotation, larger],
  );
  const ids = await Promise.all([1, 2, 3, 4].map((n) => person(`QA-30${n}`, rotation)));
  await answered('QA-305', rotation, 50, 90);
  const { body } = await bed.call(who.officer, 'POST', `/desk/api/parties/${nation}/classes`, {
    title: 'Hall',
    modules: ['G'],
    startsOn: TODAY,
    endsOn: plusDays(TODAY, 9),
  });
  await bed.call(who.officer, 'POST', `/desk/api/training/classes/${body.classId}/access-slips`, {
    numbers: [1, 2, 3, 4].map((n) => `QA-30${n}`),
  });
  const sheets = ids.map((traineeId, at) => ({ traineeId, right: at === 0 ? 10 : 20, criticalWrong: false, signed: true, knewBefore: 4 }));
  const entered = await bed.call(who.officer, 'POST', `/desk/api/training/classes/${body.classId}/papers`, {
    ...{ moduleId: 'G', moduleVersion: 1, series: 1, passedOn: TODAY, language: 'en', people: sheets },
  });
  expect(entered.body).toMatchObject({ passed: ids.slice(1), notPassed: ids.slice(0, 1), known: ids });
  expect(await lines(who.commander)).toContainEqual(['3/26', 'G', 5, 50, 88]);
  // Moved away, so that it does not affect what follows.
  await bed.deployer.query(`delete from training.first_look where trainee_id in (select id from training.trainee where rotation_id = $1)`, [
    rotation,
  ]);
});

test('knowledge is recorded with the share of people trained, as measured evidence', async () => {
  await bed.call(who.officer, 'POST', `/desk/api/parties/${nation}/training-readiness`, {});
  const { rows } = await bed.deployer.query(`select source_en, source_fr, origin from evidence.item where kind = 'EV-TRN'`);
  expect(rows).toMatchObject([{ origin: 'measured' }]);
  expect(rows[0].source_en).toContain('1 Company, 1/26, G: 50 % correct before, 84 % after, 5 people');
  expect(rows[0].source_fr).toContain('1 Company, 2/26, G\u00a0: 20\u00a0% de bonnes réponses avant, 80\u00a0% après, 5 personnes');
});
