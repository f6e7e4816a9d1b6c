import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROLE, ROLES, type Role } from '#kernel/roles.ts';
import { declaredPermissions, type Permission } from '#platform/identity/subject.ts';
import type { PermissionName } from '#web/client/routes.gen.ts';
import { NAVIGATION } from '#web/shell/navigation-plan.ts';
import { openTestBed, type TestBed, type TestPerson } from './harness.ts';

// The first reads of each page of the navigation. A page with several lists is useful to a person who may read any of them.
const READS: Record<(typeof ENTRIES)[number]['to'], string[]> = {
  '/': ['/home'],
  '/tasks': ['/tasks'],
  '/compliance': ['/matrix?kind=nation'],
  '/adopted': ['/adopted-ratings'],
  '/rounds': ['/rounds?limit=100'],
  '/returns': ['/returns?limit=50'],
  '/reports': ['/report-desks'],
  '/training/classes': ['/training/classes'],
  '/training/own': ['/training/own'],
  '/parties': ['/parties?kind=nation'],
  '/treaties': ['/treaties'],
  '/outreach': ['/outreach', '/outreach-suggestions'],
  '/joinings': ['/joinings'],
  '/consultations': ['/consultations'],
  '/contracts': ['/contracts'],
  '/contracts/council': ['/contract-party-counts'],
  '/violations': ['/violations'],
  '/briefs': ['/local-texts'],
  '/courses': ['/courses'],
  '/certificates': ['/parties/NATION/certificates'],
  '/readiness': ['/readiness', '/training-counts'],
  '/rosters': ['/readiness'],
  '/recognised': ['/readiness'],
  '/first-steps': ['/first-steps'],
  '/policy': ['/policy'],
  '/people': ['/people?limit=15', '/hand-overs'],
  '/imports': ['/imports'],
  '/access': ['/access-records'],
  '/log': ['/log', '/log/erasures'],
  '/retention': ['/retention'],
};
const ENTRIES = NAVIGATION.flatMap(({ items }) => [...items]);
const gives = (role: Role, permission: PermissionName) => {
  const { party, anywhere } = declaredPermissions().get(permission as Permission)!;
  return [...(party ?? []), ...(anywhere ?? [])].includes(role);
};
const AT_HEADQUARTERS: readonly Role[] = [ROLE.policyOffice, ROLE.auditor, ROLE.platformAdmin];

let bed: TestBed;
let nation = '';
const people = new Map<Role, TestPerson>();

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Quarra' });
  for (const role of ROLES)
    people.set(role, await bed.givenPerson(role, [{ role, partyId: AT_HEADQUARTERS.includes(role) ? null : nation }]));
  // A second one, because a sole member could do everything.
  await bed.signIn.policyOffice();
});
afterAll(() => bed.close());

test.each(
  ROLES.flatMap((role) =>
    ENTRIES.map(({ to, needs }) => ({
      role,
      to,
      needs,
      offered: needs.length === 0 || needs.some((permission) => gives(role, permission)),
    })),
  ),
)('$role, $to: the navigation offers it ($offered) if the role may read it', async ({ role, to, needs, offered }) => {
  const session = await bed.call(people.get(role)!, 'GET', '/desk/api/session');
  expect(needs.length === 0 || needs.some((permission) => permission in session.body.permissions)).toBe(offered);
  const answers = await Promise.all(
    READS[to].map((path) => bed.call(people.get(role)!, 'GET', `/desk/api${path.replace('NATION', nation)}`)),
  );
  expect(answers.some(({ status }) => status === 200)).toBe(offered);
  // A closed page answers 403, not another error that looks like it.
  for (const { status, text } of answers) expect([200, 403], text).toContain(status);
});
