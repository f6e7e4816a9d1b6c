import { currentCourses } from '#rooms/courses/index.ts';
import { drawCheck, partOf } from '#rooms/learning/progress/check.rules.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { givenLearner } from './learner.ts';

/** What an access slip opens, for how long, and what remains after the session. */
export async function learningScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, signedOut } = fixture;
  const focal = by('focal point');
  const {
    author,
    other,
    klass,
    mine,
    theirs,
    accessSlip,
    session,
    attempt,
    foreign,
    number,
    given,
    enter,
    learner,
    shown,
    pages,
    queue,
    passedChecks,
  } = await givenLearner(fixture);
  const sign = (which: string) =>
    `update training.attempt set acknowledged_at = now(), acknowledgement_hash = sha256('x') where id = '${which}' returning 'signed'`;
  const read = (whose: string, party: string) =>
    `insert into training.lesson_done (trainee_id, party_id, module_id, lesson_id, lesson_version, done_at) values ('${whose}', '${party}', 'G', 'scenario', 1, now()) returning 'read'`;
  const complete = (source: string, sourceId: string, until = '2026-12-01', lessons = 'null') =>
    `insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, source, source_id, passed_at, score, valid_until, recorded_at, recorded_by)
      values (gen_random_uuid(), '${mine}', '${nation}', 'G', 99, ${lessons}, '${source}', '${sourceId}', '2026-01-02', 90, '${until}', now(), null) returning 'completed'`;
  const score = `update training.attempt set received_at = now(), answered_at = now(), score = 91, missed = '{}', passed = true where id = '${attempt}'`;
  const noCheck = `insert into training.attempt (id, trainee_id, party_id, module_id, module_version, drawn, drawn_at) values (gen_random_uuid(), '${mine}', '${nation}', 'S12', 1, '[]', now())`;
  // A check of one lesson although the whole module is due, and a passed check of one lesson.
  const part = `insert into training.attempt (id, trainee_id, party_id, module_id, module_version, lessons, drawn, drawn_at) values (gen_random_uuid(), '${mine}', '${nation}', 'S2', 1, '{S2.2}',
    '${JSON.stringify(drawCheck(partOf(currentCourses().module('S2'), ['S2.2']), Math.random))}', now()) returning 'drawn'`;
  const rest = `insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, source, source_id, passed_at, recorded_at, recorded_by)
    values (gen_random_uuid(), '${mine}', '${nation}', 'S2', 1, '{S2.1}', 'recognised', '${attempt}', now(), now(), '${author}')`;
  const ofOne = {
    ...passedChecks,
    arrange: `${passedChecks.arrange}; update training.attempt set lessons = '{G4}' where id = '${attempt}'`,
  };
  const recordFirstLook = (whose: string, party: string) =>
    `insert into training.first_look (trainee_id, party_id, module_id, module_version, score, answered_at) values ('${whose}', '${party}', 'SCENARIO', 1, 50, now())`;
  const lines: ScenarioRow[] = [
    ['enter_class', 'the right PIN opens a class that is held today', signedOut, enter(), number, given()],
    ['enter_class', 'a wrong PIN does not open it', signedOut, enter('wrong'), null, given()],
    ['enter_class', 'the right PIN of another class does not open it', signedOut, enter('right', 'ABCDEFGJ'), null, given()],
    [
      'enter_class',
      'a closed access slip does not open it',
      signedOut,
      enter(),
      null,
      given(`update training.access_slip set closed_until = now() + interval '1 minute' where id = '${accessSlip}'`),
    ],
    [
      'enter_class',
      'a closed class does not open',
      signedOut,
      enter(),
      null,
      given(`update training.class set closed_at = now() where id = '${klass}'`),
    ],
    [
      'enter_class',
      'a class does not open before its first day',
      signedOut,
      enter(),
      null,
      given(`update training.class set starts_on = current_date + 2, ends_on = current_date + 3 where id = '${klass}'`),
    ],
    [
      'enter_class',
      'a class does not open after its last day',
      signedOut,
      enter(),
      null,
      given(`update training.class set starts_on = current_date - 3, ends_on = current_date - 2 where id = '${klass}'`),
    ],
    [
      'enter_class',
      'a class does not open for a person who left',
      signedOut,
      enter(),
      null,
      given(`update training.trainee set left_at = now() where id = '${mine}'`),
    ],
    [
      'enter_class',
      'every fifth wrong PIN closes the access slip',
      signedOut,
      [enter('wrong'), enter()],
      null,
      given(`update training.access_slip set failures = 4 where id = '${accessSlip}'`),
    ],
    [
      'enter_class',
      'the fourth wrong PIN does not close it',
      signedOut,
      [enter('wrong'), enter()],
      number,
      given(`update training.access_slip set failures = 3 where id = '${accessSlip}'`),
    ],
    ['enter_class', 'a new phone ends the session of the earlier one', signedOut, [enter(), shown('over')], 'other-phone', given()],
    ['enter_learner', 'a session opens with its secret', signedOut, pages, number, given()],
    [
      'enter_learner',
      'a session does not open once it was ended',
      signedOut,
      pages,
      null,
      given(`update training.learner_session set ended_at = now(), end_reason = 'left' where id = '${session}'`),
    ],
    [
      'enter_learner',
      'a session does not open once it has expired',
      signedOut,
      pages,
      null,
      given(`update training.learner_session set ends_at = now() where id = '${session}'`),
    ],
    [
      'enter_learner',
      'a session does not open for a person who left',
      signedOut,
      pages,
      null,
      given(`update training.trainee set left_at = now() where id = '${mine}'`),
    ],
    [
      'enter_learner',
      'waiting work can be submitted after the session has ended',
      signedOut,
      queue,
      number,
      given(`update training.learner_session set ended_at = now(), end_reason = 'other-phone' where id = '${session}'`),
    ],
    [
      'enter_learner',
      'waiting work cannot be submitted after the queue has expired',
      signedOut,
      queue,
      null,
      given(`update training.learner_session set ticket_ends_at = now() where id = '${session}'`),
    ],
    [
      'enter_learner',
      'waiting work cannot be submitted for a person who left meanwhile',
      signedOut,
      queue,
      null,
      given(`update training.trainee set left_at = now() where id = '${mine}'`),
    ],
    ['enter_learner', 'the secret of a queue does not open a session', signedOut, learner('queue', false), null, given()],
    ['learner', 'the secret of a queue shows no page', signedOut, shown('number', 'queue'), null, given()],
    ['learner', 'a session shows its own number', signedOut, shown('number'), number, given()],
    [
      'learner',
      'a session shows nothing once it has expired',
      signedOut,
      shown('number'),
      null,
      given(`update training.learner_session set ends_at = now() where id = '${session}'`),
    ],
    [
      'learner',
      'a session shows nothing once its class is closed',
      signedOut,
      shown('number'),
      null,
      given(`update training.class set closed_at = now() where id = '${klass}'`),
    ],
    [
      'learner',
      'a session shows nothing of a person who left',
      signedOut,
      shown('number'),
      null,
      given(`update training.trainee set left_at = now() where id = '${mine}'`),
    ],
    ['own_trainee', 'a person with an account is not a learner', focal, 'select training.own_trainee()', null],
    ['policy attempt_answer', 'a learner may sign their own check', signedOut, [pages, sign(attempt)], 'signed', passedChecks],
    ['policy attempt_answer', 'a learner cannot sign another person’s check', signedOut, [pages, sign(foreign)], undefined, passedChecks],
    ['grade', 'only a check of the whole module can be drawn', signedOut, [pages, noCheck], '42501', given()],
    ['grade', 'a check is graded by its answers', signedOut, [pages, score], '42501', given()],
    ['grade', 'the result of a check does not change', signedOut, [pages, score], '42501', passedChecks],
    ['grade', 'a check of one lesson cannot be drawn if the whole module is due', signedOut, [pages, part], '42501', given()],
    ['grade', 'a check of the missing lesson can be drawn', signedOut, [pages, part], 'drawn', given(rest)],
    [
      'passed_check',
      'a passed check of a lesson covers that lesson',
      signedOut,
      [pages, complete('player', attempt, '2026-12-01', `'{G4}'`)],
      'completed',
      ofOne,
    ],
    [
      'passed_check',
      'a passed check of a lesson does not cover the module',
      signedOut,
      [pages, complete('player', attempt)],
      '42501',
      ofOne,
    ],
    [
      'passed_check',
      'a passed check of a lesson does not cover another lesson',
      signedOut,
      [pages, complete('player', attempt, '2026-12-01', `'{G5}'`)],
      '42501',
      ofOne,
    ],
    [
      'policy completion_pass',
      'a passed check may be recorded as a completion',
      signedOut,
      [pages, complete('player', attempt)],
      'completed',
      passedChecks,
    ],
    [
      'policy completion_text_first',
      'a completion may be recorded before it is signed',
      signedOut,
      [pages, complete('player', attempt)],
      'completed',
      passedChecks,
    ],
    [
      'policy completion_pass',
      'a completion cannot be recorded as if from a class',
      signedOut,
      [pages, complete('class', attempt)],
      '42501',
      passedChecks,
    ],
    ['passed_check', 'a check that was not passed cannot be recorded', signedOut, [pages, complete('player', attempt)], '42501', given()],
    [
      'passed_check',
      'a check that another person passed cannot be recorded',
      signedOut,
      [pages, complete('player', foreign)],
      '42501',
      passedChecks,
    ],
    [
      'passed_check',
      'a completion cannot be recorded for longer than it is valid',
      signedOut,
      [pages, complete('player', attempt, '2027-06-01')],
      '42501',
      passedChecks,
    ],
    ['policy lesson_done_write', 'a learner may record a lesson that they read', signedOut, [pages, read(mine, nation)], 'read', given()],
    [
      'policy lesson_done_write',
      'a learner cannot record a lesson for another person',
      signedOut,
      [pages, read(theirs, other)],
      '42501',
      given(),
    ],
    [
      'policy first_look_write',
      'a learner may record their first look',
      signedOut,
      [pages, `${recordFirstLook(mine, nation)} returning 'said'`],
      'said',
      given(),
    ],
    [
      'policy first_look_write',
      'a learner cannot record a first look for another person',
      signedOut,
      [pages, recordFirstLook(theirs, other)],
      '42501',
      given(),
    ],
    [
      'policy first_look_read',
      'a learner sees their first look',
      signedOut,
      [pages, `select count(*)::int from training.first_look where module_id = 'SCENARIO'`],
      1,
      given(recordFirstLook(mine, nation)),
    ],
    [
      'policy attempt_read',
      'a learner sees their own checks',
      signedOut,
      [pages, `select count(*)::int from training.attempt where module_version = 99`],
      1,
      given(),
    ],
  ];
  return toScenarios(lines);
}
