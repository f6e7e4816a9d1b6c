import { randomUUID } from 'node:crypto';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** The sign-in functions, called with an insufficient link, factor or password. */
export async function signInScenarios({ by, invited, voucher, signedOut }: GuardFixture): Promise<Scenario[]> {
  const closed = invited.byOffice;
  const close = {
    arrange: `update identity.person set disabled_at = now() where id = '${closed}'`,
    restore: `delete from identity.session where token_hash = sha256('t'); delete from identity.password where person_id = '${closed}';
      delete from identity.passkey where person_id = '${closed}'; update identity.invitation set used_at = null where person_id = '${closed}';
      update identity.person set disabled_at = null, name = 'Invited' where id = '${closed}'`,
  };
  const passkey = (person: string) =>
    JSON.stringify({
      ...{ challenge: randomUUID().replaceAll('-', ''), person, passkey: randomUUID(), name: 'Key' },
      ...{ credential: randomUUID().replaceAll('-', ''), publicKey: '00', counter: 0, transports: [] },
    });
  const payload = passkey(closed);
  const focal = by('focal point');
  const { person } = focal.subject;
  const own = passkey(person);
  const [signUp, add] = [await voucher(`people/sign-up-by-passkey ${payload}`), await voucher(`people/add-passkey ${own}`)];
  // Signed in an hour ago, with codes and a passkey, because a person without them could not remove any.
  const key = randomUUID();
  const stale = {
    arrange: `update identity.session set created_at = now() - interval '1 hour' where person_id = '${person}';
      insert into identity.totp (person_id, secret_encrypted) values ('${person}', 'x');
      insert into identity.passkey (id, person_id, credential_id, public_key, counter, name) values ('${key}', '${person}', 'c', 'k', 0, 'Key'),
        (gen_random_uuid(), '${person}', 'd', 'k', 0, 'Key')`,
    restore: `delete from identity.passkey where person_id = '${person}'; delete from identity.totp where person_id = '${person}';
      update identity.session set created_at = now() where person_id = '${person}'`,
  };
  // The account is closed during a pending sign-in with every factor.
  const pendingSignIn = {
    arrange: `${close.arrange}; insert into identity.totp (person_id, secret_encrypted) values ('${closed}', 'x');
      insert into identity.passkey (id, person_id, credential_id, public_key, counter, name) values (gen_random_uuid(), '${closed}', 'closed', 'k', 0, 'Key');
      insert into identity.attempt (id, person_id, token_hash, first_factor, step, ends_at)
        values (gen_random_uuid(), '${closed}', sha256('pending sign-in'), 'password', 'second-factor', '2099-01-01')`,
    restore: `delete from identity.attempt where person_id = '${closed}'; delete from identity.totp where person_id = '${closed}'; ${close.restore}`,
  };
  const link = `'link ${closed}'`;
  const forged = JSON.stringify({ ...JSON.parse(own), credential: Buffer.from('c').toString('hex'), counter: 0 });
  const lines: ScenarioRow[] = [
    [
      'sign_in_by_invitation',
      'a link sets no password on a closed account',
      signedOut,
      `select identity.sign_in_by_invitation(${link}, 'N', 'en', 'salt', 'derived', gen_random_uuid(), sha256('t'))`,
      0,
      { ...close, look: `select count(*)::int from identity.password where person_id = '${closed}'` },
    ],
    [
      'sign_in_by_invitation_with_passkey',
      'a link sets no passkey on a closed account',
      signedOut,
      `select identity.sign_in_by_invitation_with_passkey('${payload}', '\\x${signUp}', ${link}, 'N', 'en', gen_random_uuid(), sha256('t'))`,
      0,
      { ...close, look: `select count(*)::int from identity.passkey where person_id = '${closed}'` },
    ],
    [
      'lock_attempt',
      'a sign-in attempt of a closed account does not continue',
      signedOut,
      `select count(*)::int from identity.try_totp('pending sign-in')`,
      0,
      pendingSignIn,
    ],
    [
      'find_attempt',
      'a sign-in attempt of a closed account is not shown',
      signedOut,
      `select identity.find_attempt('pending sign-in', 'second-factor')`,
      null,
      pendingSignIn,
    ],
    [
      'passkey_of',
      'a passkey of a closed account is not accepted',
      signedOut,
      `select count(*)::int from identity.passkey_of('closed')`,
      0,
      pendingSignIn,
    ],
    [
      'find_attempt',
      'a sign-in attempt of a closed account is not shown after its password either',
      signedOut,
      `select count(*)::int from identity.credentials_of_attempt('pending sign-in')`,
      0,
      pendingSignIn,
    ],
    [
      'vouched',
      'nobody signs in with a passkey that the program did not verify',
      signedOut,
      `select identity.sign_in_by_passkey('${forged}', sha256('forged'), gen_random_uuid(), sha256('t'))`,
      null,
      stale,
    ],
    ['set_totp', 'only a person who signed in recently can set up codes', focal, `select identity.set_totp('x', 1)`, false, stale],
    [
      'replace_recovery_codes',
      'only a person who signed in recently can replace recovery codes',
      focal,
      `select identity.replace_recovery_codes(array[sha256('x')])`,
      false,
      stale,
    ],
    ['remove_totp', 'only a person who signed in recently can remove codes', focal, 'select identity.remove_totp()', 'not-fresh', stale],
    [
      'add_passkey',
      'only a person who signed in recently can add a passkey',
      focal,
      `select identity.add_passkey('${own}', '\\x${add}')`,
      'not-fresh',
      stale,
    ],
    [
      'remove_passkey',
      'only a person who signed in recently can remove a passkey',
      focal,
      `select identity.remove_passkey('${key}')`,
      'not-fresh',
      stale,
    ],
    [
      'record_wrong_password',
      'nobody ends a session by wrong passwords that the program did not check',
      signedOut,
      `select identity.record_wrong_password((array_agg(id))[1]) from generate_series(1, 9), (select '${randomUUID()}'::uuid as id) x`,
      '42501',
    ],
  ];
  return toScenarios(lines);
}
