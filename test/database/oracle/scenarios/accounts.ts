import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** The functions that open, reset and show accounts, called by people who fail exactly one condition. */
export function accountScenarios({ by, nation, invited }: GuardFixture): Scenario[] {
  const [office, admin, former] = ['office', 'administrator', 'former administrator'].map(by);
  const person = (name: string) => by(name).subject.person;
  const grant = randomUUID();
  const again = (name: 'invite_again' | 'reset_account', to: string) =>
    `select identity.${name}('${to}', gen_random_uuid(), sha256('a fresh link'), 1)`;
  const isReviewed = `select '${grant}' = any (identity.grants_to_review('${nation}'))`;
  const given = (holder: string, to: string) => ({
    arrange: `insert into identity.role_grant (id, person_id, role, party_id, valid_from, valid_to) values ('${grant}', '${holder}', '${ROLE.focalPoint}', '${nation}', '2020-01-01', ${to})`,
    restore: `delete from identity.role_grant where id = '${grant}'`,
  });
  const propose = (to: string) =>
    `select identity.propose_grants('[{"id": "${randomUUID()}", "set": "${randomUUID()}", "to": "${to}", "role": "${ROLE.auditor}"}]')`;
  const undoImport = (who: string) => `select identity.undo_account_import(array['${who}']::uuid[], 'r', now())`;
  const open = (who: string) => `select disabled_at is null from identity.person where id = '${who}'`;
  const reopen = (who: string) =>
    `update identity.person set disabled_at = null, email = coalesce(email, id || '@example.org') where id = '${who}'`;
  const lines: ScenarioRow[] = [
    ['propose_grants', 'an administrator cannot propose a role by a table', admin!, propose(invited.byOffice), 'grant-refused'],
    ['propose_grants', 'nobody can propose a role for themselves', office!, propose(person('office')), 'grant-refused'],
    [
      'undo_account_import',
      'an administrator cannot close an account',
      admin!,
      undoImport(invited.byOffice),
      true,
      { look: open(invited.byOffice), restore: reopen(invited.byOffice) },
    ],
    [
      'undo_account_import',
      'an account that was opened is not closed',
      office!,
      undoImport(invited.byOffice),
      true,
      {
        arrange: `insert into identity.password (person_id, salt, digest) values ('${invited.byOffice}', '\\x00', '\\x00')`,
        look: open(invited.byOffice),
        restore: `delete from identity.password where person_id = '${invited.byOffice}'; ${reopen(invited.byOffice)}`,
      },
    ],
    [
      'undo_account_import',
      'an account that was opened before its reset is not closed, although nothing opens it now',
      office!,
      undoImport(invited.byOffice),
      true,
      {
        arrange: `update identity.person set opened_before_reset = true where id = '${invited.byOffice}'`,
        look: open(invited.byOffice),
        restore: `update identity.person set opened_before_reset = false where id = '${invited.byOffice}'; ${reopen(invited.byOffice)}`,
      },
    ],
    [
      'delete_unused',
      'an administrator cannot remove a party from the register',
      admin!,
      `select parties.delete_unused(array['${nation}']::uuid[])`,
      '-',
    ],
    [
      'delete_unused',
      'a party at which a person holds a role is not removed',
      office!,
      `select parties.delete_unused(array['${nation}']::uuid[]) is not null`,
      true,
    ],
    [
      'email_of',
      'a former administrator cannot read the mail addresses of people whom they invited',
      former!,
      `select identity.email_of('${invited.byFormer}')`,
      null,
    ],
    [
      'email_of',
      'an administrator cannot read the mail addresses of people whom others invited',
      admin!,
      `select identity.email_of('${invited.byOffice}')`,
      null,
    ],
    [
      'reset_account',
      'an administrator cannot reset accounts of people whom others invited',
      admin!,
      again('reset_account', invited.byOffice),
      null,
    ],
    [
      'invite_again',
      'an administrator cannot issue a link for a person whom others invited, even at their party',
      admin!,
      again('invite_again', invited.byOffice),
      null,
      {
        arrange: `insert into identity.role_grant (id, person_id, role, party_id, granted_by) values ('${grant}', '${invited.byOffice}', '${ROLE.focalPoint}', '${nation}', '${person('office')}')`,
        restore: `delete from identity.role_grant where id = '${grant}'`,
      },
    ],
    [
      'invite_again',
      'a former administrator cannot issue a link for a person whom they invited',
      former!,
      again('invite_again', invited.byFormer),
      null,
    ],
    [
      'invite_again',
      'an administrator cannot issue a link for a person whom the office invited',
      admin!,
      again('invite_again', invited.byOffice),
      null,
    ],
    [
      'invite_again',
      'an administrator cannot issue a link for a person whom they invited and another person made reviewer',
      admin!,
      again('invite_again', invited.judging),
      null,
    ],
    [
      'reset_account',
      'a former administrator cannot reset the account of a person whom they invited',
      former!,
      again('reset_account', invited.byFormer),
      null,
    ],
    [
      'reset_account',
      'an administrator cannot reset the account of a reviewer of the party',
      admin!,
      again('reset_account', invited.judging),
      null,
    ],
    ['reset_account', 'nobody can reset their own account', office!, again('reset_account', person('office')), null],
    ['invite_again', 'no link is issued for a closed account', office!, again('invite_again', person('disabled office')), null],
    ['reset_account', 'a closed account cannot be reset', office!, again('reset_account', person('disabled office')), null],
    [
      'refuse_link_for_used_account',
      'no link is issued for an account with a passkey',
      office!,
      again('invite_again', invited.byOffice),
      'people/account-open',
      {
        arrange: `insert into identity.passkey (id, person_id, credential_id, public_key, counter, name) values ('${grant}', '${invited.byOffice}', 'own', 'k', 0, 'Key')`,
        restore: `delete from identity.passkey where id = '${grant}'`,
      },
    ],
    [
      'grants_to_review',
      'grants of a closed account are not reviewed',
      admin!,
      isReviewed,
      false,
      given(person('disabled office'), 'null'),
    ],
    ['grants_to_review', 'ended grants are not reviewed', admin!, isReviewed, false, given(person('office'), `'2020-02-01'`)],
  ];
  return toScenarios(lines);
}
