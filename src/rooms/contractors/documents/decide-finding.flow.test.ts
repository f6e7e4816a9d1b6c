import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { givenContract } from '../fixtures/contract.ts';
import { type ContractFiles, contractFiles } from '../fixtures/contract-files.ts';
import { LEAST_EN } from '../fixtures/texts-least.ts';
import { writeDocx } from '../fixtures/write-docx.ts';
import { writePdf } from '../fixtures/write-pdf.ts';

let bed: TestBed;
let nation = '';
let { drop, check, decide } = {} as ContractFiles;
const who = {} as Record<'officer', TestPerson>;
const PROVISIONS = Object.values(LEAST_EN).map(([first]) => first!.as);

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  ({ drop, check, decide } = contractFiles(bed, who.officer, nation));
});
afterAll(() => bed.close());

describe('decisions on what a check found (5f)', () => {
  it('counts a provision that the program did not find as present only with its words, which a person enters', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0144' });
    const { document } = (await drop('AQ-2025-0144.pdf', writePdf(['Contract', ...PROVISIONS.slice(1)]), randomUUID())).body;
    const first = async () => (await check(contractId)).provisions[0];
    expect(await first()).toMatchObject({ id: 'engaging', state: 'missing', quote: null, entered: false });
    const say = (isIt: boolean | null, version: number, place?: object) => decide(document.id, 'engaging', isIt, version, place);
    expect((await say(true, 1)).body.code).toBe('contractors/quote-needed');
    for (const wrong of [{ page: 2 }, { quote: ' ' }, { quote: 'x'.repeat(301) }, { quote: 'Words', page: 0 }])
      expect((await say(true, 1, wrong)).status).toBe(422);
    expect((await say(false, 1, { quote: 'Words' })).status).toBe(422);
    const quote = 'No one who works under this contract takes part in trafficking.';
    expect((await say(true, 1, { quote: ` ${quote} `, page: 2 })).status).toBe(200);
    expect(await first()).toMatchObject({ state: 'present', confirmed: true, quote, page: 2, entered: true });
    const [confirmed] = (await bed.deployer.query('select decided_at as at from contractors.finding where decided_quote = $1', [quote]))
      .rows;
    expect((await say(true, 2)).body.code).toBe('contractors/quote-needed');
    expect((await say(null, 2)).status).toBe(200);
    expect(await first()).toMatchObject({ state: 'missing', confirmed: false, quote: null, page: null, entered: false });
    // The undo deletes the words. The log keeps who confirmed it and when, and has no words of the contract.
    const { rows: log } = await bed.deployer.query(
      `select e.person_id as by, e.at, o.detail from ledger.entry e join ledger.opening o on o.entry_id = e.id
        where command = 'contractors/decide-finding' order by e.xid`,
    );
    expect(JSON.stringify(log)).not.toContain('trafficking.');
    const known = { contract: contractId, set: 'least-5f', provision: 'engaging' };
    expect(log).toMatchObject([
      { by: who.officer.personId, ...confirmed, detail: { ...known, decided: 'present', before: null } },
      { by: who.officer.personId, detail: { ...known, decided: null, before: 'present' } },
    ]);
    expect((await say(false, 3)).status).toBe(200);
    expect(await first()).toMatchObject({ state: 'missing', confirmed: true });
  });

  it('says of a missing provision in several files that it is missing in all, and takes words of any of them', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0145' });
    const files = [];
    for (const [name, day] of [
      ['AQ-2025-0145.pdf', '3 May 2025'],
      ['AQ-2025-0145 B.pdf', '4 June 2025'],
    ] as const)
      files.push((await drop(name, writePdf(['Contract', `of ${day}`, 'Kitchens.']), randomUUID())).body.document.id);
    const [older, newer] = files;
    const first = async () => (await check(contractId)).provisions[0];
    expect(await first()).toMatchObject({ state: 'missing', documentId: newer, files: [{ documentId: newer }, { documentId: older }] });
    await decide(newer, 'engaging', false, 1);
    expect(await first()).toMatchObject({ state: 'missing', confirmed: true, files: [{ version: 2 }, { version: 2 }] });
    await decide(newer, 'engaging', null, 2);
    expect(await first()).toMatchObject({ state: 'missing', confirmed: false, files: [{ version: 3 }, { version: 3 }] });
    expect((await decide(older, 'engaging', true, 3, { quote: 'No trafficking.' })).status).toBe(200);
    expect(await first()).toMatchObject({ state: 'present', confirmed: true, documentId: older, quote: 'No trafficking.', page: null });
  });

  it('takes words that a person found elsewhere than the program did, with their own page or none', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0146' });
    const bytes = writePdf(['Contract', 'The Supplier should not take part in human trafficking.']);
    const { document } = (await drop('AQ-2025-0146.pdf', bytes, randomUUID())).body;
    const first = async () => (await check(contractId)).provisions[0];
    expect(await first()).toMatchObject({ state: 'differs-in-substance', page: 1 });
    await decide(document.id, 'engaging', true, 1, { quote: 'No trafficking.' });
    expect(await first()).toMatchObject({
      state: 'present',
      found: 'differs-in-substance',
      quote: 'No trafficking.',
      page: null,
      entered: true,
    });
  });

  it('opens again what was confirmed by reference once the file is gone, and puts nothing in force that is struck out there', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0171' });
    const taking = ['Contract AQ-2025-0171 of 3 May 2025', 'The Special Terms of the Agency (March 2024) form part of this contract.'];
    const { document } = (await drop('AQ-2025-0171.pdf', writePdf(taking), randomUUID())).body;
    const first = async () => (await check(contractId)).provisions[0];
    const add = async (name: string, bytes: Buffer) => {
      const dropId = randomUUID();
      const added = (await drop(name, bytes, dropId)).body.document.id;
      await bed.call(who.officer, 'POST', `/desk/api/contract-files/${added}/contract`, { number: 'AQ-2025-0171' });
      return () => bed.call(who.officer, 'POST', `/desk/api/contract-drops/${dropId}/undo`, {}, { 'if-match': '"1"' });
    };
    const title = 'Special Terms of the Agency (March 2024)';
    const undo = await add('terms.pdf', writePdf([title, ...PROVISIONS]));
    expect(await first()).toMatchObject({ state: 'by-reference', documentId: document.id });
    await decide(document.id, 'engaging', true, (await first()).version);
    expect(await first()).toMatchObject({
      state: 'present',
      found: 'by-reference',
      confirmed: true,
      quote: taking[1],
      difference: 'in terms.pdf, page 1',
    });
    await undo();
    expect(await first()).toMatchObject({ state: 'reference-not-resolved', confirmed: false });
    await add('terms.docx', await writeDocx([{ text: title }, { text: PROVISIONS[0]!, as: 'deleted' }]));
    const struck = await first();
    expect(struck).toMatchObject({ state: 'struck-out', documentId: document.id, quote: PROVISIONS[0] });
    await decide(document.id, 'engaging', true, struck.version);
    expect(await first()).toMatchObject({ state: 'struck-out', confirmed: true });
  });

  it('shows in the queue what another document says that prevails, and confirms no such passage together with others', async () => {
    await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0172' });
    const dropId = randomUUID();
    const wordings = SHIPPED_SETS.get('least-5f')!.provisions.map(({ wordings: [first] }) => first!.text);
    const overruled = ['Contract AQ-2025-0172', 'In case of conflict, the Special Terms of the Agency shall prevail over this contract.'];
    const { document } = (await drop('AQ-2025-0172.pdf', writePdf([...overruled, ...wordings]), dropId)).body;
    const terms = writePdf(['Special Terms of the Agency', LEAST_EN.engaging![0]!.weakened[0]!]);
    const added = (await drop('terms.pdf', terms, randomUUID())).body.document.id;
    await bed.call(who.officer, 'POST', `/desk/api/contract-files/${added}/contract`, { number: 'AQ-2025-0172' });
    const { items } = (await bed.call(who.officer, 'GET', '/desk/api/contract-findings')).body;
    const asked = items.find(
      (one: { documentId: string; provision: string }) => one.documentId === document.id && one.provision === 'engaging',
    );
    expect(asked).toMatchObject({ state: 'differs-in-substance', quote: expect.stringContaining('should not'), passage: null });
    const sample = (await bed.call(who.officer, 'GET', `/desk/api/contract-drops/${dropId}/sample`)).body;
    expect(sample).toEqual({ waiting: 0, items: [] });
    expect((await decide(document.id, 'engaging', false, 1)).status).toBe(200);
  });
});
