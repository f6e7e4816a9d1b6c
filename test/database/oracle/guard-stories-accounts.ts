import { randomUUID } from 'node:crypto';
import type { Stage } from './guard-stories.ts';
import { asStories, type Line, type Story } from './guard-story.ts';

/** What the functions that open, reset and show accounts answer whoever comes just short. */
export function accountStories({ by, nation, invited }: Stage): Story[] {
  const [office, admin, former] = ['office', 'administrator', 'former administrator'].map(by);
  const person = (name: string) => by(name).subject.person;
  const grant = randomUUID();
  const again = (name: 'invite_again' | 'reset_account', to: string) =>
    `select identity.${name}('${to}', gen_random_uuid(), sha256('a fresh link'), 1)`;
  const isReviewed = `select '${grant}' = any (identity.to_review('${nation}'))`;
  const given = (holder: string, to: string) => ({
    arrange: `insert into identity.role_grant (id, person_id, role, party_id, valid_from, valid_to) values ('${grant}', '${holder}', 'focal-point', '${nation}', '2020-01-01', ${to})`,
    restore: `delete from identity.role_grant where id = '${grant}'`,
  });
  const lines: Line[] = [
    [
      'email_of',
      'a former administrator reads no address of those they invited',
      former!,
      `select identity.email_of('${invited.byFormer}')`,
      null,
    ],
    [
      'email_of',
      'an administrator reads no address of those others invited',
      admin!,
      `select identity.email_of('${invited.byOffice}')`,
      null,
    ],
    ['reset_account', 'an administrator resets nobody others invited', admin!, again('reset_account', invited.byOffice), false],
    [
      'invite_again',
      'an administrator gives no link to those others invited, though they serve there',
      admin!,
      again('invite_again', invited.byOffice),
      false,
      {
        arrange: `insert into identity.role_grant (id, person_id, role, party_id, granted_by) values ('${grant}', '${invited.byOffice}', 'focal-point', '${nation}', '${person('office')}')`,
        restore: `delete from identity.role_grant where id = '${grant}'`,
      },
    ],
    ['invite_again', 'a former administrator gives no link to those they invited', former!, again('invite_again', invited.byFormer), false],
    ['invite_again', 'an administrator gives no link to those the office invited', admin!, again('invite_again', invited.byOffice), false],
    [
      'invite_again',
      'an administrator gives no link to whom they invited and another made reviewer',
      admin!,
      again('invite_again', invited.judging),
      false,
    ],
    ['reset_account', 'a former administrator resets nobody they invited', former!, again('reset_account', invited.byFormer), false],
    ['reset_account', 'an administrator resets no reviewer of the party', admin!, again('reset_account', invited.judging), false],
    ['reset_account', 'nobody resets their own account', office!, again('reset_account', person('office')), false],
    ['reset_account', 'a closed account is not reset', office!, again('reset_account', person('disabled office')), false],
    [
      'refuse_second_door',
      'no link is given past a passkey',
      office!,
      again('invite_again', invited.byOffice),
      '42501',
      {
        arrange: `insert into identity.passkey (id, person_id, credential_id, public_key, counter, name) values ('${grant}', '${invited.byOffice}', 'own', 'k', 0, 'Key')`,
        restore: `delete from identity.passkey where id = '${grant}'`,
      },
    ],
    ['to_review', 'what a closed account holds is not reviewed', admin!, isReviewed, false, given(person('disabled office'), 'null')],
    ['to_review', 'nor is what is over', admin!, isReviewed, false, given(person('office'), `'2020-02-01'`)],
  ];
  return asStories(lines);
}
