import { randomUUID } from 'node:crypto';
import { passwordOf } from '../guard-factors.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** Changes of a person's own account affect no other account, and only that person can make them. */
export async function ownScenarios({ by, voucher, signedOut, installation }: GuardFixture): Promise<Scenario[]> {
  const [member, neighbour, keyholder] = [by('member'), by('neighbour'), by('keyholder')];
  const [commander, office] = [by('commander of the nation'), by('office')];
  const provider = by('from the provider');
  const person = ({ subject }: GuardFixture['signedOut']) => subject.person;
  const passkey = (whose: string) =>
    JSON.stringify({
      ...{ challenge: randomUUID().replaceAll('-', ''), person: whose, passkey: randomUUID(), name: 'Key' },
      ...{ credential: randomUUID().replaceAll('-', ''), publicKey: '00', counter: 0, transports: [] },
    });
  const add = async (whose: string): Promise<string> => {
    const payload = passkey(whose);
    return `select identity.add_passkey('${payload}', '\\x${await voucher(`people/add-passkey ${payload}`)}')`;
  };
  const [ofOwn, ofNeighbour, ofProvider] = [await add(person(member)), await add(person(neighbour)), await add(person(provider))];
  const fresh = { arrange: `update identity.session set created_at = now()` };
  const crowd = {
    arrange: `${fresh.arrange}; insert into identity.passkey (id, person_id, credential_id, public_key, counter, name)
      select gen_random_uuid(), '${person(neighbour)}', convert_to('crowd ' || n, 'UTF8'), 'k', 0, 'Crowd' from generate_series(1, 20) n`,
    restore: `delete from identity.passkey where name = 'Crowd'`,
  };
  const without = (what: string, whose: string, waived = false) => ({
    arrange: `${fresh.arrange}; create temp table kept as select * from identity.${what} where person_id = '${whose}'; delete from identity.${what} where person_id = '${whose}';
      update identity.sign_in_rule set second_factor = ${!waived}`,
    restore: `insert into identity.${what} select * from kept; drop table kept; update identity.sign_in_rule set second_factor = true`,
  });
  const waived = {
    arrange: `${fresh.arrange}; update identity.sign_in_rule set second_factor = false`,
    restore: `update identity.sign_in_rule set second_factor = true`,
  };
  const removeKey = ({ subject }: GuardFixture['signedOut']) => `select identity.remove_passkey('${subject.person}')`;
  const asNeighbour = `select identity.open('${neighbour.who!.token}')`;
  const accountField = (what: string) => [asNeighbour, `select identity.own_account() ->> '${what}'`];
  const stranger = randomUUID();
  const bare = {
    arrange: `${fresh.arrange}; insert into identity.totp (person_id, secret_encrypted) values ('${person(commander)}', 'x')`,
    restore: `delete from identity.totp where person_id = '${person(commander)}'`,
  };
  const second = {
    arrange: `insert into identity.session (id, person_id, token_hash, ends_at) values ('${stranger}', '${person(member)}', sha256('elsewhere'), '2099-01-01')`,
    restore: `delete from identity.session where id = '${stranger}'`,
  };
  const away = {
    arrange: `update identity.session set seen_at = now() - interval '20 minutes' where person_id = '${person(member)}'`,
    restore: `update identity.session set seen_at = now() where person_id = '${person(member)}'`,
  };
  const lines: ScenarioRow[] = [
    ['signed_in', 'a signed-in person sees their own mail address', member, `select identity.signed_in() ->> 'email'`, member.who!.email],
    ['signed_in', 'a signed-out person sees nothing', signedOut, `select identity.signed_in() is null`, true],
    ['add_passkey', 'a passkey can be added, regardless of what others have', member, ofOwn, 'added', crowd],
    ['add_passkey', 'nobody can add a passkey for another person', member, ofNeighbour, 'refused', fresh],
    ['add_passkey', 'one voucher of the program works only once', member, [ofOwn, ofOwn], 'refused', fresh],
    ['add_passkey', 'a person who signs in by a provider cannot add a passkey', provider, ofProvider, 'provider-decides', fresh],
    ['change_password', 'a wrong password changes no password', member, `select identity.change_password('wrong', 's', 'd')`, false],
    [
      'change_password',
      'another person’s password changes no password',
      member,
      `select identity.change_password(${passwordOf('neighbour')}, 's', 'd')`,
      false,
    ],
    [
      'change_password',
      'other people can still sign in',
      member,
      [
        `select identity.change_password(${passwordOf('member')}, 's', 'd')`,
        `select identity.find_attempt('pending sign-in neighbour', 'second-factor') is not null`,
      ],
      true,
    ],
    [
      'choose_language',
      'a person changes only their own language',
      office,
      [`select identity.choose_language('fr')`, `select count(*)::int from identity.person where language = 'fr'`],
      1,
    ],
    ['end_session', 'a person signs out only themselves', member, ['select identity.end_session()', `${asNeighbour} is not null`], true],
    [
      'name_device',
      'a person names only their own device',
      member,
      [`select identity.name_device('firefox', 'linux')`, asNeighbour, `select max(browser) = 'firefox' from identity.own_devices()`],
      false,
    ],
    [
      'signed_in_recently',
      'an ended session cannot set up codes',
      member,
      ['select identity.end_session()', `select identity.set_totp('x', 1)`],
      false,
    ],
    [
      'own_account',
      'a person without factors sees none',
      commander,
      `select a ->> 'passwordChangedAt' is null and a ->> 'totpSetAt' is null and a ->> 'recoveryCodes' = '0' from identity.own_account() a`,
      true,
    ],
    ['own_account', 'a signed-out person has no account', signedOut, 'select identity.own_account()', null],
    [
      'own_devices',
      'exactly one device is marked as this one',
      member,
      'select count(*)::int from identity.own_devices() where current',
      1,
      second,
    ],
    ['own_devices', 'a person sees their own two devices', member, 'select count(*)::int from identity.own_devices()', 2, second],
    ['own_passkeys', 'a person sees only their own passkeys', member, 'select count(*)::int from identity.own_passkeys()', 1],
    ['own_salt', 'a person sees only their own salt', commander, 'select identity.own_salt()', null],
    ['uses_single_sign_on', 'a person sees only their own provider', member, 'select identity.uses_single_sign_on()', false],
    ['remove_passkey', 'nobody can remove another person’s passkey', member, removeKey(neighbour), 'none', fresh],
    ['remove_passkey', 'a signed-out person cannot remove a passkey', signedOut, removeKey(neighbour), 'none'],
    ['remove_totp', 'a signed-out person cannot remove codes', signedOut, 'select identity.remove_totp()', 'not-fresh'],
    ['remove_passkey', 'a person with a password and codes may remove their only passkey', member, removeKey(member), 'removed', fresh],
    ['remove_passkey', 'the last way to sign in stays, regardless of what others have', keyholder, removeKey(keyholder), 'last', waived],
    ['remove_passkey', 'the last second factor stays', member, removeKey(member), 'last', without('totp', person(member))],
    [
      'remove_passkey',
      'other people’s recovery codes stay',
      member,
      [removeKey(member), ...accountField('recoveryCodes')],
      '1',
      without('totp', person(member), true),
    ],
    ['remove_totp', 'the last second factor stays', member, 'select identity.remove_totp()', 'last', without('passkey', person(member))],
    ['remove_totp', 'a person without a password may remove their codes', commander, 'select identity.remove_totp()', 'removed', bare],
    [
      'remove_totp',
      'other people’s codes stay',
      member,
      ['select identity.remove_totp()', asNeighbour, `select identity.own_account() ->> 'totpSetAt' is not null`],
      true,
      fresh,
    ],
    [
      'remove_totp',
      'other people’s recovery codes stay',
      member,
      ['select identity.remove_totp()', ...accountField('recoveryCodes')],
      '1',
      without('passkey', person(member), true),
    ],
    [
      'replace_recovery_codes',
      'a person replaces only their own recovery codes',
      member,
      [`select identity.replace_recovery_codes(array[sha256('x')])`, ...accountField('recoveryCodes')],
      '1',
      fresh,
    ],
    [
      'replace_recovery_codes',
      'recovery codes replace a factor, so a person without one gets none',
      by('beginner'),
      `select identity.replace_recovery_codes(array[sha256('x')])`,
      false,
      fresh,
    ],
    [
      'replace_recovery_codes',
      'a signed-out person gets no recovery codes',
      signedOut,
      `select identity.replace_recovery_codes('{}')`,
      false,
      fresh,
    ],
    [
      'touch',
      'a request extends no other session',
      signedOut,
      [
        `select identity.touch('no such')`,
        `select identity.open('${member.who!.token}')`,
        `select seen_at < now() - interval '10 minutes' from identity.own_devices()`,
      ],
      true,
      away,
    ],
    [
      'current_claims',
      'unsigned claims are not valid',
      signedOut,
      [
        `select set_config('manumit.claims', repeat('0', 64) || '{"person": "${person(office)}", "kind": "person", "sole": true, "grants": []}', true)`,
        'select identity.person()',
      ],
      null,
    ],
    ['own_name', 'the installation signs nothing', installation, 'select evidence.own_name()', null],
    ['open', 'a wrong token opens nothing', signedOut, `select identity.open('no such')`, null],
    [
      'open',
      'a wrong token opens nothing with cached claims',
      member,
      `select identity.open('no such', substr(current_setting('manumit.claims'), 65))`,
      'MA002',
    ],
  ];
  return toScenarios(lines);
}
