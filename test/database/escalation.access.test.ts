import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from './harness.ts';

// Attempts to gain more rights than were granted: through links, through grants and by ending grants.
let bed: TestBed;
let aldmark: string;
let brevia: string;
let headquarters: string;
let office: TestPerson;
let second: TestPerson;
let admin: TestPerson;
let platformAdmin: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  headquarters = await bed.givenParty({ kind: 'body', code: 'HQX', name: 'Headquarters' });
  aldmark = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  brevia = await bed.givenParty({ kind: 'nation', code: 'XB', name: 'Brevia' });
  office = await bed.signIn.policyOffice(headquarters);
  second = await bed.signIn.policyOffice(headquarters);
  admin = await bed.givenPerson('Ada', [
    { role: ROLE.partyAdmin, partyId: aldmark },
    { role: ROLE.partyAdmin, partyId: headquarters },
  ]);
  platformAdmin = await bed.signIn.platformAdmin();
});
afterAll(() => bed.close());

const post = (who: TestPerson, url: string, body: object = {}) => bed.call(who, 'POST', `/desk/api/${url}`, body);
let invitations = 0;
const invite = async (who: TestPerson) => {
  const answer = await post(who, 'people', { name: 'Newcomer', email: `new${++invitations}@example.org`, language: 'en' });
  return answer.body.personId as string;
};
const grantOf = async (who: TestPerson, role: string) =>
  (await bed.deployer.query('select id from identity.role_grant where person_id = $1 and role = $2', [who.personId, role])).rows[0].id;

describe('a new one-time link opens an account, so only a person who may grant every role of the account can issue one', () => {
  test('neither the administrator of another party nor a platform administrator can, also for an account without roles', async () => {
    const invited = await invite(office);
    for (const who of [admin, platformAdmin]) expect((await post(who, `people/${invited}/link`)).status).toBe(404);
    await post(office, 'grants', { personId: invited, role: ROLE.focalPoint, partyId: brevia });
    for (const who of [admin, platformAdmin]) expect((await post(who, `people/${invited}/link`)).status).toBe(404);
    expect((await post(office, `people/${invited}/link`)).status).toBe(200);
  });

  test('the administrator of its party cannot, if the account also has a role that only the policy office grants', async () => {
    const invited = await invite(admin);
    await post(admin, 'grants', { personId: invited, role: ROLE.focalPoint, partyId: aldmark });
    expect((await post(admin, `people/${invited}/link`)).status).toBe(200);
    await post(office, 'grants', { personId: invited, role: ROLE.reviewer, partyId: aldmark });
    expect((await post(admin, `people/${invited}/link`)).status).toBe(404);
  });
});

describe('grants', () => {
  test('of the role that reads the ledger of all parties are not made by a party administrator', async () => {
    const colleague = await bed.givenPerson('Sock');
    expect((await post(admin, 'grants', { personId: colleague.personId, role: ROLE.auditor, partyId: aldmark })).status).toBe(403);
    expect((await post(office, 'grants', { personId: colleague.personId, role: ROLE.auditor })).status).toBe(200);
  });

  test('of a reviewer and of the policy office at headquarters are not ended by the administrator of their party', async () => {
    const reviewer = await bed.signIn.reviewer(aldmark);
    expect((await post(admin, `grants/${await grantOf(reviewer, ROLE.reviewer)}/end`)).status).toBe(403);
    expect((await post(admin, `grants/${await grantOf(second, ROLE.policyOffice)}/end`)).status).not.toBe(200);
    expect((await bed.call(second, 'GET', '/desk/api/session')).body.grants).toHaveLength(1);
  });

  test('that one of two office members ends for the other do not restore one-person mode', async () => {
    expect((await post(office, `grants/${await grantOf(second, ROLE.policyOffice)}/end`)).status).toBe(200);
    expect((await bed.call(office, 'GET', '/desk/api/session')).body.onePersonMode).toBe(false);
    const selfish = await post(office, 'grants', { personId: office.personId, role: ROLE.focalPoint, partyId: aldmark });
    expect([selfish.status, selfish.body.code]).toEqual([403, 'people/grant-refused']);
  });

  test('of the last policy office member stay if the grants of the other members have expired', async () => {
    const former = await bed.signIn.policyOffice(headquarters);
    await bed.deployer.query(`update identity.role_grant set valid_to = current_date - 1 where person_id = $1`, [former.personId]);
    const left = await post(office, `grants/${await grantOf(office, ROLE.policyOffice)}/end`);
    expect([left.status, left.body.code]).toEqual([409, 'people/grant-stays']);
  });
});

test('a party administrator reads the mail addresses of the party’s people and of people they invited, and a focal point none', async () => {
  const own = await bed.signIn.commander(aldmark, 'Own');
  const foreign = await bed.signIn.focalPoint(brevia);
  const pending = await invite(admin);
  const focal = await bed.signIn.focalPoint(aldmark, 'Focal');
  const addresses = async (who: TestPerson) => {
    const people: { id: string; email: string | null }[] = (await bed.call(who, 'GET', '/desk/api/people?limit=100')).body.items;
    return [own.personId, pending, foreign.personId].map((id) => people.find((person) => person.id === id)?.email !== null);
  };
  expect(await addresses(admin)).toEqual([true, true, false]);
  expect(await addresses(focal)).toEqual([false, false, false]);
  expect(await addresses(platformAdmin)).toEqual([true, true, true]);
});
