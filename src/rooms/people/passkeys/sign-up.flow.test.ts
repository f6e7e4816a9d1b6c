import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { HEADQUARTERS_CODE } from '#rooms/parties/index.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { enterWith, outcomeOf, sessionOf, softAuthenticator } from './fixtures.ts';

let bed: TestBed;
let mira: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  await bed.givenParty({ kind: 'body', code: HEADQUARTERS_CODE, name: 'Headquarters' });
  mira = await bed.givenPerson('Mira');
});
afterAll(() => bed.close());

const post = (who: TestPerson | null, url: string, body: unknown = {}) => bed.call(who, 'POST', `/desk/api/${url}`, body);

describe('signing up with a passkey', () => {
  const link = randomBytes(32).toString('base64url');
  let ines: TestPerson;

  test('is open once to the first person, who is signed in at once', async () => {
    await bed.deployer.query('delete from identity.invitation');
    await bed.deployer.query(
      `insert into identity.invitation (id, purpose, token_hash) values ($1, 'set-up', sha256(convert_to($2, 'UTF8')))`,
      [randomUUID(), link],
    );
    const key = softAuthenticator();
    const form = async (token: string) => {
      const options = (await bed.call(null, 'GET', `/desk/api/links/${token}/passkey-options`)).body;
      return { token, name: 'Ines', email: 'ines@example.org', language: 'en', passkeyName: 'Key', registration: key.register(options) };
    };
    const once = await form(link);
    const entered = await post(null, 'set-up/passkey', once);
    expect(entered.body).toEqual({ step: 'in', methods: [] });
    ines = sessionOf(entered);
    expect((await bed.call(ines, 'GET', '/desk/api/session')).body).toMatchObject({
      person: { name: 'Ines', email: 'ines@example.org' },
      grants: [{ role: ROLE.policyOffice }],
    });
    expect(outcomeOf(await post(null, 'set-up/passkey', { ...once, email: 'other@example.org' }))).toEqual([404, 'people/link-spent']);
    expect((await enterWith(bed, key)).status).toBe(200);
    expect((await bed.deployer.query(`select command from ledger.entry where command = 'people/set-up-by-passkey'`)).rows).toHaveLength(1);
  });

  test('is open to an invited person, and not with another person’s link or challenge', async () => {
    const invite = async (email: string) => (await post(ines, 'people', { name: 'Newcomer', email, language: 'en' })).body;
    const [one, two] = [await invite('one@example.org'), await invite('two@example.org')];
    const key = softAuthenticator();
    const ask = async (token: string) => (await bed.call(null, 'GET', `/desk/api/links/${token}/passkey-options`)).body;
    const accept = (token: string, registration: unknown) =>
      post(null, 'invitation/passkey', { token, name: 'Newcomer', language: 'en', passkeyName: 'Key', registration });
    expect(outcomeOf(await accept(one.token, key.register(await ask(two.token))))).toEqual([404, 'people/link-spent']);
    const entered = await accept(one.token, key.register(await ask(one.token)));
    expect((await bed.call(sessionOf(entered), 'GET', '/desk/api/session')).body.person.id).toBe(one.personId);
    expect(outcomeOf(await bed.call(null, 'GET', `/desk/api/links/${one.token}/passkey-options`))).toEqual([404, 'people/link-spent']);

    // An account with only a passkey counts as used: no new link bypasses its passkey.
    expect((await post(ines, `people/${one.personId}/link`)).status).toBe(409);
    // For a person who lost everything, the reset removes the passkey with the sessions.
    expect((await post(ines, `people/${one.personId}/reset`)).status).toBe(200);
    expect(outcomeOf(await enterWith(bed, key))).toEqual([401, 'people/passkey-refused']);
  });

  test('after a password makes the passkey a required second factor', async () => {
    const { token } = (await post(ines, 'people', { name: 'Third', email: 'third@example.org', language: 'en' })).body;
    const password = 'twelve letters and more';
    const opened = await post(null, 'invitation', { token, name: 'Third', password, language: 'en' });
    expect(opened.body.step).toBe('set-up');
    const attempt = sessionOf(opened);
    expect(outcomeOf(await bed.call(attempt, 'GET', '/desk/api/session'))).toEqual([401, 'platform/signed-out']);
    const key = softAuthenticator();
    const options = (await bed.call(attempt, 'GET', '/desk/api/session/passkey-set-up')).body;
    const others = (await bed.call(mira, 'GET', '/desk/api/passkeys/options')).body;
    const foreign = await post(attempt, 'session/passkey-set-up', { name: 'Key', registration: softAuthenticator().register(others) });
    expect(outcomeOf(foreign)).toEqual([401, 'people/attempt-over']);
    const entered = await post(attempt, 'session/passkey-set-up', { name: 'Key', registration: key.register(options) });
    expect(entered.body.step).toBe('in');
    expect((await bed.call(sessionOf(entered), 'GET', '/desk/api/session')).status).toBe(200);
    expect(outcomeOf(await bed.call(attempt, 'GET', '/desk/api/session/passkey-set-up'))).toEqual([401, 'people/attempt-over']);

    const pending = await post(null, 'session', { email: 'third@example.org', password });
    expect(pending.body).toEqual({ step: 'second-factor', methods: ['passkey'] });
    // After the password the answer lists the keys of that account, for a key that its device does not list unasked.
    const asked = (await post(sessionOf(pending), 'session/passkey-options')).body;
    expect(asked.allowCredentials).toMatchObject([{ id: key.id.toString('base64url'), transports: ['internal'] }]);
    expect((await enterWith(bed, key)).status).toBe(200);
  });
});
