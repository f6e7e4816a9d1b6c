import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { currentCourses, makeCourses } from '#rooms/courses/edition/courses.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { storePaperVersions } from './store-paper-versions.ts';

// The sheets of a class were printed, then an upgrade brought another version of the module.
let bed: TestBed;
let trainer: TestPerson;
let [nation, classId] = ['', ''];
const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
const shipped = currentCourses().module('S8');

// The next version: half as many questions in the test and before the lessons, another text to sign.
const next = {
  ...shipped,
  lessons: shipped.lessons.map((lesson) => ({
    ...lesson,
    items: lesson.items.filter(({ critical }, at) => critical !== undefined || at < 4),
  })),
  module: {
    ...shipped.module,
    version: 2,
    check: { ...shipped.module.check, items: 4, perLesson: 4 },
    acknowledgement: { ...shipped.module.acknowledgement!, sentences: shipped.module.acknowledgement!.sentences.slice(1) },
  },
};

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  trainer = await bed.signIn.trainingOfficer(nation);
  classId = randomUUID();
  const by = trainer.personId;
  await bed.deployer.query(
    `insert into training.class (id, party_id, code, title, module_ids, instructor_id, starts_on, ends_on, recorded_at, recorded_by)
      values ($1, $2, 'ABCDEFGH', 'Class', '{S8}', $3, '2026-11-01', '2026-11-30', '2026-11-01', $3)`,
    [classId, nation, by],
  );
  for (const [at, id] of [first, second, third].entries()) {
    await bed.deployer.query(
      `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, $3, 'contractor', now(), $4)`,
      [id, nation, `QA-${at}00`, by],
    );
    await bed.deployer.query(
      `insert into training.access_slip (id, class_id, party_id, trainee_id, pin_salt, pin_digest, issued_at, issued_by) values ($1, $2, $3, $4, $5, $6, now(), $7)`,
      [randomUUID(), classId, nation, id, Buffer.alloc(16), Buffer.alloc(32), by],
    );
  }
  const courses = makeCourses('test', { modules: [next], languages: [] });
  Object.defineProperty(bed.platform.services, 'courses', { value: courses });
  await storePaperVersions(bed.deployer, courses);
});
afterAll(() => bed.close());

const sheet = (traineeId: string, right: number) => ({ traineeId, right, criticalWrong: false, signed: true, knewBefore: 4 });
const enter = (moduleVersion: number, people: object[], more: object = {}) =>
  bed.call(trainer, 'POST', `/desk/api/training/classes/${classId}/papers`, {
    ...{ moduleId: 'S8', moduleVersion, series: 3, passedOn: '2026-11-20', language: 'en', people },
    ...more,
  });
const records = async () =>
  (
    await bed.deployer.query(
      `select c.trainee_id as id, c.module_version as version, c.score, encode(c.acknowledgement_hash, 'hex') as hash, f.module_version as looked
        from training.completion c left join training.first_look f on f.trainee_id = c.trainee_id and f.module_id = c.module_id order by c.score desc`,
    )
  ).rows;

it('get-test-paper lists the earlier versions whose sheets can still be entered', async () => {
  const { body } = await bed.call(trainer, 'GET', '/desk/api/modules/S8/test-paper');
  expect(body).toMatchObject({ version: 2, questions: 4, needed: 4 });
  expect(body.earlier).toMatchObject([{ version: 1, questions: 8, needed: 7, firstLook: 8 }]);
  // The pack of a language may be of the earlier version only.
  expect(body.earlier[0].languages).toContainEqual({ tag: 'es', name: 'Español', signedIn: 'Español' });
  expect(body.languages.map(({ tag }: { tag: string }) => tag)).toEqual(['en', 'fr']);
});

it('enter-paper-class marks and records sheets by the version that was printed', async () => {
  expect((await enter(1, [sheet(first, 8), sheet(second, 6)])).body).toMatchObject({ passed: [first], notPassed: [second] });
  expect(await enter(2, [sheet(third, 4)], { series: 5 })).toMatchObject({ body: { passed: [third] } });
  const signs = (read: typeof shipped) => currentCourses().languages[0]!.signs(read.module)!.hash;
  expect(await records()).toEqual(
    expect.arrayContaining([
      { id: first, version: 1, score: 100, hash: signs(shipped), looked: 1 },
      { id: third, version: 2, score: 100, hash: signs(next), looked: 2 },
    ]),
  );
  // The same sheets again, after the upgrade, are the same sheets.
  expect((await enter(1, [sheet(first, 8)])).body).toMatchObject({ passed: [], had: [first] });
  // A version has its own number of questions and its own languages.
  expect((await enter(2, [sheet(second, 8)])).body).toMatchObject({ code: 'training/more-than-asked' });
  expect((await enter(2, [sheet(second, 4)], { language: 'es' })).body.code).toBe('training/not-in-language');
  expect((await enter(1, [sheet(second, 7)], { language: 'es', series: 4 })).body.passed).toEqual([second]);
});

const LOOKS = () => `/desk/api/training/classes/${classId}/first-looks/S8`;
const correct = (traineeId: string, knewBefore: number | null) =>
  bed.call(trainer, 'POST', LOOKS(), { traineeId, knewBefore, reason: 'Counted wrongly.' });
const looks = async () =>
  (await bed.call(trainer, 'GET', LOOKS())).body.looks.map(({ version, asked, before }: Record<string, number>) => [
    version,
    asked,
    before,
  ]);

it('correct-first-look counts by the version on the sheet, and so does the list', async () => {
  expect(await looks()).toEqual([
    [1, 8, 50],
    [1, 8, 50],
    [2, 4, 100],
  ]);
  expect((await correct(first, 6)).status).toBe(200);
  expect((await correct(first, 9)).body).toMatchObject({ code: 'training/more-than-asked-before', questions: 8 });
  expect((await correct(third, 5)).body).toMatchObject({ code: 'training/more-than-asked-before', questions: 4 });
  expect((await correct(third, 1)).status).toBe(200);
  expect(await looks()).toEqual([
    [1, 8, 75],
    [1, 8, 50],
    [2, 4, 25],
  ]);
});

it('enter-paper-class refuses sheets of a version that is not kept, and says what to do', async () => {
  await bed.deployer.query('delete from training.paper_version where version = 1');
  const { status, body } = await enter(1, [sheet(first, 8)], { series: 9 });
  expect([status, body.code]).toEqual([422, 'training/version-not-kept']);
  expect(body.title).toContain('Mark the sheets with their own key and import the results as a table.');
  expect(await records()).toHaveLength(3);
});

it('correct-first-look only removes a first look of a version that is not kept', async () => {
  expect((await looks())[1]).toEqual([1, null, 50]);
  const { status, body } = await correct(second, 4);
  expect([status, body.code, body.version]).toEqual([422, 'training/first-look-not-kept', 1]);
  expect((await correct(second, null)).status).toBe(200);
  expect(await looks()).toHaveLength(2);
});

it('storePaperVersions keeps earlier versions and updates the current one', async () => {
  const versions = async () =>
    (await bed.deployer.query(`select version, questions from training.paper_version where module_id = 'S8' order by version`)).rows;
  await storePaperVersions(bed.deployer);
  await storePaperVersions(bed.deployer, makeCourses('test', { modules: [{ ...next, lessons: shipped.lessons }], languages: [] }));
  expect(await versions()).toEqual([
    { version: 1, questions: 8 },
    { version: 2, questions: 4 },
  ]);
  const changed = { ...next, module: { ...next.module, check: { ...next.module.check, items: 5 } } };
  await storePaperVersions(bed.deployer, makeCourses('test', { modules: [changed], languages: [] }));
  expect((await versions())[1]).toEqual({ version: 2, questions: 5 });
});
