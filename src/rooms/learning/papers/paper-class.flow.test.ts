import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let [nation, classId] = ['', ''];
const who = {} as { trainer: TestPerson; commander: TestPerson; stranger: TestPerson };
const trainees: string[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  const other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Borland' });
  who.trainer = await bed.signIn.trainingOfficer(nation);
  who.commander = await bed.signIn.commander(nation);
  who.stranger = await bed.signIn.trainingOfficer(other);
  classId = randomUUID();
  await bed.deployer.query(
    `insert into training.class (id, party_id, code, title, module_ids, instructor_id, starts_on, ends_on, recorded_at, recorded_by)
      values ($1, $2, 'ABCDEFGH', 'Class', '{G,S12,S8}', $3, '2026-11-01', '2026-11-30', '2026-11-01', $3)`,
    [classId, nation, who.trainer.personId],
  );
  for (let n = 1; n <= 6; n++) {
    const id = randomUUID();
    trainees.push(id);
    await bed.deployer.query(
      `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, $3, 'contingent', now(), $4)`,
      [id, nation, `QA-${n}00`, who.trainer.personId],
    );
    // The last one is in no class.
    if (n < 6)
      await bed.deployer.query(
        `insert into training.access_slip (id, class_id, party_id, trainee_id, pin_salt, pin_digest, issued_at, issued_by) values ($1, $2, $3, $4, $5, $6, now(), $7)`,
        [randomUUID(), classId, nation, id, Buffer.alloc(16), Buffer.alloc(32), who.trainer.personId],
      );
  }
});
afterAll(() => bed.close());

const paper = (at: number, right: number, more: object = {}) => ({
  traineeId: trainees[at]!,
  right,
  criticalWrong: false,
  signed: true,
  ...more,
});
const enter = (person: TestPerson, people: object[], more: object = {}) =>
  bed.call(person, 'POST', `/desk/api/training/classes/${classId}/papers`, {
    moduleId: 'G',
    moduleVersion: 1,
    series: 3,
    passedOn: '2026-11-20',
    language: 'fr',
    people,
    ...more,
  });

it('enter-paper-class records each person who passed on paper and signed once', async () => {
  expect((await bed.call(who.trainer, 'GET', '/desk/api/modules/G/test-paper')).body).toEqual({
    ...{ version: 1, questions: 20, needed: 16, signs: true, firstLook: 8, unprinted: [], earlier: [] },
    languages: [
      { tag: 'en', name: 'English', reviewed: null, signedIn: 'English' },
      { tag: 'fr', name: 'Français', reviewed: null, signedIn: 'Français' },
    ],
  });
  const people = [paper(0, 20), paper(1, 15), paper(2, 20, { criticalWrong: true }), paper(3, 16, { signed: false })];
  const { body } = await enter(who.trainer, people);
  expect(body).toEqual({
    passed: [trainees[0]],
    unsigned: [trainees[3]],
    notPassed: [trainees[1], trainees[2]],
    had: [],
    revoked: [],
    known: [],
    begunBefore: [],
    held: [],
  });
  const { rows } = await bed.deployer.query(
    `select trainee_id, source, score, acknowledged_at is not null as signed, passed_at::date::text as day, recorded_by from training.completion order by score desc`,
  );
  expect(rows).toEqual([
    { trainee_id: trainees[0], source: 'class', score: 100, signed: true, day: '2026-11-20', recorded_by: who.trainer.personId },
    { trainee_id: trainees[3], source: 'class', score: 80, signed: false, day: '2026-11-20', recorded_by: who.trainer.personId },
  ]);
  // The class page shows it as well, next to the results from phones.
  const { people: seen } = (await bed.call(who.trainer, 'GET', `/desk/api/training/classes/${classId}`)).body;
  expect(
    seen.map((one: { modules: { moduleId: string; state: string }[] }) => one.modules.find(({ moduleId }) => moduleId === 'G')!.state),
  ).toEqual([...['done', 'not-begun', 'not-begun', 'to-sign', 'not-begun']]);
  // The same sheets again, and one more that was found later.
  expect((await enter(who.trainer, [...people, paper(4, 18)])).body).toMatchObject({
    passed: [trainees[4]],
    had: [trainees[0], trainees[3]],
  });
  expect((await bed.deployer.query('select count(*)::int as n from training.completion')).rows[0].n).toBe(3);
});

it('enter-paper-class refuses a sheet of another person, with a future date or one long before the class, or with more right answers than questions', async () => {
  const code = async (people: object[], more: object = {}) => (await enter(who.trainer, people, more)).body.code;
  expect(await code([paper(5, 20)])).toBe('training/not-in-class');
  expect(await code([paper(1, 20)], { passedOn: '2026-11-26' })).toBe('training/day-to-come');
  // The class was opened on 1 November. It may have been held earlier, by at most the length of a class.
  for (const passedOn of ['0001-01-01', '2025-09-26']) {
    const { status, text } = await enter(who.trainer, [paper(1, 15)], { passedOn });
    expect([passedOn, status, text.includes('more than 400 days before the class opened. Correct the test date')]).toEqual([
      passedOn,
      422,
      true,
    ]);
  }
  expect((await enter(who.trainer, [paper(1, 15)], { passedOn: '2025-09-27' })).body.notPassed).toEqual([trainees[1]]);
  expect(await code([paper(1, 21)])).toBe('training/more-than-asked');
  expect(await code([paper(1, 10)], { moduleId: 'S2' })).toBe('platform/not-found');
  expect((await enter(who.commander, [paper(1, 20)])).status).toBe(403);
  expect((await enter(who.stranger, [paper(1, 20)])).status).toBe(404);
  // Today before noon is not in the future.
  expect((await enter(who.trainer, [paper(1, 20)], { passedOn: '2026-11-24' })).body.passed).toEqual([trainees[1]]);
});

describe('the first look on paper', () => {
  const looks = async () =>
    (
      await bed.deployer.query(
        `select t.service_number as number, f.module_id as module, f.score, f.sheet_score, f.sheet, f.recorded_by from training.first_look f join training.trainee t on t.id = f.trainee_id order by 1, 2`,
      )
    ).rows;
  const s8 = (people: object[], more: object = {}) => enter(who.trainer, people, { moduleId: 'S8', ...more });
  const S8_ASKED = 8;

  it('is stored once with the person’s first test, passed or not, and is optional', async () => {
    const sheets = [paper(0, S8_ASKED, { knewBefore: 4 }), paper(1, 1, { knewBefore: 3 }), paper(2, S8_ASKED)];
    expect((await s8(sheets)).body).toMatchObject({
      passed: [trainees[0], trainees[2]],
      known: [trainees[0], trainees[1]],
      begunBefore: [],
    });
    const sheet = `paper ${classId} 1 3 2026-11-20`;
    const storedRow = { module: 'S8', sheet, recorded_by: who.trainer.personId };
    expect(await looks()).toEqual([
      { ...storedRow, number: 'QA-100', score: 50, sheet_score: 100 },
      { ...storedRow, number: 'QA-200', score: 37, sheet_score: 12 },
    ]);
    // The second test of the person who failed, in another series: the first figure before the module is kept. A missing one can be added with the same
    // sheets.
    const again = await s8([paper(1, S8_ASKED, { knewBefore: 8 })], { series: 4, passedOn: '2026-11-21' });
    expect(again.body).toMatchObject({ known: [], begunBefore: [], held: [trainees[1]] });
    const found = await s8([paper(2, S8_ASKED, { knewBefore: 0 })]);
    expect(found.body).toMatchObject({ had: [trainees[2]], known: [trainees[2]], held: [] });
    // A different figure for the same sheet does not replace the stored one.
    expect((await s8([paper(0, S8_ASKED, { knewBefore: 7 })])).body).toMatchObject({ had: [trainees[0]], known: [], held: [trainees[0]] });
    expect((await looks()).map(({ score, sheet_score }) => [score, sheet_score])).toEqual([
      [50, 100],
      [37, 12],
      [0, 100],
    ]);
    expect((await s8([paper(3, S8_ASKED, { knewBefore: 9 })])).body).toMatchObject({
      ...{ code: 'training/more-than-asked-before', title: 'The first look has only 8 questions. Enter the number of correct answers.' },
    });
    // The log gives the number of figures kept.
    const { rows } = await bed.deployer.query(
      `select o.detail ->> 'known' as known from ledger.entry e join ledger.opening o on o.entry_id = e.id
        where e.command = 'training/enter-paper-class' and o.detail ->> 'module' = 'S8' order by e.xid`,
    );
    expect(rows.map(({ known }) => known)).toEqual(['2', '0', '1', '0']);
  });

  it('does not replace a first look answered in the player', async () => {
    await bed.deployer.query(`insert into training.first_look values ($1, $2, 'S12', 1, 75, now())`, [trainees[4], nation]);
    expect((await s8([paper(4, 8, { knewBefore: 1 })], { moduleId: 'S12' })).body).toMatchObject({
      known: [],
      begunBefore: [],
      held: [trainees[4]],
    });
    await bed.deployer.query(`delete from training.first_look where module_id = 'S12'`);
  });

  it('is refused for a person who had begun in the player, and the answer says so', async () => {
    await bed.deployer.query(`insert into training.lesson_done values ($1, $2, 'S8', 'S8.1', 1, now())`, [trainees[3], nation]);
    expect((await s8([paper(3, S8_ASKED, { knewBefore: 5 })])).body).toMatchObject({
      passed: [trainees[3]],
      known: [],
      begunBefore: [trainees[3]],
    });
    expect(await looks()).toHaveLength(3);
  });

  it('is removed with a revoked sheet', async () => {
    const { rows } = await bed.deployer.query(`select id from training.completion where module_id = 'S8' and trainee_id = $1`, [
      trainees[0],
    ]);
    await bed.call(who.trainer, 'POST', `/desk/api/completions/${rows[0].id}/revocation`, { reason: 'Two sheets were mixed up.' });
    expect((await looks()).map(({ number }) => number)).toEqual(['QA-200', 'QA-300']);
    const { people } = (await bed.call(who.trainer, 'GET', `/desk/api/training/classes/${classId}`)).body;
    expect(people[0].modules.map(({ moduleId, state }: { moduleId: string; state: string }) => [moduleId, state])).toContainEqual([
      'S8',
      'not-begun',
    ]);
    // The same sheets again do not restore it, and the answer says so. The right sheet of the same person, in its own series, is recorded.
    expect((await s8([paper(0, S8_ASKED, { knewBefore: 7 })])).body).toMatchObject({
      ...{ passed: [], had: [], revoked: [trainees[0]], known: [], begunBefore: [] },
    });
    expect((await looks()).map(({ number }) => number)).toEqual(['QA-200', 'QA-300']);
    expect((await s8([paper(0, S8_ASKED, { knewBefore: 2 })], { series: 5 })).body).toMatchObject({
      ...{ passed: [trainees[0]], had: [], revoked: [], known: [trainees[0]], begunBefore: [] },
    });
    expect((await looks()).map(({ number, score }) => [number, score])).toContainEqual(['QA-100', 25]);
  });
});

describe('papers in the language of a pack', () => {
  const pack = (name: string, lang: string, module = 'S8') =>
    bed.call(who.trainer, 'GET', `/desk/api/modules/${module}/${name}.pdf?lang=${lang}&series=2`);

  it('are printed, and the signature is recorded in that language', async () => {
    const { body } = await bed.call(who.trainer, 'GET', '/desk/api/modules/S8/test-paper');
    expect(body.languages).toContainEqual({ tag: 'es', name: 'Español', reviewed: false, signedIn: 'Español' });
    for (const name of ['slides', 'first-look', 'test', 'answer-sheet', 'key']) {
      const answer = await pack(name, 'es');
      expect([name, answer.status]).toEqual([name, 200]);
    }
    await enter(who.trainer, [paper(4, 8)], { moduleId: 'S8', language: 'es', series: 2 });
    const { rows } = await bed.deployer.query(
      `select encode(acknowledgement_hash, 'hex') as hash from training.completion where module_id = 'S8' and trainee_id = $1`,
      [trainees[4]],
    );
    const { courses } = bed.platform.services;
    const spanish = courses.languages.find(({ tag }) => tag === 'es')!;
    expect(rows).toEqual([{ hash: spanish.signs(courses.module('S8').module)!.hash }]);
  });

  it('are refused in a language that the module lacks', async () => {
    for (const [lang, module] of [
      ['es', 'G'],
      ['uk', 'S8'],
    ] as const)
      expect((await pack('test', lang, module)).body.code).toBe('training/not-in-language');
    expect((await enter(who.trainer, [paper(4, 10)], { language: 'es', passedOn: '2026-11-19' })).body.code).toBe(
      'training/not-in-language',
    );
    expect((await pack('test', 'no language')).body.fields).toMatchObject([{ path: 'lang' }]);
  });
});
