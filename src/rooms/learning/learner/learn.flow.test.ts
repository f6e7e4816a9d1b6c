import { afterAll, beforeAll, expect, test } from 'vitest';
import { acknowledgementHash } from '#rooms/courses/content/acknowledgement.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import type { Drawn } from '../progress/check.rules.ts';
import { type AccessSlip, aPhone, rightAnswers } from './fixtures.ts';

let bed: TestBed;
let [nation, officer]: [string, TestPerson] = ['', { personId: '', token: '', email: '' }];

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  officer = await bed.signIn.trainingOfficer(nation, 'Training Officer');
});
afterAll(() => bed.close());

const CLASSES = '/desk/api/training/classes';

async function openClass(numbers: string[], modules = ['S12']) {
  const opened = await bed.call(officer, 'POST', `/desk/api/parties/${nation}/classes`, {
    title: 'Class 14',
    modules,
    startsOn: '2020-01-01',
    endsOn: '2020-12-31',
  });
  expect(opened.status).toBe(200);
  // The database checks by its own clock whether a class is open.
  await bed.deployer.query(`update training.class set starts_on = current_date, ends_on = current_date + 20 where id = $1`, [
    opened.body.classId,
  ]);
  const made = await bed.call(officer, 'POST', `${CLASSES}/${opened.body.classId}/access-slips`, { numbers, newcomers: 'contingent' });
  expect(made.status).toBe(200);
  return { id: opened.body.classId as string, code: opened.body.code as string, accessSlips: made.body.accessSlips as AccessSlip[] };
}

const phone = () => aPhone(bed);

const drawnOf = async (attempt: string): Promise<Drawn[]> =>
  (await bed.deployer.query('select drawn from training.attempt where id = $1', [attempt])).rows[0].drawn;
const module = () => bed.platform.services.courses.module('S12');
/** The fields a form would send for these answers. */
async function fieldsFor(attempt: string): Promise<[string, string][]> {
  const drawn = await drawnOf(attempt);
  const fields: [string, string][] = [];
  for (const [item, answer] of Object.entries(rightAnswers(module(), drawn))) {
    const { lesson } = drawn.find((one) => one.item === item)!;
    const found = module()
      .lessons.find(({ id }) => id === lesson)!
      .items.find(({ id }) => id === item)!;
    fields.push(
      ...answer.map((one, at): [string, string] => (found.kind === 'order' ? [`o/${item}/${one}`, String(at + 1)] : [`a/${item}`, one])),
    );
  }
  return fields;
}

test('unknown service numbers are named, and a mistyped one creates no person', async () => {
  const { body } = await bed.call(officer, 'POST', `/desk/api/parties/${nation}/classes`, {
    title: 'C',
    modules: ['G'],
    startsOn: '2020-01-01',
    endsOn: '2020-02-01',
  });
  const refused = await bed.call(officer, 'POST', `${CLASSES}/${body.classId}/access-slips`, { numbers: ['AR-1', 'ar-2'] });
  expect([refused.status, refused.body.code]).toEqual([422, 'training/unknown-trainees']);
  expect(refused.text).toContain('AR-1, AR-2');
  expect((await bed.deployer.query('select from training.trainee where service_number = any ($1)', [['AR-1', 'AR-2']])).rowCount).toBe(0);
});

test('a recruit enters by an access slip, reads, passes and signs, and appears on the class page', async () => {
  const { id, code, accessSlips } = await openClass(['AR-100']);
  const mine = phone();
  const entered = await mine.enter(`${code.slice(0, 4)} ${code.slice(4).toLowerCase()}`, accessSlips[0]!);
  expect([entered.statusCode, entered.headers.location]).toEqual([303, '/learn/en']);
  expect(entered.cookies.map(({ name, path, sameSite }) => [name, path, sameSite])).toEqual([
    ['manumit_learn', '/learn', 'Strict'],
    ['manumit_learn_queue', '/learn', 'Strict'],
  ]);
  expect(entered.cookies.map(({ httpOnly }) => httpOnly)).toEqual([true, true]);
  const home = (await mine.get('/learn/en')).body;
  expect(home).toContain('/learn/en/m/S12');
  // The page itself carries the secret of the queue, so that a stored page keeps it longer than a cookie.
  expect(home).toContain(`data-queue="${mine.cookies.manumit_learn_queue}"`);
  expect(home).not.toContain(mine.cookies.manumit_learn);
  for (const lesson of module().lessons) {
    expect((await mine.get(`/learn/fr/l/${lesson.id}`)).body).toContain(lesson.title.fr);
    expect((await mine.post(`/learn/en/l/${lesson.id}`)).statusCode).toBe(303);
  }
  const check = (await mine.post('/learn/en/m/S12/check')).headers.location!;
  // A learner who comes back finds the same check.
  expect((await mine.post('/learn/en/m/S12/check')).headers.location).toBe(check);
  const attempt = check.split('/').at(-1)!;
  const page = (await mine.get(check)).body;
  for (const { item } of await drawnOf(attempt)) expect(page).toContain(item);
  await mine.post(check, await fieldsFor(attempt));
  expect((await mine.get(check)).body).toContain('100\u00a0% of your answers were correct');
  const hash = acknowledgementHash(module().module, 'en') ?? '';
  await mine.post(`${check}/sign`, { hash });
  expect((await mine.get(check)).body).toContain('You have signed');
  const before = await bed.call(officer, 'GET', `${CLASSES}/${id}`);
  expect(before.body.people[0].modules[0]).toMatchObject({ moduleId: 'S12', state: 'done', lessonsDone: module().lessons.length });
});

test('offline work counts once however often it is sent, even after another phone was used', async () => {
  const { id, code, accessSlips } = await openClass(['AR-200']);
  const [first, second] = [phone(), phone()];
  await first.enter(code, accessSlips[0]!);
  const attempt = (await first.post('/learn/en/m/S12/check')).headers.location!.split('/').at(-1)!;
  await second.enter(code, accessSlips[0]!);
  const over = (await first.get('/learn/en')).body;
  expect(over).toContain('used on another phone');
  const at = new Date(Date.now() + 86_400_000).toISOString();
  const actions = [
    { do: 'read', lesson: 'S12.1', version: 2, at },
    { do: 'answer', attempt, answers: rightAnswers(module(), await drawnOf(attempt)), at },
    { do: 'sign', attempt, hash: acknowledgementHash(module().module, 'en') ?? '0'.repeat(64), at },
  ];
  const secret = first.cookies.manumit_learn_queue ?? '';
  const submitActions = () => bed.call(null, 'POST', '/learn/submit', { secret, ofQueue: true, actions });
  const [one, two] = [await submitActions(), await submitActions()];
  expect(one.status).toBe(200);
  expect(one.body.results.map((result: { done: boolean; passed: boolean }) => [result.done, result.passed])).toEqual([
    [true, null],
    [true, true],
    [true, true],
  ]);
  expect(two.body.results).toEqual(one.body.results);
  const storedRows = await bed.deployer.query(
    `select c.source, c.score, c.acknowledged_at is not null as signed, c.passed_at <= now() as past from training.completion c join training.trainee t on t.id = c.trainee_id where t.service_number = 'AR-200'`,
  );
  expect(storedRows.rows).toEqual([{ source: 'player', score: 100, signed: true, past: true }]);
  const view = await bed.call(officer, 'GET', `${CLASSES}/${id}`);
  expect(view.body.people).toMatchObject([{ number: 'AR-200', modules: [{ state: 'done', score: 100, lessonsDone: 1 }] }]);
  // The session on the second phone opens pages; the secret of a queue does not.
  expect((await second.get('/learn/en')).body).toContain('AR-200');
  const reader = phone();
  reader.cookies.manumit_learn = secret;
  expect((await reader.get('/learn/en')).body).toContain('Start with your slip');
});

test('an uploaded lesson is refused if no class of the learner teaches it, and the others are stored', async () => {
  const { code, accessSlips } = await openClass(['AR-250']);
  const mine = phone();
  await mine.enter(code, accessSlips[0]!);
  const at = new Date().toISOString();
  const [general] = bed.platform.services.courses.module('G').lessons;
  const actions = [general!.id, 'S12.1', 'S8.1'].map((lesson) => ({ do: 'read', lesson, version: 2, at }));
  const submitActions = async () => {
    const { body } = await bed.call(null, 'POST', '/learn/submit', {
      secret: mine.cookies.manumit_learn_queue,
      ofQueue: true,
      actions,
    });
    return body.results.map(({ done, refused }: { done: boolean; refused: string | null }) => refused ?? done);
  };
  const read = async () =>
    (
      await bed.deployer.query(
        `select d.lesson_id from training.lesson_done d join training.trainee t on t.id = d.trainee_id where t.service_number = 'AR-250' order by 1`,
      )
    ).rows.map((row) => row.lesson_id);
  expect(await submitActions()).toEqual(['training/not-taught', true, 'training/not-taught']);
  expect(await read()).toEqual(['S12.1']);
  // A page of one class was still open when the phone entered the other class: what was read on it counts.
  await openClass(['AR-250'], ['S8']);
  expect(await submitActions()).toEqual(['training/not-taught', true, true]);
  expect(await read()).toEqual(['S12.1', 'S8.1']);
});

test('five wrong PINs close that access slip only, only the instructor sees it, and a new PIN reopens it', async () => {
  const { id, code, accessSlips } = await openClass(['AR-300', 'AR-301']);
  const [wrong, other] = accessSlips as [AccessSlip, AccessSlip];
  const bad = { number: wrong.number, pin: wrong.pin === '000000' ? '000001' : '000000' };
  const answerTo = async (accessSlip: AccessSlip) => {
    const { statusCode, headers, body } = await phone().enter(code, accessSlip);
    // The typed values come back; nothing else in the page may differ.
    return {
      statusCode,
      cookies: headers['set-cookie'],
      body: body.replaceAll(accessSlip.number, 'AR-000').replaceAll(/nonce[-=]["\w+/=-]+/g, ''),
    };
  };
  // A stranger gets the same answer for a number with an access slip and for one without, however often they try, and after the access slip is closed.
  const unknown = { number: 'AR-399', pin: bad.pin };
  const first = await answerTo(unknown);
  expect(first.body).toContain('After several wrong PINs, even the right one is refused for a while');
  for (let at = 0; at < 7; at += 1) expect([await answerTo(bad), await answerTo(unknown)]).toEqual([first, first]);
  expect(await answerTo(wrong)).toEqual(first);
  expect((await phone().enter(code, other)).statusCode).toBe(303);
  const view = await bed.call(officer, 'GET', `${CLASSES}/${id}`);
  // The instructor sees that it is closed.
  const seen = (number: string) => view.body.people.find((one: { number: string }) => one.number === number);
  expect([seen('AR-300').closedUntil, seen('AR-301').closedUntil]).toEqual([expect.any(String), null]);
  const { accessSlipId } = seen('AR-300');
  const renewed = await bed.call(officer, 'POST', `${CLASSES}/${id}/access-slips/${accessSlipId}/pin`, {});
  expect((await phone().enter(code, { number: 'AR-300', pin: renewed.body.pin })).statusCode).toBe(303);
  if (renewed.body.pin !== wrong.pin) expect((await phone().enter(code, wrong)).statusCode).toBe(422);
});

test('the instructor gives new tries after three failed ones', async () => {
  const { id, code, accessSlips } = await openClass(['AR-400']);
  const mine = phone();
  await mine.enter(code, accessSlips[0]!);
  for (let at = 0; at < 3; at += 1) {
    const check = (await mine.post('/learn/en/m/S12/check')).headers.location!;
    await mine.post(check, {});
  }
  expect((await mine.get('/learn/en/m/S12')).body).toContain('Talk to your instructor');
  expect((await mine.post('/learn/en/m/S12/check')).headers.location).toBe('/learn/en/m/S12');
  const [person] = (await bed.call(officer, 'GET', `${CLASSES}/${id}`)).body.people;
  expect(person.modules[0]).toMatchObject({ state: 'no-tries-left', triesLeft: 0, score: 0 });
  expect((await bed.call(officer, 'POST', `${CLASSES}/${id}/tries/${person.traineeId}/S12`, {})).status).toBe(200);
  expect((await mine.post('/learn/en/m/S12/check')).headers.location).toMatch(/^\/learn\/en\/c\//);
});

test('a class opens only its own modules, and a closed class opens nothing', async () => {
  const { id, code, accessSlips } = await openClass(['AR-500']);
  const mine = phone();
  await mine.enter(code, accessSlips[0]!);
  expect((await mine.get('/learn/en/m/S12')).statusCode).toBe(200);
  expect((await mine.get('/learn/en/m/G')).statusCode).toBe(404);
  expect((await mine.get('/learn/en/l/G1')).statusCode).toBe(404);
  expect((await bed.call(officer, 'POST', `${CLASSES}/${id}/close`, {}, { 'if-match': '"1"' })).status).toBe(200);
  expect((await mine.get('/learn/en')).body).toContain('has been closed');
  expect((await phone().enter(code, accessSlips[0]!)).statusCode).toBe(422);
});

test('another nation’s training officer sees nothing of a class', async () => {
  const { id } = await openClass(['AR-600']);
  const elsewhere = await bed.givenParty({ kind: 'nation', code: 'BO', name: 'Borduria' });
  const stranger = await bed.signIn.trainingOfficer(elsewhere);
  expect((await bed.call(stranger, 'GET', CLASSES)).body.classes).toEqual([]);
  expect((await bed.call(stranger, 'GET', `${CLASSES}/${id}`)).status).toBe(404);
  expect((await bed.call(stranger, 'POST', `${CLASSES}/${id}/access-slips`, { numbers: ['AR-601'], newcomers: 'contingent' })).status).toBe(
    404,
  );
});
