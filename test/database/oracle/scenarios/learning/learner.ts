import { randomUUID } from 'node:crypto';
import type { GuardFixture } from '../../guard-scenarios.ts';

/** A learner of the nation with an access slip in a class, a session and a check, and a person of another nation with a check. */
export async function givenLearner({ by, nation, id, world }: GuardFixture) {
  const author = by('focal point').subject.person;
  const other = world.parties['other-nation']!.id;
  const klass = await id(`select id from training.class where party_id = '${nation}'`);
  const [mine, theirs] = [
    await id(`select id from training.trainee where party_id = '${nation}' and left_at is null and person_id is null limit 1`),
    await id(`select id from training.trainee where party_id = '${other}' and left_at is null limit 1`),
  ];
  const [accessSlip, session, attempt, foreign] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const [code, number] = ['ABCDEFGH', 'SCENARIO-1'];
  const first = await id(
    `select coalesce((select to_jsonb(s) from training.access_slip s where s.class_id = '${klass}' and s.trainee_id = '${mine}'), '{}')::text as id`,
  );
  const names = `from training.class c, training.trainee t where c.id = '${klass}' and t.id = '${mine}'`;
  const undo = [
    `delete from training.lesson_done where lesson_id = 'scenario'`,
    `delete from training.first_look where module_id = 'SCENARIO'`,
    `delete from training.completion where source_id = '${attempt}'`,
    `delete from training.attempt where id in ('${attempt}', '${foreign}')`,
    `delete from training.learner_session where access_slip_id = '${accessSlip}' or id = '${session}'`,
    `delete from training.access_slip where id = '${accessSlip}'`,
    // The access slip that the world gave, so that later checks find a learner in the class.
    `insert into training.access_slip select slip.* from jsonb_populate_record(null::training.access_slip, '${first}') slip where slip.id is not null
      on conflict do nothing`,
    `update training.class set code = 'ZZZZZZZZ', closed_at = null, starts_on = '2026-01-01', ends_on = '2026-12-31' where id = '${klass}'`,
    `update training.trainee set left_at = null, service_number = 'BACK-' || upper(substr(id::text, 1, 8)) where id = '${mine}'`,
  ].join('; ');
  // An access slip of their own, with PIN "right", in a class that is held today; a session by its secret "pages", and its queue "queue".
  const given = (more = '') => ({
    arrange: `${undo};
      update training.class set code = '${code}', starts_on = current_date - 1, ends_on = current_date + 1 where id = '${klass}';
      update training.trainee set service_number = '${number}' where id = '${mine}';
      delete from training.learner_session where access_slip_id in (select id from training.access_slip where class_id = '${klass}' and trainee_id = '${mine}');
      delete from training.access_slip where class_id = '${klass}' and trainee_id = '${mine}';
      insert into training.access_slip (id, class_id, party_id, trainee_id, pin_salt, pin_digest, issued_at, issued_by)
        select '${accessSlip}', c.id, c.party_id, t.id, substr(sha256('salt'), 1, 16), sha256('right'), now(), '${author}' ${names};
      insert into training.learner_session (id, trainee_id, party_id, access_slip_id, token_hash, ticket_hash, ends_at, ticket_ends_at)
        select '${session}', t.id, c.party_id, '${accessSlip}', sha256('pages'), sha256('queue'), now() + interval '1 hour', now() + interval '1 day' ${names};
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
  // Both checks were passed. The database computes the result of a check; here the owner has set it.
  const passedChecks = given(
    `update training.attempt set received_at = '2026-01-02', answered_at = '2026-01-02', score = 90, missed = '{}', passed = true where id in ('${attempt}', '${foreign}')`,
  );
  return {
    passedChecks,
    author,
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
    queue,
  };
}
