import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** What a one-time link opens: its own purpose, once, until it expires, and nothing of another kind of link. */
export async function linkScenarios({ by, voucher, signedOut, invited, headquarters }: GuardFixture): Promise<Scenario[]> {
  const [person, other] = [invited.byOffice, invited.judging];
  const right = `link ${person}`;
  const set = (what: string) => ({
    arrange: `update identity.invitation set ${what} where person_id = '${person}'`,
    restore: `update identity.invitation set used_at = null, ends_at = '2099-01-01' where person_id = '${person}'`,
  });
  const [used, over] = [set('used_at = now()'), set(`ends_at = now() - interval '1 second'`)];
  const setUp = (more = 'null') => ({
    arrange: `insert into identity.invitation (id, purpose, token_hash, used_at) values (gen_random_uuid(), 'set-up', sha256('set up'), ${more})`,
    restore: `delete from identity.session where token_hash = sha256('t'); delete from identity.invitation where token_hash = sha256('set up')`,
  });
  const invitationUnused = { ...setUp(), look: `select used_at is null from identity.invitation where token_hash = sha256('set up')` };
  const passkeyFor = async (whose: string) => {
    const payload = JSON.stringify({
      ...{ challenge: randomUUID().replaceAll('-', ''), person: whose, passkey: randomUUID(), name: 'Key' },
      ...{ credential: randomUUID().replaceAll('-', ''), publicKey: '00', counter: 0, transports: [] },
    });
    return `'${payload}', '\\x${await voucher(`people/sign-up-by-passkey ${payload}`)}'`;
  };
  const [own, others, again, newcomers] = [
    await passkeyFor(person),
    await passkeyFor(other),
    await passkeyFor(other),
    await passkeyFor(randomUUID()),
  ];
  const session = `gen_random_uuid(), sha256('t')`;
  const enter = (token: string) => `select identity.sign_in_by_invitation('${token}', 'N', 'en', 'salt', 'derived', ${session})`;
  const byPasskey = (token: string, payload = own) =>
    `select identity.sign_in_by_invitation_with_passkey(${payload}, '${token}', 'N', 'en', ${session})`;
  const first = (token: string) =>
    `select identity.sign_in_by_set_up('${token}', gen_random_uuid(), 'N', 'first@example.org', 'en', gen_random_uuid(), '${headquarters}', 'salt', 'derived', ${session})`;
  const firstByPasskey = (token: string) =>
    `select identity.set_up_by_passkey(${newcomers}, '${token}', 'N', 'first@example.org', 'en', gen_random_uuid(), '${headquarters}', ${session})`;
  const opens = (of: string, how: (token: string) => string): ScenarioRow[] => [
    [of, 'a wrong link opens nothing', signedOut, how('no such'), null],
    [of, 'nor one that was used', signedOut, how(right), null, used],
    [of, 'nor one that is over', signedOut, how(right), null, over],
  ];
  const begins = (of: string, how: (token: string) => string): ScenarioRow[] => [
    [of, 'a wrong link makes no policy office', signedOut, how('no such'), null, setUp()],
    [of, 'nor one that was used', signedOut, how('set up'), null, setUp('now()')],
    [of, 'nor an invitation', signedOut, how(right), null],
  ];
  const lines: ScenarioRow[] = [
    ...opens('find_link', (token) => `select identity.find_link('${token}')`),
    ...opens('person_of_link', (token) => `select identity.person_of_link('${token}')`),
    ...opens('sign_in_by_invitation', enter),
    ...opens('sign_in_by_invitation_with_passkey', byPasskey),
    [
      'sign_in_by_invitation',
      'the link of the first person is not used up by an invitation',
      signedOut,
      enter('set up'),
      true,
      invitationUnused,
    ],
    [
      'sign_in_by_invitation_with_passkey',
      'the link of the first person is not used up by a passkey sign-up',
      signedOut,
      byPasskey('set up', again),
      true,
      invitationUnused,
    ],
    ['sign_in_by_invitation_with_passkey', 'a passkey made for another person opens no account', signedOut, byPasskey(right, others), null],
    [
      'sign_in_by_invitation_with_passkey',
      'one voucher of the program works only once',
      signedOut,
      [byPasskey('no such'), byPasskey(right)],
      null,
    ],
    ...begins('sign_in_by_set_up', first),
    ...begins('set_up_by_passkey', firstByPasskey),
    [
      'set_up_by_passkey',
      'one voucher of the program works only once',
      signedOut,
      [firstByPasskey('no such'), firstByPasskey('set up')],
      null,
      setUp(),
    ],
    [
      'refuse_link_for_used_account',
      'no link is issued for an account with a provider',
      by('office'),
      `select identity.invite_again('${by('from the provider').subject.person}', ${session}, 1)`,
      'people/account-open',
    ],
    [
      'reset_account',
      'no link is issued when an account with a provider is reset',
      by('office'),
      `select identity.reset_account('${by('from the provider').subject.person}', ${session}, 1)`,
      'provider',
    ],
    [
      'refuse_link_for_used_account',
      'no link is issued for an account with a password',
      by('office'),
      `select identity.invite_again('${by('beginner').subject.person}', ${session}, 1)`,
      'people/account-open',
    ],
  ];
  return toScenarios(lines);
}
