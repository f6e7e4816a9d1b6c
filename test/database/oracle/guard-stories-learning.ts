import { randomUUID } from 'node:crypto';
import type { Stage } from './guard-stories.ts';
import { asStories, type Line, type Story } from './guard-story.ts';

/** What a slip opens, for how long, and what of it outlives the session. */
export async function learningStories({ by, nation, signedOut, id, world }: Stage): Promise<Story[]> {
  const focal = by('focal point');
  const author = focal.subject.person;
  const other = world.parties['other-nation']!.id;
  const klass = await id(`select id from training.class where party_id = '${nation}'`);
  const [mine, theirs] = [
    await id(`select id from training.trainee where party_id = '${nation}' and left_at is null and person_id is null limit 1`),
    await id(`select id from training.trainee where party_id = '${other}' and left_at is null limit 1`),
  ];
  const [slip, session, attempt, foreign] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const [code, number] = ['ABCDEFGH', 'STORY-1'];
  const names = `from training.class c, training.trainee t where c.id = '${klass}' and t.id = '${mine}'`;
  const undo = [
    `delete from training.lesson_done where lesson_id = 'story'`,
    `delete from training.completion where source_id = '${attempt}'`,
    `delete from training.attempt where id in ('${attempt}', '${foreign}')`,
    `delete from training.learner_session where slip_id = '${slip}' or id = '${session}'`,
    `delete from training.slip where id = '${slip}'`,
    `update training.class set code = 'ZZZZZZZZ', closed_at = null, starts_on = '2026-01-01', ends_on = '2026-12-31' where id = '${klass}'`,
    `update training.trainee set left_at = null, service_number = 'BACK-' || upper(substr(id::text, 1, 8)) where id = '${mine}'`,
  ].join('; ');
  // A slip of their own, with PIN "right", in a class that is held today; a session by its secret "pages", and its queue "queue".
  const given = (more = '') => ({
    arrange: `${undo};
      update training.class set code = '${code}', starts_on = current_date - 1, ends_on = current_date + 1 where id = '${klass}';
      update training.trainee set service_number = '${number}' where id = '${mine}';
      delete from training.learner_session where slip_id in (select id from training.slip where class_id = '${klass}' and trainee_id = '${mine}');
      delete from training.slip where class_id = '${klass}' and trainee_id = '${mine}';
      insert into training.slip (id, class_id, party_id, trainee_id, pin_salt, pin_digest, made_at, made_by)
        select '${slip}', c.id, c.party_id, t.id, substr(sha256('salt'), 1, 16), sha256('right'), now(), '${author}' ${names};
      insert into training.learner_session (id, trainee_id, party_id, slip_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
        select '${session}', t.id, c.party_id, '${slip}', sha256('pages'), sha256('queue'), now() + interval '1 hour', now() + interval '1 day' ${names};
      insert into training.attempt (id, trainee_id, party_id, module_id, module_version, drawn, drawn_at) select '${attempt}', t.id, t.party_id, 'G', 99, '[]', now() from training.trainee t where t.id = '${mine}';
      insert into training.attempt (id, trainee_id, party_id, module_id, module_version, drawn, drawn_at) select '${foreign}', t.id, t.party_id, 'G', 99, '[]', now() from training.trainee t where t.id = '${theirs}';
      ${more}`,
    restore: undo,
  });
  const enter = (pin = 'right', at = code) =>
    `select training.enter_class('${at}', '${number}', '${pin}', '${randomUUID()}', 'token', 'ticket') ->> 'name'`;
  const learner = (secret: string, ofQueue: boolean) => `select training.enter_learner('${secret}', ${ofQueue}) ->> 'name'`;
  const shown = (what: string, secret = 'pages') => `select training.learner('${secret}') ->> '${what}'`;
  const [pages, queue] = [learner('pages', false), learner('queue', true)];
  const score = (which: string) =>
    `update training.attempt set received_at = now(), answered_at = now(), score = 90, missed = '{}', passed = true where id = '${which}' returning 'scored'`;
  const read = (whose: string, party: string) =>
    `insert into training.lesson_done (trainee_id, party_id, module_id, lesson_id, lesson_version, done_at) values ('${whose}', '${party}', 'G', 'story', 1, now()) returning 'read'`;
  const lines: Line[] = [
    ['enter_class', 'the right PIN opens a class that is held today', signedOut, enter(), number, given()],
    ['enter_class', 'a wrong one does not', signedOut, enter('wrong'), null, given()],
    ['enter_class', 'nor the right one of another class', signedOut, enter('right', 'ABCDEFGJ'), null, given()],
    [
      'enter_class',
      'nor in a slip that is closed',
      signedOut,
      enter(),
      null,
      given(`update training.slip set closed_until = now() + interval '1 minute' where id = '${slip}'`),
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
      given(`update training.class set starts_on = current_date + 1 where id = '${klass}'`),
    ],
    [
      'enter_class',
      'nor after its last',
      signedOut,
      enter(),
      null,
      given(`update training.class set starts_on = current_date - 2, ends_on = current_date - 1 where id = '${klass}'`),
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
      'each fifth wrong PIN closes the slip',
      signedOut,
      [enter('wrong'), `select training.slip_salt('${code}', '${number}') ->> 'seconds'`],
      '300',
      given(`update training.slip set failures = 4 where id = '${slip}'`),
    ],
    [
      'enter_class',
      'and the fourth does not',
      signedOut,
      [enter('wrong'), `select training.slip_salt('${code}', '${number}') ->> 'seconds'`],
      '0',
      given(`update training.slip set failures = 3 where id = '${slip}'`),
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
    ['policy attempt_answer', 'a learner answers their own check', signedOut, [pages, score(attempt)], 'scored', given()],
    ['policy attempt_answer', 'and nobody else’s', signedOut, [pages, score(foreign)], undefined, given()],
    ['policy lesson_done_write', 'a learner reads for themselves', signedOut, [pages, read(mine, nation)], 'read', given()],
    ['policy lesson_done_write', 'and for nobody else', signedOut, [pages, read(theirs, other)], '42501', given()],
    [
      'policy attempt_read',
      'a learner sees their own checks',
      signedOut,
      [pages, `select count(*)::int from training.attempt where module_version = 99`],
      1,
      given(),
    ],
  ];
  return asStories(lines);
}
