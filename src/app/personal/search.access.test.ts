import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keysOfTerm, wordsOf } from '#kernel/search.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

let bed: TestBed;
let office: TestPerson;
let parties: Record<'corvania' | 'kestria' | 'freight', string>;

beforeAll(async () => {
  bed = await openTestBed();
  parties = {
    corvania: await bed.givenParty({ kind: 'nation', code: 'QC', name: 'Corvania' }),
    kestria: await bed.givenParty({ kind: 'nation', code: 'QK', name: 'Kestria' }),
    freight: await bed.givenParty({ kind: 'contractor', code: 'FREIGHT', name: 'Corridor Freight' }),
  };
  office = await bed.signIn.policyOffice(null, 'Ines Harrow');
  await bed.signIn.focalPoint(parties.corvania, 'Lena Évrand');
  await bed.signIn.focalPoint(parties.kestria, 'Marta Corben');
});
afterAll(() => bed.close());

type Hit = { kind: string; id: string; number: string | null; name: { en: string }; party: { name: { en: string } } | null };
async function find(who: TestPerson | null, q: string) {
  const { status, body } = await bed.call(who, 'GET', `/desk/api/search?q=${encodeURIComponent(q)}`);
  expect(status).toBe(200);
  return (body.hits as Hit[]).map(({ kind, name, party, number }) => [kind, party?.name.en, number, name.en].filter(Boolean).join(' '));
}

describe('search/find', () => {
  test('finds a cell by party and clause, and next to it the parties and clauses', async () => {
    const hits = await find(office, 'cor 5d');
    expect(hits[0]).toMatch(/^cell Corvania 5d\.\d /);
    expect(hits).toContain('party Corvania');
    expect(hits).toContain('party Corridor Freight');
    expect(hits.some((hit) => hit.startsWith('clause 5d '))).toBe(true);
  });
  test.each(['evrand', 'ÉVR', 'Lena evr', 'evrnad', 'evand', 'evrand lena'])('finds a person by %s', async (q) =>
    expect(await find(office, q)).toEqual(['person Lena Évrand']),
  );
  test('leaves out typing errors where something matches without', async () =>
    expect(await find(office, 'corben')).toEqual(['person Marta Corben']));
});

test('search/find finds people by several words that thousands of names contain', async () => {
  const names = `select 'Harbour Numbered ' || i from generate_series(1, 2050) i union all select 'Harbour Zoltan'`;
  await bed.deployer.query(`insert into identity.person (id, name) select gen_random_uuid(), * from (${names}) names`);
  expect(await find(office, 'harbour zoltan')).toEqual(['person Harbour Zoltan']);
  expect(await find(office, 'zotlan harbour')).toEqual(['person Harbour Zoltan']);
  expect(await find(office, 'harbour numbered')).toHaveLength(5);
  expect(await find(office, 'numbered zoltan')).toEqual([]);
});

test('people/list-people finds names as the search does', async () => {
  const list = async (find: string) =>
    (await bed.call(office, 'GET', `/desk/api/people?find=${encodeURIComponent(find)}`)).body.items.map(
      ({ name }: { name: string }) => name,
    );
  expect(await list('evrnad')).toEqual(['Lena Évrand']);
  expect(await list('nobody')).toEqual([]);
  expect((await list('')).length).toBeGreaterThan(2);
});

test.each([
  'Lena Évrand',
  'ÆRØ Straße',
  'Łódź, Đakovo',
  'L’Allemagne (Œuvre)',
  'ΟΔΟΣ Ελλάδα',
  'Ђорђе Петровић',
  'O’Neill-Smith 3rd',
  'İstanbul ıspanak',
])('platform.search_keys makes of %s the keys that the terms of a search are compared with', async (name) => {
  const { rows } = await bed.deployer.query<{ edits: number; key: string }>('select edits, key from platform.search_keys($1)', [name]);
  const keysOf = (edits: number) =>
    rows
      .filter((row) => row.edits === edits)
      .map(({ key }) => key)
      .sort();
  const words = [...new Set(wordsOf(name))];
  expect(keysOf(0)).toEqual(words.toSorted());
  expect(keysOf(1)).toEqual([...new Set(words.flatMap(keysOfTerm))].sort());
});
