import { randomUUID } from 'node:crypto';
import type { Stage, Story } from './guard-stories.ts';

/** What the functions that open, reset and show accounts answer whoever comes just short. */
export function accountStories({ by, nation, invited }: Stage): Story[] {
  const [office, admin, former] = ['office', 'administrator', 'former administrator'].map(by);
  const person = (name: string) => by(name).subject.person;
  const grant = randomUUID();
  const again = (name: 'invite_again' | 'reset_account', to: string) =>
    `select identity.${name}('${to}', gen_random_uuid(), sha256('a fresh link'), 1)`;
  const stories: [of: string, says: string, who: Story['who'], sql: string, answer: unknown, more?: Partial<Story>][] = [
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
  ];
  return stories.map(([of, says, who, sql, answer, more]): Story => ({ of, says, who, sql: [sql], answer, ...more }));
}
