import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { SHIPPED_SETS } from '../../clauses/sets/load-set.ts';
import { givenContract } from '../../fixtures/contract.ts';
import { type ContractFiles, contractFiles } from '../../fixtures/contract-files.ts';
import { LEAST_EN } from '../../fixtures/texts-least.ts';
import { writePdf } from '../../fixtures/write-pdf.ts';

let bed: TestBed;
let nation = '';
let { drop, check, decide } = {} as ContractFiles;
const who = {} as Record<'officer' | 'legal' | 'other', TestPerson>;
const PROVISIONS = Object.values(LEAST_EN).map(([first]) => first!.as);

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  const other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  ({ drop, check, decide } = contractFiles(bed, who.officer, nation));
});
afterAll(() => bed.close());

describe('general conditions of a party (5f)', () => {
  const conditions = async (person = who.officer) => (await bed.call(person, 'GET', '/desk/api/general-conditions')).body.conditions;
  const turn = (step: 'general' | 'withdrawal', id: string, person = who.officer) =>
    bed.call(person, 'POST', `/desk/api/contract-files/${id}/${step}`, {});
  const confirm = (id: string, waiting: number) =>
    bed.call(who.officer, 'POST', `/desk/api/contract-files/${id}/takeovers`, {}, { 'if-match': `"${waiting}"` });
  const said = async (contractId: string) =>
    (await check(contractId)).provisions.map(
      ({ state, confirmed }: { state: string; confirmed: boolean }) => `${state}${confirmed ? ' !' : ''}`,
    );
  const three = (state: string) => PROVISIONS.map(() => state);
  const GENERAL = writePdf(['General Conditions of the Agency, edition 2024', ...PROVISIONS]);
  const dropId = randomUUID();
  let [taking, older, document] = ['', '', ''];

  it('are taken over by the contracts that name their title and version, and by no other', async () => {
    taking = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0180' });
    older = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0181' });
    const contract = (number: string, year: number) => writePdf([`Contract ${number}`, `The general conditions of ${year} apply.`]);
    await drop('AQ-2025-0180.pdf', contract('AQ-2025-0180', 2024), randomUUID());
    await drop('AQ-2025-0181.pdf', contract('AQ-2025-0181', 2022), randomUUID());
    expect(await said(taking)).toEqual(three('reference-not-resolved'));
    // A person has the conditions on paper. What they say of them is open again once the file is there.
    const [own] = (await check(taking)).documents;
    expect((await decide(own.id, 'engaging', true, 1)).body.code).toBe('contractors/quote-needed');
    expect((await decide(own.id, 'engaging', true, 1, { quote: 'No trafficking.', page: 3 })).status).toBe(200);
    expect(await said(taking)).toEqual(['present !', 'reference-not-resolved', 'reference-not-resolved']);
    document = (await drop('general 2024.pdf', GENERAL, dropId)).body.document.id;
    expect((await turn('general', document)).status).toBe(200);
    expect((await check(taking)).coverage).toBe('to-confirm');
    expect(await said(taking)).toEqual(three('by-reference'));
    expect(await said(older)).toEqual(three('reference-not-resolved'));
    expect(await conditions()).toMatchObject([
      {
        id: document,
        inForce: true,
        mayManage: true,
        all: 1,
        contracts: [{ number: 'AQ-2025-0180', taken: PROVISIONS.length }],
        waiting: 0,
      },
    ]);
    const order = SHIPPED_SETS.get('least-5f')!.provisions.map(({ id }) => ({ id }));
    expect((await conditions())[0].sets).toMatchObject([{ id: 'least-5f', provisions: order }]);
    // It no longer waits for a contract, and is placed on none.
    const { documents } = (await bed.call(who.officer, 'GET', `/desk/api/contract-drops/${dropId}`)).body;
    expect(documents).toMatchObject([{ general: 'in-force', contractId: null }]);
    const { drops } = (await bed.call(who.officer, 'GET', '/desk/api/contract-drops')).body;
    expect(drops).toContainEqual(expect.objectContaining({ dropId, waiting: 0 }));
    const tasks = (await bed.call(who.officer, 'GET', '/desk/api/tasks')).body.contracts.tasks;
    expect(tasks.filter(({ id }: { id: string }) => id === dropId)).toEqual([]);
    const placed = await bed.call(who.officer, 'POST', `/desk/api/contract-files/${document}/contract`, { number: 'AQ-2025-0181' });
    expect(placed.body.code).toBe('contractors/not-in-this-state');
    expect((await turn('general', document)).body.code).toBe('contractors/not-in-this-state');
  });

  it('are confirmed for all contracts at once, provision by provision, once a person confirmed them', async () => {
    expect((await confirm(document, 0)).body).toEqual({ confirmed: 0 });
    expect((await decide(document, 'engaging', true, 1)).status).toBe(200);
    expect((await conditions())[0]).toMatchObject({ waiting: 1 });
    expect((await confirm(document, 0)).status).toBe(412);
    expect((await confirm(document, 1)).body).toEqual({ confirmed: 1 });
    expect(await said(taking)).toEqual(['present !', 'by-reference', 'by-reference']);
    // What a person denies in the conditions is denied in each contract, and open again there.
    await decide(document, 'engaging', false, 2);
    expect(await said(taking)).toEqual(['differs-in-substance', 'by-reference', 'by-reference']);
    expect((await check(taking)).coverage).toBe('differs');
    await decide(document, 'engaging', true, 3);
    await confirm(document, 1);
  });

  it('leave nothing confirmed that rests on them once they are withdrawn or undone', async () => {
    expect((await turn('withdrawal', document)).status).toBe(200);
    expect(await said(taking)).toEqual(three('reference-not-resolved'));
    expect((await check(taking)).coverage).toBe('not-readable');
    expect(await conditions()).toMatchObject([{ inForce: false, all: 0, waiting: 0 }]);
    expect((await turn('withdrawal', document)).body.code).toBe('contractors/not-in-this-state');
    await turn('general', document);
    expect(await said(taking)).toEqual(three('by-reference'));
    await confirm(document, 1);
    await bed.call(who.officer, 'POST', `/desk/api/contract-drops/${dropId}/undo`, {}, { 'if-match': '"1"' });
    expect(await said(taking)).toEqual(three('reference-not-resolved'));
    expect(await conditions()).toEqual([]);
  });

  it('are checked against a set that a contract owes later once the same file is dropped again', async () => {
    document = (await drop('general 2024.pdf', GENERAL, randomUUID())).body.document.id;
    await turn('general', document);
    await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0182', setId: 'far-52.222-50' });
    expect((await conditions())[0].unchecked).toMatchObject([SHIPPED_SETS.get('far-52.222-50')!.title]);
    const far = writePdf(['Contract AQ-2025-0182', 'The general conditions of 2024 apply.']);
    const { contractId } = (await drop('AQ-2025-0182.pdf', far, randomUUID())).body.document;
    expect(new Set(await said(contractId))).toEqual(new Set(['reference-not-resolved']));
    expect((await drop('general 2024.pdf', GENERAL, randomUUID())).body).toMatchObject({ known: true, again: true });
    expect((await conditions())[0].unchecked).toEqual([]);
    expect(new Set(await said(contractId))).toEqual(new Set(['by-reference', 'missing']));
  });

  it('count only where they were read and wait for no contract, and are seen by those who read the contracts of the party', async () => {
    const unread = (await drop('general 2020.pdf', Buffer.from('%PDF-1.7 nothing else'), randomUUID())).body.document.id;
    expect((await turn('general', unread)).body.code).toBe('contractors/conditions-not-checked');
    const ofContract = (await check(taking)).documents[0].id;
    expect((await turn('general', ofContract)).body.code).toBe('contractors/not-in-this-state');
    expect(await conditions(who.legal)).toMatchObject([{ id: document, mayManage: false }]);
    expect(await conditions(who.other)).toEqual([]);
    for (const step of ['general', 'withdrawal'] as const) {
      expect((await turn(step, document, who.legal)).status).toBe(403);
      expect((await turn(step, document, who.other)).status).toBe(404);
    }
  });
});
