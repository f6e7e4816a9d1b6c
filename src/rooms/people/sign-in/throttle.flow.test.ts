import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { derivePassword } from '#platform/identity/password.ts';
import { PASSWORD_PLACES, passwordQueues } from '#platform/identity/sign-in-queues.ts';
import type { Place } from '#platform/work-queue.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
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
beforeEach(() => bed.deployer.query('delete from identity.failed_entry; delete from identity.spent_work'));

const signIn = (email: string, password: string, work?: { challenge: string; answer: string }) =>
  bed.call(null, 'POST', '/desk/api/session', { email, password, ...(work && { work }) });
const failures = async () => (await bed.deployer.query('select coalesce(max(failures), 0) as n from identity.failed_entry')).rows[0].n;

/** Gives an address this many failed attempts. */
async function givenFailures(email: string, times: number) {
  await bed.deployer.query('select identity.note_failure($1) from generate_series(1, $2)', [email, times]);
}

/** Occupies places in the queue of password derivations. */
function givenQueue(places: number) {
  for (let at = 0; at < places; at += 1) held.push(passwordQueues['sign-in'].takePlace());
}
const challengeOf = async (email: string) => (await signIn(email, 'x')).body.challenge as string;

describe('5g: guessing at an account costs work, for the known and the unknown alike', () => {
  test('after three failures an address requires work, and an unknown address answers the same', async () => {
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

  test('a person who knows the password and does the work gets in, however often a stranger failed', async () => {
    await givenFailures(mira.email, 3);
    const inside = await signIn(mira.email, PASSWORD, workOn(await challengeOf(mira.email)));
    expect([inside.status, inside.body.step]).toEqual([200, 'in']);
  });

  test('a stranger who failed at an address cannot see whether its owner signs in', async () => {
    const seen = async (email: string) => {
      const { status, body } = await signIn(email, 'not the password');
      return [status, body.code, String(body.challenge).split('.').slice(1, 3)];
    };
    const kept = async () => (await bed.deployer.query('select failures, last_at from identity.failed_entry order by address_digest')).rows;
    for (const email of [mira.email, NOBODY]) await givenFailures(email, 4);
    const before = await kept();
    expect((await signIn(mira.email, PASSWORD, workOn(await challengeOf(mira.email)))).body.step).toBe('in');
    expect(await seen(mira.email)).toEqual(await seen(NOBODY));
    expect(await kept(), 'nor how long it is kept').toEqual(before);
    const { rows } = await bed.platform.pool.query('select guess from identity.begin_sign_in($1, $2, $3, 0)', [
      mira.email,
      ...Object.values(workOn(await challengeOf(mira.email))),
    ]);
    expect(rows[0].guess).not.toBeNull();
    expect(await seen(mira.email), 'while the password is derived').toEqual(await seen(NOBODY));
  });

  test('work counts once, for one address, if it was done', async () => {
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
    expect([once.body.code, twice.body.code].sort(), 'handed in twice at once').toEqual(['people/sign-in-failed', 'people/work-asked']);
  });

  test('a challenge holds five minutes', async () => {
    await givenFailures(mira.email, 3);
    const until = Math.floor(Date.now() / 1000);
    const signed = async (at: number) => {
      const body = `${'0'.repeat(32)}.16.3.${at}`;
      const { rows } = await bed.deployer.query(`select encode(identity.keyed('work ' || $1 || ' ' || $2), 'hex') as signature`, [
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

  test('the work doubles with each failure up to what a browser does in seconds', async () => {
    const asked: number[] = [];
    for (const times of [3, 4, 5, 40]) {
      await bed.deployer.query('delete from identity.failed_entry');
      await givenFailures(mira.email, times);
      asked.push(Number((await challengeOf(mira.email)).split('.')[1]));
    }
    expect(asked).toEqual([16, 17, 18, 18]);
  });

  test('collected challenges are void once the failures have doubled; a later one lasts until they double again', async () => {
    await givenFailures(mira.email, 3);
    const [early, spare] = [workOn(await challengeOf(mira.email)), workOn(await challengeOf(mira.email))];
    await givenFailures(mira.email, 18);
    expect((await signIn(mira.email, 'not the password', spare)).body.code, 'within the window').toBe('people/sign-in-failed');
    expect((await signIn(mira.email, PASSWORD, early)).body.code, 'after nineteen failures').toBe('people/work-asked');
    await bed.deployer.query('delete from identity.failed_entry');
    await givenFailures(mira.email, 200);
    const own = workOn(await challengeOf(mira.email));
    await givenFailures(mira.email, 200);
    expect((await signIn(mira.email, PASSWORD, own)).body.step, 'strangers guessed while it was worked on').toBe('in');
  });

  test('strangers who draw challenges for an address neither void its owner’s nor make it harder', async () => {
    await givenFailures(mira.email, 3);
    const own = workOn(await challengeOf(mira.email));
    const drawn = await Promise.all(Array.from({ length: 40 }, () => challengeOf(mira.email)));
    expect(new Set(drawn.map((challenge) => challenge.split('.')[1]))).toEqual(new Set(['16']));
    expect((await signIn(mira.email, PASSWORD, own)).body.step).toBe('in');
  });

  test('a dozen sign-ins at once, more than there are connections, are answered, and no guess access slips past the count', async () => {
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn(mira.email, 'not the password')));
    expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(3).fill(401), ...Array(9).fill(429)]);
    expect(await failures()).toBe(3);

    // Here the attempts start one after the other; in production several processes query the database.
    await bed.deployer.query('delete from identity.failed_entry');
    const begin = () => bed.platform.pool.query('select guess from identity.begin_sign_in($1, null, null, 0)', [mira.email]);
    const begun = await Promise.all(Array.from({ length: 40 }, begin));
    expect(begun.filter(({ rows }) => rows[0].guess !== null)).toHaveLength(3);
  });

  test('a started attempt checks one password', async () => {
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

describe('5g: while many sign in at once', () => {
  test('every address requires work, known or not, and more with a longer queue; doing it lets the person in', async () => {
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

  test('a full queue is reported at once, in both languages, with the time to retry; nothing is counted, and the work stays valid', async () => {
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
    expect((await signIn(NOBODY, PASSWORD)).body.code, 'whoever did no work yet is asked for it').toBe('people/work-asked');
    held.pop()!.release();
    expect((await signIn(mira.email, PASSWORD, work)).body.step).toBe('in');
  });

  test('work on a made-up challenge holds no place while others are asked', async () => {
    givenQueue(4);
    const made = workOn(`${'0'.repeat(32)}.16.0.9999999999.${'0'.repeat(64)}`);
    await bed.deployer.query('begin');
    await bed.deployer.query(`select pg_advisory_xact_lock(hashtextextended('sign-in ' || $1, 0))`, [NOBODY]);
    const first = signIn(NOBODY, 'x');
    const others = Array.from({ length: PASSWORD_PLACES['sign-in'] }, (_, at) => signIn(`n${at}@example.org`, 'x', made));
    const waiting = `select from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())`;
    await expect.poll(async () => (await bed.deployer.query(waiting)).rowCount).toBe(1);
    await bed.deployer.query('commit');
    const codes = (await Promise.all([first, ...others])).map(({ body }) => body.code);
    expect(codes).toEqual(Array(codes.length).fill('people/work-asked'));
  });

  test('and for a while after, so that clients that ignore the work cannot keep the queue long', async () => {
    ASKING.holdMs = 60_000;
    givenQueue(4);
    const { challenge } = (await signIn(mira.email, PASSWORD)).body;
    ASKING.holdMs = 0;
    for (const place of held.splice(0)) place.release();
    expect((await signIn(NOBODY, PASSWORD)).body.code).toBe('people/work-asked');
    expect((await signIn(mira.email, PASSWORD, workOn(challenge))).body.step).toBe('in');
  });
});
