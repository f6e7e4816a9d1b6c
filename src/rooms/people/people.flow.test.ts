import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { HEADQUARTERS_CODE } from '#rooms/parties/index.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { codeOf, newSecret, tokenOf } from './sign-in/fixtures.ts';

const PASSWORD = 'twelve letters and more';
let bed: TestBed;
let aldmark: string;
let ines: TestPerson;
let invited: { personId: string; token: string };

beforeAll(async () => {
  bed = await openTestBed();
  await bed.givenParty({ kind: 'body', code: HEADQUARTERS_CODE, name: 'Headquarters' });
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
});
afterAll(() => bed.close());

test('the first person signs up once with the one-time link, and works in one-person mode', async () => {
  const link = randomBytes(32).toString('base64url');
  await bed.deployer.query('select identity.new_set_up_link($1, $2)', [randomUUID(), link]);
  const form = { token: link, name: 'Ines Harrow', email: 'Ines@example.org', password: PASSWORD, language: 'en' };
  expect((await bed.call(null, 'GET', `/desk/api/links/${link}`)).body).toMatchObject({ purpose: 'set-up' });
  const cut = await bed.call(null, 'GET', `/desk/api/links/${link.slice(0, 12)}`);
  expect([cut.status, cut.body.code]).toEqual([404, 'people/link-spent']);

  const first = await bed.call(null, 'POST', '/desk/api/set-up', form);
  expect([first.status, first.body]).toEqual([200, { step: 'set-up', methods: [] }]);
  expect(String(first.headers['set-cookie'])).toMatch(/Path=\/desk; HttpOnly; SameSite=Strict/);
  const secret = newSecret();
  const waiting = { personId: '', email: 'ines@example.org', token: tokenOf(first) };
  const inside = await bed.call(waiting, 'POST', '/desk/api/session/totp-set-up', { secret, code: codeOf(secret) });
  expect(inside.body.step).toBe('in');
  ines = { ...waiting, token: tokenOf(inside) };
  // These tests are not about second factors, which have tests of their own.
  await bed.deployer.query('select identity.require_second_factor(false)');
  const session = await bed.call(ines, 'GET', '/desk/api/session');
  expect(session.body).toMatchObject({
    person: { name: 'Ines Harrow', email: 'ines@example.org' },
    onePersonMode: true,
    grants: [{ role: ROLE.policyOffice }],
  });
  ines.personId = session.body.person.id;

  const again = await bed.call(null, 'POST', '/desk/api/set-up', { ...form, email: 'other@example.org' });
  expect([again.status, again.body.code]).toEqual([404, 'people/link-spent']);
});

test('a wrong password and an unknown email address get the same answer', async () => {
  const wrong = await bed.call(null, 'POST', '/desk/api/session', { email: ines.email, password: 'not the password' });
  const unknown = await bed.call(null, 'POST', '/desk/api/session', { email: 'nobody@example.org', password: 'not the password' });
  expect([wrong.status, wrong.body.code]).toEqual([401, 'people/sign-in-failed']);
  expect(unknown.text).toBe(wrong.text);

  const right = await bed.call(null, 'POST', '/desk/api/session', { email: 'INES@example.org', password: PASSWORD });
  expect([right.status, right.body.step]).toEqual([200, 'second-factor']);
});

test('an invited person opens the account with the link, and has no role until one is given', async () => {
  const invitation = await bed.call(ines, 'POST', '/desk/api/people', { name: 'Mira Kolb', email: 'mira@example.org', language: 'fr' });
  expect(invitation.status).toBe(200);
  invited = invitation.body;
  const entered = await bed.call(null, 'POST', '/desk/api/invitation', {
    token: invited.token,
    name: 'Mira Kolb',
    password: PASSWORD,
    language: 'fr',
  });
  expect(entered.status).toBe(200);
  const mira: TestPerson = { personId: invited.personId, email: 'mira@example.org', token: tokenOf(entered) };
  expect((await bed.call(mira, 'GET', '/desk/api/session')).body).toMatchObject({
    grants: [],
    onePersonMode: false,
    person: { language: 'fr' },
  });
  expect((await bed.call(mira, 'GET', '/desk/api/people')).status).toBe(403);

  const given = await bed.call(ines, 'POST', '/desk/api/grants', { personId: invited.personId, role: ROLE.focalPoint, partyId: aldmark });
  expect(given.status).toBe(200);
  expect((await bed.call(mira, 'GET', '/desk/api/session')).body.grants).toMatchObject([{ role: ROLE.focalPoint, party: { id: aldmark } }]);

  // An ended grant has no effect from the next request on.
  expect((await bed.call(ines, 'POST', `/desk/api/grants/${given.body.grantId}/end`)).status).toBe(200);
  expect((await bed.call(mira, 'GET', '/desk/api/session')).body.grants).toEqual([]);
  expect((await bed.call(mira, 'DELETE', '/desk/api/session')).status).toBe(200);
  expect((await bed.call(mira, 'GET', '/desk/api/session')).status).toBe(401);
});

test('an email address in use is refused, and nothing of the second account is stored', async () => {
  const again = { name: 'Another person', email: 'mira@example.org', language: 'en' };
  const refused = await bed.call(ines, 'POST', '/desk/api/people', again);
  expect(refused.body).toMatchObject({ status: 409, code: 'people/address-taken' });
  expect((await bed.deployer.query(`select from identity.person where name = 'Another person'`)).rowCount).toBe(0);
});

test('the link of an invitation is never stored in plain text, even for a repeated request', async () => {
  const { rows } = await bed.deployer.query(`select answer from platform.stored_response where command = 'people/invite-person'`);
  expect(rows[0].answer).toMatchObject({ personId: invited.personId, token: '' });
});

test('no person gives themselves a role once there are two, and the last of the policy office cannot leave', async () => {
  const held = (await bed.call(ines, 'GET', '/desk/api/session')).body.grants[0].id;
  const last = await bed.call(ines, 'POST', `/desk/api/grants/${held}/end`);
  expect([last.status, last.body.code]).toEqual([409, 'people/grant-stays']);

  await bed.signIn.policyOffice();
  expect((await bed.call(ines, 'GET', '/desk/api/session')).body.onePersonMode).toBe(false);
  const selfish = await bed.call(ines, 'POST', '/desk/api/grants', { personId: ines.personId, role: ROLE.focalPoint, partyId: aldmark });
  expect([selfish.status, selfish.body.code]).toEqual([403, 'people/grant-refused']);
});

test('a party administrator gives roles at that party only, and never the policy office or a reviewer', async () => {
  const brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  const admin = await bed.signIn.partyAdmin(brevia);
  const colleague = await bed.givenPerson('Tomas Veld');
  const give = (role: string, partyId: string | null) =>
    bed.call(admin, 'POST', '/desk/api/grants', { personId: colleague.personId, role, partyId });
  expect((await give(ROLE.focalPoint, brevia)).status).toBe(200);
  expect((await give(ROLE.focalPoint, aldmark)).status).toBe(403);
  expect((await give(ROLE.policyOffice, null)).status).toBe(403);
  expect((await give(ROLE.reviewer, brevia)).status).toBe(403);
});

test('the list of a party shows people with a role there today, to readers who may see those roles', async () => {
  const cora = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Corvania' });
  const focal = await bed.signIn.focalPoint(cora, 'Kim Focal');
  const former = await bed.signIn.commander(cora);
  await bed.deployer.query(`update identity.role_grant set valid_to = '2020-06-30' where person_id = $1`, [former.personId]);
  const reviewer = await bed.signIn.reviewer(cora, 'Uma Reviewer');
  const stranger = await bed.signIn.focalPoint(aldmark);
  const namesFor = async (who: TestPerson) =>
    (await bed.call(who, 'GET', `/desk/api/people?party=${cora}`)).body.items.map((person: { name: string }) => person.name);
  for (const who of [focal, reviewer, ines]) expect(await namesFor(who)).toEqual(['Kim Focal', 'Uma Reviewer']);
  expect(await namesFor(stranger)).toEqual([]);
});

test('a client key acts once, and is refused for another request', async () => {
  const key = randomUUID();
  const body = { name: 'Once Only', email: 'once@example.org', language: 'en' };
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => bed.call(ines, 'POST', '/desk/api/people', body, { 'idempotency-key': key })),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  expect(new Set(answers.map((answer) => answer.body.personId)).size).toBe(1);
  const { rows } = await bed.deployer.query(`select count(*)::int as n from identity.person where email = 'once@example.org'`);
  expect(rows[0].n).toBe(1);
  const other = await bed.call(ines, 'POST', '/desk/api/people', { ...body, email: 'twice@example.org' }, { 'idempotency-key': key });
  expect([other.status, other.body.code]).toEqual([422, 'platform/key-reused']);
});

test('every command appends one ledger entry, which joins the chain', async () => {
  const entries = (await bed.deployer.query('select count(*)::int as n from ledger.entry')).rows[0].n;
  expect(entries).toBeGreaterThan(8);
  // An open transaction anywhere on the server reserves places for a moment.
  await expect
    .poll(async () => {
      await bed.deployer.query('select ledger.sequence(1000)');
      return (await bed.deployer.query('select count(*)::int as n from ledger.link')).rows[0].n;
    })
    .toBe(entries);
  const { rows } =
    await bed.deployer.query(`select count(*)::int as n, bool_and(chain_hash = sha256(coalesce(before, sha256('manumit ledger, format 1')) || leaf_hash)) as holds
    from (select l.index, l.chain_hash, e.leaf_hash, lag(l.chain_hash) over (order by l.index) as before from ledger.link l join ledger.entry e on e.id = l.entry_id) chain`);
  expect(rows[0]).toEqual({ n: entries, holds: true });
});

test('a new link is refused with its reason: the account is open, or the caller did not invite its owner', async () => {
  const evora = await bed.givenParty({ kind: 'nation', code: 'XE', name: 'Evora' });
  const admin = await bed.signIn.partyAdmin(evora);
  const office = await bed.signIn.policyOffice();
  const invite = async (who: TestPerson, name: string): Promise<string> =>
    (await bed.call(who, 'POST', '/desk/api/people', { name, email: `${name}@example.org`, language: 'en' })).body.personId;
  const link = async (who: TestPerson, personId: string) => {
    const { status, body } = await bed.call(who, 'POST', `/desk/api/people/${personId}/link`);
    return [status, body.code];
  };
  const [own, others] = [await invite(admin, 'Own'), await invite(office, 'Others')];
  const refused = [404, 'platform/not-found'];
  expect([await link(admin, own), await link(admin, others)]).toEqual([[200, undefined], refused]);
  const open = 'insert into identity.password (person_id, salt, digest) values ($1, $3, $3), ($2, $3, $3)';
  await bed.deployer.query(open, [own, others, Buffer.from('x')]);
  const used = [409, 'people/account-open'];
  expect([await link(admin, own), await link(office, others)]).toEqual([used, used]);
  // An administrator does not learn whether an account that others opened is in use.
  expect(await link(admin, others)).toEqual(refused);
  // Retention deletes what shows who invited a person.
  await bed.deployer.query('delete from identity.invitation where person_id = $1', [own]);
  expect(await link(admin, own)).toEqual(refused);
});
