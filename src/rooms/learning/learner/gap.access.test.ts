import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { type Drawn, drawCheck, itemOf, partOf } from '../progress/check.rules.ts';
import { rightAnswers } from './fixtures.ts';

// A learner who runs their own SQL. One lacks G4 and G7 of the general module, another has no lesson of it.
let bed: TestBed;
let nation = '';
let author = '';
const LACKS = ['G4', 'G7'];
const NO_CHECK = /not a check of the module/;
const read = () => bed.platform.services.courses.module('G');

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  author = (await bed.signIn.trainingOfficer(nation, 'Training Officer')).personId;
});
afterAll(() => bed.close());

async function learner(has: string[] | null) {
  const [trainee, session] = [randomUUID(), randomUUID()];
  await bed.deployer.query(
    `insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by) values ($1, $2, $3, 'contingent', now(), $4)`,
    [trainee, nation, `AR-${trainee.slice(0, 8).toUpperCase()}`, author],
  );
  await bed.deployer.query(
    `insert into training.learner_session (id, trainee_id, party_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
      values ($1, $2, $3, sha256($4), sha256($5), now() + interval '1 hour', now() + interval '1 hour')`,
    [session, trainee, nation, `s ${trainee}`, `q ${trainee}`],
  );
  if (has)
    await bed.deployer.query(
      `insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, source, source_id, passed_at, valid_until, recorded_at, recorded_by)
        values ($1, $2, $3, 'G', 1, $4, 'recognised', 'course', now() - interval '1 day', current_date + 300, now(), $5)`,
      [randomUUID(), trainee, nation, has, author],
    );
  const run = async (sql: string, values: unknown[] = []) => {
    const client = await bed.platform.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query('select training.enter_learner($1, false) as claims', [`s ${trainee}`]);
      expect(rows[0].claims).toMatchObject({ kind: 'learner' });
      const answer = await client.query(sql, values);
      await client.query('commit');
      return answer;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const draw = (lessons: string[] | null, drawn: readonly Drawn[], attempt = randomUUID()) =>
    run(
      `insert into training.attempt (id, trainee_id, party_id, module_id, module_version, lessons, drawn, drawn_at) values ($1, $2, $3, 'G', 1, $4, $5, now())`,
      [attempt, trainee, nation, lessons, JSON.stringify(drawn)],
    );
  const answer = (attempt: string, drawn: readonly Drawn[]) =>
    run(
      `update training.attempt set answered_at = now(), received_at = now(), given = $2, score = 100, missed = '{}', passed = true where id = $1`,
      [attempt, JSON.stringify(rightAnswers(read(), drawn))],
    );
  const record = (attempt: string, lessons: string[] | null) =>
    run(
      `insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, source, source_id, passed_at, score, valid_until, recorded_at)
        select $1, trainee_id, party_id, 'G', 1, $2, 'player', id::text, answered_at, 100, current_date + 300, now() from training.attempt where id = $3`,
      [randomUUID(), lessons, attempt],
    );
  return { trainee, run, draw, answer, record };
}
const others = () =>
  read()
    .lessons.map(({ id }) => id)
    .filter((id) => !LACKS.includes(id));
const check = (only: string[] | null) => drawCheck(partOf(read(), only), Math.random);
const items = (lesson: string, fits: (critical: boolean) => boolean = () => true) =>
  read()
    .lessons.find(({ id }) => id === lesson)!
    .items.filter(({ critical }) => fits(critical !== undefined))
    .map(({ id }): Drawn => ({ lesson, item: id, order: [] }));

test('a person who lacks some lessons draws a check on those lessons only, with all its questions', async () => {
  const { draw } = await learner(others());
  const whole = check(LACKS);
  // The last of them has both critical rules.
  const last = [true, false].flatMap((hard) => items('G7', (critical) => critical === hard)).slice(0, 6);
  for (const [why, lessons, drawn] of [
    ['fewer lessons', ['G4'], check(['G4'])],
    ['others', ['G1', 'G4'], check(['G1', 'G4'])],
    ['more of them', ['G1', ...LACKS], check(['G1', ...LACKS])],
    ['a lesson twice', ['G4', 'G4', 'G7'], whole],
    ['as if it were the whole', null, whole],
    ['too few questions', LACKS, whole.slice(1)],
    ['a repeated question', LACKS, whole.map(() => whole[0]!)],
    ['questions of another lesson', LACKS, [...whole, ...items('G1').slice(0, 1)]],
    ['all of one lesson', LACKS, last],
  ] as const)
    await expect(draw(lessons && [...lessons], drawn), why).rejects.toThrow(NO_CHECK);
  expect((await draw(LACKS, whole)).rowCount).toBe(1);
});

test('a check on one missing lesson has at least five questions', async () => {
  const { draw } = await learner(
    read()
      .lessons.map(({ id }) => id)
      .filter((id) => id !== 'G2'),
  );
  await expect(draw(['G2'], items('G2').slice(0, 4))).rejects.toThrow(NO_CHECK);
  expect((await draw(['G2'], items('G2').slice(0, 5))).rowCount).toBe(1);
});

test('a check must ask a critical item of the missing lessons', async () => {
  // The first lesson that has one, and any other.
  const hard = read().lessons.find(({ items: bank }) => bank.some(({ critical }) => critical))!.id;
  const { draw } = await learner(
    read()
      .lessons.map(({ id }) => id)
      .filter((id) => id !== hard),
  );
  await expect(draw([hard], items(hard, (critical) => !critical).slice(0, 8))).rejects.toThrow(NO_CHECK);
  const drawn = check([hard]);
  expect(drawn.some(({ lesson, item }) => itemOf(read(), lesson, item).critical)).toBe(true);
  expect((await draw([hard], drawn)).rowCount).toBe(1);
});

test('a person who owes the whole module draws no smaller check', async () => {
  for (const has of [null, read().lessons.map(({ id }) => id)]) {
    const { draw } = await learner(has);
    for (const some of [LACKS, ['G4'], others()]) await expect(draw(some, check(some)), some.join()).rejects.toThrow(NO_CHECK);
    expect((await draw(null, check(null))).rowCount).toBe(1);
  }
});

test('a completion covers the lessons of its check, and stays unchanged', async () => {
  const { draw, answer, record, run, trainee } = await learner(others());
  const [attempt, drawn] = [randomUUID(), check(LACKS)];
  await draw(LACKS, drawn, attempt);
  await expect(run('update training.attempt set lessons = null where id = $1', [attempt])).rejects.toThrow('permission denied');
  const denied = /row-level security/;
  await expect(record(attempt, LACKS), 'not passed yet').rejects.toThrow(denied);
  await answer(attempt, drawn);
  for (const lessons of [null, ['G4'], ['G1'], ['G1', ...LACKS], others()])
    await expect(record(attempt, lessons), String(lessons)).rejects.toThrow(denied);
  expect((await record(attempt, LACKS)).rowCount).toBe(1);
  await expect(record(attempt, LACKS), 'once').rejects.toThrow('unique');
  // Other learners' gaps are not visible.
  const another = await learner(others());
  const lacking = async (who: string) => (await run(`select training.missing_lessons($1, 'G') as lacking`, [who])).rows[0].lacking;
  expect([await lacking(trainee), await lacking(another.trainee)]).toEqual([null, null]);
  expect((await another.run(`select training.missing_lessons($1, 'G') as lacking`, [another.trainee])).rows[0].lacking).toEqual(LACKS);
});

test('a partial check allows three tries, like the whole', async () => {
  const { draw, run, trainee } = await learner(others());
  for (let tries = 0; tries < 3; tries++) {
    const drawn = check(LACKS);
    await draw(LACKS, drawn);
    await run(
      `update training.attempt set answered_at = now(), received_at = now(), given = '{}', score = 0, missed = $1, passed = false where trainee_id = $2 and received_at is null`,
      [drawn.map(({ item }) => item), trainee],
    );
  }
  await expect(draw(LACKS, check(LACKS)), 'a fourth try, of the part').rejects.toThrow(NO_CHECK);
  await expect(draw(null, check(null)), 'a fourth try, of the whole').rejects.toThrow(NO_CHECK);
});
