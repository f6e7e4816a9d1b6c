import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { COMPLETION_COLUMNS } from '../records/completions-file.ts';
import { ROSTER_COLUMNS } from './roster-file.ts';

let bed: TestBed;
let [nation, other, operation] = ['', '', ''];
let officer: TestPerson;
let commander: TestPerson;
let theatre: TestPerson;
let foreigner: TestPerson;

const TODAY = '2026-11-25';
const roster = (...rows: string[]) => [ROSTER_COLUMNS.join(';'), ...rows].join('\n');
const completions = (...rows: string[]) => [COMPLETION_COLUMNS.join(';'), ...rows].join('\n');

beforeAll(async () => {
  bed = await openTestBed();
  bed.setClock(() => new Date(`${TODAY}T10:00:00Z`));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  other = await bed.givenParty({ kind: 'nation', code: 'QB', name: 'Bemark' });
  operation = await bed.givenParty({ kind: 'operation', code: 'QUAY', name: 'Amber Quay' });
  officer = await bed.signIn.trainingOfficer(nation);
  commander = await bed.signIn.commander(nation, 'Cleo Commander');
  theatre = await bed.signIn.trainingOfficer(operation);
  foreigner = await bed.givenPerson('Fay Foreign', [
    { role: ROLE.trainingOfficer, partyId: other },
    { role: ROLE.commander, partyId: other },
  ]);
  for (const name of ['1 Company', 'Logistics'])
    await bed.deployer.query(
      `insert into parties.unit (id, party_id, name, recorded_at, recorded_by) values (gen_random_uuid(), $1, $2, now(), $3)`,
      [nation, name, officer.personId],
    );
});
afterAll(() => bed.close());

const preview = (table: string, who = officer) => bed.call(who, 'POST', '/desk/api/rosters/preview', { partyId: nation, table });
async function importRoster(table: string, more: { batchId?: string; firstLine?: number; total?: number } = {}) {
  const { firstLine = 2, total = table.split('\n').length - 1, batchId = randomUUID() } = more;
  const { against } = (await bed.call(officer, 'POST', '/desk/api/rosters/preview', { partyId: nation, table, firstLine })).body;
  return bed.call(officer, 'POST', '/desk/api/rosters', { partyId: nation, table, batchId, title: 'December', total, against, firstLine });
}
const undo = (batchId: string, version: number) =>
  bed.call(officer, 'POST', `/desk/api/rosters/${batchId}/undo`, { reason: 'Wrong file' }, { 'if-match': `"${version}"` });
const board = (scope = nation, who = officer, query = '') => bed.call(who, 'GET', `/desk/api/readiness/${scope}${query}`);
const people = async (scope = nation, who = officer, query = '') =>
  (await bed.call(who, 'GET', `/desk/api/readiness/${scope}/people${query}`)).body?.items;

describe('a roster (5d)', () => {
  test('is previewed, then imported as previewed, in parts of one batch', async () => {
    const table = roster('AQ-101;1 Company;contingent;;QUAY;2026-12-01;', 'AQ-102;Logistics;contingent;commander;QUAY;2026-12-01;');
    expect((await preview(table)).body).toMatchObject({ rows: 2, new: 2, changed: 0, unchanged: 0, active: 0, faults: [] });
    const batchId = randomUUID();
    expect((await importRoster(table, { batchId, total: 3 })).body).toMatchObject({ imported: 2, total: 3, new: 2 });
    expect((await importRoster(roster('AQ-103;;contractor;;QUAY;;'), { batchId, firstLine: 4, total: 3 })).body).toMatchObject({
      imported: 3,
      new: 1,
    });
    expect((await importRoster(roster('AQ-104;;contingent;;;;'), { batchId, total: 3 })).body.code).toBe('training/other-batch');
    expect((await people()).map((one: { number: string }) => one.number)).toEqual(['AQ-101', 'AQ-102', 'AQ-103']);
  });

  test('with a problem is refused with line and column, and does not overwrite a later change', async () => {
    const bad = await importRoster(roster('AQ-110;;contingent;;;;', 'AQ-111;Nowhere;contingent;;;;'));
    expect([bad.status, bad.body.fields]).toMatchObject([422, [{ path: '3', message: expect.stringContaining('unit') }]]);
    const table = roster('AQ-101;Logistics;contingent;;QUAY;2026-12-01;');
    const { against, changes } = (await preview(table)).body;
    expect(changes).toEqual([{ line: 2, number: 'AQ-101', fields: [{ field: 'unitId', was: '1 Company', is: 'Logistics' }] }]);
    await importRoster(roster('AQ-101;1 Company;contingent;intake;QUAY;2026-12-01;'));
    const late = await bed.call(officer, 'POST', '/desk/api/rosters', {
      ...{ partyId: nation, table, batchId: randomUUID(), title: 'Late', total: 1, against },
    });
    expect([late.status, late.body.code]).toEqual([409, 'training/changed-since']);
  });

  test('is undone to the earlier entries, except for people changed since', async () => {
    await importRoster(roster('AQ-120;1 Company;contingent;;QUAY;;'));
    const batchId = randomUUID();
    await importRoster(roster('AQ-120;Logistics;contingent;;QUAY;;', 'AQ-121;;contingent;;;;', 'AQ-122;;contingent;;;;'), { batchId });
    await importRoster(roster('AQ-122;;contingent;intake;;;'));
    expect((await undo(batchId, 1)).body).toMatchObject({ left: 0, unchanged: 1 });
    const { rows } = await bed.deployer.query(
      `select t.service_number as number, u.name as unit, t.left_at is not null as left, t.roles from training.trainee t left join parties.unit u on u.id = t.unit_id
        where service_number in ('AQ-120', 'AQ-121', 'AQ-122') order by 1`,
    );
    expect(rows).toEqual([
      { number: 'AQ-120', unit: '1 Company', left: false, roles: [] },
      { number: 'AQ-121', unit: null, left: true, roles: [] },
      { number: 'AQ-122', unit: null, left: false, roles: ['intake'] },
    ]);
    expect((await undo(batchId, 2)).body.code).toBe('training/already-undone');
  });

  test('is read from the first sheet of a workbook, and another file is refused', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('June');
    sheet.addRow(ROSTER_COLUMNS);
    sheet.addRow(['AQ-140', '1 Company', 'contingent', '', 'QUAY', '2026-12-01', '']);
    const read = async (bytes: Buffer, name = 'june.xlsx') =>
      bed.call(officer, 'POST', `/desk/api/roster-workbooks?name=${name}`, bytes, { 'content-type': 'application/octet-stream' });
    const { body } = await read(Buffer.from(await book.xlsx.writeBuffer()));
    expect((await preview(body.table)).body).toMatchObject({ rows: 1, new: 1, faults: [] });
    expect((await read(Buffer.from('%PDF-1.4 nothing'), 'june.pdf')).body.code).toBe('training/no-workbook');
  });

  test('is closed to other nations and other roles, while the operation sees its arrivals', async () => {
    expect((await board(nation, foreigner)).status).toBe(403);
    expect((await preview(roster('AQ-130;;contingent;;;;'), foreigner)).status).toBe(403);
    expect((await preview(roster('AQ-130;;contingent;;;;'), commander)).status).toBe(403);
    const seen = (await people(operation, theatre)).map((one: { number: string }) => one.number);
    expect(seen).toEqual(['AQ-101', 'AQ-102', 'AQ-103', 'AQ-120']);
    expect((await board(operation, theatre)).body).toMatchObject({ persons: 4, ready: 0 });
  });
});

describe('imported completions on the board (5d, A2.2a)', () => {
  const TABLE = completions('AQ-101;G;1;2026-06-01;92;2026-06-02;', 'AQ-102;G;1;2026-06-01;85;;', 'AQ-120;G;1;2025-01-10;90;2025-01-10;');
  const send = (path: string, table: string) => bed.call(officer, 'POST', `/desk/api/completions${path}`, { partyId: nation, table });

  test('are previewed, recorded once, and counted at once', async () => {
    expect((await send('/preview', TABLE)).body).toEqual({ new: 3, known: 0, signed: 0, unsigned: 1, left: 0, faults: [], faultCount: 0 });
    expect((await send('', TABLE)).body).toEqual({ imported: 3, known: 0, signed: 0, left: 0 });
    expect((await send('', TABLE)).body).toEqual({ imported: 0, known: 3, signed: 0, left: 0 });
    const { body } = await board();
    // AQ-101 took on the role of intake, AQ-102 has not signed, AQ-120 needs the refresher.
    expect(body).toMatchObject({ persons: 5, ready: 0, target: 95, floor: 85 });
    expect(body.missing).toEqual(
      expect.arrayContaining([
        { module: 'S9', persons: 2 },
        { module: 'G', persons: 2 },
        { module: 'R1', persons: 1 },
        { module: 'S1', persons: 1 },
        { module: 'S8', persons: 1 },
      ]),
    );
    await send('', completions('AQ-101;S9;1;2026-06-01;;;'));
    expect((await board()).body).toMatchObject({ ready: 1 });
    // Twelve months after it was passed, and no later.
    expect((await board(nation, officer, '?day=2027-06-02')).body).toMatchObject({ ready: 0 });
  });

  test('without a signature count once a later table has it', async () => {
    const later = completions('AQ-102;G;1;2026-06-01;85;2026-06-20;', 'AQ-101;G;1;2026-06-01;92;2026-06-09;');
    const state = async () =>
      (await people(nation, officer, '?number=AQ-102'))[0].needs.find(({ module }: { module: string }) => module === 'G').state;
    expect(await state()).toBe('passed');
    expect((await send('/preview', later)).body).toMatchObject({ new: 0, known: 1, signed: 1, unsigned: 0 });
    expect((await send('', later)).body).toEqual({ imported: 0, known: 1, signed: 1, left: 0 });
    expect(await state()).toBe('current');
    expect((await send('', later)).body).toEqual({ imported: 0, known: 2, signed: 0, left: 0 });
    const { rows } = await bed.deployer.query(
      `select t.service_number as number, c.acknowledged_at::date::text as signed from training.completion c join training.trainee t on t.id = c.trainee_id
        where t.service_number in ('AQ-101', 'AQ-102') and c.module_id = 'G' order by 1`,
    );
    // Earlier signatures keep their day.
    expect(rows).toEqual([
      { number: 'AQ-101', signed: '2026-06-02' },
      { number: 'AQ-102', signed: '2026-06-20' },
    ]);
  });

  test('are refused for an unknown person, a future version, a low score or an impossible date', async () => {
    const { body } = await send(
      '/preview',
      completions('XX-1;G;1;2026-06-01;92;;', 'AQ-101;G;9;2026-06-01;92;;', 'AQ-101;G;1;2026-06-03;79;;', 'AQ-101;G;1;2026-02-30;92;;'),
    );
    expect(body.faults.map(({ line, column }: { line: number; column: string }) => [line, column])).toEqual([
      [2, 'number'],
      [3, 'version'],
      [4, 'score'],
      [5, 'passed'],
    ]);
  });

  test('can be replaced by a waiver of the commander only, with reason and end', async () => {
    const [one] = await people(nation, officer, '?number=AQ-103');
    expect(one.needs).toMatchObject([{ module: 'S8', state: 'required', covered: false }]);
    const ask = (who: TestPerson, until: string) =>
      bed.call(who, 'POST', `/desk/api/trainees/${one.id}/waivers`, { module: 'S8', reason: 'Two days', until });
    expect((await ask(officer, '2026-12-31')).status).toBe(403);
    expect((await ask(commander, '2026-11-24')).body.code).toBe('training/day-past');
    expect((await ask(foreigner, '2026-12-31')).status).toBe(404);
    const { body } = await ask(commander, '2026-12-31');
    expect((await people(nation, officer, '?number=AQ-103'))[0]).toMatchObject({
      ready: true,
      needs: [{ state: 'waived', until: '2026-12-31', waiver: { reason: 'Two days', by: 'Cleo Commander' } }],
    });
    // A waiver of the same days would add nothing; a longer one does.
    expect((await ask(commander, '2026-12-31')).body).toMatchObject({ code: 'training/covered-already', day: '2026-12-31' });
    const end = (version: number) => bed.call(commander, 'POST', `/desk/api/waivers/${body.id}/end`, {}, { 'if-match': `"${version}"` });
    expect((await end(1)).status).toBe(200);
    expect((await end(1)).body.code).toBe('training/changed-since');
    expect((await end(2)).body.code).toBe('training/waiver-over');
    expect((await people(nation, officer, '?number=AQ-103'))[0].ready).toBe(false);
    // Nobody grants a waiver to themselves.
    const linkTo = (person: string | null) =>
      bed.deployer.query('update training.trainee set person_id = $2 where id = $1', [one.id, person]);
    await linkTo(commander.personId);
    expect((await ask(commander, '2026-12-31')).body.code).toBe('training/own-waiver');
    await linkTo(null);
  });

  test('leave a person off the list of people who may not deploy while they are valid', async () => {
    const numbers = async (query: string) => (await people(nation, officer, query)).map((row: { number: string }) => row.number);
    expect(await numbers('?only=unready')).not.toContain('AQ-101');
    expect(await numbers('?only=unready&day=2027-06-02')).toContain('AQ-101');
  });
});
