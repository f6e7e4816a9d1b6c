import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { inTransaction, readBlocked } from '#test/database/schema/blocked.ts';
import { givenContract } from '../fixtures/contract.ts';
import { contractFiles } from '../fixtures/contract-files.ts';
import { LEAST_EN } from '../fixtures/texts-least.ts';
import { writePdf } from '../fixtures/write-pdf.ts';

let bed: TestBed;
let nation = '';
let officer: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  officer = await bed.signIn.contractingOfficer(nation);
});
afterAll(() => bed.close());

const send = (table: string, path: string, fields: Record<string, string> = {}) =>
  bed.call(
    officer,
    'POST',
    `/desk/api/parties/${nation}/contract-imports${path}?${new URLSearchParams({ name: 't.csv', ...fields })}`,
    Buffer.from(table),
    { 'content-type': 'application/octet-stream' },
  );
/** Imports a table as it was previewed; undoes it. */
async function importTable(table: string): Promise<(kept?: number) => Promise<void>> {
  const { mapping, against } = (await send(table, '/preview')).body;
  const { importId } = (await send(table, '', { mapping: JSON.stringify(mapping), against, title: 'Sheet', leaveOut: 'no' })).body;
  return async (kept = 0) => {
    const path = `/desk/api/contract-imports/${importId}/undo`;
    expect((await bed.call(officer, 'POST', path, { reason: 'The wrong sheet.' }, { 'if-match': '"1"' })).body).toMatchObject({ kept });
  };
}
const get = async (id: string) => (await bed.call(officer, 'GET', `/desk/api/contracts/${id}`)).body;

describe('undo-import (5f)', () => {
  it('gives a contract back the set that it owed, with what was confirmed of it', async () => {
    const id = await givenContract(bed, officer, nation, { number: 'AQ-2025-0140' });
    const { drop, decide } = contractFiles(bed, officer, nation);
    const file = writePdf(['Contract', ...Object.values(LEAST_EN).map(([first]) => first!.as)]);
    const { document } = (await drop('AQ-2025-0140.pdf', file, randomUUID())).body;
    for (const provision of ['engaging', 'facilitating', 'penalties']) await decide(document.id, provision, true, 1);
    expect(await get(id)).toMatchObject({ setId: 'least-5f', coverage: 'present' });
    const table = (set: string) => `Number,Title,Contractor,Set\nAQ-2025-0140,Kitchens,Brightwater Catering,${set}\n`;
    const undo = await importTable(table('far-52.222-50'));
    expect(await get(id)).toMatchObject({ setId: 'far-52.222-50', coverage: 'not-checked' });
    await undo();
    expect(await get(id)).toMatchObject({ setId: 'least-5f', coverage: 'present' });
    await importTable(table('far-52.222-50'));
    await importTable(table('least-5f'));
    expect(await get(id)).toMatchObject({ setId: 'least-5f', coverage: 'present' });
  });

  it('gives a contract back its firm in the register of parties, which the contractor of the table is not', async () => {
    const contractorId = await bed.givenParty({ kind: 'contractor', code: 'BRIGHTWATER', name: 'Brightwater' });
    const id = await givenContract(bed, officer, nation, { number: 'XC-1', contractorId });
    const table = (title: string, firm: string) => `Number,Title,Contractor\nXC-1,${title},${firm}\n`;
    await importTable(table('Canteens', 'BRIGHTWATER Catering'));
    expect(await get(id)).toMatchObject({ title: 'Canteens', contractorId });
    const undo = await importTable(table('Canteens', 'Oldbarn Provisions'));
    expect(await get(id)).toMatchObject({ contractor: 'Oldbarn Provisions', contractorId: null });
    await undo();
    expect(await get(id)).toMatchObject({ contractor: 'BRIGHTWATER Catering', contractorId });
    // The rows of an older import do not know it.
    const undoOlder = await importTable(table('Kitchens', 'BRIGHTWATER Catering'));
    await bed.deployer.query(`update contractors.import_row set before = before - 'contractorId' where before is not null`);
    await undoOlder();
    expect(await get(id)).toMatchObject({ title: 'Canteens', contractorId });
  });

  it('waits for another who works on a contract at the same moment, and keeps what that one did', async () => {
    const id = await givenContract(bed, officer, nation, { number: 'XC-2' });
    const undo = await importTable('Number,Title,Contractor\nXC-2,Canteens,Brightwater Catering\n');
    const { undoing } = await inTransaction(bed.deployer, async () => {
      await bed.deployer.query(`update contractors.contract set title = 'Laundry', version = version + 1 where id = $1`, [id]);
      const begun = undo(1);
      await expect.poll(async () => (await readBlocked(bed.deployer)).length, { interval: 10 }).toBe(1);
      return { undoing: begun };
    });
    await undoing;
    expect(await get(id)).toMatchObject({ title: 'Laundry' });
  });
});

describe('preview-import (5f)', () => {
  it('names the contracts that would lose their contractor in the register of parties, and no others', async () => {
    const contractorId = await bed.givenParty({ kind: 'contractor', code: 'OLDBARN', name: 'Oldbarn' });
    for (const [number, id] of [
      ['XC-21', contractorId],
      ['XC-22', contractorId],
      ['XC-23', null],
    ] as const)
      await givenContract(bed, officer, nation, { number, contractorId: id });
    const seen = await send(
      'Number,Title,Contractor\nXC-21,Kitchens,Oldbarn Ltd\nXC-22,Canteens,Brightwater CATERING\nXC-23,Kitchens,Oldbarn Ltd\nXC-24,New,Oldbarn Ltd\n',
      '/preview',
    );
    expect(seen.body).toMatchObject({ added: 1, changed: 3, unlinked: ['XC-21'], unlinkedCount: 1 });
  });

  it('guesses a heading that is new in the sheet of the party, and no column that it left out', async () => {
    const usual = 'Number,Title,Contractor,Amount\nXC-25,Kitchens,Oldbarn,12\n';
    const mapping = { columns: { number: 'Number', title: 'Title', contractor: 'Contractor' }, days: null, decimal: null };
    const { against } = (await send(usual, '/preview', { mapping: JSON.stringify(mapping) })).body;
    await send(usual, '', { mapping: JSON.stringify(mapping), against, title: 'Sheet', leaveOut: 'no' });
    const wider = 'Number,Title,Contractor,Amount,End date\nXC-25,Kitchens,Oldbarn,12,2026-12-31\n';
    expect((await send(wider, '/preview')).body).toMatchObject({
      ...{ isRemembered: true, guessesNew: true, mapping: { columns: { ...mapping.columns, endsOn: 'End date' } } },
      changes: [{ number: 'XC-25', fields: [{ field: 'endsOn', was: '', is: '2026-12-31' }] }],
    });
    // Of an older import the headings are not known, so none of its own sheet is guessed.
    await bed.deployer.query(`update contractors.column_mapping set mapping = mapping - 'headings'`);
    expect((await send(wider, '/preview')).body).toMatchObject({ isRemembered: true, guessesNew: false, mapping });
  });
});

describe('import-contracts (5f)', () => {
  it('records firms under contracts that no row changes: one that the table does not list, and one whose row has a fault', async () => {
    const firmsOf = async (id: string) => (await get(id)).members.map(({ name }: { name: string }) => name);
    const importRows = async (table: string) => {
      const columns = { number: 'Number', title: 'Title', contractor: 'Contractor', under: 'Under', officer: 'Officer' };
      const mapping = JSON.stringify({ columns, days: null, decimal: null });
      const { against } = (await send(table, '/preview', { mapping })).body;
      return send(table, '', { mapping, against, title: 'Firms', leaveOut: 'yes' });
    };
    const id = await givenContract(bed, officer, nation, { number: 'XC-31' });
    const unlisted = await importRows('Number,Title,Contractor,Officer,Under\n,Recruiting,Talven Recruitment,,XC-31\n');
    expect(unlisted).toMatchObject({ status: 200, body: { added: 0, changed: 0, firms: 1 } });
    const faulty = await importRows(
      'Number,Title,Contractor,Officer,Under\nXC-31,Kitchens,Brightwater Catering,Nobody,\n,Cleaning,Cobalt Cleaning,,XC-31\n',
    );
    expect(faulty).toMatchObject({ status: 200, body: { firms: 1, leftOut: 1 } });
    expect(await firmsOf(id)).toEqual(['Talven Recruitment', 'Cobalt Cleaning']);
  });

  it('counts firms that are recorded already, and leaves out, with what to do, those that differ or left', async () => {
    const id = await givenContract(bed, officer, nation, { number: 'XC-41' });
    const add = async (name: string, more: object = {}): Promise<string> =>
      (
        await bed.call(officer, 'POST', `/desk/api/contracts/${id}/members`, {
          ...{ parentId: null, kind: 'subcontractor', name, work: 'Cleaning', country: 'XK', ...more },
        })
      ).body.memberId;
    const cobalt = await add('Cobalt Cleaning');
    await add('Talven Recruitment', { parentId: cobalt, kind: 'agent', work: null, country: null });
    const left = await add('Marlow Laundry');
    const leave = { on: '2026-01-31' };
    await bed.call(officer, 'POST', `/desk/api/contracts/${id}/members/${left}/left`, leave, { 'if-match': '"1"' });
    const table = (...rows: string[]) => `Number,Title,Contractor,Country,Under,Engaged by,Kind\n${rows.join('\n')}\n`;
    const same = [',Cleaning,COBALT Cleaning,XK,XC-41,Brightwater Catering,', ',,Talven Recruitment,,XC-41,,'];
    expect((await send(table(...same), '/preview')).body).toMatchObject({ firms: 0, unchangedFirms: 2, faultCount: 0 });
    const other = table(
      ',Waste,Cobalt Cleaning,XK,XC-41,,',
      ',Cleaning,Cobalt Cleaning,FR,XC-41,,',
      ',,Talven Recruitment,,XC-41,Brightwater Catering,',
      ',,Talven Recruitment,,XC-41,,sous-traitant',
      ',,Marlow Laundry,,XC-41,,',
      ',,New Firm,,XC-41,Cobalt Cleaning,',
    );
    const seen = (await send(other, '/preview')).body;
    expect(seen).toMatchObject({ firms: 1, unchangedFirms: 0, faultyRows: 5 });
    expect(seen.faults.map(({ line, column, reason }: Record<string, string>) => [line, column, reason!.slice(0, 32)])).toEqual([
      [2, 'Title', '“Waste” is not what is recorded '],
      [3, 'Country', '“FR” is not what is recorded of '],
      [4, 'Engaged by', '“Brightwater Catering” is not wh'],
      [5, 'Kind', '“sous-traitant” is not what is r'],
      [6, 'Contractor', '“Marlow Laundry” left this contr'],
    ]);
    const { mapping, against } = seen;
    const done = await send(other, '', { mapping: JSON.stringify(mapping), against, title: 'Firms', leaveOut: 'yes' });
    expect(done.body).toMatchObject({ firms: 1, leftOut: 5 });
  });
});
