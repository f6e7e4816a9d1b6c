import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import type { Drawn } from '../progress/check.rules.ts';
import { checkPrint } from '../progress/check-print.rules.ts';
import { type AccessSlip, aPhone, rightAnswers } from './fixtures.ts';

// A phone submits a check after the module has changed: a new version, or other words under the same id.
let bed: TestBed;
let officer: TestPerson;
let made: { classId: string; code: string; accessSlips: AccessSlip[] };
const read = () => bed.platform.services.courses.module('S3');

beforeAll(async () => {
  bed = await openTestBed();
  const nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  officer = await bed.signIn.trainingOfficer(nation, 'Training Officer');
  const days = { startsOn: '2020-01-01', endsOn: '2020-12-31' };
  const opened = await bed.call(officer, 'POST', `/desk/api/parties/${nation}/classes`, { title: 'C', modules: ['S3'], ...days });
  const { classId, code } = opened.body;
  await bed.deployer.query('update training.class set starts_on = current_date, ends_on = current_date + 20 where id = $1', [classId]);
  const slips = { numbers: ['AR-101', 'AR-102', 'AR-103'], newcomers: 'contingent' };
  const { body } = await bed.call(officer, 'POST', `/desk/api/training/classes/${classId}/access-slips`, slips);
  made = { classId, code, accessSlips: body.accessSlips };
});
afterAll(() => bed.close());

async function draw(at: number) {
  const phone = aPhone(bed);
  await phone.enter(made.code, made.accessSlips[at]!);
  const { headers } = await phone.post('/learn/en/m/S3/check');
  const attempt = String(headers.location).split('/').at(-1)!;
  const { rows } = await bed.deployer.query<{ drawn: Drawn[] }>('select drawn from training.attempt where id = $1', [attempt]);
  const drawn = rows[0]!.drawn;
  const submitActions = async (answers: object, print?: string) => {
    const action = { do: 'answer', attempt, answers, ...(print && { print }), at: new Date().toISOString() };
    const input = { secret: phone.cookies.manumit_learn, ofQueue: false, actions: [action] };
    return (await bed.call(null, 'POST', '/learn/submit', input)).body.results[0];
  };
  return { attempt, drawn, submitActions, right: rightAnswers(read(), drawn) };
}
const asVersion = (attempt: string, version: number) =>
  bed.deployer.query('update training.attempt set module_version = $2 where id = $1', [attempt, version]);

test('a check of a version that is gone is graded by its own key, stored, and shown to the instructor', async () => {
  const { attempt, submitActions, right } = await draw(0);
  await asVersion(attempt, 7);
  expect(await submitActions(right)).toEqual({ done: true, refused: null, score: 100, passed: true });
  const [row] = (await bed.deployer.query('select score, passed, given from training.attempt where id = $1', [attempt])).rows;
  expect(row).toEqual({ score: 100, passed: true, given: null });
  const { body } = await bed.call(officer, 'GET', `/desk/api/training/classes/${made.classId}`);
  const [person] = body.people.filter(({ number }: { number: string }) => number === 'AR-101');
  expect(person.modules[0]).toMatchObject({ state: 'not-begun', earlier: { version: 7, score: 100, passed: true } });
});

test('answers to words that changed under the same id are graded by the words that were seen', async () => {
  const { attempt, drawn, submitActions, right } = await draw(1);
  const first = `${drawn[0]!.lesson}/${drawn[0]!.item}`;
  // The check was drawn when the first question had another right answer.
  const old = { right: ['zz'] };
  await bed.deployer.query(`update training.attempt set answer_key = jsonb_set(answer_key, array['answers', $2], $3) where id = $1`, [
    ...[attempt, first, JSON.stringify(old)],
  ]);
  const seen = { ...right, [drawn[0]!.item]: ['zz'] };
  expect(await submitActions(seen, 'f'.repeat(64))).toMatchObject({ done: true, score: 100, passed: true });
});

test('answers to the words of today are graded by the key of today', async () => {
  const { drawn, submitActions, right } = await draw(2);
  const missed = { ...right, [drawn.find(({ item }) => !read().lessons[0]!.items.find(({ id }) => id === item)!.critical)!.item]: ['zz'] };
  expect(await submitActions(missed, checkPrint(read(), drawn)!)).toMatchObject({ done: true, score: 90, passed: true });
});
