import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { acknowledgementHash } from '#rooms/courses/content/acknowledgement.ts';
import { currentCurriculum } from '#rooms/courses/curriculum/curriculum-file.ts';
import { makeCourses } from '#rooms/courses/edition/courses.ts';
import { syncCurriculum } from '#rooms/readiness/needs/sync-curriculum.ts';
import { COMPLETION_COLUMNS } from '#rooms/readiness/records/completions-file.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import type { Drawn } from '../progress/check.rules.ts';
import { aPhone, rightAnswers } from './fixtures.ts';

// The database checks by its own clock what has ended, so these dates are real.
const TODAY = dayOf(new Date());
const NUMBERS = ['QA-101', 'QA-102', 'QA-103', 'QA-104'];
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
  const { body } = await post(`/desk/api/parties/${nation}/classes`, { title: 'C', modules: ['G', 'R1'], ...days });
  klass = body.classId;
  const made = await post(`/desk/api/training/classes/${klass}/access-slips`, { numbers: NUMBERS });
  phones = await Promise.all(
    made.body.accessSlips.map(async (accessSlip: { number: string; pin: string }) => {
      const phone = aPhone(bed);
      await phone.enter(body.code, accessSlip);
      return phone;
    }),
  );
  // The whole general module except G4 and G7.
  const course = await post(`/desk/api/parties/${nation}/equivalents`, {
    ...{ title: 'Six hours', provider: 'A school', module: 'G', why: 'Read lesson by lesson' },
    elements: ['A2.1', 'A2.2a', 'A2.2b', 'A2.3a', 'A2.3c'],
  });
  expect(course.body.missing).toEqual(['G4', 'G7']);
  await post(`/desk/api/equivalents/${course.body.id}/takers`, { numbers: ['QA-101', 'QA-104'], completedOn: plusDays(TODAY, -30) });
});
afterAll(() => bed.close());

const post = (url: string, body: object) => bed.call(officer!, 'POST', url, body);
const stateOf = async (number: string) =>
  (await bed.call(commander!, 'GET', `/desk/api/readiness/${nation}/people?number=${number}`)).body.items[0].needs[0];
const inClass = async (number: string) => {
  const { people } = (await bed.call(officer!, 'GET', `/desk/api/training/classes/${klass}`)).body;
  return people.find((one: { number: string }) => one.number === number).modules[0];
};
const general = () => bed.platform.services.courses.module('G');
const lessonsOn = (page: string) => [...page.matchAll(/href="\/learn\/en\/l\/(G\d)"/g)].map(([, id]) => id);
const begin = async (phone: ReturnType<typeof aPhone>) => String((await phone.post('/learn/en/m/G/check')).headers.location);
const drawnAt = async (at: string) =>
  (await bed.deployer.query('select drawn, lessons from training.attempt where id = $1', [at.split('/').at(-1)])).rows[0] as {
    drawn: Drawn[];
    lessons: string[] | null;
  };
/** What a phone submits after it was offline: answers and signature, sent twice. */
async function sendLater(phone: ReturnType<typeof aPhone>, at: string) {
  const attempt = at.split('/').at(-1);
  const moment = new Date().toISOString();
  const actions = [
    { do: 'answer', attempt, answers: rightAnswers(general(), (await drawnAt(at)).drawn), at: moment },
    { do: 'sign', attempt, hash: acknowledgementHash(general().module, 'en'), at: moment },
  ];
  const send = () => bed.call(null, 'POST', '/learn/submit', { secret: phone.cookies.manumit_learn_queue, ofQueue: true, actions });
  const [one, two] = [await send(), await send()];
  expect(two.body).toEqual(one.body);
  expect(one.body.results).toMatchObject([{ passed: true }, { done: true }]);
}
const recorded = async (number: string) =>
  (
    await bed.deployer.query(
      `select c.lessons, c.module_version, c.acknowledged_at is not null as signed from training.completion c join training.trainee t on t.id = c.trainee_id
        where t.service_number = $1 and c.source = 'player'`,
      [number],
    )
  ).rows;

it('a person who lacks two lessons sees, takes and completes only those (A2)', async () => {
  const [phone] = phones;
  expect(await stateOf('QA-101')).toMatchObject({ state: 'recognised', missing: ['G4', 'G7'], covered: false });
  const { body: page } = await phone!.get('/learn/en/m/G');
  expect(lessonsOn(page)).toEqual(['G4', 'G7']);
  expect(page).toContain('Only these lessons and their test are missing.');
  expect(page).toContain('5 questions.');
  expect(page).not.toContain('/m/G/first');
  expect((await phone!.get('/learn/en/l/G7')).body).toContain('Lesson 2 of 2');
  expect(await inClass('QA-101')).toMatchObject({ state: 'not-begun', only: ['G4', 'G7'], lessons: 2 });

  // Only a person who takes the whole module gets the first look: this one would compare a part with the whole.
  expect((await phone!.post('/learn/en/m/G/first', { 'a/x': 'y' })).statusCode).toBe(409);

  const failed = await begin(phone!);
  const { drawn, lessons } = await drawnAt(failed);
  expect(lessons).toEqual(['G4', 'G7']);
  expect([drawn.length, new Set(drawn.map(({ lesson }) => lesson))]).toEqual([5, new Set(['G4', 'G7'])]);
  await phone!.post(failed);
  expect((await phone!.get(failed)).body).toContain('2 tries left');
  expect((await phone!.get('/learn/en/m/G')).body).toContain('Tries left: 2.');
  expect([await recorded('QA-101'), (await stateOf('QA-101')).covered]).toEqual([[], false]);

  await sendLater(phone!, await begin(phone!));
  expect(await recorded('QA-101')).toEqual([{ lessons: ['G4', 'G7'], module_version: 1, signed: true }]);
  expect(await stateOf('QA-101')).toMatchObject({ missing: [], covered: true });
  const { body: after } = await phone!.get('/learn/en/m/G');
  expect(lessonsOn(after)).toHaveLength(8);
  expect([after.includes('/m/G/check"'), after.includes('Done'), after.includes('Tries left')]).toEqual([false, true, false]);
  expect(await inClass('QA-101')).toMatchObject({ state: 'done', lessons: 2 });
});

it('a person with no lesson of a module takes the whole module, with three tries', async () => {
  const [, , , last] = phones;
  expect(lessonsOn((await phones[2]!.get('/learn/en/m/G')).body)).toHaveLength(8);
  expect(await drawnAt(await begin(phones[2]!))).toMatchObject({ lessons: null, drawn: { length: 20 } });
  for (let n = 0; n < 3; n++) await last!.post(await begin(last!));
  expect(await begin(last!)).toBe('/learn/en/m/G');
  const { body: used } = await last!.get('/learn/en/m/G');
  expect([used.includes('You have used all your tries'), used.includes('Tries left')]).toEqual([true, false]);
});

it('a new version asks a person who passed the previous one only for the added lesson (5d)', async () => {
  const [, phone] = phones;
  const table = [COMPLETION_COLUMNS.join(';'), `QA-102;G;1;${plusDays(TODAY, -100)};90;${plusDays(TODAY, -100)};`].join('\n');
  await post('/desk/api/completions', { partyId: nation, table });
  expect(await stateOf('QA-102')).toMatchObject({ state: 'current' });
  const curriculum = currentCurriculum();
  const courses = curriculum.courses.map((read) =>
    read.module.id === 'G'
      ? {
          module: { ...read.module, version: 2 },
          lessons: read.lessons.map((lesson) => (lesson.id === 'G6' ? { ...lesson, version: 2 } : lesson)),
        }
      : read,
  );
  // The ninety days for the previous version are over.
  const deltas = [{ module: 'G', version: 2, from: plusDays(TODAY, -91), lessons: ['G6'] }];
  Object.defineProperty(bed.platform.services, 'courses', { value: makeCourses('test', { modules: courses, languages: [] }) });
  await syncCurriculum(bed.deployer, { ...curriculum, courses, deltas });
  expect(await stateOf('QA-102')).toMatchObject({ covered: false, missing: ['G6'] });
  expect(lessonsOn((await phone!.get('/learn/en/m/G')).body)).toEqual(['G6']);

  const at = await begin(phone!);
  expect(await drawnAt(at)).toMatchObject({ lessons: ['G6'], drawn: { length: 5 } });
  await sendLater(phone!, at);
  expect(await recorded('QA-102')).toEqual([{ lessons: ['G6'], module_version: 2, signed: true }]);
  expect(await stateOf('QA-102')).toMatchObject({ state: 'current', missing: [] });

  // A person who took the missing part of the previous version only needs this one as well.
  expect(lessonsOn((await phones[0]!.get('/learn/en/m/G')).body)).toEqual(['G6']);
});

it('lessons that expire singly are asked for again singly, and the whole module once all have expired', async () => {
  const [, phone] = phones;
  const ends = (days: number, which: string) =>
    bed.deployer.query(
      `update training.completion c set valid_until = current_date + $1::int from training.trainee t where t.id = c.trainee_id and t.service_number = 'QA-102' and ${which}`,
      [days],
    );
  await ends(30, `c.lessons is null`);
  expect(await stateOf('QA-102')).toMatchObject({ state: 'due' });
  const { body } = await phone!.get('/learn/en/m/G');
  expect(lessonsOn(body)).toEqual(['G1', 'G2', 'G3', 'G4', 'G5', 'G7', 'G8']);
  expect(body).toContain('18 questions.');
  const lacking = async (number: string) =>
    (
      await bed.deployer.query(`select training.missing_lessons(id, 'G') as lacking from training.trainee where service_number = $1`, [
        number,
      ])
    ).rows[0].lacking;
  // A module that renews another is taken as a whole, otherwise it would renew nothing.
  await bed.deployer.query(`update training.module set renewed_by = 'G' where id = 'S3'`);
  expect(await lacking('QA-102')).toBeNull();
  await bed.deployer.query(`update training.module set renewed_by = null where id = 'S3'`);
  expect(await lacking('QA-102')).toHaveLength(7);
  await ends(-1, 'true');
  expect(await lacking('QA-102')).toBeNull();
  // The refresher renews what had ended, but does not replace what was added since.
  const table = [COMPLETION_COLUMNS.join(';'), `QA-103;G;1;2022-01-10;90;2022-01-10;`];
  const give = () => post('/desk/api/completions', { partyId: nation, table: table.join('\n') });
  await give();
  expect(await lacking('QA-103')).toBeNull();
  table.push(`QA-103;R1;1;${plusDays(TODAY, -100)};90;${plusDays(TODAY, -100)};`);
  await give();
  expect(await lacking('QA-103')).toEqual(['G6']);
});
