import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { openTestBed, type Somebody, type TestBed } from '#test/database/harness.ts';

let bed: TestBed;
let [nation, classId] = ['', ''];
const who = {} as Record<'trainer' | 'commander' | 'stranger', Somebody>;
const trainees: string[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(stoppedClock('2026-11-24T10:00:00Z'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  const other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Borland' });
  who.trainer = await bed.givenPerson('Tim Trainer', [{ role: 'training-officer', partyId: nation }]);
  who.commander = await bed.givenPerson('Cora Commander', [{ role: 'commander', partyId: nation }]);
  who.stranger = await bed.givenPerson('Stan Stranger', [{ role: 'training-officer', partyId: other }]);
  classId = randomUUID();
  await bed.deployer.query(
    `insert into training.class (id, party_id, code, title, module_ids, instructor_id, starts_on, ends_on, recorded_at, recorded_by)
      values ($1, $2, 'ABCDEFGH', 'Class', '{G,S12}', $3, '2026-11-01', '2026-11-30', now(), $3)`,
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
        `insert into training.slip (id, class_id, party_id, trainee_id, pin_salt, pin_digest, made_at, made_by) values ($1, $2, $3, $4, $5, $6, now(), $7)`,
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
const enter = (somebody: Somebody, people: object[], more: object = {}) =>
  bed.call(somebody, 'POST', `/desk/api/training/classes/${classId}/papers`, {
    moduleId: 'G',
    series: 3,
    passedOn: '2026-11-20',
    language: 'fr',
    people,
    ...more,
  });

it('records who passed on paper and signed, and nobody twice', async () => {
  expect((await bed.call(who.trainer, 'GET', '/desk/api/modules/G/test-paper')).body).toEqual({ questions: 20, needed: 16, signs: true });
  const people = [paper(0, 20), paper(1, 15), paper(2, 20, { criticalWrong: true }), paper(3, 16, { signed: false })];
  const { body } = await enter(who.trainer, people);
  expect(body).toEqual({ passed: [trainees[0]], unsigned: [trainees[3]], notPassed: [trainees[1], trainees[2]], had: [] });
  const { rows } = await bed.deployer.query(
    `select trainee_id, way, score, acknowledged_at is not null as signed, passed_at::date::text as day, recorded_by from training.completion order by score desc`,
  );
  expect(rows).toEqual([
    { trainee_id: trainees[0], way: 'class', score: 100, signed: true, day: '2026-11-20', recorded_by: who.trainer.personId },
    { trainee_id: trainees[3], way: 'class', score: 80, signed: false, day: '2026-11-20', recorded_by: who.trainer.personId },
  ]);
  // The same sheets again, with one more that was found.
  expect((await enter(who.trainer, [...people, paper(4, 18)])).body).toMatchObject({
    passed: [trainees[4]],
    had: [trainees[0], trainees[3]],
  });
  expect((await bed.deployer.query('select count(*)::int as n from training.completion')).rows[0].n).toBe(3);
});

it('takes no sheet of somebody else, of a day to come, or with more right answers than questions', async () => {
  const code = async (people: object[], more: object = {}) => (await enter(who.trainer, people, more)).body.code;
  expect(await code([paper(5, 20)])).toBe('training/not-in-class');
  expect(await code([paper(1, 20)], { passedOn: '2026-11-25' })).toBe('training/day-to-come');
  expect(await code([paper(1, 21)])).toBe('training/more-than-asked');
  expect(await code([paper(1, 10)], { moduleId: 'S2' })).toBe('platform/not-found');
  expect((await enter(who.commander, [paper(1, 20)])).status).toBe(403);
  expect((await enter(who.stranger, [paper(1, 20)])).status).toBe(404);
  // Today before noon is not in the future.
  expect((await enter(who.trainer, [paper(1, 20)], { passedOn: '2026-11-24' })).body.passed).toEqual([trainees[1]]);
});
