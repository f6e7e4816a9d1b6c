import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { givenContract, UNKNOWN_CONTRACT } from '../fixtures/contract.ts';

let bed: TestBed;
let officer: TestPerson;
let nation = '';
const api = '/desk/api';

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  officer = await bed.signIn.contractingOfficer(nation);
});
afterAll(() => bed.close());

const change = (contract: string, version: number, fields: object) =>
  bed.call(officer, 'PUT', `${api}/contracts/${contract}`, { ...UNKNOWN_CONTRACT, ...fields }, { 'if-match': `"${version}"` });

describe('record-violation (5f)', () => {
  it('names each contractor that the contract has or had, and no other firm', async () => {
    const contract = await givenContract(bed, officer, nation, { number: 'XC-8' });
    await change(contract, 1, { contractor: 'Oldbarn Provisions' });
    await change(contract, 2, { contractor: 'Marlow' });
    await change(contract, 3, { contractor: 'MARLOW' });
    await change(contract, 4, { contractor: 'Oldbarn Provisions' });
    const other = await givenContract(bed, officer, nation, { number: 'XC-9', contractor: 'Cobalt Cleaning' });
    const today = new Date().toISOString().slice(0, 10);
    const seen = (await bed.call(officer, 'GET', `${api}/contracts/${contract}`)).body;
    expect(seen.earlierContractors).toEqual(['MARLOW', 'Brightwater Catering'].map((name) => ({ name, until: today })));
    expect((await bed.call(officer, 'GET', `${api}/contracts/${other}`)).body.earlierContractors).toEqual([]);
    const member = { parentId: null, kind: 'agent', name: 'Talven', work: null, country: null };
    const { memberId } = (await bed.call(officer, 'POST', `${api}/contracts/${contract}/members`, member)).body;
    const record = (contractor: string | null, of: string | null = null) =>
      bed.call(officer, 'POST', `${api}/violations`, {
        ...{ contractId: contract, memberId: of, contractor, title: 'Fees', summary: 'Known.', provisions: [], source: 'worker' },
        ...{ danger: false, knownAt: '2026-11-01T00:00:00Z', notifiedAt: null },
      });
    for (const [contractor, of] of [
      ['Cobalt Cleaning', null],
      ['Brightwater Catering', memberId],
    ])
      expect((await record(contractor, of)).body).toMatchObject({ status: 422, code: 'contractors/other-contract' });
    for (const [contractor, firm] of [
      ['Brightwater Catering', 'Brightwater Catering'],
      ['MARLOW', 'MARLOW'],
      [null, 'Oldbarn Provisions'],
    ] as const) {
      const { violationId } = (await record(contractor)).body;
      expect((await bed.call(officer, 'GET', `${api}/violations/${violationId}`)).body).toMatchObject({ firm });
    }
    const { rows } = await bed.deployer.query(
      `select o.detail ->> 'contractor' as contractor from ledger.entry e join ledger.opening o on o.entry_id = e.id
        where command = 'contractors/record-violation' order by e.id desc limit 3`,
    );
    expect(rows.map(({ contractor }) => contractor)).toEqual([null, 'MARLOW', 'Brightwater Catering']);
  });
});
