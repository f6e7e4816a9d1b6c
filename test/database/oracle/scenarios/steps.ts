import { randomUUID } from 'node:crypto';
import { ROLE } from '#kernel/roles.ts';
import { type Scenario, type ScenarioRow, toScenarios } from '../guard-scenario.ts';
import type { GuardFixture } from '../guard-scenarios.ts';

/** A pending sign-in with a second factor of another person, at the wrong time, or no longer valid. */
export async function stepScenarios({ by, voucher, signedOut, id }: GuardFixture): Promise<Scenario[]> {
  const [member, keyholder] = [by('member').subject.person, by('keyholder').subject.person];
  const attempt = await id(`select id from identity.attempt where person_id = '${member}'`);
  const half = 'pending sign-in member';
  const set = (what: string, whose = member) => ({
    arrange: `update identity.attempt set ${what} where person_id = '${whose}'`,
    restore: `update identity.attempt set finished_at = null, ends_at = '2099-01-01', step = 'second-factor', failures = 0 where person_id = '${whose}'`,
  });
  const [over, late, early] = [set('finished_at = now()'), set(`ends_at = now() - interval '1 second'`), set(`step = 'set-up'`)];
  const setUp = set(`step = 'set-up'`, keyholder);
  const bare = {
    arrange: `${setUp.arrange}; delete from identity.passkey where person_id = '${keyholder}'`,
    restore: `${setUp.restore}; delete from identity.totp where person_id = '${keyholder}'; insert into identity.passkey (id, person_id, credential_id, public_key, counter, name)
      values ('${keyholder}', '${keyholder}', 'key of keyholder', 'k', 5, 'Key')`,
  };
  const session = `gen_random_uuid(), sha256('t')`;
  const vouchedFor = async (command: string, what: object) => {
    const text = JSON.stringify(what);
    return `'${text}', '\\x${await voucher(`people/${command} ${text}`)}'`;
  };
  const fresh = () => ({ challenge: randomUUID().replaceAll('-', '') });
  const hex = (text: string) => Buffer.from(text).toString('hex');
  const key = (whose: string) => ({
    ...{ ...fresh(), person: whose, passkey: randomUUID(), name: 'Key', credential: hex(randomUUID()) },
    ...{ publicKey: '00', counter: 0, transports: [] },
  });
  const look = (token: string, step = 'second-factor') => `select identity.find_attempt('${token}', '${step}')`;
  const check = (token: string) => `select count(*)::int from identity.try_totp('${token}')`;
  const step = async (number: number, word = true) => {
    const given = word ? `'\\x${await voucher(`totp|${attempt}|${member}|${number}`)}'` : 'sha256(null)';
    return `select identity.sign_in_by_totp('${half}', ${number}, ${given}, ${session}) is null`;
  };
  const recover = (code: string) => `select identity.sign_in_by_recovery_code('${half}', ${code}, ${session}) is null`;
  const closed = {
    arrange: `update identity.totp set closed_until = now() + interval '1 hour' where person_id = '${member}'`,
    restore: `update identity.totp set closed_until = null where person_id = '${member}'`,
  };
  const usedCode = {
    arrange: `update identity.recovery_code set used_at = now() where person_id = '${member}'`,
    restore: `update identity.recovery_code set used_at = null where person_id = '${member}'`,
  };
  const ownKey = key(keyholder);
  const [forMember, forKeyholder] = [await vouchedFor('add-passkey', key(member)), await vouchedFor('add-passkey', ownKey)];
  const spent = await vouchedFor('record-copied-passkey', { challenge: ownKey.challenge, credential: '00', counter: 1 });
  const byKey = async (counter: number) =>
    `select identity.sign_in_by_passkey(${await vouchedFor('sign-in-by-passkey', { ...fresh(), credential: hex('key of member'), counter })}, ${session}) is null`;
  const [uncounted, earlier] = [await byKey(0), await byKey(5)];
  const without = {
    arrange: `update identity.passkey set counter = 0 where person_id = '${member}'`,
    restore: `update identity.passkey set counter = 5 where person_id = '${member}'`,
  };
  const copied = await vouchedFor('record-copied-passkey', { ...fresh(), credential: hex('key of member'), counter: 4 });
  const byProvider = async (subject: string, grants: object[] = []) =>
    `select identity.sign_in_by_single_sign_on(${await vouchedFor('sign-in-by-single-sign-on', { attempt: fresh().challenge, issuer: 'provider', subject, grants })}, ${session}) is null`;
  const auditor = [{ id: randomUUID(), role: ROLE.auditor, party: null }];
  const [known, shut] = [await byProvider('from the provider', auditor), await byProvider('closed, from the provider', auditor)];
  const lost = await vouchedFor('end-single-sign-on', { attempt: fresh().challenge, issuer: 'provider', subject: 'from the provider' });
  const none = {
    look: `select count(*)::int from identity.role_grant where person_id = '${by('closed, from the provider').subject.person}'`,
    restore: `delete from identity.session where token_hash = sha256('t'); delete from identity.listed_grant where person_id = '${by('closed, from the provider').subject.person}';
      delete from identity.role_grant where person_id = '${by('closed, from the provider').subject.person}'`,
  };
  const enterByKey = (whose: string, what: string) =>
    `select identity.sign_in_by_passkey_set_up('pending sign-in ${whose}', ${what}, ${session}) is null`;
  const lines: ScenarioRow[] = [
    ['lock_attempt', 'a wrong token opens no pending sign-in', signedOut, check('no such'), 0],
    ['lock_attempt', 'a finished sign-in is not pending', signedOut, check(half), 0, over],
    ['lock_attempt', 'an expired sign-in is not pending', signedOut, check(half), 0, late],
    ['lock_attempt', 'a pending sign-in at one step is not valid at another', signedOut, check(half), 0, early],
    [
      'lock_attempt',
      'a person with a factor cannot set one up during a pending sign-in',
      signedOut,
      `select identity.sign_in_by_totp_set_up('pending sign-in keyholder', 'x', 1, ${session}) is null`,
      true,
      setUp,
    ],
    [
      'lock_attempt',
      'a person without a factor can set one up during a pending sign-in',
      signedOut,
      `select identity.sign_in_by_totp_set_up('pending sign-in keyholder', 'x', 1, ${session}) is null`,
      false,
      bare,
    ],
    ['find_attempt', 'a wrong token shows no person', signedOut, look('no such'), null],
    ['find_attempt', 'a finished sign-in shows no person', signedOut, look(half), null, over],
    ['find_attempt', 'an expired sign-in shows no person', signedOut, look(half), null, late],
    ['find_attempt', 'a pending sign-in at another step shows no person', signedOut, look(half), null, early],
    [
      'find_attempt',
      'a person with a factor is not shown at the step that sets one up',
      signedOut,
      look('pending sign-in keyholder', 'set-up'),
      null,
      setUp,
    ],
    ['sign_in_by_recovery_code', 'a wrong recovery code opens nothing', signedOut, recover(`'wrong'`), true],
    ['sign_in_by_recovery_code', 'a used recovery code opens nothing', signedOut, recover(`'code of member'`), true, usedCode],
    ['sign_in_by_totp', 'a one-time code works only once', signedOut, await step(5), true],
    [
      'try_totp',
      'after too many wrong codes no code is checked for a while',
      signedOut,
      `select secret_encrypted is null from identity.try_totp('${half}')`,
      true,
      closed,
    ],
    ['sign_in_by_totp', 'a code that the program did not check opens nothing', signedOut, await step(6, false), true],
    [
      'sign_in_by_passkey_set_up',
      'a passkey made for another person is not set up',
      signedOut,
      enterByKey('keyholder', forMember),
      true,
      bare,
    ],
    [
      'sign_in_by_passkey_set_up',
      'one voucher of the program works only once',
      signedOut,
      [`select identity.record_copied_passkey(${spent})`, enterByKey('keyholder', forKeyholder)],
      true,
      bare,
    ],
    ['sign_in_by_passkey_set_up', 'an unused voucher sets up the passkey', signedOut, enterByKey('keyholder', forKeyholder), false, bare],
    ['sign_in_by_passkey', 'a passkey whose counter went back opens nothing', signedOut, earlier, true],
    ['sign_in_by_passkey', 'one voucher of the program works only once', signedOut, [uncounted, uncounted], true, without],
    [
      'record_copied_passkey',
      'a copied passkey is recorded once',
      signedOut,
      [`select identity.record_copied_passkey(${copied})`, `select identity.record_copied_passkey(${copied})`],
      null,
    ],
    ['sign_in_by_single_sign_on', 'one voucher of single sign-on opens one session', signedOut, [known, known], true],
    ['sign_in_by_single_sign_on', 'a provider gives nothing to a closed account', signedOut, shut, 0, none],
    [
      'end_single_sign_on',
      'one voucher removes the grants once',
      signedOut,
      [`select identity.end_single_sign_on(${lost})`, `select identity.end_single_sign_on(${lost})`],
      null,
    ],
  ];
  return toScenarios(lines);
}
