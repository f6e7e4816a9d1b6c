import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';

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
      (select count(*)::int from contractors.column_mapping) as mappings,
      (select count(*)::int from ledger.entry where command = 'contractors/import-contracts') as entries,
      (select count(*)::int from platform.stored_response where command = 'contractors/import-contracts') as answers`)
  ).rows[0];

describe('import-contracts whose connection is cut (5f)', () => {
  it.each([
    ['new contracts and firms', NEW, TABLES.map((table) => [table, 'insert'] as const), { contracts: 200, changed: 0, firms: 200 }],
    [
      'changes',
      CHANGED,
      [
        ['contractors.contract', 'update'] as const,
        ...TABLES.filter((table) => !/member|mapping/.test(table)).map((table) => [table, 'insert'] as const),
      ],
      { contracts: 201, changed: 200, firms: 200 },
    ],
  ])('stores none of %s, at whatever table it happens, and all of them once when it is sent again', async (_, table, places, after) => {
    const before = await stored();
    const { mapping, against } = (await send(table, '/preview', {})).body;
    const key = randomUUID();
    const confirm = () => send(table, '', { mapping: JSON.stringify(mapping), against, title: 'Sheet', leaveOut: 'no' }, key);
    for (const [place, event] of places) {
      await bed.deployer.query(
        `create trigger cut after ${event} on ${place} for each statement execute function contractors.cut_connection()`,
      );
      const refused = await confirm();
      await bed.deployer.query(`drop trigger cut on ${place}`);
      expect([place, event, refused.status, refused.body.code]).toEqual([place, event, 503, 'platform/database-lost']);
      expect(await stored(), `${event} of ${place}`).toEqual(before);
    }
    expect((await confirm()).status).toBe(200);
    const done = await stored();
    expect(done).toMatchObject({
      ...after,
      mappings: 1,
      imports: before.imports + 1,
      entries: before.entries + 1,
      answers: before.answers + 1,
    });
    expect((await confirm()).status, 'the same key again').toBe(200);
    expect(await stored()).toEqual(done);
  });
});
