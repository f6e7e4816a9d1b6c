import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derivePassword } from '#platform/identity/password.ts';
import { PASSWORD_PLACES, passwordQueues } from '#platform/identity/sign-in-queues.ts';
import { canonicalBytes } from '#platform/ledger/leaf.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { hashToken, newSalt } from '../sign-in/sign-in-tokens.ts';

const PASSWORD = 'twelve letters and more';
let bed: TestBed;
let office: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  office = await bed.signIn.policyOffice();
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

async function givenMember(name: string, password = PASSWORD): Promise<TestPerson> {
  const [person, salt] = [await bed.givenPerson(name), newSalt()];
  await bed.deployer.query('insert into identity.password (person_id, salt, digest) values ($1, $2, sha256($3))', [
    person.personId,
    salt,
    await derivePassword(password, salt),
  ]);
  return person;
}
const invite = async (name: string, email: string): Promise<string> =>
  (await bed.call(office, 'POST', '/desk/api/people', { name, email, language: 'en' })).body.token;
const change = (who: TestPerson, present: string, password = 'another twelve letters') =>
  bed.call(who, 'PUT', '/desk/api/account/password', { present, password });

describe('setting a password (5g)', () => {
  test('refuses an easily guessed password, and keeps the link or the old password valid', async () => {
    const mira = await givenMember('Mira');
    for (const password of ['Football2026!', `${mira.email}`]) {
      const refused = await change(mira, PASSWORD, password);
      expect([refused.status, refused.body.code, refused.body.fields]).toMatchObject([
        422,
        'people/password-common',
        [{ path: 'password' }],
      ]);
    }
    const french = await bed.call(
      mira,
      'PUT',
      '/desk/api/account/password',
      { present: PASSWORD, password: 'passwordpassword' },
      { 'accept-language': 'fr' },
    );
    expect(french.body.title).toMatch(/facile à deviner/);
    expect((await change(mira, PASSWORD)).status).toBe(200);

    const email = `vera.brandt.${randomUUID()}@example.org`;
    const token = await invite('Vera Brandt', email);
    const accept = (password: string) =>
      bed.call(null, 'POST', '/desk/api/invitation', { token, name: 'Vera Brandt', password, language: 'en' });
    expect((await accept('Vera-Brandt-1984')).body.code).toBe('people/password-common');
    expect((await accept('twelve letters and more')).status).toBe(200);
  });

  test('does not lock out an account whose password was set before the rule', async () => {
    const mira = await givenMember('Mira', 'azertyuiop123');
    const signIn = (password: string) => bed.call(null, 'POST', '/desk/api/session', { email: mira.email, password });
    expect((await signIn('azertyuiop123')).status).toBe(200);
    expect((await signIn('azertyuiop12\u200B3')).status).toBe(401);
    expect((await change(mira, 'azertyuiop123', 'azertyuiop1234')).body.code).toBe('people/password-common');
    expect((await change(mira, 'azertyuiop123')).status).toBe(200);
  });

  test('reports a full queue to holders of a session or link, and gives an invalid link no place in it', async () => {
    const mira = await givenMember('Mira');
    const token = await invite('Vera', `${randomUUID()}@example.org`);
    const accept = (link: string) =>
      bed.call(null, 'POST', '/desk/api/invitation', { token: link, name: 'Vera', password: PASSWORD, language: 'en' });
    const held = Array.from({ length: PASSWORD_PLACES.known }, () => passwordQueues.known.takePlace());
    try {
      const answers = [await change(mira, 'not the password'), await accept(token)];
      expect(answers.map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([503, 'platform/passwords-busy']));
      expect((await accept('no link that was ever made')).body.code).toBe('people/link-spent');
      const first = { token, name: 'Vera', email: 'vera@example.org', password: PASSWORD, language: 'en' };
      expect((await bed.call(null, 'POST', '/desk/api/set-up', first)).body.code, 'a link of another purpose').toBe('people/link-spent');
      expect(
        (await bed.call({ ...mira, token: 'made up' }, 'PUT', '/desk/api/account/password', { present: PASSWORD, password: PASSWORD }))
          .status,
      ).toBe(401);
    } finally {
      for (const place of held) place.release();
    }
    const { rows } = await bed.deployer.query('select wrong_passwords as n from identity.session where token_hash = $1', [
      hashToken(mira.token),
    ]);
    expect(rows[0].n, 'nothing was counted').toBe(0);
    expect((await accept(token)).status).toBe(200);
  });

  test('returns the stored answer to a repeated request, and counts no wrong password', async () => {
    const mira = await givenMember('Mira');
    const key = { 'idempotency-key': randomUUID() };
    const again = () => bed.call(mira, 'PUT', '/desk/api/account/password', { present: PASSWORD, password: 'another twelve letters' }, key);
    for (const _ of [1, 2, 3, 4, 5, 6]) expect([(await again()).status]).toEqual([200]);
    const { rows } = await bed.deployer.query('select wrong_passwords as n, ended_at from identity.session where token_hash = $1', [
      hashToken(mira.token),
    ]);
    expect(rows).toEqual([{ n: 0, ended_at: null }]);
  });

  test('stores a request hash that does not let a thief of the database test guesses', async () => {
    const mira = await givenMember('Mira');
    const [key, input] = [randomUUID(), { present: PASSWORD, password: 'another twelve letters' }];
    const send = (body: object) => bed.call(mira, 'PUT', '/desk/api/account/password', body, { 'idempotency-key': key });
    expect((await send(input)).status).toBe(200);
    const { rows } = await bed.deployer.query('select input_hash as kept from platform.stored_response where key = $1', [key]);
    expect(rows[0].kept.equals(createHash('sha256').update(canonicalBytes(input)).digest())).toBe(false);
    expect((await send({ ...input, password: 'a third dozen letters' })).body.code).toBe('platform/key-reused');
    expect((await send(input)).status).toBe(200);
  });
});
