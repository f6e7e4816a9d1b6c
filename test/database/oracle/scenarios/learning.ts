import { currentCourses } from '#rooms/courses/index.ts';
import { drawCheck, partOf } from '#rooms/learning/progress/check.rules.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';
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
  const complete = (way: string, source: string, until = '2026-12-01', lessons = 'null') =>
    `insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, way, source_id, passed_at, score, valid_until, recorded_at, recorded_by)
      values (gen_random_uuid(), '${mine}', '${nation}', 'G', 99, ${lessons}, '${way}', '${source}', '2026-01-02', 90, '${until}', now(), null) returning 'completed'`;
  const score = `update training.attempt set received_at = now(), answered_at = now(), score = 91, missed = '{}', passed = true where id = '${attempt}'`;
  const noCheck = `insert into training.attempt (id, trainee_id, party_id, module_id, module_version, drawn, drawn_at) values (gen_random_uuid(), '${mine}', '${nation}', 'S12', 1, '[]', now())`;
  // A check of one lesson although the whole module is due, and a passed check of one lesson.
  const part = `insert into training.attempt (id, trainee_id, party_id, module_id, module_version, lessons, drawn, drawn_at) values (gen_random_uuid(), '${mine}', '${nation}', 'S2', 1, '{S2.2}',
    '${JSON.stringify(drawCheck(partOf(currentCourses().module('S2'), ['S2.2']), Math.random))}', now()) returning 'drawn'`;
  const rest = `insert into training.completion (id, trainee_id, party_id, module_id, module_version, lessons, way, source_id, passed_at, recorded_at, recorded_by)
    values (gen_random_uuid(), '${mine}', '${nation}', 'S2', 1, '{S2.1}', 'recognised', '${attempt}', now(), now(), '${author}')`;
  const ofOne = {
    ...passedChecks,
    arrange: `${passedChecks.arrange}; update training.attempt set lessons = '{G4}' where id = '${attempt}'`,
  };
  const knew = (whose: string, party: string) =>
    `insert into training.first_look (trainee_id, party_id, module_id, module_version, score, answered_at) values ('${whose}', '${party}', 'SCENARIO', 1, 50, now())`;
  const lines: ScenarioRow[] = [
    ['enter_class', 'the right PIN opens a class that is held today', signedOut, enter(), number, given()],
    ['enter_class', 'a wrong one does not', signedOut, enter('wrong'), null, given()],
    ['enter_class', 'nor the right one of another class', signedOut, enter('right', 'ABCDEFGJ'), null, given()],
    [
      'enter_class',
      'nor in an access slip that is closed',
      signedOut,
      enter(),
      null,
      given(`update training.access_slip set closed_until = now() + interval '1 minute' where id = '${accessSlip}'`),
    ],
    [
      'enter_class',
      'nor in a class that is closed',
      signedOut,
      enter(),
      null,
      given(`update training.class set closed_at = now() where id = '${klass}'`),
    ],
    [
      'enter_class',
      'nor before its first day',
      signedOut,
      enter(),
      null,
      given(`update training.class set starts_on = current_date + 2, ends_on = current_date + 3 where id = '${klass}'`),
    ],
    [
      'enter_class',
      'nor after its last',
      signedOut,
      enter(),
      null,
      given(`update training.class set starts_on = current_date - 3, ends_on = current_date - 2 where id = '${klass}'`),
    ],
    [
      'enter_class',
      'nor for somebody who left',
      signedOut,
      enter(),
      null,
      given(`update training.trainee set left_at = now() where id = '${mine}'`),
    ],
    [
      'enter_class',
      'each fifth wrong PIN closes the access slip',
      signedOut,
      [enter('wrong'), enter()],
      null,
      given(`update training.access_slip set failures = 4 where id = '${accessSlip}'`),
    ],
    [
      'enter_class',
      'and the fourth does not',
      signedOut,
      [enter('wrong'), enter()],
      number,
      given(`update training.access_slip set failures = 3 where id = '${accessSlip}'`),
    ],
    ['enter_class', 'the phone before is out', signedOut, [enter(), shown('over')], 'other-phone', given()],
    ['enter_learner', 'a session opens itself', signedOut, pages, number, given()],
    [
      'enter_learner',
      'not once it ended',
      signedOut,
      pages,
      null,
      given(`update training.learner_session set ended_at = now(), ended_because = 'left' where id = '${session}'`),
    ],
    [
      'enter_learner',
      'nor once it is over',
      signedOut,
      pages,
      null,
      given(`update training.learner_session set ends_at = now() where id = '${session}'`),
    ],
    [
      'enter_learner',
      'nor for somebody who left',
      signedOut,
      pages,
      null,
      given(`update training.trainee set left_at = now() where id = '${mine}'`),
    ],
    [
      'enter_learner',
      'what waits is handed in after it ended',
      signedOut,
      queue,
      number,
      given(`update training.learner_session set ended_at = now(), ended_because = 'other-phone' where id = '${session}'`),
    ],
    [
      'enter_learner',
      'but not for ever',
      signedOut,
      queue,
      null,
      given(`update training.learner_session set ticket_ends_at = now() where id = '${session}'`),
    ],
    [
      'enter_learner',
      'nor for somebody who left meanwhile',
      signedOut,
      queue,
      null,
      given(`update training.trainee set left_at = now() where id = '${mine}'`),
    ],
    ['enter_learner', 'the secret of a queue is none of a session', signedOut, learner('queue', false), null, given()],
    ['learner', 'and shows no page', signedOut, shown('number', 'queue'), null, given()],
    ['learner', 'a session shows its own number', signedOut, shown('number'), number, given()],
    [
      'learner',
      'and nothing once it is over',
      signedOut,
      shown('number'),
      null,
      given(`update training.learner_session set ends_at = now() where id = '${session}'`),
    ],
    [
      'learner',
      'nor once its class is closed',
      signedOut,
      shown('number'),
      null,
      given(`update training.class set closed_at = now() where id = '${klass}'`),
    ],
    [
      'learner',
      'nor of somebody who left',
      signedOut,
      shown('number'),
      null,
      given(`update training.trainee set left_at = now() where id = '${mine}'`),
    ],
    ['own_trainee', 'who has an account is no learner', focal, 'select training.own_trainee()', null],
    ['policy attempt_answer', 'a learner signs their own check', signedOut, [pages, sign(attempt)], 'signed', passedChecks],
    ['policy attempt_answer', 'and nobody else’s', signedOut, [pages, sign(foreign)], undefined, passedChecks],
    ['grade', 'no check is drawn but a whole one', signedOut, [pages, noCheck], '42501', given()],
    ['grade', 'it is graded by its answers', signedOut, [pages, score], '42501', given()],
    ['grade', 'and what it came to stays', signedOut, [pages, score], '42501', passedChecks],
    ['grade', 'nor one of a lesson where the whole is due', signedOut, [pages, part], '42501', given()],
    ['grade', 'but one of the lesson that is missing', signedOut, [pages, part], 'drawn', given(rest)],
    [
      'passed_check',
      'a lesson passed is that lesson',
      signedOut,
      [pages, complete('player', attempt, '2026-12-01', `'{G4}'`)],
      'completed',
      ofOne,
    ],
    ['passed_check', 'and not the whole', signedOut, [pages, complete('player', attempt)], '42501', ofOne],
    ['passed_check', 'nor another lesson', signedOut, [pages, complete('player', attempt, '2026-12-01', `'{G5}'`)], '42501', ofOne],
    ['policy completion_pass', 'what was passed is completed', signedOut, [pages, complete('player', attempt)], 'completed', passedChecks],
    [
      'policy completion_text_first',
      'also before it is signed',
      signedOut,
      [pages, complete('player', attempt)],
      'completed',
      passedChecks,
    ],
    ['policy completion_pass', 'not as if in a class', signedOut, [pages, complete('class', attempt)], '42501', passedChecks],
    ['passed_check', 'nor what was not passed', signedOut, [pages, complete('player', attempt)], '42501', given()],
    ['passed_check', 'nor what another passed', signedOut, [pages, complete('player', foreign)], '42501', passedChecks],
    ['passed_check', 'nor for longer than it holds', signedOut, [pages, complete('player', attempt, '2027-06-01')], '42501', passedChecks],
    ['policy lesson_done_write', 'a learner reads for themselves', signedOut, [pages, read(mine, nation)], 'read', given()],
    ['policy lesson_done_write', 'and for nobody else', signedOut, [pages, read(theirs, other)], '42501', given()],
    [
      'policy first_look_write',
      'a learner says what they knew before',
      signedOut,
      [pages, `${knew(mine, nation)} returning 'said'`],
      'said',
      given(),
    ],
    ['policy first_look_write', 'and for nobody else', signedOut, [pages, knew(theirs, other)], '42501', given()],
    [
      'policy first_look_read',
      'and sees it again',
      signedOut,
      [pages, `select count(*)::int from training.first_look where module_id = 'SCENARIO'`],
      1,
      given(knew(mine, nation)),
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
