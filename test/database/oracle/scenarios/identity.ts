import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';
import { bytes } from '../seeds/seed-party.ts';

const ENDED = '2001-01-01';

/** The functions for grants, hand-overs and access reviews, called by people who fail exactly one condition. */
export async function identityScenarios(fixture: GuardFixture): Promise<Scenario[]> {
  const { by, nation, installation, ofHandOver, rotation, itemToPurge } = fixture;
  const [office, admin, focal, commander] = ['office', 'administrator', 'focal point', 'commander of the nation'].map(by);
  const person = (name: string) => by(name).subject.person;
  const [ownOffice, ownFocal] = [await fixture.grantOf('office'), await fixture.grantOf('focal point')];
  const grant = randomUUID();
  const handOver = (to: string, own: string) =>
    `select identity.hand_over_position(gen_random_uuid(), '${to}', current_date, '{"${randomUUID()}": "${own}"}')`;
  const refuse = `select identity.decide_hand_over('${ofHandOver}', false, 'r', now())`;
  const dead = (name: string, more: object) =>
    `insert into identity.session select * from jsonb_populate_record(null::identity.session, '${JSON.stringify({
      ...{ id: randomUUID(), person_id: person(name), token_hash: bytes(randomUUID()), created_at: '2020-01-01', wrong_passwords: 0 },
      ...{ seen_at: '2099-01-01', ends_at: '2099-01-01', browser: 'other', system: 'other', ...more },
    })}');`;
  const threeEndedSessions = {
    arrange: dead('focal point', { ended_at: ENDED }) + dead('focal point', { ends_at: ENDED }) + dead('focal point', { seen_at: ENDED }),
    restore: `delete from identity.session where person_id = '${person('focal point')}' and created_at = '2020-01-01'`,
  };
  // One current member of the policy office, in addition to members whose grant has ended or has not begun, or whose account is closed.
  const lastOfOffice = {
    arrange: `update identity.role_grant set ended_at = '${ENDED}' where role = '${ROLE.policyOffice}' and ended_at is null
      and person_id not in ('${person('office')}', '${person('office to come')}', '${person('office over')}', '${person('disabled office')}')`,
    restore: `update identity.role_grant set ended_at = null where ended_at = '${ENDED}'`,
  };
  // The same, but no other person ever was a member: the remaining person is alone, or there is none.
  const onlyMembersEver = async (...names: string[]) => {
    const { rows } = await fixture.world.bed.deployer.query<{ id: string }>(
      `select id from identity.role_grant where role = '${ROLE.policyOffice}' and person_id <> all ($1)`,
      [names.map(person)],
    );
    const others = `'{${rows.map(({ id }) => id)}}'`;
    return {
      arrange: `update identity.role_grant set role = '${ROLE.investigator}' where id = any (${others})`,
      restore: `update identity.role_grant set role = '${ROLE.policyOffice}' where id = any (${others})`,
    };
  };
  const accessTo = `identity.access_to('dossier', '${nation}')`;
  const isListedAsReader = (name: string) => `select ${accessTo} -> 'grants' @> '[{"person": "${person(name)}"}]'`;
  const grantOfRotation = (holder: string, role: string, until = '2030-01-01') => ({
    arrange: `update parties.rotation set hand_over = '${until}' where id = '${rotation}';
      insert into identity.role_grant (id, person_id, role, party_id, rotation_id, valid_from, valid_to)
        values ('${grant}', '${holder}', '${role}', '${nation}', '${rotation}', '2020-01-01', '${until}')`,
    restore: `delete from identity.role_grant where id = '${grant}'; update parties.rotation set hand_over = null where id = '${rotation}'`,
  });
  const longer = [
    `update parties.rotation set hand_over = '2031-01-01' where id = '${rotation}'`,
    `select valid_to::text from identity.role_grant where id = '${grant}'`,
  ];
  const lines: ScenarioRow[] = [
    ['decide_hand_over', 'a signed-out person cannot decide a hand-over', fixture.signedOut, refuse, 'nothing-to-decide'],
    ['decide_hand_over', 'a person who could not give the role cannot refuse a hand-over', focal!, refuse, 'nothing-to-decide'],
    [
      'decide_hand_over',
      'a successor cannot refuse a hand-over to themselves',
      admin!,
      refuse,
      'nothing-to-decide',
      {
        arrange: `update identity.proposed_grant set to_person = '${person('administrator')}' where hand_over_id = '${ofHandOver}'`,
        restore: `update identity.proposed_grant set to_person = '${fixture.world.office}' where hand_over_id = '${ofHandOver}'`,
      },
    ],
    ['hand_over_position', 'nobody can hand over to themselves', focal!, handOver(person('focal point'), ownFocal), 'grant-refused'],
    [
      'hand_over_position',
      'the installation has no position to hand over',
      installation,
      `select identity.hand_over_position(gen_random_uuid(), '${person('focal point')}', current_date, '{}')`,
      'grant-refused',
    ],
    [
      'hand_over_position',
      'a position cannot be handed over to a closed account',
      focal!,
      handOver(person('disabled office'), ownFocal),
      'nobody-there',
    ],
    [
      'hand_over_position',
      'the last member of the policy office cannot leave without a successor',
      office!,
      handOver(person('focal point'), ownOffice),
      'grant-stays',
      lastOfOffice,
    ],
    [
      'end_grant',
      'the last grant of the policy office cannot be ended',
      office!,
      `select identity.end_grant('${ownOffice}')`,
      false,
      lastOfOffice,
    ],
    [
      'grant_role',
      'a role cannot be granted to a closed account',
      office!,
      `select identity.grant_role(gen_random_uuid(), '${person('disabled office')}', '${ROLE.focalPoint}', '${nation}', null, null, null, 'unclassified', null, null)`,
      'nobody-there',
    ],
    [
      'hand_over_position',
      'an expired grant is not handed over',
      by('office over'),
      handOver(person('focal point'), await fixture.grantOf('office over')),
      'not-yours',
    ],
    [
      'update_rotation_grants',
      'a later hand-over date does not revive an expired grant',
      office!,
      longer,
      '2026-02-01',
      grantOfRotation(person('focal point'), ROLE.focalPoint, '2026-02-01'),
    ],
    ['end_devices', 'expired sessions are not ended again', focal!, 'select identity.end_devices(null)', 0, threeEndedSessions],
    [
      'own_devices',
      'expired sessions are not listed as devices',
      focal!,
      'select count(*)::int from identity.own_devices()',
      1,
      threeEndedSessions,
    ],
    [
      'touch',
      'an idle session is not extended',
      by('signed out'),
      [`select identity.touch('${by('idle').who!.token}')`, `select identity.open('${by('idle').who!.token}')`],
      null,
    ],
    [
      'update_rotation_grants',
      'a later hand-over date does not extend a grant that its mover could not give',
      commander!,
      longer,
      '2030-01-01',
      grantOfRotation(person('focal point'), ROLE.reviewer),
    ],
    [
      'update_rotation_grants',
      'a later hand-over date does not extend a grant of its mover',
      admin!,
      longer,
      '2030-01-01',
      grantOfRotation(person('administrator'), ROLE.focalPoint),
    ],
    ['access_to', 'a closed account is not listed as a reader', office!, isListedAsReader('disabled office'), false],
    ['access_to', 'a person with a future role is not listed as a reader', office!, isListedAsReader('office to come'), false],
    ['access_to', 'a person with an expired role is not listed as a reader', office!, isListedAsReader('office over'), false],
    [
      'access_to',
      'the only member of the office is listed as such until another joins',
      office!,
      `select ${accessTo} ->> 'sole'`,
      person('office'),
      await onlyMembersEver('office', 'office to come'),
    ],
    [
      'access_to',
      'a person with an expired role is not listed as the only member',
      admin!,
      `select ${accessTo} ->> 'sole'`,
      null,
      await onlyMembersEver('office over'),
    ],
    [
      'access_to',
      'a person whose role was ended is not listed as the only member',
      admin!,
      `select ${accessTo} ->> 'sole'`,
      null,
      await onlyMembersEver('office ended'),
    ],
    [
      'set_learner_claims',
      'the only member of the office is in one-person mode until another joins',
      office!,
      `select identity.claims() ->> 'sole'`,
      'true',
      await onlyMembersEver('office', 'office to come'),
    ],
    [
      'set_learner_claims',
      'a person with an expired role is not in one-person mode',
      by('office over'),
      `select identity.claims() ->> 'sole'`,
      'false',
      await onlyMembersEver('office over'),
    ],
    [
      'last_use',
      'a focal point cannot see when colleagues were last active',
      focal!,
      `select count(*)::int from identity.last_use('${nation}')`,
      0,
    ],
    [
      'review_access',
      'a focal point cannot sign a review of access',
      focal!,
      `select identity.review_access(gen_random_uuid(), '${nation}', identity.grants_to_review('${nation}'), '{}', now())`,
      'not-yours-to-review',
    ],
    ['grants_to_review', 'a focal point has no grants to review', focal!, `select cardinality(identity.grants_to_review('${nation}'))`, 0],
    [
      'grants_to_review',
      'an administrator reviews neither their own grant nor one that they could not give',
      admin!,
      `select exists (select from unnest(identity.grants_to_review('${nation}')) x join identity.role_grant g on g.id = x
        where g.person_id = identity.person() or g.role in ('${ROLE.reviewer}', '${ROLE.auditor}'))`,
      false,
    ],
    [
      'guard_item',
      'writing the purged state does not purge an item',
      focal!,
      `update evidence.item set state = 'purged' where id = '${itemToPurge}'`,
      '42501',
    ],
    [
      'purge',
      'the person who requested a purge cannot approve it',
      focal!,
      `select evidence.purge('${itemToPurge}', now())`,
      false,
      {
        arrange: `update evidence.item set purge_requested_by = '${person('focal point')}' where id = '${itemToPurge}'`,
        restore: `update evidence.item set purge_requested_by = entered_by where id = '${itemToPurge}'`,
      },
    ],
  ];
  return toScenarios(lines);
}
