import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { SAMPLE } from '../documents/open-findings.query.ts';
import { writePdf } from '../fixtures/write-pdf.ts';

let bed: TestBed;
let nation = '';
let officer: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  officer = await bed.signIn.contractingOfficer(nation);
  // A backend that ends itself in the middle of a statement loses its connection as it would with its server, or with the process that asked.
  await bed.deployer.query('reset role');
  await bed.deployer.query(`create function contractors.cut_connection() returns trigger language plpgsql security definer as $$
    begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(60); return null; end $$`);
  await bed.deployer.query('set role manumit_schema');
});
afterAll(() => bed.close());

const BYTES = { 'content-type': 'application/octet-stream' };
const TABLES = ['contractors.import', 'contractors.contract', 'contractors.member', 'contractors.import_row', 'contractors.column_mapping'];
const NEW = `Number,Title,Contractor,Under\n${Array.from({ length: 200 }, (_, n) => `XC-${n},Work,Firm,\n,Below,Work,XC-${n}\n`).join('')}`;
// Every contract changes, and one is new: an update and an insert of the same table are in one import.
const CHANGED = `${NEW.replaceAll('Work,Firm', 'Works,Firm')}XC-200,Work,Firm,\n`;

const send = (table: string, path: string, fields: Record<string, string>, key = randomUUID()) =>
  bed.call(
    officer,
    'POST',
    `/desk/api/parties/${nation}/contract-imports${path}?${new URLSearchParams({ name: 't.csv', ...fields })}`,
    Buffer.from(table),
    { ...BYTES, 'idempotency-key': key },
  );
const stored = async () =>
  (
    await bed.deployer.query(`select (select count(*)::int from contractors.contract) as contracts,
      (select count(*)::int from contractors.contract where title = 'Works') as changed, (select count(*)::int from contractors.member) as firms,
      (select count(*)::int from contractors.import) as imports, (select count(*)::int from contractors.import_row) as rows,
      (select count(*)::int from contractors.column_mapping) as mappings, (select count(*)::int from contractors.document) as documents,
      (select count(*)::int from contractors.finding) as findings, (select count(decided)::int from contractors.finding) as decided,
      (select array_agg(distinct coverage order by coverage) from contractors.contract) as coverages,
      (select count(*)::int from ledger.entry where command like 'contractors/%') as entries,
      (select count(*)::int from platform.stored_response where command like 'contractors/%') as answers`)
  ).rows[0];
type Place = readonly [table: string, event: 'insert' | 'update'];

/** Cuts the connection at each of these places in turn, where nothing may be stored; then lets it through, twice under one key: it is done once. */
async function expectAllOrNothing(
  places: readonly Place[],
  run: () => Promise<{ status: number; body: { code?: string } }>,
  after: object,
) {
  const before = await stored();
  for (const [table, event] of places) {
    await bed.deployer.query(
      `create trigger cut after ${event} on ${table} for each statement execute function contractors.cut_connection()`,
    );
    const refused = await run();
    await bed.deployer.query(`drop trigger cut on ${table}`);
    expect([table, event, refused.status, refused.body.code]).toEqual([table, event, 503, 'platform/database-lost']);
    expect(await stored(), `${event} of ${table}`).toEqual(before);
  }
  expect((await run()).status).toBe(200);
  const done = await stored();
  expect(done).toMatchObject({ ...after, entries: before.entries + 1, answers: before.answers + 1 });
  expect((await run()).status, 'the same key again').toBe(200);
  expect(await stored()).toEqual(done);
}

describe('import-contracts whose connection is cut (5f)', () => {
  it.each([
    [
      'new contracts and firms',
      NEW,
      TABLES.map((table) => [table, 'insert'] as const),
      { contracts: 200, changed: 0, firms: 200, imports: 1 },
    ],
    [
      'changes',
      CHANGED,
      [
        ['contractors.contract', 'update'] as const,
        ...TABLES.filter((table) => !/member|mapping/.test(table)).map((table) => [table, 'insert'] as const),
      ],
      { contracts: 201, changed: 200, firms: 200, imports: 2 },
    ],
  ])('stores none of %s, at whatever table it happens, and all of them once when it is sent again', async (_, table, places, after) => {
    const { mapping, against } = (await send(table, '/preview', {})).body;
    const key = randomUUID();
    const confirm = () => send(table, '', { mapping: JSON.stringify(mapping), against, title: 'Sheet', leaveOut: 'no' }, key);
    await expectAllOrNothing(places, confirm, { ...after, mappings: 1 });
  });
});

describe('files of contracts whose connection is cut (5f)', () => {
  it('are read whole or not at all, and so are decisions on their passages, one by one and together', async () => {
    const wordings = SHIPPED_SETS.get('least-5f')!.provisions.map(({ wordings: [first] }) => first!.text);
    const dropId = randomUUID();
    const drop = (number: string, key = randomUUID()) =>
      bed.call(
        officer,
        'POST',
        `/desk/api/parties/${nation}/contract-files?${new URLSearchParams({ name: `${number}.pdf`, dropId })}`,
        writePdf([`Contract ${number}`, ...wordings]),
        { ...BYTES, 'idempotency-key': key },
      );
    const write = (path: string, body: object, version: number, key: string = randomUUID()) =>
      bed.call(officer, 'POST', path, body, { 'if-match': `"${version}"`, 'idempotency-key': key });
    const DECIDED: readonly Place[] = [
      ['contractors.finding', 'update'],
      ['contractors.contract', 'update'],
    ];
    const keys = [randomUUID(), randomUUID(), randomUUID()] as const;
    await expectAllOrNothing(
      [['contractors.document', 'insert'], ['contractors.finding', 'insert'], DECIDED[1]!],
      () => drop('XC-100', keys[0]),
      { documents: 1, findings: wordings.length, decided: 0, coverages: ['not-checked', 'to-confirm'] },
    );

    // One passage more than a person reads before all are confirmed.
    const files = SAMPLE / wordings.length;
    for (let n = 1; n <= files; n++) expect((await drop(`XC-${100 + n}`)).status).toBe(200);
    const sampleAt = `/desk/api/contract-drops/${dropId}/sample`;
    const [first, ...others] = (await bed.call(officer, 'GET', sampleAt)).body.items;
    const decide = ({ documentId, setId, provision, version }: typeof first, key?: string) =>
      write(`/desk/api/contract-files/${documentId}/decisions`, { setId, provision, isIt: true }, version, key);
    await expectAllOrNothing(DECIDED, () => decide(first, keys[1]), { decided: 1 });
    for (const other of others) expect((await decide(other)).status).toBe(200);
    const { waiting } = (await bed.call(officer, 'GET', sampleAt)).body;
    expect(waiting).toBeGreaterThan(0);
    const confirm = () => write(`/desk/api/contract-drops/${dropId}/confirmation`, {}, waiting, keys[2]);
    await expectAllOrNothing(DECIDED, confirm, { decided: SAMPLE + waiting, coverages: ['not-checked', 'present'] });
  });
});
