import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';
import { EDITION } from '../world.ts';

/** Decisions, ended records and used links do not change; an opened account belongs to its person; labels apply to letters between nations. */
export async function decidedScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, labelled, headquarters, invited, ofHandOver, signedOut, world, id } = fixture;
  const [office, focal, admin] = [by('office'), by('focal point'), by('administrator')];
  const [clearedOffice, signer] = [by('cleared office'), by('cleared focal point')];
  const who = ({ subject }: GuardFixture['signedOut']) => subject.person;
  const release = randomUUID();
  const lowered = async (room: string, table: string, decided: boolean) => {
    const object = await id(
      `select id from ${table} where party_id = '${nation}' and label_level = 0 ${room === 'evidence' ? `and state = 'submitted' and origin = 'declared' and not by_office and released_at is null` : ''} limit 1`,
    );
    return {
      arrange: `insert into ${room}.label_release (id, object_id, party_id, from_level, to_level, reason, requested_by, requested_at, decided_by, decided_at)
        values ('${release}', '${object}', '${nation}', 0, 0, 'r', '${who(admin)}', now(), ${decided ? `'${who(office)}', now()` : 'null, null'})`,
      restore: `delete from ${room}.label_release where id = '${release}'`,
    };
  };
  const decide = (room: string) => `select ${room}.release_label('${release}', now())`;
  const releases = await Promise.all(
    (
      [
        ['evidence', 'evidence.item', focal],
        ['returns', 'returns.return', focal],
        ['reviews', 'reviews.participation', office],
      ] as const
    ).map(
      async ([room, table, as]): Promise<ScenarioRow[]> => [
        ['release_label', `a requested lower label is decided (${room})`, as, decide(room), true, await lowered(room, table, false)],
        [
          'release_label',
          `a requested lower label is decided only once (${room})`,
          as,
          decide(room),
          false,
          await lowered(room, table, true),
        ],
      ],
    ),
  );
  const installed = await id(`select id from identity.person where kind = 'installation'`);
  const handedOver = {
    arrange: `update identity.proposed_grant set decided_at = now(), decided_by = '${world.office}', accepted = false, reason = 'r' where hand_over_id = '${ofHandOver}'`,
    restore: `update identity.proposed_grant set decided_at = null, decided_by = null, accepted = null, reason = null where hand_over_id = '${ofHandOver}'`,
  };
  // An unopened account from a table, with a role that was granted later and a proposed role.
  const [person, grant, set] = [randomUUID(), randomUUID(), randomUUID()];
  const unopened = (more = '') => ({
    arrange: `insert into identity.person (id, name, email) values ('${person}', 'Of a table', '${person}@example.org');
      insert into identity.invitation (id, purpose, person_id, token_hash, created_by, ends_at) values ('${grant}', 'invitation', '${person}', sha256('table'), '${who(office)}', '2099-01-01');
      insert into identity.role_grant (id, person_id, role, party_id) values ('${grant}', '${person}', '${ROLE.focalPoint}', '${nation}');
      insert into identity.proposed_grant (id, hand_over_id, from_person, to_person, role, party_id) values ('${grant}', '${set}', '${who(office)}', '${person}', '${ROLE.commander}', '${nation}'); ${more}`,
    restore: `delete from identity.proposed_grant where id = '${grant}'; delete from identity.role_grant where id = '${grant}'; delete from identity.invitation where id = '${grant}';
      delete from identity.password where person_id = '${person}'; delete from identity.passkey where person_id = '${person}'; delete from identity.session where person_id = '${person}';
      delete from identity.person where id = '${person}'`,
  });
  const undoImport = `select identity.undo_account_import(array['${person}', '${set}']::uuid[], 'r', now())`;
  const undone = (says: string, look: string, answer: unknown, more = '', as = office): ScenarioRow => [
    'undo_account_import',
    says,
    as,
    undoImport,
    answer,
    { ...unopened(more), look },
  ];
  const closed = `select disabled_at is not null from identity.person where id = '${person}'`;
  const decided = `decided_at = '2026-01-01', decided_by = '${who(office)}', accepted = true, new_grant_id = '${grant}'`;
  const proposal = (to: string) =>
    `select identity.propose_grants('${JSON.stringify([{ id: randomUUID(), set, to, role: ROLE.commander, party: nation, until: null }])}')`;
  const noted = (session: string) =>
    `select identity.record_access('${JSON.stringify([{ age: 0, session, kind: 'dossier', object: nation, outcome: 'read' }])}')`;
  // Labelled letters of headquarters and a nation.
  const outreach = randomUUID();
  const addressee = await id('select addressee_id as id from nations.outreach limit 1');
  const begin = (writer: string, opener: string, level: number) =>
    `insert into nations.outreach (id, edition_id, writer_id, addressee_id, instruments, state, since, opened_by, version, label_level)
      values ('${outreach}', '${EDITION}', '${writer}', '${addressee}', '{TIP}', 'opened', now(), '${opener}', 1, ${level})`;
  const begun = {
    arrange: begin(headquarters, who(clearedOffice), 1),
    restore: `delete from nations.letter_reply where outreach_id = '${outreach}'; delete from nations.letter where outreach_id = '${outreach}'; delete from nations.outreach where id = '${outreach}'`,
  };
  const letterTo = (reader: string, from: string) =>
    `insert into nations.letter (id, outreach_id, writer_id, addressee_id, sent_on, language, body, recorded_at, recorded_by)
      values (gen_random_uuid(), '${outreach}', '${from}', '${reader}', '2026-01-01', 'en', 'Letter', now(), '${who(clearedOffice)}')`;
  const received = (level: number, releasable: string) => ({
    arrange: `insert into nations.outreach (id, edition_id, writer_id, addressee_id, instruments, state, since, opened_by, version, label_level, releasable_to)
        values ('${outreach}', '${EDITION}', '${headquarters}', '${labelled}', '{TIP}', 'opened', now(), '${who(clearedOffice)}', 1, ${level}, ${releasable}); ${letterTo(labelled, headquarters)}`,
    restore: begun.restore,
  });
  const reads = `select count(*)::int from nations.letter where outreach_id = '${outreach}'`;
  const letters = async (): Promise<ScenarioRow[]> => [
    [
      'policy outreach_write',
      'headquarters may open an outreach under a label for which it is cleared',
      clearedOffice,
      `${begin(headquarters, who(clearedOffice), 1)} returning 'begun'`,
      'begun',
    ],
    [
      'policy outreach_write',
      'a nation may open an outreach under a label for which it is cleared',
      signer,
      `${begin(labelled, who(signer), 1)} returning 'begun'`,
      'begun',
    ],
    [
      'policy outreach_change',
      'a cleared writer may continue a labelled outreach',
      clearedOffice,
      `update nations.outreach set state = 'sent' where id = '${outreach}' returning 'sent'`,
      'sent',
      begun,
    ],
    [
      'policy letter_write',
      'a cleared writer may send a labelled letter',
      clearedOffice,
      `${letterTo(addressee, headquarters)} returning 'sent'`,
      'sent',
      begun,
    ],
    [
      'policy letter_reply_write',
      'a cleared writer may record the reply',
      clearedOffice,
      `insert into nations.letter_reply (id, outreach_id, writer_id, received, on_day, body, recorded_at, recorded_by)
        values (gen_random_uuid(), '${outreach}', '${headquarters}', true, '2026-01-02', 'Reply', now(), '${who(clearedOffice)}') returning 'noted'`,
      'noted',
      begun,
    ],
    ['policy letter_received', 'a cleared addressee reads a labelled letter', signer, reads, 1, received(1, 'null')],
    [
      'policy letter_received',
      'an addressee reads a letter that is releasable to them',
      signer,
      reads,
      1,
      received(0, `'{${headquarters},${labelled}}'`),
    ],
    [
      'policy letter_received',
      'an addressee who is not cleared does not read it',
      by('focal point of the labelled'),
      reads,
      0,
      received(1, 'null'),
    ],
  ];
  const joining = await id(`select contribution_id as id from nations.joining where party_id = '${labelled}'`);
  const operation = await id(`select operation_id as id from nations.joining where party_id = '${labelled}'`);
  const answers = `select count(*)::int from nations.joining_answer where contribution_id = '${joining}'`;
  const heads = `select count(*)::int from nations.joining where contribution_id = '${joining}'`;
  // As if the commander of the nation were that of the operation it joins.
  const commands = (level: number, releasable: string, clearance: string) => ({
    arrange: `create temp table kept as select label_level, releasable_to from nations.joining where contribution_id = '${joining}'; alter table nations.joining disable trigger label_check_change;
      update nations.joining set label_level = ${level}, releasable_to = ${releasable} where contribution_id = '${joining}';
      update identity.role_grant set party_id = '${operation}', label = '${clearance}' where person_id = '${who(by('commander of the nation'))}'`,
    restore: `update nations.joining j set label_level = k.label_level, releasable_to = k.releasable_to from kept k where contribution_id = '${joining}'; drop table kept;
      alter table nations.joining enable trigger label_check_change; update identity.role_grant set party_id = '${nation}', label = 'unclassified' where person_id = '${who(by('commander of the nation'))}'`,
  });
  const joinings = (['joining', 'joining_answer'] as const).flatMap((table): ScenarioRow[] => {
    const look = table === 'joining' ? heads : answers;
    const sees = (says: string, answer: number, ...as: Parameters<typeof commands>): ScenarioRow => [
      `policy ${table}_read`,
      says,
      by('commander of the nation'),
      look,
      answer,
      commands(...as),
    ];
    return [
      sees('the commander of the operation reads a checklist under a label they are cleared for', 1, 1, 'null', 'restricted'),
      sees('and one that is releasable to it', 1, 0, `'{${labelled},${operation}}'`, 'unclassified'),
      sees('not above it', 0, 1, 'null', 'unclassified'),
      sees('nor what is not releasable to it', 0, 0, `'{${labelled}}'`, 'unclassified'),
    ];
  });
  const lines: ScenarioRow[] = [
    ...releases.flat(),
    [
      'decide_hand_over',
      'a decided hand-over is not decided again',
      office,
      `select identity.decide_hand_over('${ofHandOver}', false, 'r', now())`,
      'nothing-to-decide',
      handedOver,
    ],
    [
      'decide_hand_over',
      'a role that ended since it was handed over is not passed on',
      by('administrator'),
      `select identity.decide_hand_over('${ofHandOver}', true, null, now())`,
      'role-ended',
      {
        arrange: `update identity.role_grant set ended_at = now() + interval '1 s' where id in (select grant_id from identity.proposed_grant where hand_over_id = '${ofHandOver}')`,
        restore: `update identity.role_grant set ended_at = null where id in (select grant_id from identity.proposed_grant where hand_over_id = '${ofHandOver}')`,
      },
    ],
    [
      'hand_over_position',
      'a position cannot be handed over to the installation',
      focal,
      `select identity.hand_over_position(gen_random_uuid(), '${installed}', current_date, '{}')`,
      'nobody-there',
    ],
    [
      'invite_again',
      'no link is issued for the account of the installation',
      office,
      `select identity.invite_again('${installed}', gen_random_uuid(), sha256('link'), 1)`,
      null,
    ],
    [
      'reset_account',
      'the account of the installation is not reset',
      office,
      `select identity.reset_account('${installed}', gen_random_uuid(), sha256('reset'), 1)`,
      null,
    ],
    ['record_access', 'an access record names the person of the session', signedOut, noted('00'), 0],
    ['propose_grants', 'the office may propose grants', office, proposal(invited.byOffice), null],
    ['propose_grants', 'the office cannot propose a grant for itself', office, proposal(who(office)), 'grant-refused'],
    ['propose_grants', 'nobody else may propose grants', admin, proposal(invited.byOffice), 'grant-refused'],
    undone('an account nobody opened is closed', closed, true),
    undone('by the office alone', closed, false, '', admin),
    undone(
      'not one with a password',
      closed,
      false,
      `insert into identity.password (person_id, salt, digest) values ('${person}', 's', 'd')`,
    ),
    undone(
      'nor with a passkey',
      closed,
      false,
      `insert into identity.passkey (id, person_id, credential_id, public_key, counter, name) values ('${person}', '${person}', 'table', 'k', 0, 'Key')`,
    ),
    undone(
      'nor one that was ever in',
      closed,
      false,
      `insert into identity.session (id, person_id, token_hash, ends_at) values ('${person}', '${person}', sha256('in'), now())`,
    ),
    undone(
      'one that was closed before keeps its day',
      `select disabled_at < '2026-02-01' from identity.person where id = '${person}'`,
      true,
      `update identity.person set disabled_at = '2026-01-01' where id = '${person}'`,
    ),
    undone(
      'a role that ended before keeps its day',
      `select ended_at < '2026-02-01' from identity.role_grant where id = '${grant}'`,
      true,
      `update identity.role_grant set ended_at = '2026-01-01' where id = '${grant}'`,
    ),
    undone(
      'a link that was used keeps its day',
      `select used_at < '2026-02-01' from identity.invitation where id = '${grant}'`,
      true,
      `update identity.invitation set used_at = '2026-01-01' where id = '${grant}'`,
    ),
    undone(
      'what was decided stays',
      `select accepted from identity.proposed_grant where id = '${grant}'`,
      true,
      `update identity.proposed_grant set ${decided} where id = '${grant}'`,
    ),
    ...(
      [
        ['a proposal of the undone import is refused, although its account stays', true, ''],
        [
          'a proposal that another import made later to an account that stays is not refused',
          false,
          `, proposed_at = proposed_at + interval '1 s'`,
        ],
      ] as const
    ).map(
      ([says, refused, later]): ScenarioRow => [
        'undo_account_import',
        says,
        office,
        `select identity.undo_account_import(array['${person}']::uuid[], 'r', now())`,
        refused,
        {
          ...unopened(
            `insert into identity.password (person_id, salt, digest) values ('${person}', 's', 'd'); update identity.proposed_grant set until = null${later} where id = '${grant}'`,
          ),
          look: `select decided_at is not null from identity.proposed_grant where id = '${grant}'`,
        },
      ],
    ),
    ...(await letters()),
    ...joinings,
  ];
  return toScenarios(lines);
}
