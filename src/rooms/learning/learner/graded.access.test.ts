import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { acknowledgementHash } from '#rooms/courses/content/acknowledgement.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { type Drawn, drawCheck, gradeCheck, itemOf } from '../progress/check.rules.ts';
import { type AccessSlip, aPhone, rightAnswers } from './fixtures.ts';

// An attacker who runs their own SQL with a learner's claims, in the application role with all its rights.
let bed: TestBed;
let [nation, officer]: [string, TestPerson] = ['', { personId: '', token: '', email: '' }];
let made: { code: string; accessSlips: AccessSlip[] };
const read = () => bed.platform.services.courses.module('S12');

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'AR', name: 'Arcadia' });
  officer = await bed.signIn.trainingOfficer(nation, 'Training Officer');
  const { classId, code } = (
    await bed.call(officer, 'POST', `/desk/api/parties/${nation}/classes`, {
      ...{ title: 'C', modules: ['S12'], startsOn: '2020-01-01', endsOn: '2020-12-31' },
    })
  ).body;
  await bed.deployer.query('update training.class set starts_on = current_date, ends_on = current_date + 20 where id = $1', [classId]);
  const numbers = Array.from({ length: 8 }, (_, n) => `AR-10${n}`);
  const accessSlips = await bed.call(officer, 'POST', `/desk/api/training/classes/${classId}/access-slips`, {
    numbers,
    newcomers: 'headquarters',
  });
  made = { code, accessSlips: accessSlips.body.accessSlips };
});
afterAll(() => bed.close());

let next = 0;
/** A learner who has drawn a check, and a function that runs their SQL: each statement in its own transaction. */
async function learner() {
  const phone = aPhone(bed);
  await phone.enter(made.code, made.accessSlips[next++]!);
  const { headers } = await phone.post('/learn/en/m/S12/check');
  const attempt = String(headers.location).split('/').at(-1)!;
  const [row] = (await bed.deployer.query('select trainee_id, party_id, drawn from training.attempt where id = $1', [attempt])).rows;
  const run = async (sql: string, values: unknown[] = []) => {
    const client = await bed.platform.pool.connect();
    try {
      await client.query('begin');
      const { rows } = await client.query('select training.enter_learner($1, false) as claims', [phone.cookies.manumit_learn]);
      expect(rows[0].claims).toMatchObject({ kind: 'learner' });
      const { rowCount } = await client.query(sql, values);
      await client.query('commit');
      return rowCount;
    } finally {
      await client.query('rollback');
      client.release();
    }
  };
  const answer = (answers: object, result: { score: number; missed: string[]; passed: boolean }) =>
    run(
      'update training.attempt set answered_at = now(), received_at = now(), given = $2, score = $3, missed = $4, passed = $5 where id = $1',
      [...[attempt, JSON.stringify(answers), result.score, result.missed, result.passed]],
    );
  return { phone, run, attempt, answer, trainee: row.trainee_id as string, drawn: row.drawn as Drawn[] };
}
const PASSED = { score: 100, missed: [], passed: true };
const NO_CHECK = /not a check of the module/;

test('a check is graded by its answers alone, and program and database agree', async () => {
  const { drawn, answer, attempt } = await learner();
  const right = rightAnswers(read(), drawn);
  const [one] = Object.keys(right);
  for (const answers of [{}, { ...right, [one!]: ['nonsense'] }])
    await expect(answer(answers, PASSED)).rejects.toThrow('graded by its answers');
  await expect(answer(right, { ...PASSED, score: 99 })).rejects.toThrow('graded by its answers');
  expect(await answer(right, PASSED)).toBe(1);
  expect((await bed.deployer.query('select given, passed from training.attempt where id = $1', [attempt])).rows).toEqual([
    { given: null, passed: true },
  ]);
});

test('a wrong critical item fails the check, regardless of the total', async () => {
  const { drawn, answer } = await learner();
  const critical = drawn.find(({ lesson, item }) => itemOf(read(), lesson, item).critical)!.item;
  const answers = { ...rightAnswers(read(), drawn), [critical]: ['nonsense'] };
  const graded = gradeCheck(read(), drawn, answers, 80);
  expect(graded).toMatchObject({ score: 90, passed: false });
  await expect(answer(answers, { ...graded, passed: true })).rejects.toThrow('graded by its answers');
  expect(await answer(answers, graded)).toBe(1);
});

test('the result and the signature of a check cannot be changed', async () => {
  const { run, answer, attempt, drawn, phone } = await learner();
  const empty = gradeCheck(read(), drawn, {}, 80);
  expect(await answer({}, empty)).toBe(1);
  for (const change of [
    'passed = true',
    'score = 100',
    "missed = '{}'",
    'received_at = null, answered_at = null, score = null, missed = null, passed = null',
  ])
    await expect(run(`update training.attempt set ${change} where id = $1`, [attempt]), change).rejects.toThrow('does not change');
  const again = String((await phone.post('/learn/en/m/S12/check')).headers.location)
    .split('/')
    .at(-1)!;
  const { drawn: second } = (await bed.deployer.query('select drawn from training.attempt where id = $1', [again])).rows[0];
  const all = [JSON.stringify(rightAnswers(read(), second)), again];
  await run(
    `update training.attempt set answered_at = now(), received_at = now(), given = $1, score = 100, missed = '{}', passed = true, acknowledged_at = now(), acknowledgement_hash = sha256('x') where id = $2`,
    all,
  );
  await expect(run("update training.attempt set acknowledged_at = now() - interval '1 day' where id = $1", [again])).rejects.toThrow(
    'does not change',
  );
});

test('a learner cannot draw an easier check or a fourth try', async () => {
  const { run, answer, attempt, trainee, drawn } = await learner();
  await answer({}, gradeCheck(read(), drawn, {}, 80));
  const draw = (what: object, version = 1) =>
    run(
      `insert into training.attempt (id, trainee_id, party_id, module_id, module_version, drawn, drawn_at) values ($1, $2, $3, 'S12', $4, $5, now())`,
      [randomUUID(), trainee, nation, version, JSON.stringify(what)],
    );
  const check = drawCheck(read(), Math.random);
  const critical = new Set(
    read().lessons.flatMap(({ items }) => items.flatMap(({ id, critical }) => (critical === 'child-rule' ? [id] : []))),
  );
  const mild = read().lessons.flatMap(({ id: lesson, items }) =>
    items.filter(({ id }) => !critical.has(id)).map(({ id: item }) => ({ lesson, item, order: [] })),
  );
  await expect(draw(check.slice(1)), 'fewer questions').rejects.toThrow(NO_CHECK);
  await expect(draw(check.map(() => check[0])), 'a repeated question').rejects.toThrow(NO_CHECK);
  await expect(draw([...check.slice(1), { lesson: 'S12.1', item: 'mine', order: [] }]), 'an invented question').rejects.toThrow(NO_CHECK);
  await expect(draw(mild.slice(0, 10)), 'without a critical item').rejects.toThrow(NO_CHECK);
  await expect(draw(check, 2), 'another version').rejects.toThrow(NO_CHECK);
  expect(attempt).not.toBe('');
  for (let tries = 1; tries < 3; tries += 1) {
    expect(await draw(check)).toBe(1);
    await run(
      `update training.attempt set answered_at = now(), received_at = now(), given = '{}', score = 0, missed = $1, passed = false where trainee_id = $2 and received_at is null`,
      [check.map(({ item }) => item), trainee],
    );
  }
  await expect(draw(check), 'a fourth try').rejects.toThrow(NO_CHECK);
});

test('a completion needs a passed check and ends with the module’s period, and a learner may only sign it', async () => {
  const { run, answer, attempt, trainee, drawn } = await learner();
  const record = (more: Record<string, unknown> = {}) => {
    const row = {
      source_id: attempt,
      module_id: 'S12',
      module_version: 1,
      score: 100,
      valid_until: '2027-11-01',
      source: 'player',
      lessons: null,
      ...more,
    };
    return run(
      `insert into training.completion (id, trainee_id, party_id, module_id, module_version, source, source_id, passed_at, score, valid_until, lessons, recorded_at)
        values ($1, $2, $3, $4, $5, $6, $7, coalesce((select answered_at from training.attempt where id::text = $7 and $11), now() - interval '1 hour'), $8, $9, $10, now())`,
      [
        randomUUID(),
        trainee,
        nation,
        row.module_id,
        row.module_version,
        row.source,
        row.source_id,
        row.score,
        row.valid_until,
        row.lessons,
        !('at' in more),
      ],
    );
  };
  const denied = /row-level security/;
  await expect(record(), 'not passed yet').rejects.toThrow(denied);
  await answer(rightAnswers(read(), drawn), PASSED);
  for (const more of [
    { source_id: randomUUID() },
    { module_id: 'G' },
    { module_version: 2 },
    { score: 90 },
    { valid_until: '2099-01-01' },
    { valid_until: null },
    { source: 'table' },
    { lessons: ['S12.1'] },
    { at: 'another time' },
  ])
    await expect(record(more), JSON.stringify(more)).rejects.toThrow(denied);
  expect(await record()).toBe(1);
  await expect(run(`update training.completion set valid_until = '2099-01-01' where trainee_id = $1`, [trainee])).rejects.toThrow(
    'permission denied',
  );
  await expect(
    run('update training.completion set revoked_at = now(), revoked_by = $2 where trainee_id = $1', [trainee, officer.personId]),
  ).rejects.toThrow(denied);
  const text = acknowledgementHash(read().module, 'en')!;
  const signs = (hash: string, at = 'now()') =>
    `update training.completion set acknowledged_at = ${at}, acknowledgement_hash = '\\x${hash}' where trainee_id = $1`;
  await expect(run(signs(text.replace(/^.{8}/, '00000000')), [trainee]), 'another text').rejects.toThrow(denied);
  await expect(run(signs(text, "now() + interval '2 days'"), [trainee]), 'with a future date').rejects.toThrow(denied);
  const sign = signs(text);
  expect([await run(sign, [trainee]), await run(sign, [trainee])], 'once').toEqual([1, 0]);
  const { rows } = await bed.deployer.query('select id from training.completion where trainee_id = $1', [trainee]);
  expect((await bed.call(officer, 'POST', `/desk/api/completions/${rows[0].id}/revocation`, { reason: 'Another sat there.' })).status).toBe(
    200,
  );
  expect(
    await run('update training.completion set revoked_at = null, revoked_by = null where trainee_id = $1', [trainee]),
    'a revocation stays',
  ).toBe(0);
});

test('the answer key is hidden from learners', async () => {
  const { run } = await learner();
  await expect(run('select checks from training.module')).rejects.toThrow('permission denied');
  await expect(run('select * from training.module')).rejects.toThrow('permission denied');
  await expect(run('select answer_key from training.attempt')).rejects.toThrow('permission denied');
});
