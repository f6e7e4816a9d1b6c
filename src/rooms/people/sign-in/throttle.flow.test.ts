import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { derivePassword } from '#platform/identity/password.ts';
import { openTestBed, type Somebody, type TestBed } from '#test/database/harness.ts';
import { newSalt } from '../entrances.ts';
import { workOn } from './fixtures.ts';

const PASSWORD = 'twelve letters and more';
const NOBODY = 'nobody@example.org';
let bed: TestBed;
let mira: Somebody;

beforeAll(async () => {
  bed = await openTestBed();
  mira = await bed.givenPerson('Mira');
  const salt = newSalt();
  await bed.deployer.query('select identity.require_second_factor(false)');
  await bed.deployer.query('insert into identity.password (person_id, salt, digest) values ($1, $2, sha256($3))', [
    mira.personId,
    salt,
    await derivePassword(PASSWORD, salt),
  ]);
});
afterAll(() => bed.close());
beforeEach(() => bed.deployer.query('delete from identity.failed_entry'));

const signIn = (email: string, password: string, work?: { challenge: string; answer: string }) =>
  bed.call(null, 'POST', '/desk/api/session', { email, password, ...(work && { work }) });
const failures = async () => (await bed.deployer.query('select coalesce(max(failures), 0) as n from identity.failed_entry')).rows[0].n;

/** Makes an address look as if somebody had failed there this often. */
async function givenFailures(email: string, times: number) {
  await bed.deployer.query('select identity.note_failure($1) from generate_series(1, $2)', [email, times]);
}

/** Waits until a challenge may be handed in. */
async function ripe(challenge: string) {
  await wait(Math.max(Number(challenge.split('.')[2]) * 1000 - Date.now() + 50, 0));
}

describe('5g: guessing at an account costs work, for the known and the unknown alike', () => {
  test('three failures later an address asks for work, and an address nobody has says the very same', async () => {
    for (const email of [mira.email, NOBODY])
      for (const _ of [1, 2, 3]) {
        const wrong = await signIn(email, 'not the password');
        expect([wrong.status, wrong.body.code]).toEqual([401, 'people/sign-in-failed']);
      }
    const [known, unknown] = [await signIn(mira.email.toUpperCase(), 'not the password'), await signIn(NOBODY, 'not the password')];
    expect([known.status, known.body.code]).toEqual([429, 'people/work-asked']);
    const shape = (text: string) => text.replaceAll(/[0-9a-f]{32}\.\d+\.\d+\.\d+\.[0-9a-f]{64}/g, 'challenge');
    expect(shape(unknown.text)).toBe(shape(known.text));
    expect(unknown.text.length).toBe(known.text.length);
    expect({ ...unknown.headers, date: '' }).toEqual({ ...known.headers, date: '' });
    expect(known.headers['set-cookie']).toBeUndefined();
  });

  test('whoever knows the password and does the work is let in, however often a stranger failed; then it is forgotten', async () => {
    await givenFailures(mira.email, 3);
    const { challenge } = (await signIn(mira.email, PASSWORD)).body;
    const work = workOn(challenge);
    await ripe(challenge);
    const inside = await signIn(mira.email, PASSWORD, work);
    expect([inside.status, inside.body.step]).toEqual([200, 'in']);
    expect(await failures()).toBe(0);
  });

  test('work counts once, for one address, if it was done', async () => {
    await givenFailures(mira.email, 3);
    await givenFailures(NOBODY, 3);
    const { challenge } = (await signIn(NOBODY, PASSWORD)).body;
    const work = workOn(challenge);
    const wrong = { ...work, answer: String(Number(work.answer) + 1) };
    await ripe(challenge);
    for (const [email, given] of [
      [mira.email, work],
      [NOBODY, wrong],
      [NOBODY, { ...work, challenge: challenge.replace(/\.16\./, '.15.') }],
      [NOBODY, { challenge: 'of my own', answer: '1' }],
    ] as const)
      expect((await signIn(email, PASSWORD, given)).body.code).toBe('people/work-asked');
    expect((await signIn(NOBODY, PASSWORD, work)).body.code).toBe('people/sign-in-failed');
    expect((await signIn(NOBODY, PASSWORD, work)).body.code, 'handed in a second time').toBe('people/work-asked');
  });

  test('a challenge is handed in neither before it is ripe nor after five minutes', async () => {
    await givenFailures(mira.email, 3);
    const now = Math.floor(Date.now() / 1000);
    const signed = async (from: number, until: number) => {
      const body = `${'0'.repeat(32)}.16.${from}.${until}`;
      const { rows } = await bed.deployer.query(`select encode(identity.keyed('work ' || $1 || ' ' || $2), 'hex') as signature`, [
        body,
        mira.email,
      ]);
      return workOn(`${body}.${rows[0].signature}`);
    };
    for (const work of [await signed(now + 60, now + 300), await signed(now - 300, now)])
      expect((await signIn(mira.email, PASSWORD, work)).body.code).toBe('people/work-asked');
    expect((await signIn(mira.email, PASSWORD, await signed(now - 1, now + 299))).body.step).toBe('in');
  });

  test('the work doubles with each failure up to a bound, and ripens later', async () => {
    const asked: [bits: number, seconds: number][] = [];
    for (const times of [3, 4, 5, 7, 40]) {
      await bed.deployer.query('delete from identity.failed_entry');
      await givenFailures(mira.email, times);
      const [, bits, from, until] = (await signIn(mira.email, 'x')).body.challenge.split('.').map(Number);
      asked.push([bits!, from! - (until! - 300)]);
    }
    // Beside it: each challenge holds five minutes.
    expect(asked).toEqual([
      [16, 1],
      [17, 2],
      [18, 4],
      [20, 16],
      [20, 16],
    ]);
  });

  test('a dozen sign-ins at once, more than there are connections, are answered, and no guess slips past the count', async () => {
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn(mira.email, 'not the password')));
    expect(guesses.every(({ status }) => status === 401 || status === 429)).toBe(true);
    expect(await failures()).toBe(3);

    // Passwords are derived one at a time; the database is asked by several processes.
    await bed.deployer.query('delete from identity.failed_entry');
    const guess = () =>
      bed.platform.pool.query(`select identity.sign_in($1, 'x', null, null, gen_random_uuid(), sha256('x'))`, [mira.email]);
    await Promise.all(Array.from({ length: 40 }, guess));
    expect(await failures()).toBe(3);
  });

  test('what is kept of an address is a keyed hash, and after a day nothing', async () => {
    await givenFailures(mira.email, 5);
    const { rows } = await bed.deployer.query('select address_digest from identity.failed_entry');
    const plain = await bed.deployer.query(`select sha256(convert_to($1, 'UTF8')) as plain`, [mira.email]);
    expect(rows[0].address_digest.equals(plain.rows[0].plain)).toBe(false);
    await bed.deployer.query(`update identity.failed_entry set last_at = now() - interval '25 hours'`);
    expect((await signIn(mira.email, PASSWORD)).status).toBe(200);
    await givenFailures(NOBODY, 1);
    expect((await bed.deployer.query('select count(*)::int as n from identity.failed_entry')).rows[0].n).toBe(1);
  });
});
