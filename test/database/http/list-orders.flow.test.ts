import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '../harness.ts';

let bed: TestBed;
let office: TestPerson;
let [nation, other] = ['', ''];
type Row = Record<string, unknown>;
type Value = (row: Row) => unknown;

const NAMES = [
  ['EE', 'Estonia', 'Estonie'],
  ['EG', 'Egypt', 'Égypte'],
  ['DK', 'Denmark', 'Danemark'],
  ['CI', 'Côte d’Ivoire', 'Côte d’Ivoire'],
  ['ZM', 'zambia', 'Zambie'],
] as const;

beforeAll(async () => {
  bed = await openTestBed();
  office = await bed.signIn.policyOffice();
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Quarra' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Orrland' });
  const edition = `'${bed.platform.services.catalogue.current.id}'`;
  const by = `'${office.personId}'`;
  // Seven rows each, with equal values and with missing ones.
  const day = `date '2026-01-01' + n % 3`;
  const fill = (table: string, row: Readonly<Record<string, string>>) =>
    bed.deployer.query(
      `insert into ${table} (${Object.keys(row).join(', ')}) select ${Object.values(row).join(', ')} from generate_series(1, 7) n`,
    );
  const id = 'gen_random_uuid()';
  for (const [code, en, fr] of NAMES)
    await bed.deployer.query(
      `insert into parties.party (id, kind, code, name_en, name_fr, source, recorded_by) values (${id}, 'nation', $1, $2, $3, 'test', ${by})`,
      [code, en, fr],
    );
  await fill('nations.outreach', {
    ...{ id, edition_id: edition, writer_id: `'${nation}'`, addressee_id: `'${other}'`, instruments: `'{TIP}'`, opened_by: by },
    ...{
      since: `timestamptz '2026-01-01' + n % 3 * interval '1 day'`,
      last_sent_on: `case when n > 2 then ${day} end`,
      reminder_on: `case when n < 5 then ${day} end`,
    },
  });
  await fill('cooperation.consultation', {
    ...{
      id,
      edition_id: edition,
      party_id: `'${nation}'`,
      consulted_name: `'Trust ' || n`,
      stated_on: `${day} - 5`,
      statement: `'S'`,
      recorded_by: by,
    },
    ...{
      kind: `case when n < 4 then 'partner' else 'organisation' end`,
      recorded_at: 'now()',
      state: `case when n > 4 then 'informed' else 'recorded' end`,
    },
    ...{ changed: `case when n > 4 then true end`, outcome: `case when n > 4 then 'O' end` },
    ...{ decided_on: `case when n > 4 then ${day} end`, informed_on: `case when n > 4 then ${day} + 1 end` },
  });
  await fill('imports.batch', {
    ...{
      id,
      title: `'Table ' || n % 3`,
      file_sha256: `sha256('')`,
      edition_id: edition,
      total: '900',
      imported: `case n when 1 then 9 when 2 then 100 else n end`,
    },
    ...{
      started_at: `timestamptz '2026-01-01' + n % 3 * interval '1 hour'`,
      imported_by: by,
      subject: `case when n < 4 then 'people' else 'parties' end`,
    },
  });
});
afterAll(() => bed.close());

async function pagesOf(url: string): Promise<Row[]> {
  const all: Row[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const { status, body } = await bed.call(office, 'GET', `${url}&limit=2&after=${after}`);
    expect(status).toBe(200);
    all.push(...body.items);
    after = body.next;
  }
  return all;
}

const late = (value: unknown) => value ?? 'infinity';
const CASES: [url: string, orders: Record<string, Value>][] = [
  [
    '/desk/api/outreach',
    { since: ({ since }) => since, sent: ({ lastSentOn }) => late(lastSentOn), reminder: ({ reminderOn }) => late(reminderOn) },
  ],
  [
    '/desk/api/consultations',
    { stated: ({ statedOn }) => statedOn, decided: ({ decidedOn }) => late(decidedOn), informed: ({ informedOn }) => late(informedOn) },
  ],
  ['/desk/api/imports', { started: ({ startedAt }) => startedAt, title: ({ title }) => title, rows: ({ imported }) => imported }],
];

it.each(
  CASES.flatMap(([url, orders]) =>
    Object.entries(orders).flatMap(([name, value]) => [name, `-${name}`].map((sort) => ({ url, sort, value }))),
  ),
)('a list shows each row once over its pages, in the order asked for: $url $sort', async ({ url, sort, value }) => {
  const rows = await pagesOf(`${url}?sort=${sort}`);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(7);
  const values = rows.map(value) as (string | number)[];
  const sorted = values.toSorted((a, b) => (a < b ? -1 : Number(a > b)));
  expect(values).toEqual(sort.startsWith('-') ? sorted.toReversed() : sorted);
});

it.each([
  ['/desk/api/outreach', 'addresseeId', (): string => other, 7],
  ['/desk/api/consultations', 'kind', (): string => 'partner', 3],
  ['/desk/api/imports', 'subject', (): string => 'people', 3],
] as const)('%s is filtered by %s', async (url, name, value, count) => {
  expect(await pagesOf(`${url}?${name}=${value()}`)).toHaveLength(count);
});

it.each([
  ['name-en', ['CI', 'DK', 'EG', 'EE', 'ZM']],
  ['-name-en', ['ZM', 'EE', 'EG', 'DK', 'CI']],
  ['name-fr', ['CI', 'DK', 'EG', 'EE', 'ZM']],
  ['code', ['CI', 'DK', 'EE', 'EG', 'ZM']],
])('parties are listed without regard to accents and capitals: %s', async (sort, codes) => {
  const rows = await pagesOf(`/desk/api/parties?kind=nation&sort=${sort}`);
  const known = NAMES.map(([code]) => code as string);
  expect(rows.map(({ code }) => code as string).filter((code) => known.includes(code))).toEqual(codes);
});
