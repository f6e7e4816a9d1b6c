import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { vouchFor } from '../sign-in/sign-in-tokens.ts';
import { type Bent, enterWith, otherKey, outcomeOf, type SoftAuthenticator, sessionOf, softAuthenticator } from './fixtures.ts';

let bed: TestBed;
let mira: TestPerson;
let tomas: TestPerson;
const logged: Record<string, unknown>[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  Object.assign(bed.platform, { log: (line: Record<string, unknown>) => void logged.push(line) });
});
afterAll(() => bed.close());

const post = (who: TestPerson | null, url: string, body: unknown = {}) => bed.call(who, 'POST', `/desk/api/${url}`, body);
const REFUSED = [401, 'people/passkey-refused'];

async function add(who: TestPerson, key = softAuthenticator(), name = 'Key', bent?: Bent) {
  const options = (await bed.call(who, 'GET', '/desk/api/passkeys/options')).body;
  return { key, options, answer: await post(who, 'passkeys', { name, registration: key.register(options, bent) }) };
}
const enter = (key: SoftAuthenticator, bent?: Bent, body?: object) => enterWith(bed, key, bent, body);
const listOf = async (who: TestPerson) => (await bed.call(who, 'GET', '/desk/api/passkeys')).body.items;

beforeAll(async () => {
  mira = await bed.givenPerson('Mira');
  tomas = await bed.givenPerson('Tomas');
});

describe('a passkey (access, all clauses)', () => {
  const key = softAuthenticator();

  test('is added, listed, and signs in without an email address, and shows its last use', async () => {
    const { answer, options } = await add(mira, key, 'Blue key');
    expect(answer.status).toBe(200);
    expect(options).toMatchObject({
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      rp: { id: 'localhost' },
    });
    expect(await listOf(mira)).toMatchObject([{ name: 'Blue key', usedAt: null, copiedAt: null }]);

    const entered = await enter(key);
    expect([entered.status, entered.body]).toEqual([200, { step: 'in', methods: [] }]);
    expect((await bed.call(sessionOf(entered), 'GET', '/desk/api/session')).body.person.id).toBe(mira.personId);
    expect((await listOf(mira))[0].usedAt).not.toBeNull();
    expect((await listOf(tomas)).length).toBe(0);
  });

  test('is offered and stored once', async () => {
    const { options, answer } = await add(mira, key, 'Again');
    expect(options.excludeCredentials).toMatchObject([{ id: key.id.toString('base64url') }]);
    expect(answer.status).toBe(409);
    expect((await add(tomas, key)).answer.status).toBe(409);
    expect(await listOf(mira)).toHaveLength(1);
  });

  test.each<[string, Bent]>([
    ['another origin', { origin: 'http://localhost.example' }],
    ['another site', { rpId: 'example.org' }],
    ['nobody verified by the device', { verified: false }],
    ['a signature of another key', { key: otherKey() }],
    ['an answer to another kind of question', { type: 'webauthn.create' }],
    ['a challenge nobody gave', { challenge: randomBytes(54).toString('base64url') }],
  ])('is refused with %s, and nothing is written', async (_what, bent) => {
    const before = (await bed.deployer.query('select counter, used_at from identity.passkey')).rows;
    const answer = await enter(key, bent);
    expect(outcomeOf(answer)).toEqual(REFUSED);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect((await bed.deployer.query('select counter, used_at from identity.passkey')).rows).toEqual(before);
  });

  test.each<[string, Bent]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['another site', { rpId: 'example.org' }],
    ['nobody verified by the device', { verified: false }],
    ['an answer to another kind of question', { type: 'webauthn.get' }],
  ])('is not added with %s', async (_what, bent) => {
    expect(outcomeOf((await add(tomas, softAuthenticator(), 'Key', bent)).answer)).toEqual(REFUSED);
    expect(await listOf(tomas)).toEqual([]);
  });

  test('is used with a challenge that is valid once, for five minutes, and for its own purpose and person', async () => {
    const options = (await post(null, 'session/passkey-options')).body;
    expect((await post(null, 'session/passkey', { assertion: key.prove(options) })).status).toBe(200);
    expect(outcomeOf(await post(null, 'session/passkey', { assertion: key.prove(options) }))).toEqual(REFUSED);

    const late = (await post(null, 'session/passkey-options')).body;
    bed.setClock(() => new Date(Date.now() + 5 * 60_000 + 1_000));
    expect(outcomeOf(await post(null, 'session/passkey', { assertion: key.prove(late) }))).toEqual(REFUSED);
    bed.setClock(() => new Date());

    const forAdding = (await bed.call(mira, 'GET', '/desk/api/passkeys/options')).body;
    expect(outcomeOf(await post(null, 'session/passkey', { assertion: key.prove(forAdding) }))).toEqual(REFUSED);
    const another = softAuthenticator();
    expect(outcomeOf(await post(tomas, 'passkeys', { name: 'Key', registration: another.register(forAdding) }))).toEqual(REFUSED);
    const forEntering = (await post(null, 'session/passkey-options')).body;
    expect(outcomeOf(await post(tomas, 'passkeys', { name: 'Key', registration: another.register(forEntering) }))).toEqual(REFUSED);
    expect(await listOf(tomas)).toEqual([]);
  });

  test('signs in once when two proofs of one challenge authenticateCaller together', async () => {
    const options = (await post(null, 'session/passkey-options')).body;
    const proofs = [key.prove(options), key.prove(options)];
    const answers = await Promise.all(proofs.map((assertion) => post(null, 'session/passkey', { assertion })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  test('is refused if its counter goes back, which is logged without a name and shown to its person', async () => {
    key.setCounter(2);
    logged.length = 0;
    expect(outcomeOf(await enter(key))).toEqual([401, 'people/passkey-copied']);
    expect(logged).toEqual([{ event: 'passkey-counter-went-back', passkey: expect.any(String) }]);
    expect((await listOf(mira))[0].copiedAt).not.toBeNull();
    key.setCounter(1_000);
    expect((await enter(key)).status).toBe(200);
  });

  test('is accepted once by the database for two simultaneous proofs with the same count', async () => {
    const { counter } = (await bed.deployer.query('select counter from identity.passkey where credential_id = $1', [key.id])).rows[0];
    const recordUse = async (count: number) => {
      const what = { challenge: randomBytes(32).toString('hex'), credential: key.id.toString('hex'), counter: count };
      const { payload: claims, voucher } = await vouchFor(bed.platform, 'people/sign-in-by-passkey', what);
      const values = [claims, voucher, randomUUID(), randomBytes(32)];
      return (await bed.platform.pool.query('select identity.sign_in_by_passkey($1, $2, $3, $4) is not null as entered', values)).rows[0]
        .entered;
    };
    const next = Number(counter) + 1;
    expect((await Promise.all([recordUse(next), recordUse(next)])).sort()).toEqual([false, true]);
    expect([await recordUse(next), await recordUse(0)]).toEqual([false, false]);
    key.setCounter(next);
  });

  test('cannot be marked as copied by a person who knows the counter but not the key', async () => {
    const other = softAuthenticator();
    await add(tomas, other);
    await enter(other);
    other.setCounter(0);
    expect(outcomeOf(await enter(other, { key: otherKey() }))).toEqual(REFUSED);
    expect((await listOf(tomas))[0].copiedAt).toBeNull();
  });
});

describe('strangers', () => {
  test('learn no passkey of any email address', async () => {
    const odd = await bed.givenPerson('Odd');
    await bed.deployer.query(
      `insert into identity.passkey (id, person_id, credential_id, public_key, counter, transports, name) values ($1, $2, $3, 'k', 0, '{usb}', 'Odd')`,
      [randomUUID(), odd.personId, randomBytes(16)],
    );
    const bare = await bed.givenPerson('Bare');
    const ask = async (body: object, who: TestPerson | null = null) => {
      const { challenge, ...options } = (await post(who, 'session/passkey-options', body)).body;
      return { ...options, challenge: challenge.length };
    };
    const none = await ask({});
    expect(none.allowCredentials).toEqual([]);
    for (const email of [mira.email, odd.email, bare.email, 'nobody@example.org']) expect(await ask({ email })).toEqual(none);
    // A session token or an invented one, in place of the token of a pending sign-in, lists no keys either.
    expect(await ask({}, odd)).toEqual(none);
    expect(await ask({}, { ...odd, token: 'made-up' })).toEqual(none);
  });

  test('cannot list, add or remove passkeys, or remove another person’s', async () => {
    const [own] = await listOf(mira);
    for (const [method, url] of [
      ['GET', 'passkeys'],
      ['GET', 'passkeys/options'],
      ['DELETE', `passkeys/${own.id}`],
    ] as const)
      expect(outcomeOf(await bed.call(null, method, `/desk/api/${url}`))).toEqual([401, 'platform/signed-out']);
    const foreign = await bed.call(tomas, 'DELETE', `/desk/api/passkeys/${own.id}`);
    const nowhere = await bed.call(tomas, 'DELETE', `/desk/api/passkeys/${randomUUID()}`);
    expect([foreign.status, foreign.text]).toEqual([404, nowhere.text]);
    expect(await listOf(mira)).toHaveLength(1);
  });

  test('cannot read a key or sign in with arbitrary SQL', async () => {
    const tries = async (text: string, values: unknown[] = []) => {
      const client = await bed.platform.pool.connect();
      try {
        await client.query('begin');
        await client.query('select identity.open($1)', [tomas.token]);
        return (await client.query(text, values)).rows;
      } catch (error) {
        return (error as { code: string }).code;
      } finally {
        await client.query('rollback');
        client.release();
      }
    };
    for (const table of ['passkey', 'spent', 'single_sign_on', 'listed_grant', 'voucher_key'])
      expect(await tries(`select * from identity.${table}`), table).toBe('42501');
    const { credential_id } = (await bed.deployer.query('select credential_id from identity.passkey limit 1')).rows[0];
    const forged = JSON.stringify({ credential: credential_id.toString('hex'), challenge: '00', counter: 9_999_999 });
    for (const voucher of [randomBytes(32), Buffer.alloc(0), null])
      expect(
        await tries('select identity.sign_in_by_passkey($1, $2, $3, $4) as claims', [forged, voucher, randomUUID(), randomBytes(32)]),
      ).toEqual([{ claims: null }]);
    expect(await tries(`select identity.vouched_for('people/sign-in-by-passkey', '{}', '')`)).toBe('42501');
    expect(await tries('select identity.store_passkey($1, $2)', [mira.personId, '{}'])).toBe('42501');
    expect(await tries('select identity.new_session($1, $2, $3)', [mira.personId, randomUUID(), randomBytes(32)])).toBe('42501');
  });
});
