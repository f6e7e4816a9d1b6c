import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derivePassword } from '#platform/identity/password.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { codeOf, newSecret } from '../sign-in/fixtures.ts';
import { newSalt } from '../sign-in/sign-in-tokens.ts';
import { enterWith, outcomeOf, sessionOf, softAuthenticator } from './fixtures.ts';

const PASSWORD = 'twelve letters and more';

let bed: TestBed;
beforeAll(async () => {
  bed = await openTestBed();
});
afterAll(() => bed.close());

const REFUSED = [401, 'people/passkey-refused'];

async function add(who: TestPerson, key = softAuthenticator(), name = 'Key') {
  const options = (await bed.call(who, 'GET', '/desk/api/passkeys/options')).body;
  return { key, answer: await bed.call(who, 'POST', '/desk/api/passkeys', { name, registration: key.register(options) }) };
}
const listOf = async (who: TestPerson) => (await bed.call(who, 'GET', '/desk/api/passkeys')).body.items;

describe('adding and removing credentials', () => {
  test('removes one of two passkeys, and the last only with a password and codes', async () => {
    const rosa = await bed.givenPerson('Rosa');
    await add(rosa);
    await add(rosa, softAuthenticator(), 'Second');
    const [first, second] = await listOf(rosa);
    const remove = (id: string) => bed.call(rosa, 'DELETE', `/desk/api/passkeys/${id}`);
    expect((await remove(first.id)).status).toBe(200);
    expect(outcomeOf(await remove(second.id))).toEqual([409, 'people/last-passkey']);
    // Codes alone open no account: they need a password first.
    await bed.deployer.query(`insert into identity.totp (person_id, secret_encrypted, last_step) values ($1, '', 0)`, [rosa.personId]);
    expect(outcomeOf(await remove(second.id))).toEqual([409, 'people/last-passkey']);
    await bed.deployer.query('delete from identity.totp where person_id = $1', [rosa.personId]);
    await bed.deployer.query(`insert into identity.password (person_id, salt, digest) values ($1, '', '')`, [rosa.personId]);
    expect(outcomeOf(await remove(second.id))).toEqual([409, 'people/last-passkey']);
    await bed.deployer.query(`insert into identity.totp (person_id, secret_encrypted, last_step) values ($1, '', 0)`, [rosa.personId]);
    expect((await remove(second.id)).status).toBe(200);
    expect(await listOf(rosa)).toEqual([]);
  });

  test('keeps one of two passkeys that are removed concurrently', async () => {
    const rosa = await bed.givenPerson('Rosa');
    await add(rosa);
    await add(rosa, softAuthenticator(), 'Second');
    const all = await listOf(rosa);
    const answers = await Promise.all(all.map(({ id }: { id: string }) => bed.call(rosa, 'DELETE', `/desk/api/passkeys/${id}`)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await listOf(rosa)).toHaveLength(1);
  });

  test('keeps the codes or the only passkey when both are removed concurrently', async () => {
    for (let round = 0; round < 4; round += 1) {
      const rosa = await bed.givenPerson('Rosa');
      await add(rosa);
      await bed.deployer.query(`insert into identity.totp (person_id, secret_encrypted, last_step) values ($1, '', 0)`, [rosa.personId]);
      await bed.deployer.query(`insert into identity.password (person_id, salt, digest) values ($1, '', '')`, [rosa.personId]);
      const [only] = await listOf(rosa);
      const answers = await Promise.all(
        ['account/totp', `passkeys/${only.id}`].map((path) => bed.call(rosa, 'DELETE', `/desk/api/${path}`)),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    }
  });

  test('accepts one of several first factors that are set up concurrently', async () => {
    const salt = newSalt();
    const digest = await derivePassword(PASSWORD, salt);
    for (let round = 0; round < 4; round += 1) {
      const rosa = await bed.givenPerson('Rosa');
      await bed.deployer.query('insert into identity.password (person_id, salt, digest) values ($1, $2, sha256($3))', [
        rosa.personId,
        salt,
        digest,
      ]);
      const start = async () => sessionOf(await bed.call(null, 'POST', '/desk/api/session', { email: rosa.email, password: PASSWORD }));
      const [own, theirs, third] = [await start(), await start(), await start()];
      const register = async (who: TestPerson) => ({
        name: 'Key',
        registration: softAuthenticator().register((await bed.call(who, 'GET', '/desk/api/session/passkey-set-up')).body),
      });
      const [one, two] = [await register(own), await register(theirs)];
      const secret = newSecret();
      const answers = await Promise.all([
        bed.call(own, 'POST', '/desk/api/session/passkey-set-up', one),
        bed.call(theirs, 'POST', '/desk/api/session/passkey-set-up', two),
        bed.call(third, 'POST', '/desk/api/session/totp-set-up', { secret, code: codeOf(secret) }),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
    }
  });

  test('needs a session of at most fifteen minutes', async () => {
    const rosa = await bed.givenPerson('Rosa');
    await add(rosa);
    await add(rosa, softAuthenticator(), 'Second');
    await bed.deployer.query(`update identity.session set created_at = now() - interval '16 minutes' where person_id = $1`, [
      rosa.personId,
    ]);
    expect(outcomeOf((await add(rosa)).answer)).toEqual([403, 'people/sign-in-again']);
    const [first] = await listOf(rosa);
    expect(outcomeOf(await bed.call(rosa, 'DELETE', `/desk/api/passkeys/${first.id}`))).toEqual([403, 'people/sign-in-again']);
    expect(await listOf(rosa)).toHaveLength(2);
  });

  test('ends access by a removed passkey, and to a closed account', async () => {
    const rosa = await bed.givenPerson('Rosa');
    const { key } = await add(rosa);
    const { key: second } = await add(rosa, softAuthenticator(), 'Second');
    await bed.call(rosa, 'DELETE', `/desk/api/passkeys/${(await listOf(rosa))[0].id}`);
    expect(outcomeOf(await enterWith(bed, key))).toEqual(REFUSED);
    expect((await enterWith(bed, second)).status).toBe(200);
    await bed.deployer.query('update identity.person set disabled_at = now() where id = $1', [rosa.personId]);
    expect(outcomeOf(await enterWith(bed, second))).toEqual(REFUSED);
  });
});
