import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { inTransaction, readBlocked } from '#test/database/schema/blocked.ts';
import { givenContract } from '../fixtures/contract.ts';

let bed: TestBed;
let nation = '';
let officer: TestPerson;

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  officer = await bed.signIn.contractingOfficer(nation);
});
afterAll(() => bed.close());

/** Imports a table as it was previewed; undoes it. */
async function importTable(table: string): Promise<() => Promise<void>> {
  const send = (path: string, fields: Record<string, string> = {}) =>
    bed.call(
      officer,
      'POST',
      `/desk/api/parties/${nation}/contract-imports${path}?${new URLSearchParams({ name: 't.csv', ...fields })}`,
      Buffer.from(table),
      { 'content-type': 'application/octet-stream' },
    );
  const { mapping, against } = (await send('/preview')).body;
  const { importId } = (await send('', { mapping: JSON.stringify(mapping), against, title: 'Sheet', leaveOut: 'no' })).body;
  const path = `/desk/api/contract-imports/${importId}/undo`;
  return async () =>
    expect((await bed.call(officer, 'POST', path, { reason: 'The wrong sheet.' }, { 'if-match': '"1"' })).body).toMatchObject({ kept: 0 });
}
const get = async (id: string) => (await bed.call(officer, 'GET', `/desk/api/contracts/${id}`)).body;

describe('undo-import and what deals with a firm at the same moment (5f)', () => {
  const LINK = {
    memberId: null,
    name: 'Rosa Keller',
    capacity: 'Manager',
    email: null,
    telephone: null,
    endsOn: new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10),
  };
  const CERTIFIED = { on: '2026-01-01', name: 'Rosa', function: 'Manager', note: null };
  const statements = ['plan-carried-out', 'procedures', 'due-diligence', 'none-found'];
  /** What deals with a firm of a contract, each as its address, its body and the table in which it is stored. */
  const DEALINGS = [
    ['firm-links', LINK, 'firm_link'],
    ['firm-questions', { memberId: null, question: 'Who pays?', dueOn: null }, 'firm_question'],
    ['plans', { memberId: null, on: '2026-01-01', title: 'Plan', file: null }, 'plan'],
    ['certifications', { ...CERTIFIED, memberId: null, statements }, 'certification'],
  ] as const;
  const deal = (id: string, path: string, body: object) => bed.call(officer, 'POST', `/desk/api/contracts/${id}/${path}`, body);
  const blocked = () => expect.poll(async () => (await readBlocked(bed.deployer)).length, { interval: 10 });
  const countOf = async (table: string, id: string) =>
    (await bed.deployer.query(`select count(*)::int as n from contractors.${table} where contract_id = $1`, [id])).rows[0].n;
  /** Undoes an import and deals with a firm while the undo holds the contract; the answer to the latter. */
  async function whileUndone(undo: () => Promise<void>, work: () => ReturnType<typeof deal>) {
    const { both } = await inTransaction(bed.deployer, async () => {
      await bed.deployer.query('lock table contractors.subcontract in access exclusive mode');
      const undoing = undo();
      await blocked().toBe(1);
      const begun = Promise.all([undoing, work()]);
      await blocked().toBe(2);
      return { both: begun };
    });
    return (await both)[1];
  }

  it.each(DEALINGS)(
    'lets nobody deal at the same moment (%s) with a contractor that it takes away, and stores nothing',
    async (path, body, table) => {
      const id = await givenContract(bed, officer, nation, { number: `XC-5-${path}` });
      const undo = await importTable(`Number,Title,Contractor\nXC-5-${path},Kitchens,Oldbarn Provisions\n`);
      const refused = await whileUndone(undo, () => deal(id, path, body));
      expect(refused.body).toMatchObject({ status: 409, code: 'contractors/firm-changed' });
      expect([await countOf(table, id), (await get(id)).contractor]).toEqual([0, 'Brightwater Catering']);
      expect((await deal(id, path, body)).status).toBe(200);
    },
  );

  it('lets nobody deal at the same moment with a contract that it deletes, or with a firm under one', async () => {
    const undo = await importTable('Number,Title,Contractor\nXC-61,Kitchens,Oldbarn Provisions\n');
    const { items } = (await bed.call(officer, 'GET', '/desk/api/contracts?find=XC-61')).body;
    const refused = await whileUndone(undo, () => deal(items[0].id, 'firm-links', LINK));
    expect([refused.body.code, await countOf('firm_link', items[0].id)]).toEqual(['contractors/firm-changed', 0]);
    const id = await givenContract(bed, officer, nation, { number: 'XC-62' });
    const undoFirm = await importTable('Number,Title,Contractor,Under\n,Cleaning,Cobalt Cleaning,XC-62\n');
    const [{ id: memberId }] = (await get(id)).members;
    const ofFirm = await whileUndone(undoFirm, () => deal(id, 'firm-links', { ...LINK, memberId }));
    expect([ofFirm.body.code, await countOf('firm_link', id)]).toEqual(['contractors/other-contract', 0]);
  });

  it.each([
    ['PUT', 'subcontract', { value: null, currency: null, country: 'FR', offTheShelf: null, flows: null, document: null }],
    ['POST', 'left', { on: '2026-01-01' }],
  ] as const)(
    'answers %s %s of a firm that it deletes at the same moment with 404, and neither waits for ever',
    async (method, path, body) => {
      const id = await givenContract(bed, officer, nation, { number: `XC-64-${path}` });
      const undo = await importTable(`Number,Title,Contractor,Under\n,Cleaning,Cobalt Cleaning,XC-64-${path}\n`);
      const [{ id: memberId }] = (await get(id)).members;
      const address = `/desk/api/contracts/${id}/members/${memberId}/${path}`;
      const changed = await whileUndone(undo, () => bed.call(officer, method, address, body, { 'if-match': '"1"' }));
      expect([changed.status, (await get(id)).members]).toEqual([404, []]);
    },
  );

  it('waits for a link that is made at the same moment, and the contractor of before does not get it', async () => {
    const id = await givenContract(bed, officer, nation, { number: 'XC-63' });
    const undo = await importTable('Number,Title,Contractor\nXC-63,Kitchens,Oldbarn Provisions\n');
    const { both } = await inTransaction(bed.deployer, async () => {
      await bed.deployer.query('lock table contractors.firm_link in share mode');
      const making = deal(id, 'firm-links', LINK);
      await blocked().toBe(1);
      const begun = Promise.all([making, undo()]);
      await blocked().toBe(2);
      return { both: begun };
    });
    const [made] = await both;
    expect([made.status, (await get(id)).contractor]).toEqual([200, 'Brightwater Catering']);
    expect((await bed.call(officer, 'GET', `/desk/api/contracts/${id}/firms`)).body.links).toMatchObject([{ firm: null, state: 'over' }]);
  });
});
