import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let [nation, classId] = ['', ''];
const who = {} as { trainer: TestPerson; commander: TestPerson; stranger: TestPerson };
const [passed, failed, player, absent] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  const other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Borland' });
  who.trainer = await bed.signIn.trainingOfficer(nation);
  who.commander = await bed.signIn.commander(nation);
  who.stranger = await bed.signIn.trainingOfficer(other);
  classId = randomUUID();
  const by = who.trainer.personId;
  await bed.deployer.query(
    `insert into training.class (id, party_id, code, title, module_ids, instructor_id, starts_on, ends_on, recorded_at, recorded_by)
      values ($1, $2, 'ABCDEFGH', 'Class', '{S8}', $3, '2026-11-01', '2026-11-30', '2026-11-01', $3)`,
    [classId, nation, by],
  );
  for (const [at, id] of [passed, failed, player, absent].entries()) {
    await bed.deployer.query(
      `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, $3, 'contractor', now(), $4)`,
      [id, nation, `QA-${at}00`, by],
    );
    // The last one is in no class.
    if (id !== absent)
      await bed.deployer.query(
        `insert into training.access_slip (id, class_id, party_id, trainee_id, pin_salt, pin_digest, issued_at, issued_by) values ($1, $2, $3, $4, $5, $6, now(), $7)`,
        [randomUUID(), classId, nation, id, Buffer.alloc(16), Buffer.alloc(32), by],
      );
  }
});
afterAll(() => bed.close());

const LOOKS = () => `/desk/api/training/classes/${classId}/first-looks/S8`;
const sheet = (traineeId: string, right: number, more: object = {}) => ({ traineeId, right, criticalWrong: false, signed: true, ...more });
const enter = async (people: object[], more: object = {}) =>
  (
    await bed.call(who.trainer, 'POST', `/desk/api/training/classes/${classId}/papers`, {
      ...{ moduleId: 'S8', moduleVersion: 1, series: 3, passedOn: '2026-11-20', language: 'en', people },
      ...more,
    })
  ).body;
const looks = async () => (await bed.call(who.trainer, 'GET', LOOKS())).body.looks;
const correct = (person: TestPerson | null, traineeId: string, knewBefore: number | null, reason = 'Counted wrongly.') =>
  bed.call(person, 'POST', LOOKS(), { traineeId, knewBefore, reason });
const records = async (id: string) =>
  (
    await bed.deployer.query(
      `select id, score, source_id, revoked_at is null as valid from training.completion where trainee_id = $1 order by source_id`,
      [id],
    )
  ).rows;
const revoke = async (id: string) => {
  const valid = (await records(id)).find((record) => record.valid);
  return bed.call(who.trainer, 'POST', `/desk/api/completions/${valid.id}/revocation`, { reason: 'Another person’s.' });
};

it('correct-first-look corrects or removes a figure, which can then be entered again', async () => {
  const { known, notPassed } = await enter([sheet(failed, 2, { knewBefore: 7 }), sheet(passed, 8, { knewBefore: 4 })]);
  expect([known, notPassed]).toEqual([[failed, passed], [failed]]);
  const [row] = [{ traineeId: passed, number: 'QA-000', version: 1, asked: 8, before: 50, test: 100, day: '2026-11-20' }];
  const wrong = { traineeId: failed, number: 'QA-100', version: 1, asked: 8, before: 87, test: 25, day: '2026-11-20' };
  expect((await bed.call(who.trainer, 'GET', LOOKS())).body).toEqual({ looks: [row, wrong] });
  expect((await correct(who.trainer, failed, 1)).status).toBe(200);
  expect(await looks()).toEqual([row, { ...wrong, before: 12 }]);
  expect((await correct(who.trainer, failed, null)).status).toBe(200);
  expect(await looks()).toEqual([row]);
  // A removed first look cannot be corrected, and the error says so.
  expect((await correct(who.trainer, failed, 3)).body.code).toBe('platform/not-found');
  expect((await enter([sheet(failed, 3, { knewBefore: 2 })])).known).toEqual([failed]);
  expect(await looks()).toEqual([row, { ...wrong, before: 25, test: 37 }]);
  // The record of a passed test keeps its result: another figure typed with it is ignored.
  await correct(who.trainer, passed, null);
  expect(await records(passed)).toMatchObject([{ score: 100, valid: true }]);
  expect(await enter([sheet(passed, 7, { knewBefore: 5 })])).toMatchObject({ had: [passed], known: [passed] });
  expect((await looks())[0]).toEqual({ ...row, before: 62 });
  const { rows } = await bed.deployer.query(
    `select o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'training/correct-first-look' order by e.xid`,
  );
  expect(rows.map(({ detail }) => detail)).toEqual([
    { trainee: failed, module: 'S8', revoked: false, reason: 'Counted wrongly.' },
    { trainee: failed, module: 'S8', revoked: true, reason: 'Counted wrongly.' },
    { trainee: passed, module: 'S8', revoked: true, reason: 'Counted wrongly.' },
  ]);
});

it('correct-first-look is open to the class’s instructor, for its people, and not for first looks of the player', async () => {
  await bed.deployer.query(`insert into training.first_look values ($1, $2, 'S8', 1, 75, now())`, [player, nation]);
  expect((await looks()).map(({ traineeId }: { traineeId: string }) => traineeId)).toEqual([passed, failed]);
  expect((await correct(who.trainer, player, null)).body.code).toBe('platform/not-found');
  expect((await correct(who.trainer, player, 1)).body.code).toBe('platform/not-found');
  expect((await bed.deployer.query('select score from training.first_look where trainee_id = $1', [player])).rows).toEqual([{ score: 75 }]);
  for (const [person, status] of [
    [who.commander, 403],
    [who.stranger, 404],
    [null, 401],
  ] as const) {
    expect([status, (await correct(person, failed, null)).status]).toEqual([status, status]);
    expect((await bed.call(person, 'GET', LOOKS())).status).toBe(status);
  }
  expect((await correct(who.trainer, absent, null)).body.code).toBe('training/not-in-class');
  expect((await correct(who.trainer, failed, 9)).body.code).toBe('training/more-than-asked-before');
  expect((await correct(who.trainer, failed, null, ' ')).status).toBe(422);
  const elsewhere = LOOKS().replace('S8', 'G');
  expect((await bed.call(who.trainer, 'POST', elsewhere, { traineeId: failed, knewBefore: 1, reason: 'r' })).status).toBe(404);
  expect(await looks()).toHaveLength(2);
});

it('a revoked paper result is entered again only if the instructor confirms it, as often as needed', async () => {
  await revoke(passed);
  // Entering the whole class again does not restore anybody.
  expect(await enter([sheet(passed, 8)])).toMatchObject({ revoked: [passed], passed: [] });
  const right = [sheet(passed, 7, { knewBefore: 3, again: true })];
  expect(await enter(right)).toMatchObject({ revoked: [], passed: [passed], known: [passed], had: [], begunBefore: [] });
  expect((await looks())[0]).toMatchObject({ before: 37, test: 87 });
  // Sent twice, even by two senders, it is one record.
  for (const people of [right, [sheet(passed, 7)]]) expect(await enter(people)).toMatchObject({ had: [passed], revoked: [], passed: [] });
  const valid = async () => (await records(passed)).filter((record) => record.valid).map(({ score }) => score);
  expect(await valid()).toEqual([87]);
  // The figure before the module belongs to the current record and is removed with it; a second time as well.
  await revoke(passed);
  expect((await looks()).map(({ traineeId }: { traineeId: string }) => traineeId)).toEqual([failed]);
  expect(await enter([sheet(passed, 8)])).toMatchObject({ revoked: [passed] });
  expect(await enter([sheet(passed, 8, { again: true })])).toMatchObject({ passed: [passed] });
  expect(await valid()).toEqual([100]);
  expect(await records(passed)).toHaveLength(3);
  // `again` for a person without a revoked record has no effect.
  expect(await enter([sheet(failed, 8, { again: true })])).toMatchObject({ passed: [failed] });
  expect(await enter([sheet(failed, 8, { again: true })])).toMatchObject({ had: [failed], passed: [] });
});

it('entering a signed sheet signs an earlier unsigned pass on the day of entry, once', async () => {
  const of = (signed: boolean) => enter([sheet(failed, 8, { signed })], { series: 9 });
  expect(await of(false)).toMatchObject({ passed: [], unsigned: [failed] });
  expect(await of(false)).toMatchObject({ unsigned: [], had: [failed] });
  expect(await of(true)).toMatchObject({ passed: [failed], had: [] });
  expect(await of(true)).toMatchObject({ passed: [], had: [failed] });
  const { rows } = await bed.deployer.query(
    `select passed_at::date::text as passed, acknowledged_at::date::text as signed from training.completion where source_id like '% 9 2026-11-20'`,
  );
  expect(rows).toEqual([{ passed: '2026-11-20', signed: '2026-11-24' }]);
});

it('a class held today in a time zone ahead of UTC is recorded under its own date, and a later signature counts', async () => {
  bed.setClock(stoppedClock('2026-11-24T16:30:00Z'));
  const of = (signed: boolean) => enter([sheet(failed, 8, { signed })], { series: 21, passedOn: '2026-11-25' });
  expect(await of(false)).toMatchObject({ unsigned: [failed] });
  expect(await of(true)).toMatchObject({ passed: [failed] });
  const { rows } = await bed.deployer.query(
    `select passed_at::date::text as passed, acknowledged_at >= passed_at as counts from training.completion where source_id like '% 21 2026-11-25'`,
  );
  expect(rows).toEqual([{ passed: '2026-11-25', counts: true }]);
});
