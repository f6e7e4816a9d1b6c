import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import type { TestBed, TestPerson } from '#test/database/harness.ts';
import { vouchFor } from '../sign-in/sign-in-tokens.ts';
import { countIn, type Door, openDoor, refusedFor, throughPages } from './fixtures/door.ts';

let door: Door;
let bed: TestBed;
let signIn: Door['signIn'];
let everything: Door['everything'];

beforeAll(async () => {
  door = await openDoor();
  ({ bed, signIn, everything } = door);
});
afterAll(() => door.close());
beforeEach(() => {
  door.logged.length = 0;
});

const grantsOf = async (who: TestPerson | null) =>
  (await bed.call(who, 'GET', '/desk/api/session')).body.grants.map((grant: { role: string; party: { code: string } | null }) => [
    grant.role,
    grant.party?.code,
  ]);
const count = (table: string) => countIn(bed, table);

describe('single sign-on before the first account (access, all clauses)', () => {
  test('refuses a person who is not listed, and stores and logs nothing about them', async () => {
    const before = await everything();
    expect(await signIn({ sub: 'stranger-4711', name: 'Stranger Person', email: 'stranger@example.org' })).toEqual(
      refusedFor('not-listed'),
    );
    expect(await everything()).toEqual(before);
    expect(door.logged).toEqual([{ event: 'single-sign-on-refused', code: 'people/not-listed' }]);
  });

  test('refuses a person listed for less than the policy office', async () => {
    const before = await everything();
    expect(await signIn({ sub: 'early', groups: ['thb-focal'] })).toEqual(refusedFor('first-person-first'));
    expect(await everything()).toEqual(before);
  });

  test('refuses that person in the database too', async () => {
    const what = { issuer: 'i', subject: 'early', attempt: '01', person: randomUUID(), name: 'Early', language: 'en' };
    const grants = [{ id: randomUUID(), role: ROLE.focalPoint, party: 'XA' }];
    const { payload, voucher } = await vouchFor(bed.platform, 'people/sign-in-by-single-sign-on', { ...what, grants });
    const { rows } = await bed.platform.pool.query('select identity.sign_in_by_single_sign_on($1, $2, $3, $4) as claims', [
      payload,
      voucher,
      randomUUID(),
      randomBytes(32),
    ]);
    expect(rows).toEqual([{ claims: null }]);
    expect(await count(`person where kind = 'person'`)).toBe(0);
  });

  test('signs in a person listed for the policy office as the first, and voids the one-time link', async () => {
    const link = randomBytes(32).toString('base64url');
    await bed.deployer.query('select identity.new_set_up_link($1, $2)', [randomUUID(), link]);
    const { who, to } = await signIn({ sub: 'the-director', name: 'The Director' });
    expect(to).toBe('/desk/policy');
    expect(await grantsOf(who)).toEqual([[ROLE.policyOffice, 'HQX']]);
    expect((await bed.call(null, 'GET', `/desk/api/links/${link}`)).status).toBe(404);
  });
});

describe('single sign-on of a listed person', () => {
  test('gives exactly the listed grants, until the end of the session’s last day', async () => {
    const { who } = await signIn({ sub: 'mira-1', name: 'Mira Kolb', email: 'the-director@example.org', groups: ['other', 'thb-focal'] });
    const session = (await bed.call(who, 'GET', '/desk/api/session')).body;
    expect(session).toMatchObject({ person: { name: 'Mira Kolb', email: null }, onePersonMode: false });
    expect(await grantsOf(who)).toEqual([[ROLE.focalPoint, 'XA']]);
    const { rows } = await bed.deployer.query(
      `select valid_to = (now() + interval '12 hours')::date as fits from identity.role_grant where person_id = $1`,
      [session.person.id],
    );
    expect(rows).toEqual([{ fits: true }]);
    const { rows: entries } = await bed.deployer.query(
      `select o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'people/sign-in-by-single-sign-on' and e.person_id = $1`,
      [session.person.id],
    );
    expect(entries).toEqual([{ detail: { singleSignOn: true, added: [expect.any(String)], ended: [] } }]);
  });

  test('finds the same person again with today’s grants, and leaves grants given by hand unchanged', async () => {
    const { who } = await signIn({ sub: 'mira-1', name: 'Mira Kolb', groups: ['thb-focal'] });
    const id = (await bed.call(who, 'GET', '/desk/api/session')).body.person.id;
    await bed.deployer.query('insert into identity.role_grant (id, person_id, role, party_id) values (gen_random_uuid(), $1, $2, $3)', [
      id,
      ROLE.commander,
      door.aldmark,
    ]);
    const given = await count(`role_grant where person_id = '${id}'`);
    await bed.deployer.query('update identity.role_grant set valid_to = current_date where person_id = $1', [id]);
    const again = await signIn({ sub: 'mira-1', name: 'Mira Kolb', groups: ['thb-focal'] });
    expect(await count(`role_grant where person_id = '${id}'`), 'an existing grant is not given again').toBe(given);
    expect((await grantsOf(again.who)).sort()).toEqual([
      [ROLE.commander, 'XA'],
      [ROLE.focalPoint, 'XA'],
    ]);

    const renewed = `role_grant where person_id = '${id}' and role = '${ROLE.focalPoint}' and valid_to = (now() + interval '12 hours')::date`;
    expect(await count(renewed)).toBe(1);

    const changed = await signIn({ sub: 'mira-1', name: 'Mira Kolb', groups: ['thb-train'] });
    expect((await grantsOf(changed.who)).sort()).toEqual([
      [ROLE.commander, 'XA'],
      [ROLE.trainingOfficer, 'XA'],
    ]);
    expect((await grantsOf(who)).sort(), 'an older session has the same grants').toEqual([
      [ROLE.commander, 'XA'],
      [ROLE.trainingOfficer, 'XA'],
    ]);
    expect((await bed.call(changed.who, 'GET', '/desk/api/session')).body.person.id).toBe(id);
  });

  test('gives expired grants again the next day', async () => {
    const { who } = await signIn({ sub: 'night', groups: ['thb-focal'] });
    const id = (await bed.call(who, 'GET', '/desk/api/session')).body.person.id;
    await bed.deployer.query(
      'update identity.role_grant set valid_from = current_date - 3, valid_to = current_date - 2 where person_id = $1',
      [id],
    );
    expect(await grantsOf(who), 'expired grants open nothing').toEqual([]);
    expect(await grantsOf((await signIn({ sub: 'night', groups: ['thb-focal'] })).who)).toEqual([[ROLE.focalPoint, 'XA']]);
  });

  test('never opens the account of another person with the same email address', async () => {
    const rosa = await bed.signIn.policyOffice(door.headquarters, 'Rosa');
    const { who } = await signIn({ sub: 'other-rosa', name: 'Rosa', email: rosa.email, groups: ['thb-focal'] });
    const session = (await bed.call(who, 'GET', '/desk/api/session')).body;
    expect(session.person.id).not.toBe(rosa.personId);
    expect(await grantsOf(who)).toEqual([[ROLE.focalPoint, 'XA']]);
  });

  test('ends sessions and listed grants at once when the list no longer names the person', async () => {
    const { who } = await signIn({ sub: 'mira-1', groups: ['thb-focal'] });
    expect((await bed.call(who, 'GET', '/desk/api/session')).status).toBe(200);
    expect(await signIn({ sub: 'mira-1', groups: [] })).toEqual(refusedFor('not-listed'));
    expect((await bed.call(who, 'GET', '/desk/api/session')).status).toBe(401);
    const { rows } = await bed.deployer.query(
      `select role, ended_at is null as holds from identity.role_grant g join identity.single_sign_on s using (person_id) where s.subject = 'mira-1' and g.ended_at is null`,
    );
    expect(rows).toEqual([{ role: ROLE.commander, holds: true }]);
    expect((await bed.deployer.query(`select 1 from ledger.entry where command = 'people/end-single-sign-on'`)).rows).toHaveLength(1);
  });

  test('gives no role and no account for a party outside the register', async () => {
    const before = await everything();
    expect(await signIn({ sub: 'nowhere', groups: ['thb-nowhere'] })).toEqual(refusedFor('not-listed'));
    expect(await everything()).toEqual(before);
  });

  test('refuses a person whose account was closed', async () => {
    const { who } = await signIn({ sub: 'closed', groups: ['thb-focal'] });
    const id = (await bed.call(who, 'GET', '/desk/api/session')).body.person.id;
    await bed.deployer.query('update identity.person set disabled_at = now() where id = $1', [id]);
    const before = await everything();
    expect(await signIn({ sub: 'closed', groups: ['thb-focal', 'thb-train'] })).toEqual(refusedFor('not-listed'));
    expect(await everything()).toEqual(before);
  });

  test('is their only credential: no passkey, no link, and no link after a reset, which removes the codes that a sign-in needs', async () => {
    const { who } = await signIn({ sub: 'careful', groups: ['thb-focal'] });
    const id = (await bed.call(who, 'GET', '/desk/api/session')).body.person.id;
    expect((await bed.call(who, 'GET', '/desk/api/passkeys/options')).body.code).toBe('people/provider-decides');
    const ines = await bed.signIn.policyOffice(door.headquarters);
    expect((await bed.call(ines, 'POST', `/desk/api/people/${id}/link`)).body.code).toBe('people/account-open');
    await bed.deployer.query(`insert into identity.totp (person_id, secret_encrypted, last_step) values ($1, '', 0)`, [id]);
    const pending = await signIn({ sub: 'careful', groups: ['thb-focal'] });
    expect(pending.to).toBe('/desk/sign-in?step=second-factor&methods=totp&next=%2Fdesk%2Fpolicy');
    expect((await bed.call(pending.who, 'GET', '/desk/api/session')).status).toBe(401);

    const reset = await bed.call(ines, 'POST', `/desk/api/people/${id}/reset`);
    expect([reset.status, reset.body]).toMatchObject([200, { token: '', singleSignOn: true }]);
    expect((await bed.call(who, 'GET', '/desk/api/session')).status).toBe(401);
    expect(await count(`invitation where person_id = '${id}'`)).toBe(0);
    expect((await signIn({ sub: 'careful', groups: ['thb-focal'] })).to).toBe('/desk/policy');
  });

  test('makes one account for two concurrent sign-ins', async () => {
    Object.assign(door.provider.now, { person: { sub: 'twice', groups: ['thb-focal'] } });
    const ways = await Promise.all([door.goOut(), door.goOut()]);
    const backs = await Promise.all(ways.map(({ address }) => throughPages(address)));
    const ins = await Promise.all(backs.map((back, at) => door.comeBack(back, ways[at]!.cookie)));
    expect(ins.map(({ to }) => to)).toEqual(['/desk/policy', '/desk/policy']);
    expect(await count(`single_sign_on where subject = 'twice'`)).toBe(1);
    expect(await count(`role_grant g join identity.single_sign_on s using (person_id) where s.subject = 'twice'`)).toBe(1);
  });
});

test('the log contains nothing about a person', async () => {
  await signIn({ sub: 'canary-subject', name: 'Canary Name', email: 'canary@example.org' });
  await signIn({ sub: 'canary-subject', name: 'Canary Name', groups: ['thb-focal'] }, { payload: (claims) => ({ ...claims, nonce: 'x' }) });
  await signIn({ sub: 'canary-subject', name: 'Canary Name', groups: ['thb-focal'] });
  expect(door.logged.length).toBe(2);
  expect(JSON.stringify(door.logged)).not.toMatch(/canary/i);
});
