import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { GROUPS, isIn, OFFERED_ROLES, ROLES } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

// Roles that no room serves: a person with one would see an empty desk.
let bed: TestBed;
let nation = '';
let office: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  office = await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

/** Gives a new person a role; null: not accepted. */
async function give(role: string) {
  const person = await bed.givenPerson(`Holder ${role.replaceAll('-', ' ')}`);
  const partyId = isIn('held-without-party', role) ? null : nation;
  const given = await bed.call(office, 'POST', '/desk/api/grants', { personId: person.personId, role, partyId });
  const { body } = await bed.call(person, 'GET', '/desk/api/session');
  return { status: given.status, fields: given.body.fields, roles: body.grants.map((grant: { role: string }) => grant.role) };
}

describe('F14', () => {
  test('a role without a room can neither be given nor proposed by a table', async () => {
    expect(GROUPS['without-room'].length).toBeGreaterThan(0);
    for (const role of GROUPS['without-room']) {
      expect(await give(role)).toEqual({ status: 422, fields: [expect.objectContaining({ path: 'role' })], roles: [] });
      const table = `email,name,language,role,party,until\nkim@example.org,Kim,en,${role},XA,\n`;
      const { body } = await bed.call(office, 'POST', '/desk/api/imports/preview', { of: 'people', table });
      expect([body.new, body.faults.map(({ line, column }: { line: number; column: string }) => [line, column])]).toEqual([
        0,
        [[2, 'role']],
      ]);
    }
    const held = await bed.deployer.query('select from identity.role_grant where role = any ($1)', [GROUPS['without-room']]);
    expect(held.rowCount).toBe(0);
  });

  test('every other role can be given, and is what the interface offers', async () => {
    const offered = ROLES.filter((role) => !isIn('without-room', role));
    const { paths } = (await bed.call(office, 'GET', '/api/openapi.json')).body;
    const [schema] = Object.values(paths['/desk/api/grants'].post.requestBody.content) as [{ schema: { properties: object } }];
    expect(schema.schema.properties).toMatchObject({ role: { enum: offered } });
    expect(OFFERED_ROLES).toEqual(offered);
    for (const role of offered) {
      const { status, roles } = await give(role);
      // Some roles need a second person of the policy office to confirm them.
      expect([role, status, roles.length === 0 || roles[0] === role]).toEqual([role, 200, true]);
    }
  });
});
