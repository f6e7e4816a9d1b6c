import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { slipAddress } from '../classes/access-slip-sheet.route.ts';
import { type AccessSlip, aPhone, rightAnswers } from '../learner/fixtures.ts';
import type { Drawn } from '../progress/check.rules.ts';

let bed: TestBed;
let [nation, officer]: [string, TestPerson] = ['', { personId: '', token: '', email: '' }];
const CLASSES = '/desk/api/training/classes';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  officer = await bed.signIn.trainingOfficer(nation, 'Training Officer');
});
afterAll(() => bed.close());

const phone = () => aPhone(bed);
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const drawnOf = async (attempt: string): Promise<Drawn[]> =>
  (await bed.deployer.query('select drawn from training.attempt where id = $1', [attempt])).rows[0].drawn;
async function openClass(numbers: string[], modules: string[]) {
  const body = { title: 'Class 14', modules, startsOn: day(0), endsOn: day(20) };
  const { classId, code } = (await bed.call(officer, 'POST', `/desk/api/parties/${nation}/classes`, body)).body;
  await bed.deployer.query('update training.class set starts_on = current_date where id = $1', [classId]);
  const made = await bed.call(officer, 'POST', `${CLASSES}/${classId}/access-slips`, { numbers, newcomers: 'contractor' });
  return { id: classId as string, code: code as string, accessSlips: made.body.accessSlips as AccessSlip[] };
}

test('the address of a printed slip opens the sign-in page with the class code and without a secret', async () => {
  expect(slipAddress('https://thb.example.org', 'K7QM3XPA')).toBe('thb.example.org/learn?code=K7QM-3XPA');
  expect((await phone().get('/learn?code=K7QM-3XPA')).headers.location).toBe('/learn/en?code=K7QM-3XPA');
  const { body } = await phone().get('/learn/fr?code=K7QM-3XPA&number=AR-160&pin=482913');
  expect(body).toMatch(/<input name="code"[^>]* value="K7QM-3XPA">/);
  expect(body).toContain('href="/learn/en?code=K7QM-3XPA"');
  expect(body).not.toMatch(/AR-160|482913/);
});

test('an address with something else than a code fills in nothing', async () => {
  const odd = '%22%3E%3Cb%3E';
  expect((await phone().get(`/learn?code=${odd}`)).headers.location).toBe('/learn/en');
  expect((await phone().get(`/learn/en?code=${odd}`)).body).toMatch(/<input name="code"[^>]* value="">/);
});

test('the last day of a class can be moved, never before today or beyond the longest class', async () => {
  const { id, code, accessSlips } = await openClass(['AR-160'], ['S12']);
  const move = (endsOn: string, version: number) =>
    bed.call(officer, 'POST', `${CLASSES}/${id}/last-day`, { endsOn }, { 'if-match': `"${version}"` });
  // A class that ended two days ago admits nobody, until its last day is changed.
  await bed.deployer.query('update training.class set starts_on = current_date - 9, ends_on = current_date - 2 where id = $1', [id]);
  expect((await phone().enter(code, accessSlips[0]!)).statusCode).toBe(422);
  expect((await move(day(-1), 1)).body.code).toBe('training/day-past');
  expect((await move(day(900), 1)).body.code).toBe('training/class-days');
  expect((await move(day(30), 9)).status).toBe(412);
  expect((await move(day(30), 1)).body).toEqual({ version: 2 });
  expect((await phone().enter(code, accessSlips[0]!)).statusCode).toBe(303);
  await bed.call(officer, 'POST', `${CLASSES}/${id}/close`, {}, { 'if-match': '"2"' });
  expect((await move(day(31), 3)).body.code).toBe('training/class-over');
});

test('a class is open on its days in every time zone', async () => {
  const { id, code, accessSlips } = await openClass(['AR-170'], ['S12']);
  const on = async (first: string, last: string) => {
    await bed.deployer.query(`update training.class set starts_on = ${first}, ends_on = ${last} where id = $1`, [id]);
    return (await phone().enter(code, accessSlips[0]!)).statusCode;
  };
  // The first and the last time zone of a day.
  const [first, last] = ["(now() at time zone 'Etc/GMT-14')::date", "(now() at time zone 'Etc/GMT+12')::date"];
  expect([await on(`${last} - 9`, last), await on(`${last} - 9`, `${last} - 1`)]).toEqual([303, 422]);
  expect([await on(first, `${first} + 9`), await on(`${first} + 1`, `${first} + 9`)]).toEqual([303, 422]);
});

test('a contract worker learns, passes and signs in the language of a pack, and the hash is of the text that was read', async () => {
  const { code, accessSlips } = await openClass(['AR-150'], ['S8', 'S12']);
  const mine = phone();
  const entryPage = (await mine.get('/learn/es')).body;
  expect(entryPage).toContain('Empiece con su hoja');
  expect((await mine.post('/learn/es/enter', { code, ...accessSlips[0]! })).headers.location).toBe('/learn/es');
  const home = (await mine.get('/learn/es')).body;
  expect(home).toContain('Sus derechos en el trabajo');
  // S12 is in no pack: its title is in English and marked as such.
  expect(home).toContain('<span lang="en" dir="ltr">');
  expect((await mine.get('/learn/xx')).statusCode).toBe(404);
  const check = (await mine.post('/learn/es/m/S8/check')).headers.location!;
  expect(check).toContain('/learn/es/c/');
  const attempt = check.split('/').at(-1)!;
  const s8 = bed.platform.services.courses.module('S8');
  const answers = rightAnswers(s8, await drawnOf(attempt));
  const spanish = bed.platform.services.courses.languages.find(({ tag }) => tag === 'es')!;
  const { hash, texts } = spanish.signs(s8.module)!;
  const secret = mine.cookies.manumit_learn_queue ?? '';
  const at = new Date().toISOString();
  const sent = await bed.call(null, 'POST', '/learn/submit', {
    secret,
    ofQueue: true,
    actions: [
      { do: 'answer', attempt, answers, at },
      { do: 'sign', attempt, hash: '0'.repeat(64), at },
      { do: 'sign', attempt, hash, at },
    ],
  });
  expect(sent.body.results.map(({ done, refused }: { done: boolean; refused: string | null }) => refused ?? done)).toEqual([
    true,
    'training/other-text',
    true,
  ]);
  const signed = (await mine.get(check)).body;
  for (const text of texts) expect(signed).toContain(text);
  const { rows } = await bed.deployer.query(
    `select encode(c.acknowledgement_hash, 'hex') as hash from training.completion c join training.trainee t on t.id = c.trainee_id where t.service_number = 'AR-150'`,
  );
  expect(rows).toEqual([{ hash }]);
});
