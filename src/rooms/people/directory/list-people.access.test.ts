import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let nation: string;
let office: TestPerson;
let admin: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  const other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Berland' });
  office = await bed.signIn.policyOffice(headquarters, 'Olga Office');
  await bed.signIn.policyOffice(headquarters, 'Otto Office');
  admin = await bed.signIn.partyAdmin(nation, 'Ada Admin');
  // Two people of one name, on both sides of a page's end.
  await bed.signIn.focalPoint(nation, 'Fay Focal');
  await bed.signIn.focalPoint(other, 'Fay Focal');
  await bed.signIn.commander(other, 'Carl Commander');
});
afterAll(() => bed.close());

async function names(who: TestPerson, query: string): Promise<string[]> {
  const found: string[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const { body } = await bed.call(who, 'GET', `/desk/api/people?limit=2&${query}${after && `&after=${after}`}`);
    found.push(...body.items.map(({ name }: { name: string }) => name));
    after = body.next;
  }
  return found;
}

describe('list-people', () => {
  it('sorts by name in both directions over its pages, with people of one name each once', async () => {
    const up = await names(office, 'sort=name');
    expect(up).toEqual(['Ada Admin', 'Carl Commander', 'Fay Focal', 'Fay Focal', 'Olga Office', 'Otto Office']);
    expect(await names(office, 'sort=-name')).toEqual(up.toReversed());
    expect(await names(office, '')).toEqual(up);
  });

  it('filters by role and by party', async () => {
    expect(await names(office, `role=${ROLE.focalPoint}`)).toEqual(['Fay Focal', 'Fay Focal']);
    expect(await names(office, `role=${ROLE.focalPoint}&party=${nation}`)).toEqual(['Fay Focal']);
    expect(await names(office, `party=${nation}&sort=-name`)).toEqual(['Fay Focal', 'Ada Admin']);
    expect(await names(office, `role=${ROLE.auditor}`)).toEqual([]);
  });

  it('finds by role only those whose role the reader may see', async () => {
    expect(await names(admin, `role=${ROLE.focalPoint}`)).toEqual(['Fay Focal']);
    expect(await names(admin, `role=${ROLE.commander}`)).toEqual([]);
  });
});
