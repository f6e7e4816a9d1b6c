import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { acknowledgementHash } from '#rooms/courses/content/acknowledgement.ts';
import { aStatement, givenCredential, send } from '#rooms/lrs/fixtures.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import { COMPLETION_COLUMNS } from '#rooms/readiness/records/completions-file.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { WAIT_TIMEOUT_MS } from '#test/timeouts.ts';
import { aPhone } from './fixtures.ts';

// The database checks by its own clock what has ended, so these dates are real.
const TODAY = dayOf(new Date());
const NUMBERS = ['QA-101', 'QA-102', 'QA-103', 'QA-104', 'QA-105', 'QA-106'];
const ONLY = 'Passed, only your signature is missing';
let bed: TestBed;
let [nation, klass] = ['', ''];
let [officer, commander]: TestPerson[] = [];
let phones: ReturnType<typeof aPhone>[];

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  officer = await bed.signIn.trainingOfficer(nation);
  commander = await bed.signIn.commander(nation);
  for (const number of NUMBERS)
    await bed.deployer.query(
      `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, $3, 'contingent', now(), $4)`,
      [randomUUID(), nation, number, officer.personId],
    );
  const days = { startsOn: TODAY, endsOn: plusDays(TODAY, 20) };
  const { body } = await post(`/desk/api/parties/${nation}/classes`, { title: 'C', modules: ['G'], ...days });
  klass = body.classId;
  const made = await post(`/desk/api/training/classes/${klass}/access-slips`, { numbers: NUMBERS });
  phones = await Promise.all(
    made.body.accessSlips.map(async (accessSlip: { number: string; pin: string }) => {
      const phone = aPhone(bed);
      await phone.enter(body.code, accessSlip);
      return phone;
    }),
  );
});
afterAll(() => bed.close());

const post = (url: string, body: object) => bed.call(officer!, 'POST', url, body);
const table = (...rows: string[]) =>
  post('/desk/api/completions', { partyId: nation, table: [COMPLETION_COLUMNS.join(';'), ...rows].join('\n') });
const stateOf = async (number: string) =>
  (await bed.call(commander!, 'GET', `/desk/api/readiness/${nation}/people?number=${number}`)).body.items[0].needs[0].state;
const inClass = async (number: string) => {
  const { people } = (await bed.call(officer!, 'GET', `/desk/api/training/classes/${klass}`)).body;
  return people.find((one: { number: string }) => one.number === number).modules[0];
};
const general = () => bed.platform.services.courses.module('G').module;
const text = (locale: 'en' | 'fr' = 'en') => acknowledgementHash(general(), locale)!;
const recordsOf = async (number: string) =>
  (
    await bed.deployer.query(
      `select c.id, c.source, encode(c.acknowledgement_hash, 'hex') as hash, c.acknowledged_at >= c.passed_at as "inTime" from training.completion c
        join training.trainee t on t.id = c.trainee_id where t.service_number = $1 order by c.source`,
      [number],
    )
  ).rows;
const sendLater = (phone: ReturnType<typeof aPhone>, record: string, hash = text()) =>
  bed.call(null, 'POST', '/learn/submit', {
    ...{ secret: phone.cookies.manumit_learn_queue, ofQueue: true },
    actions: [{ do: 'sign-record', record, hash, at: new Date().toISOString() }],
  });
const certifiable = async (number: string) => {
  const { items } = (await bed.call(officer!, 'GET', `/desk/api/parties/${nation}/certificates`)).body;
  return items.find((one: { serviceNumber: string }) => one.serviceNumber === number);
};

it('a person whose pass was imported from a table signs in the player, and the board follows (A2, 5d)', async () => {
  const [phone] = phones;
  await table(`QA-101;G;1;${TODAY};90;;`);
  expect([await stateOf('QA-101'), await certifiable('QA-101')]).toEqual(['passed', undefined]);
  expect(await inClass('QA-101')).toMatchObject({ state: 'to-sign', elsewhere: true, score: 90 });
  expect((await phone!.get('/learn/en')).body).toContain(ONLY);
  const { body: page } = await phone!.get('/learn/fr/m/G');
  expect(page).toContain('il ne manque que votre signature');
  for (const { fr } of general().acknowledgement!.sentences) expect(page).toContain(fr.replaceAll("'", '&#39;'));
  expect(page).toContain(`value="${text('fr')}"`);
  // No check is offered or drawn.
  expect([page.includes('/m/G/check"'), page.includes('id="answers"')]).toEqual([false, false]);
  expect((await phone!.post('/learn/en/m/G/check')).headers.location).toBe('/learn/en/m/G');
  expect((await bed.deployer.query('select from training.attempt')).rowCount).toBe(0);

  // The hash of another text is not accepted as a signature.
  await phone!.post('/learn/fr/m/G/sign', { hash: text().replace(/^.{8}/, '00000000') });
  expect([await stateOf('QA-101'), (await recordsOf('QA-101'))[0].hash]).toEqual(['passed', null]);

  const answer = await phone!.post('/learn/fr/m/G/sign', { hash: text('fr') });
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/learn/fr/m/G']);
  expect(await recordsOf('QA-101')).toMatchObject([{ source: 'table', hash: text('fr'), inTime: true }]);
  expect(await stateOf('QA-101')).toBe('current');
  const { body: after } = await phone!.get('/learn/en/m/G');
  expect([after.includes('You have signed.'), after.includes('/m/G/sign"'), after.includes('/m/G/check"')]).toEqual([true, false, false]);
  expect(await inClass('QA-101')).toMatchObject({ state: 'done', elsewhere: true });
  const { completionId } = await certifiable('QA-101');
  const issued = await post(`/desk/api/parties/${nation}/certificates`, { completionIds: [completionId] });
  expect([issued.status, issued.body.issued.length]).toEqual([200, 1]);
});

it('a pass sent by a learning system is signed offline, later and twice, and counts once', async () => {
  const [, phone] = phones;
  const academy = await givenCredential(bed, nation, 'academy');
  const body = { ...aStatement('QA-102', 'passed'), object: { id: 'https://desk.example.org/modules/G' } };
  expect((await send(bed, academy, 'POST', 'statements', { body })).status).toBe(200);
  await vi.waitFor(async () => {
    await post('/desk/api/completions/xapi', { partyId: nation });
    expect(await recordsOf('QA-102')).toHaveLength(1);
  }, WAIT_TIMEOUT_MS);
  expect(await stateOf('QA-102')).toBe('passed');
  const [{ id }] = await recordsOf('QA-102');
  expect((await phone!.get('/learn/en/m/G')).body).toContain(`data-record="${id}"`);
  const [one, two] = [await sendLater(phone!, id), await sendLater(phone!, id, text('fr'))];
  expect([one.body.results[0].done, two.body]).toEqual([true, one.body]);
  expect(await recordsOf('QA-102')).toMatchObject([{ source: 'xapi', hash: text('en'), inTime: true }]);
  expect(await stateOf('QA-102')).toBe('current');
});

it('a pass by an equivalent course is signed if the course covers every lesson', async () => {
  const [, , whole, part] = phones;
  const all = currentEdition()
    .obligationsOf('A2')
    .map(({ id }) => id);
  const course = (elements: string[]) =>
    post(`/desk/api/parties/${nation}/equivalents`, { title: 'Ten hours', provider: 'A school', module: 'G', why: 'Read', elements });
  const [every, some] = [await course(all), await course(['A2.1', 'A2.2a', 'A2.2b', 'A2.3a', 'A2.3c'])];
  expect([every.body.missing, some.body.missing]).toEqual([[], ['G4', 'G7']]);
  const completedOn = plusDays(TODAY, -30);
  await post(`/desk/api/equivalents/${every.body.id}/takers`, { numbers: ['QA-103'], completedOn });
  await post(`/desk/api/equivalents/${some.body.id}/takers`, { numbers: ['QA-104'], completedOn });
  expect(await stateOf('QA-103')).toBe('passed');
  const [{ id }] = await recordsOf('QA-103');
  expect((await phones[2]!.get('/learn/en/m/G')).body).toContain(`data-record="${id}"`);
  await whole!.post('/learn/en/m/G/sign', { hash: text() });
  expect(await stateOf('QA-103')).toBe('recognised');
  expect((await whole!.get('/learn/en/m/G')).body).toContain('You have signed.');
  const [{ id: lacks }] = await recordsOf('QA-104');
  expect((await part!.get('/learn/en/m/G')).body).not.toContain('data-record');
  expect((await sendLater(part!, lacks)).body.results).toMatchObject([{ done: false, refused: 'training/nothing-to-sign' }]);
});

it('a record that is revoked, expired, another person’s or not taught cannot be signed', async () => {
  const [mine, , , , phone, other] = phones;
  await table(`QA-105;G;1;${TODAY};90;;`, `QA-106;G;1;${TODAY};90;;`, `QA-106;S12;1;${TODAY};90;;`);
  const [{ id }] = await recordsOf('QA-105');
  const [{ id: foreign }] = await recordsOf('QA-106');
  expect((await sendLater(mine!, foreign)).body.results).toMatchObject([{ refused: 'training/nothing-to-sign' }]);
  const s12 = (await bed.deployer.query(`select id from training.completion where module_id = 'S12'`)).rows[0].id;
  expect((await sendLater(other!, s12)).body.results).toMatchObject([{ refused: 'training/not-taught' }]);
  await bed.deployer.query('update training.completion set valid_until = current_date - 1 where id = $1', [id]);
  expect((await phone!.get('/learn/en/m/G')).body).not.toContain('data-record');
  expect((await sendLater(phone!, id)).body.results).toMatchObject([{ refused: 'training/nothing-to-sign' }]);
  await bed.deployer.query('update training.completion set valid_until = current_date + 300 where id = $1', [id]);
  expect((await phone!.get('/learn/en/m/G')).body).toContain('data-record');
  expect((await post(`/desk/api/completions/${id}/revocation`, { reason: 'Another sat there.' })).status).toBe(200);
  const { body } = await phone!.get('/learn/en/m/G');
  expect([body.includes('data-record'), body.includes('/m/G/check"')]).toEqual([false, true]);
  expect((await sendLater(phone!, id)).body.results).toMatchObject([{ refused: 'training/nothing-to-sign' }]);
  expect(await recordsOf('QA-105')).toMatchObject([{ hash: null }]);
  // Another text is refused on its own. A date from a table means noon, and a signature given that morning is set no earlier than the pass.
  expect((await sendLater(other!, foreign, '0'.repeat(64))).body.results).toMatchObject([{ refused: 'training/other-text' }]);
  await bed.deployer.query(
    `update training.completion set passed_at = date_trunc('milliseconds', now()) + interval '2 hours' where id = $1`,
    [foreign],
  );
  expect((await sendLater(other!, foreign)).body.results).toMatchObject([{ done: true }]);
  expect((await recordsOf('QA-106')).find((one: { id: string }) => one.id === foreign)).toMatchObject({ inTime: true });
  expect(await stateOf('QA-106')).toBe('current');
});
