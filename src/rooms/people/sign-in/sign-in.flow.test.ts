import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { HEADQUARTERS_CODE } from '#rooms/parties/index.ts';
import { type Answer, openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { codeOf as codeAt, newSecret, tokenOf } from './fixtures.ts';

const PASSWORD = 'twelve letters and more';
let bed: TestBed;
let ines: TestPerson;

// The clock is stopped, so that no code of a telephone runs out between its making and its use.
let now: Date;
const codeOf = (secret: string, steps = 0) => codeAt(secret, steps, now);

beforeAll(async () => {
  bed = await openTestBed();
  now = new Date();
  bed.setClock(stoppedClock(now));
  await bed.givenParty({ kind: 'body', code: HEADQUARTERS_CODE, name: 'Headquarters' });
  ines = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

const post = (token: string | null, path: string, body?: unknown): Promise<Answer> =>
  bed.call(token === null ? null : { ...ines, token }, 'POST', `/desk/api/${path}`, body);
const whoIs = async (token: string) => (await bed.call({ ...ines, token }, 'GET', '/desk/api/session')).status;

/** An invited person who has just chosen a password. Their sign-in waits for a second factor. */
async function givenInvited(name: string): Promise<{ personId: string; email: string; token: string }> {
  const email = `${name.toLowerCase()}.${randomUUID().slice(0, 8)}@example.org`;
  const { body } = await post(ines.token, 'people', { name, email, language: 'en' });
  const entered = await post(null, 'invitation', { token: body.token, name, password: PASSWORD, language: 'en' });
  expect([entered.status, entered.body]).toEqual([200, { step: 'set-up', methods: [] }]);
  return { personId: body.personId, email, token: tokenOf(entered) };
}

/** The same with codes set up one step ago, so that the present code is still unused. */
async function givenAccount(name: string) {
  const invited = await givenInvited(name);
  const secret = newSecret();
  const inside = await post(invited.token, 'session/totp-set-up', { secret, code: codeOf(secret, -1) });
  expect([inside.status, inside.body]).toEqual([200, { step: 'in', methods: [] }]);
  return { ...invited, secret, token: tokenOf(inside) };
}

const signIn = (email: string) => post(null, 'session', { email, password: PASSWORD });

describe('an account with a password and no second factor (5g)', () => {
  test('has no session: only the set-up answers', async () => {
    const mira = await givenInvited('Mira');
    expect(await whoIs(mira.token)).toBe(401);
    const waiting = { ...ines, token: mira.token };
    for (const [method, url] of [
      ['GET', 'people'],
      ['GET', 'account'],
      ['DELETE', 'session'],
      ['PUT', 'account/totp'],
    ] as const)
      expect(
        (await bed.call(waiting, method, `/desk/api/${url}`, method === 'PUT' ? { secret: newSecret(), code: '000000' } : undefined))
          .status,
      ).toBe(401);
    const again = await signIn(mira.email);
    expect([again.status, again.body]).toEqual([200, { step: 'set-up', methods: [] }]);
    expect(await whoIs(tokenOf(again))).toBe(401);
  });

  test('sets up codes only with a code of the same secret, and gets a session under a new token', async () => {
    const mira = await givenInvited('Mira');
    const secret = newSecret();
    const wrong = await post(mira.token, 'session/totp-set-up', { secret, code: codeOf(newSecret()) });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'people/set-up-code-wrong']);
    const inside = await post(mira.token, 'session/totp-set-up', { secret, code: codeOf(secret) });
    expect(inside.body.step).toBe('in');
    expect(tokenOf(inside)).not.toBe(mira.token);
    expect([await whoIs(tokenOf(inside)), await whoIs(mira.token)]).toEqual([200, 401]);
  });

  test('keeps the first of two concurrent set-ups', async () => {
    const mira = await givenInvited('Mira');
    const stranger = tokenOf(await signIn(mira.email));
    const [own, theirs] = [newSecret(), newSecret()];
    expect((await post(mira.token, 'session/totp-set-up', { secret: own, code: codeOf(own, -1) })).status).toBe(200);
    const late = await post(stranger, 'session/totp-set-up', { secret: theirs, code: codeOf(theirs) });
    expect([late.status, late.body.code]).toEqual([401, 'people/attempt-over']);
    const step = await signIn(mira.email);
    expect((await post(tokenOf(step), 'session/totp', { code: codeOf(own) })).status).toBe(200);
  });

  test('signs in by password where the rule is waived, as in an exercise', async () => {
    const mira = await givenInvited('Mira');
    await bed.deployer.query('select identity.require_second_factor(false)');
    try {
      const inside = await signIn(mira.email);
      expect([inside.body, await whoIs(tokenOf(inside))]).toEqual([{ step: 'in', methods: [] }, 200]);
    } finally {
      await bed.deployer.query('select identity.require_second_factor(true)');
    }
  });
});

describe('sign-in', () => {
  test('that is sent again with its key after a lost answer opens another session', async () => {
    const mira = await givenInvited('Mira');
    await bed.deployer.query('select identity.require_second_factor(false)');
    try {
      const headers = { 'idempotency-key': randomUUID() };
      const send = () => bed.call(null, 'POST', '/desk/api/session', { email: mira.email, password: PASSWORD }, headers);
      const [lost, again] = [await send(), await send()];
      expect([lost.status, again.status, again.body]).toEqual([200, 200, { step: 'in', methods: [] }]);
      expect(tokenOf(again)).not.toBe(tokenOf(lost));
      expect(await whoIs(tokenOf(again))).toBe(200);
    } finally {
      await bed.deployer.query('select identity.require_second_factor(true)');
    }
  });
});

describe('one-time codes (5g)', () => {
  test('are required after the password, and each is valid once', async () => {
    const mira = await givenAccount('Mira');
    const first = await signIn(mira.email);
    expect(first.body).toEqual({ step: 'second-factor', methods: ['totp'] });
    const code = codeOf(mira.secret);
    expect((await post(tokenOf(first), 'session/totp', { code: `${code.slice(0, 3)} ${code.slice(3)}` })).body.step).toBe('in');
    const replay = await post(tokenOf(await signIn(mira.email)), 'session/totp', { code });
    expect([replay.status, replay.body.code]).toEqual([401, 'people/code-refused']);
    expect(replay.headers['set-cookie']).toBeUndefined();
    const next = await post(tokenOf(await signIn(mira.email)), 'session/totp', { code: codeOf(mira.secret, 1) });
    expect(next.status).toBe(200);
    const { rows } = await bed.deployer.query(
      `select distinct (ends_at - created_at)::text as lasts from identity.session where person_id = $1`,
      [mira.personId],
    );
    expect(rows, 'a session ends, even in use, after twelve hours').toEqual([{ lasts: '12:00:00' }]);
  });

  test('are refused for another person, without a password, and for a used or expired attempt', async () => {
    const [mira, bruno] = [await givenAccount('Mira'), await givenAccount('Bruno')];
    const waiting = tokenOf(await signIn(mira.email));
    expect((await post(waiting, 'session/totp', { code: codeOf(bruno.secret) })).body.code).toBe('people/code-refused');
    expect((await post(null, 'session/totp', { code: codeOf(mira.secret) })).body.code).toBe('people/attempt-over');
    expect((await post(bruno.token, 'session/totp', { code: codeOf(bruno.secret) })).body.code).toBe('people/attempt-over');
    expect((await post(waiting, 'session/totp-set-up', { secret: bruno.secret, code: codeOf(bruno.secret) })).body.code).toBe(
      'people/attempt-over',
    );

    expect((await post(waiting, 'session/totp', { code: codeOf(mira.secret) })).status).toBe(200);
    expect((await post(waiting, 'session/totp', { code: codeOf(mira.secret, 1) })).body.code).toBe('people/attempt-over');

    const old = tokenOf(await signIn(mira.email));
    await bed.deployer.query('update identity.attempt set ends_at = now() where person_id = $1', [mira.personId]);
    expect((await post(old, 'session/totp', { code: codeOf(mira.secret, 1) })).body.code).toBe('people/attempt-over');
  });

  test('are refused two steps off, and five wrong ones end the attempt and block codes for a minute', async () => {
    const mira = await givenAccount('Mira');
    const waiting = tokenOf(await signIn(mira.email));
    for (const _ of [1, 2, 3, 4])
      expect((await post(waiting, 'session/totp', { code: codeOf(mira.secret, 3) })).body.code).toBe('people/code-refused');
    await bed.deployer.query('delete from identity.failed_sign_in');
    const another = tokenOf(await signIn(mira.email));
    expect((await post(another, 'session/totp', { code: codeOf(mira.secret, 3) })).body.code).toBe('people/code-refused');
    const closed = await post(another, 'session/totp', { code: codeOf(mira.secret) });
    expect([closed.status, closed.body.code]).toEqual([429, 'people/code-closed']);
    expect(closed.body.seconds).toBeGreaterThan(50);
    await post(waiting, 'session/recovery-code', { recoveryCode: 'none of the ten codes' });
    expect((await post(waiting, 'session/recovery-code', { recoveryCode: 'none of the ten codes' })).body.code).toBe('people/attempt-over');
    await bed.deployer.query('update identity.totp set closed_until = now() where person_id = $1', [mira.personId]);
    expect((await post(another, 'session/totp', { code: codeOf(mira.secret) })).status).toBe(200);
  });

  test('are checked at most five times in a burst, of which the fifth may be right', async () => {
    const mira = await givenAccount('Mira');
    const attempts = [tokenOf(await signIn(mira.email)), tokenOf(await signIn(mira.email)), tokenOf(await signIn(mira.email))];
    const burst = await Promise.all(
      Array.from({ length: 24 }, (_, at) => post(attempts[at % 3]!, 'session/totp', { code: codeOf(mira.secret, 3) })),
    );
    const codes = burst.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'people/code-refused')).toHaveLength(5);
    expect(new Set(codes)).toEqual(new Set(['people/code-refused', 'people/code-closed']));

    const bruno = await givenAccount('Bruno');
    const waiting = tokenOf(await signIn(bruno.email));
    for (const _ of [1, 2, 3, 4]) await post(waiting, 'session/totp', { code: codeOf(bruno.secret, 3) });
    expect((await post(waiting, 'session/totp', { code: codeOf(bruno.secret) })).status).toBe(200);
  });
});

describe('recovery codes (5g)', () => {
  const asMira = (mira: { token: string }): TestPerson => ({ ...ines, token: mira.token });

  test('are ten, shown once, stored as hashes, valid once, and replaced by a new set', async () => {
    const mira = await givenAccount('Mira');
    const key = randomUUID();
    const made = await bed.call(asMira(mira), 'POST', '/desk/api/account/recovery-codes', undefined, { 'idempotency-key': key });
    const codes: string[] = made.body.codes;
    expect(new Set(codes).size).toBe(10);
    expect(codes[0]).toMatch(/^([0-9a-z]{4}-){3}[0-9a-z]{4}$/);
    const again = await bed.call(asMira(mira), 'POST', '/desk/api/account/recovery-codes', undefined, { 'idempotency-key': key });
    expect(again.body).toEqual({ codes: [] });
    const storedRows = await bed.deployer.query(
      `select (select string_agg(answer::text, '') from platform.stored_response) || (select string_agg(t::text, '') from identity.recovery_code t) as all`,
    );
    for (const code of codes) expect(storedRows.rows[0].all).not.toContain(code);

    const first = await signIn(mira.email);
    expect(first.body.methods).toEqual(['totp', 'recovery-code']);
    const typed = codes[3]!.replaceAll('-', ' ').toUpperCase();
    expect((await post(tokenOf(first), 'session/recovery-code', { recoveryCode: typed })).body.step).toBe('in');
    expect((await bed.call(asMira(mira), 'GET', '/desk/api/account')).body.recoveryCodes).toBe(9);
    expect((await post(tokenOf(await signIn(mira.email)), 'session/recovery-code', { recoveryCode: codes[3] })).body.code).toBe(
      'people/code-refused',
    );

    await bed.call(asMira(mira), 'POST', '/desk/api/account/recovery-codes');
    expect((await post(tokenOf(await signIn(mira.email)), 'session/recovery-code', { recoveryCode: codes[4] })).body.code).toBe(
      'people/code-refused',
    );
    expect((await bed.call(asMira(mira), 'GET', '/desk/api/account')).body.recoveryCodes).toBe(10);
  });

  test('do not open another account', async () => {
    const [mira, bruno] = [await givenAccount('Mira'), await givenAccount('Bruno')];
    const { codes } = (await bed.call(asMira(bruno), 'POST', '/desk/api/account/recovery-codes')).body;
    await bed.call(asMira(mira), 'POST', '/desk/api/account/recovery-codes');
    expect((await post(tokenOf(await signIn(mira.email)), 'session/recovery-code', { recoveryCode: codes[0] })).body.code).toBe(
      'people/code-refused',
    );
  });
});
