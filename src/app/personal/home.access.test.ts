import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { isIn, ROLE, ROLES, type Role } from '#kernel/roles.ts';
import { flushAccess } from '#platform/access-record.ts';
import { HomeUrgency } from '#platform/home/home.rules.ts';
import { defineHomePart, homeQuery } from '#platform/home/home-part.ts';
import { runQuery } from '#platform/query.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { HOME_PARTS } from './home.ts';

let bed: TestBed;
let nation = '';
const people = new Map<Role, TestPerson>();
const AT_HEADQUARTERS: readonly Role[] = [ROLE.policyOffice, ROLE.auditor, ROLE.platformAdmin];

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Quarra' });
  for (const role of ROLES)
    people.set(role, await bed.givenPerson(role, [{ role, partyId: AT_HEADQUARTERS.includes(role) ? null : nation }]));
});
afterAll(() => bed.close());

const home = async (person: TestPerson) => (await bed.call(person, 'GET', '/desk/api/home')).body;
// In the order of the page. Nothing is at work in this register: a return or a participation would add its part.
const OWN: Partial<Record<Role, string[]>> = {
  [ROLE.policyOffice]: ['firstSteps', 'clauses', 'round'],
  [ROLE.focalPoint]: ['known'],
  [ROLE.commander]: ['readiness', 'known'],
  [ROLE.trainingOfficer]: ['readiness'],
  [ROLE.legalAdviser]: ['advised'],
  [ROLE.contractingOfficer]: ['contracts'],
  [ROLE.auditor]: ['log', 'adopted', 'lastReviews'],
  [ROLE.partyAdmin]: ['access'],
  [ROLE.platformAdmin]: ['firstSteps', 'installation'],
};

describe('the home page', () => {
  it.each(ROLES)('answers the questions of the role %s and of no other', async (role) => {
    // In one-person mode the policy office would be asked everything: a second one ends it.
    if (role === ROLE.policyOffice) await bed.signIn.policyOffice();
    const { parts, order } = await home(people.get(role)!);
    expect(Object.keys(parts).sort()).toEqual([...(OWN[role] ?? [])].sort());
    expect(order).toEqual(OWN[role] ?? []);
  });

  it.each([
    [ROLE.contractingOfficer, 'coverage'],
    [ROLE.commander, 'readiness'],
    [ROLE.trainingOfficer, 'readiness'],
    [ROLE.focalPoint, 'return'],
    [ROLE.reviewer, 'assignments'],
  ] as const)('lists first what the role %s asks first, also where a return is open: %s', (role, first) => {
    expect(HOME_PARTS.find(({ group }) => isIn(group, role))?.name).toBe(first);
  });

  it('shows a focal point their own nation and no other', async () => {
    const other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Orrland' });
    const { parts } = await home(await bed.signIn.focalPoint(other, 'Olaf Other'));
    expect(parts.known.parties.map((one: { party: { id: string } }) => one.party.id)).toEqual([other]);
    const own = await home(people.get(ROLE.focalPoint)!);
    expect(own.parts.known.parties.map((one: { party: { id: string } }) => one.party.id)).toEqual([nation]);
    const { rows } = (await bed.call(people.get(ROLE.focalPoint)!, 'GET', '/desk/api/matrix?kind=nation')).body;
    type MatrixMark = { obligationId?: string; id?: string; status: string };
    const marks = rows[0].cells
      .filter((cell: MatrixMark) => cell.status !== 'not-applicable')
      .map((cell: MatrixMark) => [cell.obligationId, cell.status]);
    expect(own.parts.known.parties[0].obligations.map((one: MatrixMark) => [one.id, one.status])).toEqual(marks);
  });

  it('shows a party once to a person who answers for it and advises it', async () => {
    const both = await bed.signIn.focalPoint(nation, 'Bea Both');
    const advises = 'insert into identity.role_grant (id, person_id, role, party_id) values (gen_random_uuid(), $1, $2, $3)';
    await bed.deployer.query(advises, [both.personId, ROLE.legalAdviser, nation]);
    const { parts } = await home(both);
    expect(parts.known.parties).toHaveLength(1);
    expect(parts).not.toHaveProperty('advised');
  });

  it('is refused to a person who is not signed in', async () => {
    expect((await bed.call(null, 'GET', '/desk/api/home')).status).toBe(401);
  });

  it('is recorded as a read of the matrix where it shows the matrix, and not otherwise', async () => {
    const count = async () => (await bed.deployer.query(`select from identity.access_record where kind = 'matrix'`)).rowCount;
    await flushAccess(bed.platform);
    const before = await count();
    await home(people.get(ROLE.auditor)!);
    await flushAccess(bed.platform);
    expect(await count()).toBe(before);
    await home(await bed.signIn.policyOffice(null, 'Another office'));
    await flushAccess(bed.platform);
    expect(await count()).toBe((before ?? 0) + 1);
  });

  it('gains the part of a room that did not exist, without a change to any other room', async () => {
    const kitchen = defineHomePart({
      name: 'kitchen',
      group: 'leaders',
      permission: 'commitments:read',
      answer: HomeUrgency.extend({ meals: z.int() }),
      run: async () => ({ late: 1, next: '2026-07-01', meals: 3 }),
    });
    const silent = defineHomePart({
      name: 'silent',
      group: 'leaders',
      permission: 'commitments:read',
      answer: HomeUrgency,
      run: async () => null,
    });
    const query = homeQuery([...HOME_PARTS, kitchen, silent]);
    const answerOf = async (role: Role) =>
      query.answer.parse(await runQuery(bed.platform, query, { token: people.get(role)!.token, input: {} }));
    expect(await answerOf(ROLE.commander)).toMatchObject({ order: expect.arrayContaining(['kitchen']), parts: { kitchen: { meals: 3 } } });
    expect((await answerOf(ROLE.commander)).parts).not.toHaveProperty('silent');
    expect((await answerOf(ROLE.focalPoint)).parts).not.toHaveProperty('kitchen');
  });
});
