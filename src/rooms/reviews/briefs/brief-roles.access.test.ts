import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '#kernel/roles.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';

// Who reads today's evidence on a brief: the five roles that answer for the party, its reviewers, and the policy office. Everybody else reads what was adopted
// and released. The list is written here a second time, so that a change of the groups of roles shows.
const CURRENT_AT_THE_PARTY: readonly Role[] = [
  'policy-office',
  'reviewer',
  'focal-point',
  'commander',
  'training-officer',
  'legal-adviser',
  'contracting-officer',
];
const CURRENT_ELSEWHERE: readonly Role[] = ['policy-office'];

let bed: TestBed;
let party: string;
let other: string;
beforeAll(async () => {
  bed = await openTestBed();
  party = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
});
afterAll(() => bed.close());

describe('5g: the brief of a party', () => {
  it.each(ROLES)('rests on the right evidence for the role %s, at the party and at another', async (role) => {
    for (const [at, current] of [
      [party, CURRENT_AT_THE_PARTY],
      [other, CURRENT_ELSEWHERE],
    ] as const) {
      const who = await bed.givenPerson(`${role} ${at}`, [{ role, partyId: at }]);
      const { status, body } = await bed.call(who, 'GET', `/desk/api/parties/${party}/brief`);
      expect([status, body.basis]).toEqual([200, current.includes(role) ? 'current' : 'adopted']);
      if (!current.includes(role)) expect(body).toMatchObject({ clauses: [], dates: [], findings: [], sources: [] });
      const clause = (await bed.call(who, 'GET', '/desk/api/clauses/5d/brief')).body;
      const row = clause.rows.find((one: { party: { id: string } }) => one.party.id === party);
      expect(row?.basis).toBe(current.includes(role) ? 'current' : undefined);
    }
  });
});
