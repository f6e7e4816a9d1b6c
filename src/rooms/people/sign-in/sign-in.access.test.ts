import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { vouch } from '#platform/identity/voucher.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { codeOf as codeAt, newSecret, tokenOf } from './fixtures.ts';
import { hashToken, newSalt } from './sign-in-tokens.ts';
import { secretBytes, stepOf } from './totp.rules.ts';

// What an injected statement could do to sign-in: it knows every function, and at worst the password too, but not the keys of the server.
const PASSWORD = 'twelve letters and more';
let bed: TestBed;
let mira: TestPerson;
let secret: string;

// The clock is stopped, so that no code of a telephone runs out between its making and its use.
let now: Date;
const codeOf = (secret: string, steps = 0) => codeAt(secret, steps, now);

beforeAll(async () => {
  bed = await openTestBed();
  now = new Date();
  bed.setClock(stoppedClock(now));
  mira = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
  const salt = newSalt();
  await bed.deployer.query('insert into identity.password (person_id, salt, digest) values ($1, $2, sha256($3))', [
    mira.personId,
    salt,
    await derivePassword(PASSWORD, salt),
  ]);
  secret = newSecret();
  await bed.call(mira, 'PUT', '/desk/api/account/totp', { secret, code: codeOf(secret, -1) });
  await bed.call(mira, 'POST', '/desk/api/account/recovery-codes');
});
afterAll(() => bed.close());

/** Runs one statement as the application role, by default in Mira's session. Returns its rows, or the code of its error. */
async function inject(sql: string, values: unknown[] = [], token: string | null = mira.token): Promise<unknown> {
  const client = await bed.platform.pool.connect();
  try {
    await client.query('begin');
    if (token) await client.query('select identity.open($1)', [token]);
    return (await client.query(sql, values)).rows;
  } catch (error) {
    return (error as { code: string }).code;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

const waiting = async () => tokenOf(await bed.call(null, 'POST', '/desk/api/session', { email: mira.email, password: PASSWORD }));
const ENTER = 'select identity.sign_in_by_totp($1, $2, $3, $4, $5) as claims';
const session = () => [randomUUID(), hashToken(randomBytes(8).toString('hex'))];

test.each([
  'select * from identity.attempt',
  'select * from identity.totp',
  'select * from identity.recovery_code',
  'select * from identity.failed_sign_in',
  'select * from identity.spent_work',
  'select * from identity.voucher_key',
  'select * from identity.sign_in_rule',
  'select browser from identity.session',
  'update identity.sign_in_rule set second_factor = false',
  `select identity.pass_first_factor(gen_random_uuid(), 'provider', 'x', gen_random_uuid())`,
  `select identity.lock_attempt('x', 'set-up')`,
  `select identity.finish_attempt(null, 'x', gen_random_uuid())`,
  `select identity.sign_in_by_link(gen_random_uuid(), 'x', gen_random_uuid())`,
  `select identity.vouched('x', 'x')`,
  `select identity.store_voucher_key('x', 'x')`,
  'select identity.require_second_factor(false)',
  'select identity.factors_of(gen_random_uuid())',
  'select identity.remove_factors(gen_random_uuid())',
  `select identity.record_failure('x')`,
  `select identity.failures_at('x')`,
  `select identity.keyed_hash('x')`,
  `select identity.count_guess('x')`,
  'select identity.record_failed_minute()',
  `select identity.salt_of('x')`,
  `select identity.new_work('x', 3, 0)`,
  `select identity.verify_work('x', 3, 'x', 'x')`,
])('the application role is refused (5g): %s', async (statement) => {
  expect(await inject(statement)).toBe('42501');
});

describe('arbitrary SQL (5g)', () => {
  test('does not sign in with the step of a code without the server’s voucher', async () => {
    const token = await waiting();
    const step = Math.floor(Date.now() / 30_000);
    for (const voucher of [null, Buffer.alloc(32), randomBytes(32)])
      expect(await inject(ENTER, [token, step, voucher, ...session()], null)).toEqual([{ claims: null }]);
  });

  test('needs a voucher for exactly one attempt, person and step', async () => {
    const [token, other] = [await waiting(), await waiting()];
    const step = stepOf(Buffer.from(secretBytes(secret)), codeOf(secret), now)!;
    const about = (await inject('select identity.find_attempt($1, $2) as found', [token, 'second-factor'], null)) as {
      found: { id: string };
    }[];
    const voucher = await vouch(bed.platform, `totp|${about[0]!.found.id}|${mira.personId}|${step}`);
    for (const [of, at] of [
      [other, step],
      [token, step + 1],
    ] as const)
      expect(await inject(ENTER, [of, at, voucher, ...session()], null)).toEqual([{ claims: null }]);
    expect(await inject(ENTER, [token, step, voucher, ...session()], null)).toMatchObject([{ claims: { person: mira.personId } }]);
  });

  test('gets no claims from a pending sign-in, and learns its person only with its token', async () => {
    const token = await waiting();
    expect(await inject('select identity.open($1) as claims', [token], null)).toEqual([{ claims: null }]);
    expect(await inject('select identity.find_attempt($1, $2) as found', [token, 'set-up'], null)).toEqual([{ found: null }]);
    expect(await inject('select identity.find_attempt($1, $2) as found', ['x', 'second-factor'], null)).toEqual([{ found: null }]);
    const found = (await inject('select secret_encrypted from identity.try_totp($1)', [token], null)) as { secret_encrypted: Buffer }[];
    expect(found[0]!.secret_encrypted.includes(Buffer.from(secretBytes(secret)))).toBe(false);
  });

  test('cannot read or end another person’s sessions or change another account', async () => {
    const bruno = await bed.givenPerson('Bruno');
    const own = (await inject('select id from identity.own_devices()')) as { id: string }[];
    const theirs = (await bed.deployer.query('select id from identity.session where person_id = $1', [bruno.personId])).rows[0].id;
    expect(own.map(({ id }) => id)).not.toContain(theirs);
    expect(await inject('select identity.end_devices($1) as ended', [theirs])).toEqual([{ ended: 0 }]);
    expect(await inject('select identity.end_devices(null) as ended', [], null)).toEqual([{ ended: 0 }]);
    expect(await inject('select identity.own_account() as account', [], null)).toEqual([{ account: null }]);
    expect(await inject(`select identity.set_totp('x', 1) as done`, [], null)).toEqual([{ done: false }]);
    expect(await inject(`select identity.replace_recovery_codes('{}') as done`, [], null)).toEqual([{ done: false }]);
    expect(await inject('select identity.remove_totp() as came', [], null)).toEqual([{ came: 'not-fresh' }]);
    expect(await inject(`select identity.reset_account($1, gen_random_uuid(), 'x', 1) as done`, [mira.personId], bruno.token)).toEqual([
      { done: null },
    ]);
  });
});
