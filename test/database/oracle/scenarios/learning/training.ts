import { randomUUID } from 'node:crypto';
import { currentCourses } from '#rooms/courses/index.ts';
import { drawCheck } from '#rooms/learning/progress/check.rules.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../../guard-scenario.ts';
import type { GuardFixture } from '../../guard-scenarios.ts';
import { givenLearner } from './learner.ts';

/** The own records of a learner with an access slip or an account, who sees which counts of them, and actions reserved to an instructor. */
export async function trainingScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, signedOut, id, world } = fixture;
  const [focal, commander, office, trainer] = [by('focal point'), by('commander of the nation'), by('office'), by('training officer')];
  const me = ({ subject }: GuardFixture['signedOut']) => subject.person;
  const {
    other,
    klass,
    mine,
    theirs,
    accessSlip,
    session,
    attempt,
    foreign,
    code,
    number,
    given,
    enter,
    learner,
    shown,
    pages,
    author,
    passedChecks,
  } = await givenLearner(fixture);
  const session2 = randomUUID();
  const over = (set: string) => given(`update training.learner_session set ${set} where id = '${session}'`);
  const salted = (at: string, who: string) =>
    `select training.access_slip_salt('${at}', '${who}') = jsonb_build_object('salt', encode(substr(sha256('salt'), 1, 16), 'hex'))`;
  // All other classes teach another module than that of this learner.
  const apart = (scenario: ReturnType<typeof given>) => ({
    arrange: `${scenario.arrange}; update training.class set module_ids = '{S12}' where id <> '${klass}'`,
    restore: `update training.class set module_ids = '{G}'; ${scenario.restore}`,
  });
  const done = (what: 'done' | 'attempts', key: string, value: string) =>
    `select exists (select from jsonb_array_elements(training.learner('pages') -> '${what}') x where x ->> '${key}' = '${value}')`;
  const readBy = (whose: string, party: string) =>
    `insert into training.lesson_done (trainee_id, party_id, module_id, lesson_id, lesson_version, done_at) values ('${whose}', '${party}', 'G', 'scenario', 1, now())`;
  // A learner with an account, and the link to the player that they opened with "once".
  const own = (more = '') => ({
    arrange: `${given().arrange}; update training.trainee set person_id = '${me(focal)}' where id = '${mine}';
      insert into training.learner_session (id, trainee_id, party_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
        values ('${session2}', '${mine}', '${nation}', sha256('once here'), sha256('once-ticket here'), now() + interval '2 minutes', now()); ${more}`,
    restore: `update training.trainee set person_id = null where id = '${mine}'; delete from training.learner_session where id = '${session2}' or token_hash = sha256('once there'); ${given().restore}`,
  });
  const [left, later] = [
    `update training.trainee set left_at = now() where id = '${mine}'`,
    (set: string) => own(`update training.learner_session set ${set} where id = '${session2}'`),
  ];
  const openOwn = `select training.open_own('${mine}', gen_random_uuid(), 'there')`;
  const enterOwn = (once = 'here') => `select training.enter_own('${once}', gen_random_uuid(), 'own', 'own-ticket') ->> 'name'`;
  const taught = `select array_to_string(training.own_class_modules(), ' ')`;
  const count = (from: string) => `select count(*)::int from training.${from}`;
  const ofMine = (table: string) => count(`${table} where trainee_id = '${mine}'`);
  const wholeCheck = JSON.stringify(drawCheck(currentCourses().module('S12'), Math.random));
  const [completion, certificate, waiver, reset] = [randomUUID(), 'ST0RYST0RYST0RYST0RY', randomUUID(), randomUUID()];
  // All kinds of records of one person.
  const record = `insert into training.completion (id, trainee_id, party_id, module_id, module_version, source, source_id, passed_at, score, recorded_at, recorded_by)
      values ('${completion}', '${mine}', '${nation}', 'G', 1, 'class', 'scenario', now(), 90, now(), '${author}');
    insert into training.certificate (number, completion_id, trainee_id, party_id, module_id, module_version, passed_on, key_generation, issued_at, issued_by)
      values ('${certificate}', '${completion}', '${mine}', '${nation}', 'G', 1, now(), 1, now(), '${author}');
    insert into training.waiver (id, trainee_id, party_id, module_id, reason, until, approved_by, approved_at)
      values ('${waiver}', '${mine}', '${nation}', 'G', 'r', '2099-01-01', '${author}', now());
    insert into training.tries_reset (id, trainee_id, party_id, module_id, reset_at, reset_by) values ('${reset}', '${mine}', '${nation}', 'G', now(), '${author}');
    insert into training.need (trainee_id, module_id, party_id) values ('${mine}', 'SCENARIO', '${nation}')`;
  const forget = `delete from training.tries_reset where id = '${reset}'; delete from training.waiver where id = '${waiver}'; delete from training.certificate where number = '${certificate}';
    delete from training.completion where id = '${completion}'; delete from training.need where module_id = 'SCENARIO'`;
  const having = (scenario: ReturnType<typeof given>) => ({
    arrange: `${scenario.arrange}; ${record}`,
    restore: `${forget}; ${scenario.restore}`,
  });
  const [withAccessSlip, withAccount] = [having(given()), having(own())];
  const theirOwn = ['completion', 'certificate', 'need', 'waiver', 'tries_reset', 'trainee'].flatMap((table): ScenarioRow[] => {
    const where = {
      ...{ completion: `id = '${completion}'`, certificate: `number = '${certificate}'`, need: `module_id = 'SCENARIO'` },
      ...{ waiver: `id = '${waiver}'`, tries_reset: `id = '${reset}'`, trainee: `id = '${mine}'` },
    }[table];
    const look = count(`${table} where ${where}`);
    return [
      ...(table === 'waiver'
        ? []
        : ([[`policy ${table}_read`, 'a learner sees what is theirs', signedOut, [pages, look], 1, withAccessSlip]] as ScenarioRow[])),
      ...(table === 'tries_reset'
        ? []
        : ([[`policy ${table}_read`, 'so does who has an account', focal, look, 1, withAccount]] as ScenarioRow[])),
      [`policy ${table}_read`, 'and nobody beside them', by('legal adviser'), look, 0, withAccount],
    ];
  });
  const { hash: text } = currentCourses().languages[0]!.signs(currentCourses().module('G').module)!;
  const signs = (hash: string, at = 'now()') =>
    `update training.completion set acknowledged_at = ${at}, acknowledgement_hash = ${hash} where id = '${completion}' returning 'signed'`;
  const acknowledge = signs(`'\\x${text}'`);
  // The same record with one difference, and what the learner's pages show of it.
  const about = (set: string, scenario = withAccessSlip) => ({
    ...scenario,
    arrange: `${scenario.arrange}; update training.completion set ${set} where id = '${completion}'`,
  });
  const passedAndSigned = (hash: string) =>
    `insert into training.completion (id, trainee_id, party_id, module_id, module_version, source, source_id, passed_at, score, acknowledged_at, acknowledgement_hash, valid_until, recorded_at)
      values (gen_random_uuid(), '${mine}', '${nation}', 'G', 99, 'player', '${attempt}', '2026-01-02', 90, now(), ${hash}, '2026-12-01', now()) returning 'completed'`;
  const had = (secret = 'pages') => `select training.learner_elsewhere('${secret}') #>> '{G,record}'`;
  const revoke = (who: string) =>
    `update training.completion set revoked_at = now(), revoked_by = '${who}', revocation_reason = 'r' where id = '${completion}' returning 'revoked'`;
  const operation = world.parties.operation!.id;
  const brief = count(`local_text where party_id = '${operation}' and withdrawn_at is null`);
  const annex = count(`local_text where party_id = '${nation}' and withdrawn_at is null`);
  const goesTo = (to: string) => given(`update training.trainee set operation_id = ${to} where id = '${mine}'`);
  const wentTo = await id(`select operation_id as id from training.trainee where id = '${mine}'`);
  const sent = (scenario: ReturnType<typeof given>) => ({
    ...scenario,
    restore: `update training.trainee set operation_id = ${wentTo ? `'${wentTo}'` : 'null'} where id = '${mine}'; ${scenario.restore}`,
  });
  // The contribution has no last day; here its end in the future was recorded, as `parties/end-contribution` does.
  const [ending, unending] = [`'2099-01-01', ended_at = now(), ended_by = confirmed_by`, 'null, ended_at = null, ended_by = null'].map(
    (end) => `update parties.contribution set to_day = ${end} where party_id = '${nation}' and from_day = '2025-01-01'`,
  );
  const ahead = `party_id = '${nation}' and operation_id = '${world.parties['other-operation']!.id}'`;
  const cancelling = `create temp table was as select * from parties.contribution where ${ahead};
    update parties.contribution set from_day = '2099-01-01', to_day = '2099-01-01', ended_at = now(), ended_by = confirmed_by where ${ahead}`;
  const beginning = `create temp table was as select * from parties.contribution where ${ahead};
    update parties.contribution set from_day = '2099-01-01', to_day = null, ended_at = null, ended_by = null where ${ahead}`;
  const uncancelling = `update parties.contribution c set from_day = was.from_day, to_day = was.to_day, ended_at = was.ended_at, ended_by = was.ended_by
    from was where was.id = c.id; drop table was`;
  const otherBrief = count(`local_text where party_id = '${world.parties['other-operation']!.id}' and withdrawn_at is null`);
  const batch = await id(`select id from training.roster_batch where party_id = '${nation}' limit 1`);
  const changeBatch = (set: string) => `update training.roster_batch set ${set} where id = '${batch}' returning 'kept'`;
  const newAccessSlip = `insert into training.access_slip (id, class_id, party_id, trainee_id, pin_salt, pin_digest, issued_at, issued_by)
    values (gen_random_uuid(), '${klass}', '${nation}', '${mine}', substr(sha256('s'), 1, 16), sha256('x'), now(), '${me(trainer)}')`;
  const noAccessSlip = given(
    `delete from training.learner_session where access_slip_id = '${accessSlip}'; delete from training.access_slip where id = '${accessSlip}'`,
  );
  // The counts are for a day on which no other person is ready: the number of people, of ready people, and of people who left.
  const crowd = (persons: number, ready: number, gone = 0) => ({
    arrange: `create temp table away as select id from training.trainee where party_id = '${nation}' and left_at is null;
      update training.trainee set left_at = now() where id in (select id from away);
      insert into training.trainee (id, party_id, service_number, category, recorded_at, recorded_by, left_at)
        select gen_random_uuid(), '${nation}', 'CROWD-' || n, 'contingent', now(), '${author}', case when n > ${persons} then now() end from generate_series(1, ${persons + gone}) n;
      alter table training.trainee disable trigger user; update training.trainee set ready_until = case when service_number in (select 'CROWD-' || n from generate_series(1, ${ready}) n) then date '2099-01-01' end
        where service_number like 'CROWD-%'; alter table training.trainee enable trigger user`,
    restore: `delete from training.need where trainee_id in (select id from training.trainee where service_number like 'CROWD-%');
      delete from training.trainee where service_number like 'CROWD-%'; update training.trainee set left_at = null where id in (select id from away); drop table away`,
  });
  const counted = (what: string, least = 5) =>
    `select ${what} from (select 1) one left join training.counts('2026-06-15', ${least}) c on c.party = '${nation}'`;
  const revoked = (await world.bed.deployer.query(
    'select count(*)::int as n from training.certificate k join training.completion c on c.id = k.completion_id where k.revoked_at is not null or c.revoked_at is not null',
  )) as { rows: { n: number }[] };
  const blindly = (sql: string, look: string, scenario: ReturnType<typeof given>) => ({ sql, more: { ...scenario, look } });
  const ends = blindly(
    `update training.learner_session set ended_at = now(), end_reason = 'left'`,
    `select ended_at is null from training.learner_session where id = '${session}'`,
    given(),
  );
  const renews = blindly(
    'update training.access_slip set failures = 3',
    `select failures from training.access_slip where id = '${accessSlip}'`,
    {
      ...given(),
      restore: `update training.access_slip set failures = 0; ${given().restore}`,
    },
  );
  const endsOwn = `update training.learner_session set ended_at = now(), end_reason = 'left' where id = '${session}' returning 'ended'`;
  const lines: ScenarioRow[] = [
    ['enter_class', 'the class does not open for another number', signedOut, enter().replace(number!, 'ANONYMOUS-1'), null, given()],
    [
      'enter_class',
      'a session that was left does not come back',
      signedOut,
      [enter(), shown('over')],
      'left',
      over(`ended_at = now(), end_reason = 'left'`),
    ],
    [
      'enter_class',
      'an expired session does not come back',
      signedOut,
      [enter(), shown('over')],
      'ended',
      over(`ends_at = now() - interval '1 minute'`),
    ],
    ['enter_learner', 'another secret does not open the queue', signedOut, learner('nothing', true), null, given()],
    [
      'access_slip_salt',
      'an access slip has a salt, which does not show whether it is closed',
      signedOut,
      salted(code!, number!),
      true,
      given(`update training.access_slip set closed_until = now() + interval '1 minute'`),
    ],
    ['access_slip_salt', 'another number gets a different salt', signedOut, salted(code!, 'ANONYMOUS-1'), false, given()],
    ['access_slip_salt', 'another class gives no salt', signedOut, salted('ABCDEFGJ', number!), null, given()],
    [
      'access_slip_salt',
      'no salt is given for an ended class',
      signedOut,
      salted(code!, number!),
      null,
      given(`update training.class set closed_at = now() where id = '${klass}'`),
    ],
    ['own_class_modules', 'a learner may learn the modules of their classes', signedOut, [pages, taught], 'G', apart(given())],
    ['own_class_modules', 'a person with an account may learn all modules without a class', signedOut, [enterOwn(), taught], null, own()],
    [
      'learner',
      'lessons that others read are not shown',
      signedOut,
      done('done', 'lesson', 'scenario'),
      false,
      given(readBy(theirs, other)),
    ],
    ['learner', 'checks of others are not shown', signedOut, done('attempts', 'id', foreign), false, given()],
    ['learner', 'their own check is shown', signedOut, done('attempts', 'id', attempt), true, given()],
    [
      'person',
      'a learner does not see data for all signed-in people',
      signedOut,
      [pages, 'select count(*)::int from identity.person'],
      0,
      given(),
    ],
    ['open_own', 'a person with an account may open the player', focal, openOwn, true, own()],
    ['open_own', 'nobody else may open the player with that account', commander, openOwn, false, own()],
    ['open_own', 'the player does not open for a person who left', focal, openOwn, false, own(left)],
    ['enter_own', 'a link to the player works once', signedOut, enterOwn(), number, own()],
    ['enter_own', 'a link to the player works with its own secret', signedOut, enterOwn('elsewhere'), null, own()],
    [
      'enter_own',
      'a link to the player does not work twice',
      signedOut,
      enterOwn(),
      null,
      later(`ended_at = now(), end_reason = 'taken-over'`),
    ],
    [
      'enter_own',
      'a link to the player does not work after it expired',
      signedOut,
      enterOwn(),
      null,
      later(`ends_at = now() - interval '1 second'`),
    ],
    ['enter_own', 'a link to the player does not work for a person who left', signedOut, enterOwn(), null, own(left)],
    [
      'certificate_by_number',
      'the number of a certificate shows what was passed',
      signedOut,
      `select training.certificate_by_number('NONE')`,
      null,
    ],
    [
      'certificates_revoked',
      'only certificates that are no longer valid are listed',
      signedOut,
      'select count(*)::int from training.certificates_revoked()',
      revoked.rows[0]!.n,
    ],
    ['counts', 'people who left are not counted', office, counted('c.persons'), null, crowd(4, 0, 3)],
    ['counts', 'a small number of ready people is not shown', office, counted('c.ready'), null, crowd(12, 2)],
    ['counts', 'a small number of people who are not ready is not shown', office, counted('c.ready'), null, crowd(12, 10)],
    ['counts', 'larger numbers are shown', office, counted('c.ready'), 6, crowd(12, 6)],
    ['counts', 'small numbers are not shown, for any requested limit', office, counted('c.persons', 1), null, crowd(4, 0)],
    ...theirOwn,
    [
      'policy lesson_done_read',
      'a learner sees the lessons that they read',
      signedOut,
      [pages, count(`lesson_done where lesson_id = 'scenario'`)],
      1,
      given(readBy(mine, nation)),
    ],
    [
      'policy learner_session_read',
      'a learner sees their session',
      signedOut,
      [pages, ofMine(`learner_session`).replace('where', `where id = '${session}' and`)],
      1,
      given(),
    ],
    ['policy learner_session_end', 'a learner may end their session', signedOut, [pages, endsOwn], 'ended', given()],
    ['policy learner_session_end', 'an instructor may end the session', trainer, endsOwn, 'ended', given()],
    [
      'policy learner_session_end',
      'nobody else can end a session, even with an unfiltered statement',
      commander,
      ends.sql,
      true,
      ends.more,
    ],
    [
      'policy access_slip_change',
      'an instructor may make a new PIN',
      trainer,
      `update training.access_slip set pin_digest = sha256('new'), issued_by = '${me(trainer)}' where id = '${accessSlip}' returning 'made'`,
      'made',
      given(),
    ],
    [
      'policy access_slip_change',
      'nobody else can make a new PIN, even with an unfiltered statement',
      commander,
      renews.sql,
      0,
      renews.more,
    ],
    [
      'policy access_slip_write',
      'an instructor may make an access slip',
      trainer,
      `${newAccessSlip} returning 'made'`,
      'made',
      noAccessSlip,
    ],
    [
      'policy attempt_write',
      'a learner may begin a check',
      signedOut,
      [
        pages,
        `insert into training.attempt (id, trainee_id, party_id, module_id, module_version, drawn, drawn_at) values (gen_random_uuid(), '${mine}', '${nation}', 'S12', 1, '${wholeCheck}', now()) returning 'begun'`,
      ],
      'begun',
      given(),
    ],
    ['policy completion_sign', 'a learner may sign a completion', signedOut, [pages, acknowledge], 'signed', withAccessSlip],
    ['policy completion_text', 'a learner cannot sign another text', signedOut, [pages, signs(`sha256('x')`)], '42501', withAccessSlip],
    [
      'is_signature',
      'a signature cannot be on a future date',
      signedOut,
      [pages, signs(`'\\x${text}'`, `now() + interval '2 days'`)],
      '42501',
      withAccessSlip,
    ],
    [
      'is_signature',
      'a signature cannot be before the pass',
      signedOut,
      [pages, signs(`'\\x${text}'`, `now() - interval '1 day'`)],
      '42501',
      withAccessSlip,
    ],
    [
      'is_signature',
      'a signature cannot be made once the completion has ended',
      signedOut,
      [pages, acknowledge],
      '42501',
      about('valid_until = current_date - 1'),
    ],
    [
      'is_signature',
      'a signature cannot be made in an earlier version',
      signedOut,
      [pages, acknowledge],
      '42501',
      about('module_version = 99'),
    ],
    [
      'policy completion_text_first',
      'a completion from a passed check cannot have another text',
      signedOut,
      [pages, passedAndSigned(`sha256('x')`)],
      '42501',
      passedChecks,
    ],
    [
      'policy completion_text_first',
      'a completion from a passed check may have the text of its module',
      signedOut,
      [pages, passedAndSigned(`'\\x${text}'`)],
      'completed',
      passedChecks,
    ],
    ['policy completion_text', 'a signature may have the text of its module', signedOut, [pages, acknowledge], 'signed', withAccessSlip],
    ['policy completion_text', 'this rule does not bind an instructor', trainer, signs(`sha256('x')`), 'signed', withAccessSlip],
    [
      'policy completion_text_first',
      'this rule does not bind an instructor either',
      trainer,
      `insert into training.completion (id, trainee_id, party_id, module_id, module_version, source, source_id, passed_at, score, acknowledged_at, acknowledgement_hash, recorded_at, recorded_by)
        values (gen_random_uuid(), '${mine}', '${nation}', 'G', 1, 'class', 'signed elsewhere', now(), 90, now(), sha256('x'), now(), '${me(trainer)}') returning 'completed'`,
      'completed',
      given(),
    ],
    ['learner_elsewhere', 'a learner sees which of their completions wait for a signature', signedOut, had(), completion, withAccessSlip],
    ['learner_elsewhere', 'these are shown with the secret of the session', signedOut, had('queue'), null, withAccessSlip],
    [
      'learner_elsewhere',
      'these are not shown once the session has expired',
      signedOut,
      had(),
      null,
      having(over(`ends_at = now() - interval '1 minute'`)),
    ],
    [
      'learner_elsewhere',
      'these are not shown once the session was left',
      signedOut,
      had(),
      null,
      having(over(`ended_at = now(), end_reason = 'left'`)),
    ],
    ['learner_elsewhere', 'these are not shown for a person who left', signedOut, had(), null, having(given(left))],
    ['policy completion_change', 'an instructor may change a completion', trainer, acknowledge, 'signed', withAccessSlip],
    [
      'policy completion_change',
      'a person who may revoke a completion may change it',
      trainer,
      revoke(me(trainer)),
      'revoked',
      withAccessSlip,
    ],
    [
      'policy local_text_read',
      'a learner reads the brief of the operation to which they go',
      signedOut,
      [pages, brief],
      1,
      sent(goesTo(`'${operation}'`)),
    ],
    ['policy local_text_read', 'a learner reads no other brief', signedOut, [pages, brief], 0, sent(goesTo('null'))],
    ['policy local_text_read', 'a learner reads the annex of their nation', signedOut, [pages, annex], 1, given()],
    [
      'policy local_text_read',
      'a learner of a nation whose contribution has a last day reads it too',
      commander,
      otherBrief,
      1,
      { arrange: ending, restore: unending },
    ],
    [
      'policy local_text_read',
      'a nation whose contribution was cancelled before it began reads no brief',
      commander,
      otherBrief,
      0,
      { arrange: cancelling, restore: uncancelling },
    ],
    [
      'policy local_text_read',
      'a nation reads the brief before its contribution begins',
      commander,
      otherBrief,
      1,
      { arrange: beginning, restore: uncancelling },
    ],
    ['policy roster_batch_change', 'a person who maintains the roster may import more rows', trainer, changeBatch('imported = 1'), 'kept'],
    [
      'policy roster_batch_change',
      'a person who maintains the roster may undo an import',
      trainer,
      changeBatch(`undone_by = '${me(trainer)}', undone_at = now(), undo_reason = 'r'`),
      'kept',
    ],
  ];
  return toScenarios(lines);
}
