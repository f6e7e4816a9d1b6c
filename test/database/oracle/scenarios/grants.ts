import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** Rights that end with a grant, and rights that a grant never had: higher labels, accounts opened by others, acts of other days. */
export async function grantScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, invited, signedOut, rotation } = fixture;
  const [office, admin, focal, adviser] = [by('office'), by('administrator'), by('focal point'), by('legal adviser')];
  const person = (name: string) => by(name).subject.person;
  const former = person('former administrator');
  const ofFormer = await fixture.grantOf('former administrator');
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
  const lines: ScenarioRow[] = [
    ['grant_role', 'nobody gives a label above their own', admin, give(ROLE.focalPoint, 'restricted'), 'label-above'],
    ['grant_role', 'nobody cleared is refused it', by('administrator cleared elsewhere'), give(ROLE.partyAdmin, 'restricted'), null],
    [
      'giving_rank',
      'a label of another work gives none',
      by('administrator cleared for another work'),
      give(ROLE.focalPoint, 'restricted'),
      'label-above',
    ],
    [
      'giving_rank',
      'nor to an administrator',
      by('administrator cleared for another work'),
      give(ROLE.partyAdmin, 'restricted'),
      'label-above',
    ],
    [
      'giving_rank',
      'a label held elsewhere gives none here',
      by('administrator cleared elsewhere'),
      give(ROLE.focalPoint, 'restricted'),
      'label-above',
    ],
    [
      'hand_over_position',
      'nobody hands over what is another’s',
      focal,
      handOver(JSON.stringify({ [randomUUID()]: await fixture.grantOf('administrator') })),
      'not-yours',
    ],
    [
      'hand_over_position',
      'nor what was ended',
      by('former administrator'),
      handOver(JSON.stringify({ [randomUUID()]: ofFormer })),
      'not-yours',
    ],
    ['hand_over_position', 'who is signed out has no position', signedOut, handOver('{}'), 'grant-refused'],
    ['end_grant', 'what was ended is not ended again', office, `select identity.end_grant('${ofFormer}')`, false],
    ['email_of', 'an administrator reads no address of who served here once', admin, `select identity.email_of('${former}')`, null],
    [
      'keeps_account',
      'a role somebody gave makes no account theirs',
      admin,
      reset,
      false,
      given(invited.byOffice, 'granted_by', `'${ROLE.focalPoint}', '${person('administrator')}'`),
    ],
    [
      'keeps_account',
      'nor does one another gave that is over',
      admin,
      reset,
      false,
      given(invited.byOffice, 'granted_by, ended_at', `'${ROLE.focalPoint}', '${person('office')}', now()`),
    ],
    [
      'reset_account',
      'an account whose role another gave is reset',
      admin,
      reset,
      true,
      given(invited.byOffice, 'granted_by', `'${ROLE.focalPoint}', '${person('office')}'`),
    ],
    [
      'last_use',
      'nobody is told when those were here who left',
      office,
      `select count(*)::int from identity.last_use('${nation}') where person_id = '${former}'`,
      0,
      used,
    ],
    [
      'access_to',
      'who held a role until it was ended is not said to see',
      office,
      `select identity.access_to('dossier', '${nation}') -> 'grants' @> '[{"person": "${person('office ended')}"}]'`,
      false,
    ],
    [
      'access_to',
      'an administrator accounts for their own party alone',
      admin,
      `select identity.access_to('report', '${fixture.world.rounds.released}') is null`,
      true,
    ],
    [
      'follow_rotation',
      'a later day brings back no grant that was ended',
      office,
      [
        `update parties.rotation set hand_over = '2031-01-01' where id = '${rotation}'`,
        `select valid_to::text from identity.role_grant where id = '${grant}'`,
      ],
      '2099-01-01',
      tour,
    ],
    ['to_review', 'what was ended is not reviewed', admin, `select '${ofFormer}' = any (identity.to_review('${nation}'))`, false],
    [
      'to_review',
      'nor what was ended of a role that was theirs to give',
      admin,
      `select '${grant}' = any (identity.to_review('${nation}'))`,
      false,
      given(person('commander of the nation'), 'ended_at', `'${ROLE.focalPoint}', now()`),
    ],
    [
      'review_access',
      'a review is signed by who made it',
      admin,
      `select identity.review_access(gen_random_uuid(), '${nation}', identity.to_review('${nation}'), '{}', now())`,
      null,
    ],
    [
      'acted_for',
      'who served here on the day acted for the party',
      adviser,
      acted(),
      true,
      role(`'${ROLE.focalPoint}', '2020-01-01', null, null, '2020-01-01'`),
    ],
    ['acted_for', 'not who came later', adviser, acted(), false, role(`'${ROLE.focalPoint}', '2020-07-01', null, null, '2020-01-01'`)],
    [
      'acted_for',
      'nor who had left',
      adviser,
      acted(),
      false,
      role(`'${ROLE.focalPoint}', '2020-01-01', '2020-05-01', null, '2020-01-01'`),
    ],
    [
      'acted_for',
      'nor whose role had been ended',
      adviser,
      acted(),
      false,
      role(`'${ROLE.focalPoint}', '2020-01-01', null, '2020-05-01', '2020-01-01'`),
    ],
    [
      'acted_for',
      'nor who was given it later for that day',
      adviser,
      acted(),
      false,
      role(`'${ROLE.focalPoint}', '2020-01-01', null, null, '2020-07-01'`),
    ],
    ['acted_for', 'nor who judges the party', adviser, acted(), false, role(`'${ROLE.auditor}', '2020-01-01', null, null, '2020-01-01'`)],
    [
      'acted_for',
      'nor who served the policy office as well',
      adviser,
      acted(person('office')),
      false,
      given(person('office'), 'valid_from, granted_at', `'${ROLE.focalPoint}', '2020-01-01', '2020-01-01'`),
    ],
  ];
  return toScenarios(lines);
}
