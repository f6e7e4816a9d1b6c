import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stoppedClock } from '#kernel/clock.ts';
import { ROLE } from '#kernel/roles.ts';
import { derivePassword } from '#platform/identity/password.ts';
import { type Answer, openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { codeOf as codeAt, newSecret, tokenOf } from '../sign-in/fixtures.ts';
import { hashToken, newSalt } from '../sign-in/sign-in-tokens.ts';

const PASSWORD = 'twelve letters and more';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';
let bed: TestBed;
let office: TestPerson;
let aldmark: string;
let brevia: string;

// The clock is stopped, so that no code of a telephone runs out between its making and its use.
let now: Date;
const codeOf = (secret: string, steps = 0) => codeAt(secret, steps, now);

beforeAll(async () => {
  bed = await openTestBed();
  now = new Date();
  bed.setClock(stoppedClock(now));
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

const post = (who: TestPerson, path: string, body?: unknown): Promise<Answer> => bed.call(who, 'POST', `/desk/api/${path}`, body);
const accountOf = async (who: TestPerson) => (await bed.call(who, 'GET', '/desk/api/account')).body;
const isIn = async (who: TestPerson) => (await bed.call(who, 'GET', '/desk/api/session')).status === 200;

/** A person with a password, codes, and one session. */
async function givenMember(name: string, grants: Parameters<TestBed['givenPerson']>[1] = []): Promise<TestPerson & { secret: string }> {
  const person = await bed.givenPerson(name, grants);
  const salt = newSalt();
  await bed.deployer.query('insert into identity.password (person_id, salt, digest) values ($1, $2, sha256($3))', [
    person.personId,
    salt,
    await derivePassword(PASSWORD, salt),
  ]);
  const secret = newSecret();
  const set = await bed.call(person, 'PUT', '/desk/api/account/totp', { secret, code: codeOf(secret, -1) });
  expect(set.status).toBe(200);
  return { ...person, secret };
}

/** Another session of a person, opened over HTTP in both steps. */
async function secondSession(who: TestPerson & { secret: string }, agent = FIREFOX, steps = 0): Promise<TestPerson> {
  const first = await bed.call(null, 'POST', '/desk/api/session', { email: who.email, password: PASSWORD });
  const waiting = { ...who, token: tokenOf(first) };
  const inside = await bed.call(waiting, 'POST', '/desk/api/session/totp', { code: codeOf(who.secret, steps) }, { 'user-agent': agent });
  expect(inside.status).toBe(200);
  return { ...who, token: tokenOf(inside) };
}

describe('the devices of an account (5g)', () => {
  test('are listed by browser and system only, and an ended device is signed out at its next request', async () => {
    const mira = await givenMember('Mira');
    const other = await secondSession(mira);
    const { devices } = await accountOf(other);
    expect(devices).toMatchObject([
      { browser: 'firefox', system: 'linux', current: true },
      { browser: 'other', system: 'other', current: false },
    ]);
    const stored = await bed.deployer.query('select string_agg(s::text, $1) as all from identity.session s', ['|']);
    expect(stored.rows[0].all).not.toMatch(/Gecko|Mozilla|rv:/i);

    const ended = await post(mira, `account/devices/${devices[0].id}/end`);
    expect([ended.status, ended.body]).toEqual([200, { ended: 1 }]);
    expect([await isIn(other), await isIn(mira)]).toEqual([false, true]);
    expect((await post(other, 'account/devices/end-others')).status).toBe(401);
  });

  test('are all ended at once, except the present one', async () => {
    const mira = await givenMember('Mira');
    const [second, third] = [await secondSession(mira), await secondSession(mira, FIREFOX, 1)];
    expect((await post(third, 'account/devices/end-others')).body).toEqual({ ended: 2 });
    expect([await isIn(mira), await isIn(second), await isIn(third)]).toEqual([false, false, true]);
  });

  test('of another person look like unknown ones', async () => {
    const [mira, bruno] = [await givenMember('Mira'), await givenMember('Bruno')];
    const id = (await accountOf(bruno)).devices[0].id;
    const [theirs, none] = [await post(mira, `account/devices/${id}/end`), await post(mira, `account/devices/${randomUUID()}/end`)];
    expect([theirs.status, theirs.text]).toEqual([404, none.text]);
    expect(await isIn(bruno)).toBe(true);
  });
});

describe('the password of an account (5g)', () => {
  const change = (who: TestPerson, present: string, password = 'another twelve letters') =>
    bed.call(who, 'PUT', '/desk/api/account/password', { present, password });

  test('is changed with the present password, which ends every other session and the old password', async () => {
    const mira = await givenMember('Mira');
    const other = await secondSession(mira);
    const waiting = {
      ...mira,
      token: tokenOf(await bed.call(null, 'POST', '/desk/api/session', { email: mira.email, password: PASSWORD })),
    };
    expect((await change(mira, PASSWORD)).status).toBe(200);
    expect([await isIn(mira), await isIn(other)]).toEqual([true, false]);
    expect((await post(waiting, 'session/totp', { code: codeOf(mira.secret, 1) })).body.code).toBe('people/attempt-over');
    const old = await bed.call(null, 'POST', '/desk/api/session', { email: mira.email, password: PASSWORD });
    expect(old.body.code).toBe('people/sign-in-failed');
    const fresh = await bed.call(null, 'POST', '/desk/api/session', { email: mira.email, password: 'another twelve letters' });
    expect(fresh.body.step).toBe('second-factor');
  });

  test('cannot be guessed at an unattended desk: five wrong present passwords end the session', async () => {
    const mira = await givenMember('Mira');
    for (const _ of [1, 2, 3, 4, 5]) expect((await change(mira, 'not the password')).body.code).toBe('people/present-password-wrong');
    await expect.poll(() => isIn(mira)).toBe(false);
    expect((await change(mira, PASSWORD)).status).toBe(401);
  });
});

describe('the second factor of an account (5g)', () => {
  test('is changed only within fifteen minutes of signing in', async () => {
    const mira = await givenMember('Mira');
    await bed.deployer.query(`update identity.session set created_at = now() - interval '16 minutes' where token_hash = $1`, [
      hashToken(mira.token),
    ]);
    const secret = newSecret();
    const tries = [
      await bed.call(mira, 'PUT', '/desk/api/account/totp', { secret, code: codeOf(secret) }),
      await bed.call(mira, 'DELETE', '/desk/api/account/totp'),
      await post(mira, 'account/recovery-codes'),
    ];
    expect(tries.map(({ status, body }) => [status, body.code])).toEqual(Array(3).fill([403, 'people/sign-in-again']));
    expect(await accountOf(mira)).toMatchObject({ fresh: false, factors: ['totp'], recoveryCodes: 0 });
  });

  test('is kept as the last one where a second factor is required, and otherwise can be removed', async () => {
    const mira = await givenMember('Mira');
    const refusal = await bed.call(mira, 'DELETE', '/desk/api/account/totp');
    expect([refusal.status, refusal.body.code]).toEqual([409, 'people/last-factor']);
    await bed.deployer.query('select identity.require_second_factor(false)');
    try {
      expect((await bed.call(mira, 'DELETE', '/desk/api/account/totp')).status).toBe(200);
      expect(await accountOf(mira)).toMatchObject({ factors: [], required: false });
    } finally {
      await bed.deployer.query('select identity.require_second_factor(true)');
    }
  });
});

describe('resetting an account that lost every factor (5g)', () => {
  const reset = (by: TestPerson, who: TestPerson) => post(by, `people/${who.personId}/reset`);

  test('ends sessions, password and factors, and gives a link that opens the account again', async () => {
    const mira = await givenMember('Mira', [{ role: ROLE.focalPoint, partyId: aldmark }]);
    await post(mira, 'account/recovery-codes');
    const given = await reset(office, mira);
    expect([given.status, given.body.expiresInDays]).toEqual([200, 14]);
    expect(await isIn(mira)).toBe(false);
    expect((await bed.call(null, 'POST', '/desk/api/session', { email: mira.email, password: PASSWORD })).status).toBe(401);
    const left = await bed.deployer.query(
      'select (select count(*) from identity.totp where person_id = $1) + (select count(*) from identity.recovery_code where person_id = $1) + (select count(*) from identity.password where person_id = $1) as n',
      [mira.personId],
    );
    expect(left.rows[0].n).toBe(0);
    const { rows } = await bed.deployer.query(
      `select person_id, subject_id from ledger.entry where command = 'people/reset-account' order by at desc limit 1`,
    );
    expect(rows[0]).toEqual({ person_id: office.personId, subject_id: mira.personId });
    const entered = await bed.call(null, 'POST', '/desk/api/invitation', {
      token: given.body.token,
      name: 'Mira',
      password: PASSWORD,
      language: 'en',
    });
    expect(entered.body.step).toBe('set-up');
  });

  test('needs a person who could give every role of the account, and never its holder', async () => {
    const admin = await bed.signIn.partyAdmin(aldmark);
    const own = await givenMember('Mira', [{ role: ROLE.focalPoint, partyId: aldmark }]);
    const theirs = await givenMember('Bruno', [{ role: ROLE.focalPoint, partyId: brevia }]);
    const both = await givenMember('Tomas', [
      { role: ROLE.focalPoint, partyId: aldmark },
      { role: ROLE.reviewer, partyId: aldmark },
    ]);
    const none = await givenMember('No role');
    for (const who of [theirs, both, none, office, admin, { ...own, personId: randomUUID() }]) {
      const refused = await reset(admin, who);
      expect([refused.status, refused.body.code]).toEqual([404, 'platform/not-found']);
    }
    expect([await isIn(theirs), await isIn(both), await isIn(none), await isIn(office), await isIn(admin)]).toEqual(Array(5).fill(true));
    expect((await reset(own, theirs)).status).toBe(403);
    expect((await reset(office, office)).status).toBe(404);
    expect((await reset(admin, own)).status).toBe(200);
  });

  test('is not possible just by giving a role to an account of another party', async () => {
    const ada = await bed.signIn.partyAdmin(aldmark);
    const bela = await bed.signIn.partyAdmin(brevia);
    const invite = async (by: TestPerson, email: string) => (await post(by, 'people', { name: 'Iva', email, language: 'en' })).body;
    const grant = async (by: TestPerson, personId: string, partyId: string) =>
      (await post(by, 'grants', { personId, role: ROLE.focalPoint, partyId })).body.grantId as string;
    const invited = await invite(bela, 'iva@example.org');
    await grant(ada, invited.personId, aldmark);
    expect((await reset(ada, { ...ada, personId: invited.personId })).status).toBe(404);
    expect((await bed.call(null, 'GET', `/desk/api/links/${invited.token}`)).status).toBe(200);

    const moved = await invite(ada, 'ivo@example.org');
    await post(bela, `grants/${await grant(bela, moved.personId, brevia)}/end`);
    await grant(ada, moved.personId, aldmark);
    for (const way of ['reset', 'link']) expect((await post(ada, `people/${moved.personId}/${way}`)).status, way).toBe(404);
    // She invited this person, who has no role from anybody else, so she may still reset the account.
    const hers = await invite(ada, 'ina@example.org');
    await grant(ada, hers.personId, aldmark);
    for (const way of ['link', 'reset']) expect((await post(ada, `people/${hers.personId}/${way}`)).status, way).toBe(200);
  });
});
