import { randomUUID } from 'node:crypto';
import { bytes } from './fill-party.ts';
import type { Stage, Story } from './guard-stories.ts';
import { logStories } from './guard-stories-log.ts';
import { signInStories } from './guard-stories-sign-in.ts';

const ENDED = '2001-01-01';

/** What the functions about accounts, grants and hand-overs answer whoever comes just short. */
export async function identityStories(stage: Stage): Promise<Story[]> {
  const { by, nation, invited, installation, ofHandOver, rotation, pieceToPurge } = stage;
  const [office, admin, former, focal, commander] = ['office', 'administrator', 'former administrator', 'focal point', 'commander'].map(by);
  const person = (name: string) => by(name).subject.person;
  const [ownOffice, ownFocal] = [await stage.grantOf('office'), await stage.grantOf('focal point')];
  const grant = randomUUID();
  const handOver = (to: string, own: string) =>
    `select identity.hand_over_post(gen_random_uuid(), '${to}', current_date, '{"${randomUUID()}": "${own}"}')`;
  const again = (name: 'invite_again' | 'reset_account', to: string) =>
    `select identity.${name}('${to}', gen_random_uuid(), sha256('a fresh link'), 1)`;
  const refuse = `select identity.decide_hand_over('${ofHandOver}', false, 'r', now())`;
  const dead = (name: string, more: object) =>
    `insert into identity.session select * from jsonb_populate_record(null::identity.session, '${JSON.stringify({
      ...{ id: randomUUID(), person_id: person(name), token_hash: bytes(randomUUID()), created_at: '2020-01-01', wrong_passwords: 0 },
      ...{ seen_at: '2099-01-01', ends_at: '2099-01-01', browser: 'other', system: 'other', ...more },
    })}');`;
  const threeDead = {
    arrange: dead('focal point', { ended_at: ENDED }) + dead('focal point', { ends_at: ENDED }) + dead('focal point', { seen_at: ENDED }),
    restore: `delete from identity.session where person_id = '${person('focal point')}' and created_at = '2020-01-01'`,
  };
  // Nobody in the policy office but one who is in it now, and those whose time is over, to come, or whose account is closed.
  const lastOfOffice = {
    arrange: `update identity.role_grant set ended_at = '${ENDED}' where role = 'policy-office' and ended_at is null
      and person_id not in ('${person('office')}', '${person('office to come')}', '${person('office over')}', '${person('disabled office')}')`,
    restore: `update identity.role_grant set ended_at = null where ended_at = '${ENDED}'`,
  };
  const onTour = (holder: string, role: string) => ({
    arrange: `update parties.rotation set hand_over = '2030-01-01' where id = '${rotation}';
      insert into identity.role_grant (id, person_id, role, party_id, rotation_id, valid_from, valid_to)
        values ('${grant}', '${holder}', '${role}', '${nation}', '${rotation}', '2020-01-01', '2030-01-01')`,
    restore: `delete from identity.role_grant where id = '${grant}'; update parties.rotation set hand_over = null where id = '${rotation}'`,
  });
  const longer = [
    `update parties.rotation set hand_over = '2031-01-01' where id = '${rotation}'`,
    `select valid_to::text from identity.role_grant where id = '${grant}'`,
  ];
  const stories: [of: string, says: string, who: Story['who'], sql: string | string[], answer: unknown, more?: Partial<Story>][] = [
    ['decide_hand_over', 'who could not give the role refuses no hand-over', focal!, refuse, 'nothing-to-decide'],
    [
      'decide_hand_over',
      'a successor refuses no hand-over to themselves',
      admin!,
      refuse,
      'nothing-to-decide',
      {
        arrange: `update identity.proposed_grant set to_person = '${person('administrator')}' where hand_over_id = '${ofHandOver}'`,
        restore: `update identity.proposed_grant set to_person = '${stage.world.office}' where hand_over_id = '${ofHandOver}'`,
      },
    ],
    ['hand_over_post', 'nobody hands over to themselves', focal!, handOver(person('focal point'), ownFocal), 'grant-refused'],
    [
      'hand_over_post',
      'the installation has no post to hand over',
      installation,
      `select identity.hand_over_post(gen_random_uuid(), '${person('focal point')}', current_date, '{}')`,
      'grant-refused',
    ],
    ['hand_over_post', 'no post is handed over to a closed account', focal!, handOver(person('disabled office'), ownFocal), 'nobody-there'],
    [
      'hand_over_post',
      'the last of the policy office does not hand over to nobody',
      office!,
      handOver(person('focal point'), ownOffice),
      'grant-stays',
      lastOfOffice,
    ],
    ['end_grant', 'the last grant of the policy office stays', office!, `select identity.end_grant('${ownOffice}')`, false, lastOfOffice],
    [
      'grant_role',
      'nothing is given to a closed account',
      office!,
      `select identity.grant_role(gen_random_uuid(), '${person('disabled office')}', 'focal-point', '${nation}', null, null, null, 'unclassified', null, null)`,
      'nobody-there',
    ],
    [
      'email_of',
      'a former administrator reads no address of those they invited',
      former!,
      `select identity.email_of('${invited.byFormer}')`,
      null,
    ],
    ['end_devices', 'sessions that are over are not ended again', focal!, 'select identity.end_devices(null)', 0, threeDead],
    ['own_devices', 'sessions that are over are no devices', focal!, 'select count(*)::int from identity.own_devices()', 1, threeDead],
    [
      'touch',
      'a session that was left idle is not woken',
      by('signed out'),
      [`select identity.touch('${by('idle').who!.token}')`, `select identity.open('${by('idle').who!.token}')`],
      null,
    ],
    [
      'follow_rotation',
      'a later day lengthens no grant its mover could not give',
      commander!,
      longer,
      '2030-01-01',
      onTour(person('focal point'), 'reviewer'),
    ],
    [
      'follow_rotation',
      'a later day lengthens no grant its mover holds',
      admin!,
      longer,
      '2030-01-01',
      onTour(person('administrator'), 'focal-point'),
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
      'last_use',
      'a focal point is not told when colleagues were last here',
      focal!,
      `select count(*)::int from identity.last_use('${nation}')`,
      0,
    ],
    [
      'review_access',
      'a focal point signs no review of access',
      focal!,
      `select identity.review_access(gen_random_uuid(), '${nation}', identity.to_review('${nation}'), '{}', now())`,
      'not-yours-to-review',
    ],
    ['to_review', 'a focal point has no grants to review', focal!, `select cardinality(identity.to_review('${nation}'))`, 0],
    [
      'to_review',
      'an administrator does not review a grant of their own or one that is not theirs to give',
      admin!,
      `select exists (select from unnest(identity.to_review('${nation}')) x join identity.role_grant g on g.id = x
        where g.person_id = identity.person() or g.role in ('reviewer', 'auditor'))`,
      false,
    ],
    [
      'guard_piece',
      'nobody purges a piece by writing that it is',
      focal!,
      `update evidence.piece set state = 'purged' where id = '${pieceToPurge}'`,
      '42501',
    ],
    [
      'purge',
      'who asked for a purge does not approve it',
      focal!,
      `select evidence.purge('${pieceToPurge}', now())`,
      false,
      {
        arrange: `update evidence.piece set purge_asked_by = '${person('focal point')}' where id = '${pieceToPurge}'`,
        restore: `update evidence.piece set purge_asked_by = entered_by where id = '${pieceToPurge}'`,
      },
    ],
  ];
  return [
    ...stories.map(([of, says, who, sql, answer, more]): Story => ({ of, says, who, sql: [sql].flat(), answer, ...more })),
    ...(await signInStories(stage)),
    ...(await logStories(stage)),
  ];
}
