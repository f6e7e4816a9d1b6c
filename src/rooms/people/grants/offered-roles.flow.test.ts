import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isIn, ROLES } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let nation = '';
let office: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  office = await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

/** Gives a new person a role. */
async function give(role: string) {
  const person = await bed.givenPerson(`Holder ${role.replaceAll('-', ' ')}`);
  const partyId = isIn('held-without-party', role) ? null : nation;
  const given = await bed.call(office, 'POST', '/desk/api/grants', { personId: person.personId, role, partyId });
  const { body } = await bed.call(person, 'GET', '/desk/api/session');
  return { status: given.status, roles: body.grants.map((grant: { role: string }) => grant.role) };
}

describe('F14', () => {
  test('every role can be given, and is what the interface offers', async () => {
    const { paths } = (await bed.call(office, 'GET', '/api/openapi.json')).body;
    const [schema] = Object.values(paths['/desk/api/grants'].post.requestBody.content) as [{ schema: { properties: object } }];
    expect(schema.schema.properties).toMatchObject({ role: { enum: [...ROLES] } });
    for (const role of ROLES) {
      const { status, roles } = await give(role);
      // Some roles need a second person of the policy office to confirm them.
      expect([role, status, roles.length === 0 || roles[0] === role]).toEqual([role, 200, true]);
    }
  });
});
