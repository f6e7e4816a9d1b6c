import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** Rights that end with a grant, and rights that a grant never had: higher labels, accounts opened by others, actions of other days. */
export async function grantScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, invited, signedOut, rotation } = fixture;
  const [office, admin, focal, adviser] = [by('office'), by('administrator'), by('focal point'), by('legal adviser')];
  const person = (name: string) => by(name).subject.person;
  const former = person('former administrator');
  const ofFormer = await fixture.grantOf('former administrator');
  const ofFocal = await fixture.grantOf('focal point');
  const grant = randomUUID();
  const given = (to: string, more: string, values: string, party = `'${nation}'`) => ({
    arrange: `insert into identity.role_grant (id, person_id, party_id, role, ${more}) values ('${grant}', '${to}', ${party}, ${values})`,
    restore: `delete from identity.role_grant where id = '${grant}'`,
  });
  const give = (role: string, label: string) =>
    `select identity.grant_role(gen_random_uuid(), '${person('commander of the nation')}', '${role}', '${nation}', null, null, null, '${label}', null, null)`;
  const handOver = (proposals: string) =>
    `select identity.hand_over_position(gen_random_uuid(), '${person('commander of the nation')}', current_date, '${proposals}')`;
  const reset = `select identity.reset_account('${invited.byOffice}', gen_random_uuid(), sha256('a fresh link'), 1)`;
  // The person of an entry from 2020, as the legal adviser of the party sees it.
  const acted = (who = invited.byOffice) => `select ledger.acted_for('${who}', '${nation}', '2020-06-01')`;
  const role = (values: string) => given(invited.byOffice, 'valid_from, valid_to, ended_at, granted_at', values);
  const used = {
    arrange: `insert into identity.access_record (minute, person_id, kind, object_id, party_id, outcome) values (now(), '${former}', 'dossier', '${nation}', '${nation}', 'read')`,
    restore: `delete from identity.access_record where person_id = '${former}'`,
  };
  const tour = {
    arrange: `insert into identity.role_grant (id, person_id, role, party_id, rotation_id, valid_from, valid_to, ended_at)
        values ('${grant}', '${person('focal point')}', '${ROLE.focalPoint}', '${nation}', '${rotation}', '2020-01-01', '2099-01-01', now())`,
    restore: `delete from identity.role_grant where id = '${grant}'; update parties.rotation set hand_over = null where id = '${rotation}'`,
  };
  const laterGrant = given(person('focal point'), 'valid_from', `'${ROLE.focalPoint}', '2099-01-01'`);
  const lines: ScenarioRow[] = [
    ['grant_role', 'nobody can grant a clearance above their own', admin, give(ROLE.focalPoint, 'restricted'), 'label-above'],
    [
      'grant_role',
      'a person who is cleared may grant the clearance',
      by('administrator cleared elsewhere'),
      give(ROLE.partyAdmin, 'restricted'),
      null,
    ],
    [
      'granting_rank',
      'the clearance of another role does not count',
      by('administrator cleared for another work'),
      give(ROLE.focalPoint, 'restricted'),
      'label-above',
    ],
    [
      'granting_rank',
      'the clearance of another role does not count for granting an administrator either',
      by('administrator cleared for another work'),
      give(ROLE.partyAdmin, 'restricted'),
      'label-above',
    ],
    [
      'granting_rank',
      'a clearance held at another party does not count here',
      by('administrator cleared elsewhere'),
      give(ROLE.focalPoint, 'restricted'),
      'label-above',
    ],
    [
      'hand_over_position',
      'nobody can hand over another person’s grant',
      focal,
      handOver(JSON.stringify({ [randomUUID()]: await fixture.grantOf('administrator') })),
      'not-yours',
    ],
    [
      'hand_over_position',
      'nobody can hand over an ended grant',
      by('former administrator'),
      handOver(JSON.stringify({ [randomUUID()]: ofFormer })),
      'not-yours',
    ],
    [
      'hand_over_position',
      'nobody can hand over a grant that the list of single sign-on gives',
      focal,
      handOver(JSON.stringify({ [randomUUID()]: ofFocal })),
      'list-decides',
      {
        arrange: `insert into identity.listed_grant (grant_id, person_id) values ('${ofFocal}', '${person('focal point')}')`,
        restore: `delete from identity.listed_grant where grant_id = '${ofFocal}'`,
      },
    ],
    ...(
      [
        ['a grant that ran out is not handed over with another of its role', 'valid_from, valid_to', `'2020-01-01', '2020-02-01'`],
        ['a later grant that was ended is not handed over with another of its role', 'valid_from, ended_at', `'2099-01-01', now()`],
      ] as const
    ).map(
      ([says, columns, values]): ScenarioRow => [
        'hand_over_position',
        says,
        focal,
        handOver(JSON.stringify({ [randomUUID()]: ofFocal })),
        null,
        given(person('focal point'), columns, `'${ROLE.focalPoint}', ${values}`),
      ],
    ),
    [
      'hand_over_position',
      'a later grant whose hand-over was refused is handed over with another of its role',
      focal,
      [
        handOver(JSON.stringify({ [randomUUID()]: ofFocal })),
        `select count(*)::int from identity.proposed_grant where grant_id = '${grant}' and decided_at is null`,
      ],
      1,
      {
        arrange: `${laterGrant.arrange};
          insert into identity.proposed_grant (id, hand_over_id, grant_id, from_person, to_person, role, party_id, last_day, decided_at, decided_by, accepted, reason)
            values ('${grant}', '${grant}', '${grant}', '${person('focal point')}', '${person('administrator')}', '${ROLE.focalPoint}', '${nation}', current_date,
              now(), '${person('office')}', false, 'No.')`,
        restore: `delete from identity.proposed_grant where id = '${grant}'; ${laterGrant.restore}`,
      },
    ],
    ['hand_over_position', 'a signed-out person has no position to hand over', signedOut, handOver('{}'), 'grant-refused'],
    ['end_grant', 'an ended grant is not ended again', office, `select identity.end_grant('${ofFormer}')`, false],
    [
      'email_of',
      'an administrator cannot read the mail address of a person who formerly served here',
      admin,
      `select identity.email_of('${former}')`,
      null,
    ],
    [
      'may_manage_account',
      'a role that the administrator granted does not make the account theirs to reset',
      admin,
      reset,
      null,
      given(invited.byOffice, 'granted_by', `'${ROLE.focalPoint}', '${person('administrator')}'`),
    ],
    [
      'may_manage_account',
      'an ended role that another person granted does not make it theirs either',
      admin,
      reset,
      null,
      given(invited.byOffice, 'granted_by, ended_at', `'${ROLE.focalPoint}', '${person('office')}', now()`),
    ],
    [
      'reset_account',
      'an account with a role from another person can be reset',
      admin,
      reset,
      'link',
      given(invited.byOffice, 'granted_by', `'${ROLE.focalPoint}', '${person('office')}'`),
    ],
    [
      'last_use',
      'nobody sees when people who left were last active',
      office,
      `select count(*)::int from identity.last_use('${nation}') where person_id = '${former}'`,
      0,
      used,
    ],
    [
      'access_to',
      'a person whose role was ended is not listed as a reader',
      office,
      `select identity.access_to('dossier', '${nation}') -> 'grants' @> '[{"person": "${person('office ended')}"}]'`,
      false,
    ],
    [
      'access_to',
      'an administrator sees the readers of their own party only',
      admin,
      `select identity.access_to('report', '${fixture.world.rounds.released}') is null`,
      true,
    ],
    [
      'update_rotation_grants',
      'a later hand-over date does not revive an ended grant',
      office,
      [
        `update parties.rotation set hand_over = '2031-01-01' where id = '${rotation}'`,
        `select valid_to::text from identity.role_grant where id = '${grant}'`,
      ],
      '2099-01-01',
      tour,
    ],
    [
      'grants_to_review',
      'an ended grant is not reviewed',
      admin,
      `select '${ofFormer}' = any (identity.grants_to_review('${nation}'))`,
      false,
    ],
    [
      'grants_to_review',
      'an ended grant of a role that the reviewer could give is not reviewed',
      admin,
      `select '${grant}' = any (identity.grants_to_review('${nation}'))`,
      false,
      given(person('commander of the nation'), 'ended_at', `'${ROLE.focalPoint}', now()`),
    ],
    [
      'review_access',
      'a review of access is signed by the person who made it',
      admin,
      `select identity.review_access(gen_random_uuid(), '${nation}', identity.grants_to_review('${nation}'), '{}', now())`,
      null,
    ],
    [
      'acted_for',
      'a person who served here on the day acted for the party',
      adviser,
      acted(),
      true,
      role(`'${ROLE.focalPoint}', '2020-01-01', null, null, '2020-01-01'`),
    ],
    [
      'acted_for',
      'a person who came later did not act for the party',
      adviser,
      acted(),
      false,
      role(`'${ROLE.focalPoint}', '2020-07-01', null, null, '2020-01-01'`),
    ],
    [
      'acted_for',
      'a person who had left did not act for the party',
      adviser,
      acted(),
      false,
      role(`'${ROLE.focalPoint}', '2020-01-01', '2020-05-01', null, '2020-01-01'`),
    ],
    [
      'acted_for',
      'a person whose role had been ended did not act for the party',
      adviser,
      acted(),
      false,
      role(`'${ROLE.focalPoint}', '2020-01-01', null, '2020-05-01', '2020-01-01'`),
    ],
    [
      'acted_for',
      'a person who was granted the role later, for that day, did not act for the party',
      adviser,
      acted(),
      false,
      role(`'${ROLE.focalPoint}', '2020-01-01', null, null, '2020-07-01'`),
    ],
    [
      'acted_for',
      'a reviewer of the party did not act for the party',
      adviser,
      acted(),
      false,
      role(`'${ROLE.auditor}', '2020-01-01', null, null, '2020-01-01'`),
    ],
    [
      'acted_for',
      'a person who also served the policy office did not act for the party',
      adviser,
      acted(person('office')),
      false,
      given(person('office'), 'valid_from, granted_at', `'${ROLE.focalPoint}', '2020-01-01', '2020-01-01'`),
    ],
  ];
  return toScenarios(lines);
}
