import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { importRows } from '#app/commands/table.ts';
import { newId } from '#kernel/ids.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { tableOfWorkbook } from '#platform/documents/workbook/workbook-table.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { aTable } from './fixtures.ts';

let bed: TestBed;
let office: TestPerson;
let other: TestPerson;
let focal: TestPerson;
let nation: string;

beforeAll(async () => {
  bed = await openTestBed();
  const headquarters = await bed.givenParty({ kind: 'body', code: 'HQ', name: 'Headquarters' });
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  office = await bed.signIn.policyOffice(headquarters);
  other = await bed.signIn.policyOffice(headquarters);
  focal = await bed.signIn.focalPoint(nation);
});
afterAll(() => bed.close());

const preview = async (table: string) => (await bed.call(office, 'POST', '/desk/api/imports/preview', { table })).body;
const importTable = (table: string, against: string) =>
  bed.call(office, 'POST', '/desk/api/imports', { table, title: 'Archive of 2019', against });
const countedItems = async () =>
  (await bed.deployer.query(`select coalesce(sum(items), 0)::int as n from evidence.summary where party_id = $1`, [nation])).rows[0].n;
const counted = async (where: string) => (await bed.deployer.query(`select count(*)::int as n from ${where}`)).rows[0].n;

const QUERY = {
  summary: 'select obligation_id, kind, origin, effect, item_id, items from evidence.summary order by 1, 2, 3, 4',
  recount: `select o.obligation_id, p.kind, p.origin, case when p.says in ('nil', 'zero', 'informs') then p.says else 'decides' end as effect,
      (array_agg(p.id order by p.counts_on desc, p.submitted_at desc, p.id desc))[1] as item_id, count(*)::int as items
    from evidence.item p join evidence.item_obligation o on o.item_id = p.id where p.state = 'submitted' group by 1, 2, 3, 4 order by 1, 2, 3, 4`,
};
const summary = async () => (await bed.deployer.query(QUERY.summary)).rows;
const recounted = async () => (await bed.deployer.query(QUERY.recount)).rows;

describe('an evidence table', () => {
  test('is previewed before the import, with each problem at its line and column', async () => {
    const seen = await preview(aTable([{}, { obligations: 'P5g.1', kind: 'EV-REV', title_en: 'Round of 2018' }]));
    expect(seen).toMatchObject({ rows: 2, new: 2, known: 0, faultCount: 0, byParty: [{ party: 'QA', new: 2 }] });
    const faulty = await preview(aTable([{}, { party: 'ZZ' }, { date: 'soon' }]));
    expect(faulty.faults.map(({ line, column }: { line: number; column: string }) => [line, column])).toEqual([
      [3, 'party'],
      [4, 'date'],
    ]);
    const refused = await importTable(aTable([{}, { party: 'ZZ' }]), seen.against);
    expect([refused.status, refused.body.code, refused.body.fields[0].path]).toEqual([422, 'imports/table-damaged', '3']);
    expect([await countedItems(), await counted('imports.batch')]).toEqual([0, 0]);
  });

  test('is imported whole, counts at once, logs its lines, and is recognised the second time', async () => {
    const table = aTable([{}, { obligations: 'P6.1 P2.1', title_en: 'Both' }]);
    const { against } = await preview(table);
    const { status, body } = await importTable(table, against);
    expect([status, body.imported]).toEqual([200, 2]);
    expect(await countedItems()).toBe(3);
    const item = (await bed.call(focal, 'GET', `/desk/api/parties/${nation}/evidence`)).body.items[0];
    expect(item).toMatchObject({ origin: 'declared', byPolicyOffice: true });
    expect(await counted(`imports.row where batch_id = '${body.batchId}'`)).toBe(2);
    const entry = (
      await bed.deployer.query(
        `select e.clause_ids, o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id where e.command = 'imports/import-evidence'`,
      )
    ).rows;
    expect(entry).toMatchObject([
      {
        clause_ids: expect.arrayContaining(['2', '6']),
        detail: { rows: 2, first: 2, last: 3, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
      },
    ]);
    const again = await preview(table);
    expect(again).toMatchObject({ new: 0, known: 2, knownLines: [2, 3] });
    expect((await importTable(table, again.against)).body.code).toBe('imports/nothing-new');
  });

  test('is refused if evidence was recorded after the preview', async () => {
    const [first, second] = [aTable([{ title_en: 'Early' }]), aTable([{ title_en: 'Late' }])];
    const { against } = await preview(second);
    await importTable(first, (await preview(first)).against);
    expect((await importTable(second, against)).body.code).toBe('imports/changed-since');
  });

  test('is undone as a whole and only once', async () => {
    const before = await countedItems();
    const table = aTable([{ title_en: 'One' }, { title_en: 'Two' }]);
    const { body } = await importTable(table, (await preview(table)).against);
    expect(await countedItems()).toBe(before + 2);
    const batch = (await bed.call(office, 'GET', '/desk/api/imports')).body.items[0];
    const undo = (version: number) =>
      bed.call(office, 'POST', `/desk/api/imports/${body.batchId}/undo`, { reason: 'Wrong archive' }, { 'if-match': `"${version}"` });
    expect((await undo(batch.version + 1)).status).toBe(412);
    expect((await undo(batch.version)).body).toMatchObject({ left: 0 });
    expect(await countedItems()).toBe(before);
    expect(await counted(`evidence.item where end_reason = 'Wrong archive' and state = 'withdrawn'`)).toBe(2);
    expect((await undo(batch.version + 1)).body.code).toBe('imports/already-undone');
    expect((await bed.call(office, 'GET', '/desk/api/imports')).body.items[0]).toMatchObject({ undone: { reason: 'Wrong archive' } });
    // After the undo it can be imported again.
    expect((await preview(table)).new).toBe(2);
  });

  test('leaves nothing to count again when it is undone while the purge of an item is requested', async () => {
    const before = await countedItems();
    const table = aTable([{ title_en: 'To purge' }]);
    const { body } = await importTable(table, (await preview(table)).against);
    const { rows } = await bed.deployer.query(`select id, version from evidence.item where title_en = 'To purge'`);
    const step = (who: TestPerson, verb: string, reason: string, version: number) =>
      bed.call(who, 'POST', `/desk/api/evidence/${rows[0].id}/${verb}`, { reason }, { 'if-match': `"${version}"` });
    expect((await step(office, 'request-purge', 'It holds names.', rows[0].version)).status).toBe(200);
    const batch = (await bed.call(office, 'GET', '/desk/api/imports')).body.items[0];
    const undone = await bed.call(
      office,
      'POST',
      `/desk/api/imports/${body.batchId}/undo`,
      { reason: 'Wrong table' },
      { 'if-match': `"${batch.version}"` },
    );
    expect(undone.status).toBe(200);
    expect(await counted(`evidence.item where title_en = 'To purge' and state = 'purge-requested' and end_reason = 'Wrong table'`)).toBe(1);
    expect((await step(other, 'refuse-purge', 'It holds none.', rows[0].version + 2)).status).toBe(200);
    expect(await counted(`evidence.item where title_en = 'To purge' and state = 'withdrawn'`)).toBe(1);
    expect(await countedItems()).toBe(before);
  });

  test('is refused to a focal point', async () => {
    expect((await bed.call(focal, 'POST', '/desk/api/imports/preview', { table: aTable([{}]) })).status).toBe(403);
    expect((await bed.call(focal, 'GET', '/desk/api/imports')).status).toBe(403);
  });
});

test('a long file is imported in parts, reports progress, and continues after an interruption', async () => {
  const table = aTable(
    Array.from({ length: 4_500 }, (_, n) => ({
      title_en: `Paper ${n}`,
      date: `20${10 + (n % 9)}-0${1 + (n % 7)}`,
      says: n % 5 === 0 ? 'informs' : 'met',
    })),
  );
  const progress: string[] = [];
  const batchId = newId();
  let parts = 0;
  const run: Parameters<typeof importRows>[0]['run'] = async (command, input) => {
    if (++parts === 2) throw new Error('cut off');
    return runCommand(bed.platform, command, { token: office.token, key: newKey(), input });
  };
  const order = { table, title: 'Archive', known: new Set<number>(), batchId };
  await expect(importRows({ run }, order, (line) => void progress.push(line))).rejects.toThrow('cut off');
  expect(await counted(`imports.row where batch_id = '${batchId}'`)).toBe(2_000);
  // The next preview knows the imported rows, and the rest is imported as its own batch.
  const known = (await preview(table)).knownLines as number[];
  expect(known).toHaveLength(2_000);
  const rest: typeof run = async (command, input) => runCommand(bed.platform, command, { token: office.token, key: newKey(), input });
  const next = { ...order, known: new Set(known), batchId: newId() };
  expect(await importRows({ run: rest }, next, (line) => void progress.push(line))).toMatchObject({ imported: 2_500 });
  expect(progress).toEqual(['2000 of 4500 rows imported.', '2000 of 2500 rows imported.', '2500 of 2500 rows imported.']);
  expect(await summary()).toEqual(await recounted());
  // A part of another file cannot join a batch.
  await expect(importRows({ run: rest }, { ...next, table: table.replace('Paper 9', 'Page 9') }, () => {})).rejects.toThrow(/other-batch/);
});

test('rows that differ in their obligations alone are all imported, also in a later part', async () => {
  const rows = ['P2.1', 'P6.1'].flatMap((obligations) =>
    Array.from({ length: 1_500 }, (_, n) => ({ title_en: `Sheet ${n}`, obligations })),
  );
  const table = aTable(rows);
  const seen = await preview(table);
  expect(seen).toMatchObject({ rows: 3_000, new: 3_000, known: 0 });
  const first = (await importTable(table, seen.against)).body;
  expect(first).toMatchObject({ left: 1_000 });
  const rest = { table, title: 'Archive of 2019', against: seen.against, batchId: first.batchId };
  expect((await bed.call(office, 'POST', '/desk/api/imports', rest)).body).toMatchObject({ left: 0 });
  expect(await counted(`imports.row where batch_id = '${first.batchId}'`)).toBe(3_000);
  // The same table adds nothing, regardless of the order of its obligations.
  expect(await preview(table)).toMatchObject({ new: 0, known: 3_000 });
});

test('a workbook is read as the same table, and its problems name the rows of the sheet', async () => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('Evidence');
  const [head, ...rows] = aTable([{ date: '2019-05-01', title_en: 'A "plan"' }, { party: 'ZZ' }])
    .split('\n')
    .map((line) => line.split(';'));
  sheet.addRow(head);
  rows.forEach((row) => void sheet.addRow(row));
  sheet.getCell('G2').value = new Date('2019-05-01T00:00:00Z');
  const folder = mkdtempSync(join(tmpdir(), 'manumit-import-'));
  await workbook.xlsx.writeFile(join(folder, 'evidence.xlsx'));
  writeFileSync(join(folder, 'none.xlsx'), 'no workbook');
  const table = await tableOfWorkbook(join(folder, 'evidence.xlsx'));
  const seen = await preview(table);
  expect(seen).toMatchObject({ rows: 2, faults: [{ line: 3, column: 'party' }] });
  await expect(tableOfWorkbook(join(folder, 'none.xlsx'))).rejects.toThrow();
  rmSync(folder, { recursive: true });
});
