import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { derivePassword } from '#platform/identity/password.ts';
import { PASSWORD_PLACES, passwordQueues } from '#platform/identity/sign-in-queues.ts';
import type { Place } from '#platform/work-queue.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { inTransaction } from '#test/database/schema/blocked.ts';
import { workOn } from './fixtures.ts';
import { ASKING } from './sign-in.command.ts';
import { newSalt } from './sign-in-tokens.ts';

const PASSWORD = 'twelve letters and more';
const NOBODY = 'nobody@example.org';
let bed: TestBed;
let mira: TestPerson;

beforeAll(async () => {
  Object.assign(ASKING, { pauseMs: 0, holdMs: 0 });
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
const held: Place[] = [];
afterEach(() => {
  for (const place of held.splice(0)) place.release();
});
beforeEach(() => bed.deployer.query('delete from identity.failed_sign_in; delete from identity.spent_work'));

const signIn = (email: string, password: string, work?: { challenge: string; answer: string }) =>
  bed.call(null, 'POST', '/desk/api/session', { email, password, ...(work && { work }) });
const failures = async () => (await bed.deployer.query('select coalesce(max(failures), 0) as n from identity.failed_sign_in')).rows[0].n;

/** Gives an address this many failed attempts. */
async function givenFailures(email: string, times: number) {
  await bed.deployer.query('select identity.record_failure($1) from generate_series(1, $2)', [email, times]);
}

/** Occupies places in the queue of password derivations. */
function givenQueue(places: number) {
  for (let at = 0; at < places; at += 1) held.push(passwordQueues['sign-in'].takePlace());
}
const challengeOf = async (email: string) => (await signIn(email, 'x')).body.challenge as string;

describe('guessing at an account (5g)', () => {
  test('requires work after three failures, the same for known and unknown email addresses', async () => {
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

  test('does not lock out a person who knows the password and does the work', async () => {
    await givenFailures(mira.email, 3);
    const inside = await signIn(mira.email, PASSWORD, workOn(await challengeOf(mira.email)));
    expect([inside.status, inside.body.step]).toEqual([200, 'in']);
  });

  test('does not show whether the owner signs in', async () => {
    const seen = async (email: string) => {
      const { status, body } = await signIn(email, 'not the password');
      return [status, body.code, String(body.challenge).split('.').slice(1, 3)];
    };
    const storedFailures = async () =>
      (await bed.deployer.query('select failures, last_at from identity.failed_sign_in order by address_digest')).rows;
    for (const email of [mira.email, NOBODY]) await givenFailures(email, 4);
    const before = await storedFailures();
    expect((await signIn(mira.email, PASSWORD, workOn(await challengeOf(mira.email)))).body.step).toBe('in');
    expect(await seen(mira.email)).toEqual(await seen(NOBODY));
    expect(await storedFailures(), 'the stored failures are unchanged').toEqual(before);
    const { rows } = await bed.platform.pool.query('select guess from identity.begin_sign_in($1, $2, $3, 0)', [
      mira.email,
      ...Object.values(workOn(await challengeOf(mira.email))),
    ]);
    expect(rows[0].guess).not.toBeNull();
    expect(await seen(mira.email), 'while the password is derived').toEqual(await seen(NOBODY));
  });

  test('needs work that is done, for the same email address, and valid once', async () => {
    await givenFailures(mira.email, 3);
    await givenFailures(NOBODY, 3);
    const work = workOn(await challengeOf(NOBODY));
    const wrong = { ...work, answer: work.answer.replace(/\d+$/, (last) => String(Number(last) + 1)) };
    for (const [email, given] of [
      [mira.email, work],
      [NOBODY, wrong],
      [NOBODY, { ...work, challenge: work.challenge.replace(/\.16\./, '.15.') }],
      [NOBODY, { challenge: 'of my own', answer: '1,1,1,1,1,1,1,1' }],
    ] as const)
      expect((await signIn(email, PASSWORD, given)).body.code).toBe('people/work-asked');
    const [once, twice] = await Promise.all([signIn(NOBODY, PASSWORD, work), signIn(NOBODY, PASSWORD, work)]);
    expect([once.body.code, twice.body.code].sort(), 'sent twice at once').toEqual(['people/sign-in-failed', 'people/work-asked']);
  });

  test('needs an answer to a challenge within five minutes', async () => {
    await givenFailures(mira.email, 3);
    const until = Math.floor(Date.now() / 1000);
    const signed = async (at: number) => {
      const body = `${'0'.repeat(32)}.16.3.${at}`;
      const { rows } = await bed.deployer.query(`select encode(identity.keyed_hash('work ' || $1 || ' ' || $2), 'hex') as signature`, [
        body,
        mira.email,
      ]);
      return workOn(`${body}.${rows[0].signature}`);
    };
    expect((await signIn(mira.email, PASSWORD, await signed(until))).body.code).toBe('people/work-asked');
    const drawnAfter = Math.floor(Date.now() / 1000);
    const drawnAt = Number((await challengeOf(mira.email)).split('.')[3]) - 300;
    expect([drawnAt >= drawnAfter, drawnAt <= Math.ceil(Date.now() / 1000)]).toEqual([true, true]);
    expect((await signIn(mira.email, PASSWORD, await signed(until + 250))).body.step).toBe('in');
  });

  test('doubles the work with each failure, up to a limit', async () => {
    const bits: number[] = [];
    for (const times of [3, 4, 5, 40]) {
      await bed.deployer.query('delete from identity.failed_sign_in');
      await givenFailures(mira.email, times);
      bits.push(Number((await challengeOf(mira.email)).split('.')[1]));
    }
    expect(bits).toEqual([16, 17, 18, 18]);
  });

  test('voids collected challenges once the failures have doubled', async () => {
    await givenFailures(mira.email, 3);
    const [early, spare] = [workOn(await challengeOf(mira.email)), workOn(await challengeOf(mira.email))];
    await givenFailures(mira.email, 18);
    expect((await signIn(mira.email, 'not the password', spare)).body.code, 'within the window').toBe('people/sign-in-failed');
    expect((await signIn(mira.email, PASSWORD, early)).body.code, 'after nineteen failures').toBe('people/work-asked');
    await bed.deployer.query('delete from identity.failed_sign_in');
    await givenFailures(mira.email, 200);
    const own = workOn(await challengeOf(mira.email));
    await givenFailures(mira.email, 200);
    expect((await signIn(mira.email, PASSWORD, own)).body.step, 'strangers guessed while it was worked on').toBe('in');
  });

  test('cannot void the owner’s challenge or make it harder by drawing others', async () => {
    await givenFailures(mira.email, 3);
    const own = workOn(await challengeOf(mira.email));
    const drawn = await Promise.all(Array.from({ length: 40 }, () => challengeOf(mira.email)));
    expect(new Set(drawn.map((challenge) => challenge.split('.')[1]))).toEqual(new Set(['16']));
    expect((await signIn(mira.email, PASSWORD, own)).body.step).toBe('in');
  });

  test('is counted exactly when a dozen sign-ins run at once, more than there are connections', async () => {
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn(mira.email, 'not the password')));
    expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(3).fill(401), ...Array(9).fill(429)]);
    expect(await failures()).toBe(3);

    // Here the attempts start one after the other; in production several processes query the database.
    await bed.deployer.query('delete from identity.failed_sign_in');
    const begin = () => bed.platform.pool.query('select guess from identity.begin_sign_in($1, null, null, 0)', [mira.email]);
    const begun = await Promise.all(Array.from({ length: 40 }, begin));
    expect(begun.filter(({ rows }) => rows[0].guess !== null)).toHaveLength(3);
  });

  test('checks one password per started attempt', async () => {
    const { rows } = await bed.platform.pool.query('select salt, guess from identity.begin_sign_in($1, null, null, 0)', [mira.email]);
    const tryOne = async (derived: Buffer) =>
      (
        await bed.platform.pool.query(`select identity.sign_in($1, $2, $3, gen_random_uuid(), sha256('t')) as claims`, [
          mira.email,
          derived,
          rows[0].guess,
        ])
      ).rows[0].claims;
    expect(await tryOne(Buffer.from('wrong'))).toBeNull();
    expect(await tryOne(await derivePassword(PASSWORD, rows[0].salt))).toBeNull();
  });

  test('stores only a keyed hash of the email address, for a day', async () => {
    await givenFailures(mira.email, 5);
    const { rows } = await bed.deployer.query('select address_digest from identity.failed_sign_in');
    const plain = await bed.deployer.query(`select sha256(convert_to($1, 'UTF8')) as plain`, [mira.email]);
    expect(rows[0].address_digest.equals(plain.rows[0].plain)).toBe(false);
    await bed.deployer.query(`update identity.failed_sign_in set last_at = now() - interval '25 hours'`);
    expect((await signIn(mira.email, PASSWORD)).status).toBe(200);
    await givenFailures(NOBODY, 1);
    expect((await bed.deployer.query('select count(*)::int as n from identity.failed_sign_in')).rows[0].n).toBe(1);
  });
});

describe('a queue of sign-ins (5g)', () => {
  test('requires work of every email address, known or not, and more with its length', async () => {
    givenQueue(4);
    const [known, unknown] = [await signIn(mira.email, PASSWORD), await signIn(NOBODY, PASSWORD)];
    expect([known, unknown].map(({ status, body }) => [status, body.code])).toEqual(Array(2).fill([429, 'people/work-asked']));
    expect(await failures(), 'nothing was counted').toBe(0);
    const work = workOn(known.body.challenge);
    givenQueue(8);
    expect((await challengeOf(NOBODY)).split('.')[1]).toBe('18');
    expect((await signIn(mira.email, PASSWORD, work)).body.step, 'the lighter work still holds').toBe('in');
    expect((await signIn(mira.email, PASSWORD, work)).body.code, 'once').toBe('people/work-asked');
  });

  test('answers at once when full, in both languages, with the time to retry, and counts no failure', async () => {
    givenQueue(4);
    const work = workOn((await signIn(mira.email, PASSWORD)).body.challenge);
    givenQueue(PASSWORD_PLACES['sign-in'] - 4);
    const full = await signIn(mira.email, PASSWORD, work);
    expect([full.status, full.body.code, full.headers['retry-after']]).toEqual([503, 'platform/passwords-busy', '2']);
    const given = { email: mira.email, password: PASSWORD, work };
    const french = await bed.call(null, 'POST', '/desk/api/session', given, { 'accept-language': 'fr' });
    expect([full.body.title, french.body.title]).toEqual([
      expect.stringMatching(/no attempt was counted/),
      expect.stringMatching(/compté contre vous/),
    ]);
    expect(await failures()).toBe(0);
    expect((await signIn(NOBODY, PASSWORD)).body.code, 'a client without work is asked for it').toBe('people/work-asked');
    held.pop()!.release();
    expect((await signIn(mira.email, PASSWORD, work)).body.step).toBe('in');
  });

  test('gives no place to work on an invented challenge', async () => {
    givenQueue(4);
    const made = workOn(`${'0'.repeat(32)}.16.0.9999999999.${'0'.repeat(64)}`);
    const waiting = `select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`;
    const sent = await inTransaction(bed.deployer, async () => {
      await bed.deployer.query(`select pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`, [NOBODY]);
      const first = signIn(NOBODY, 'x');
      const others = Array.from({ length: PASSWORD_PLACES['sign-in'] }, (_, at) => signIn(`n${at}@example.org`, 'x', made));
      await expect.poll(async () => (await bed.deployer.query(waiting)).rowCount).toBe(1);
      return [first, ...others];
    });
    const codes = (await Promise.all(sent)).map(({ body }) => body.code);
    expect(codes).toEqual(Array(codes.length).fill('people/work-asked'));
  });

  test('requires work for a while after it has emptied', async () => {
    ASKING.holdMs = 60_000;
    givenQueue(4);
    const { challenge } = (await signIn(mira.email, PASSWORD)).body;
    ASKING.holdMs = 0;
    for (const place of held.splice(0)) place.release();
    expect((await signIn(NOBODY, PASSWORD)).body.code).toBe('people/work-asked');
    expect((await signIn(mira.email, PASSWORD, workOn(challenge))).body.step).toBe('in');
  });
});
