import { createHash, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { READ_LIMITS } from '#platform/documents/reading/read-limits.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { zip } from '#test/files/zip.ts';
import { findOcr } from '../clauses/document/ocr.ts';
import { MOST_PAGES } from '../clauses/document/read-pdf.ts';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { givenContract, UNKNOWN_CONTRACT } from '../fixtures/contract.ts';
import { type ContractFiles, contractFiles } from '../fixtures/contract-files.ts';
import { SCAN } from '../fixtures/scan.ts';
import { LEAST_EN } from '../fixtures/texts-least.ts';
import { writeDocx } from '../fixtures/write-docx.ts';
import { lockedPdf, writePdf } from '../fixtures/write-pdf.ts';

let bed: TestBed;
let [nation, other] = ['', ''];
let { drop, check, decide } = {} as ContractFiles;
const who = {} as Record<'officer' | 'legal' | 'other' | 'office', TestPerson>;
const PROVISIONS = Object.values(LEAST_EN).map(([first]) => first!.as);

beforeAll(async () => {
  bed = await openTestBed();
  nation = await bed.givenParty({ kind: 'nation', code: 'XC', name: 'Corvania' });
  other = await bed.givenParty({ kind: 'nation', code: 'XD', name: 'Delmar' });
  who.officer = await bed.signIn.contractingOfficer(nation);
  who.legal = await bed.signIn.legalAdviser(nation);
  who.other = await bed.signIn.contractingOfficer(other);
  const headquarters = await bed.givenParty({ kind: 'body', code: 'TEST-HQ', name: 'Headquarters' });
  who.office = await bed.signIn.policyOffice(headquarters);
  await bed.signIn.policyOffice(headquarters);
  ({ drop, check, decide } = contractFiles(bed, who.officer, nation));
});
afterAll(() => bed.close());

describe('files of contracts (5f)', () => {
  it('places a file by the number in its name, shows what it carries, and counts a provision once a person confirmed it', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0140' });
    const dropId = randomUUID();
    const bytes = writePdf(['Contract for catering', 'Dated 3 May 2025', ...PROVISIONS]);
    const first = (await drop('aq 2025 0140.pdf', bytes, dropId)).body;
    expect(first).toMatchObject({
      known: false,
      document: { contractId, dated: '2025-05-03', unread: null, title: 'Contract for catering' },
    });
    // The file is deleted with the request; its number, hash and pages stay.
    const kept = await bed.deployer.query(`select sha256, pages from contractors.document where id = $1`, [first.document.id]);
    expect(kept.rows).toEqual([{ sha256: createHash('sha256').update(bytes).digest('hex'), pages: 1 }]);
    expect(await readdir(bed.platform.uploadFolder!)).toEqual([]);
    expect((await drop('again.pdf', bytes, randomUUID())).body).toMatchObject({ known: true, document: { id: first.document.id } });

    const found = await check(contractId);
    expect(found).toMatchObject({ coverage: 'to-confirm', mayManage: true });
    expect(found.provisions.map(({ state, page }: { state: string; page: number }) => [state, page])).toEqual(
      PROVISIONS.map(() => ['present', 1]),
    );
    expect((await decide(first.document.id, 'engaging', true, 1)).status).toBe(200);
    expect((await decide(first.document.id, 'engaging', false, 1)).status).toBe(412);
    for (const provision of ['facilitating', 'penalties']) await decide(first.document.id, provision, true, 1);
    expect((await check(contractId)).coverage).toBe('present');
    // The text around the passages goes with the decision; the quote stays.
    const { rows } = await bed.deployer.query(
      'select passage, quote is not null as quoted from contractors.finding where document_id = $1',
      [first.document.id],
    );
    expect(rows).toEqual(PROVISIONS.map(() => ({ passage: null, quoted: true })));
    await decide(first.document.id, 'engaging', false, 2);
    expect((await check(contractId)).coverage).toBe('differs');
  });

  it('counts what is known of a set that a contract owes again, once each of its files was checked against it', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0145' });
    const { document } = (await drop('AQ-2025-0145.pdf', writePdf(['Contract of 3 May 2025', ...PROVISIONS]), randomUUID())).body;
    for (const provision of ['engaging', 'facilitating', 'penalties']) await decide(document.id, provision, true, 1);
    const owe = async (setId: string, version: number) => {
      const input = { ...UNKNOWN_CONTRACT, setId };
      const { status } = await bed.call(who.officer, 'PUT', `/desk/api/contracts/${contractId}`, input, { 'if-match': `"${version}"` });
      return [status, (await check(contractId)).coverage];
    };
    const { version } = (await bed.call(who.officer, 'GET', `/desk/api/contracts/${contractId}`)).body;
    expect(await owe('far-52.222-50', version)).toEqual([200, 'not-checked']);
    expect(await owe('least-5f', version + 1)).toEqual([200, 'present']);
    await owe('far-52.222-50', version + 2);
    const later = () => drop('AQ-2025-0145 M1.pdf', writePdf(['Modification 1', 'Dated 4 June 2025']), randomUUID());
    await later();
    expect(await owe('least-5f', version + 3)).toEqual([200, 'not-checked']);
    expect((await later()).body).toMatchObject({ known: true, again: true });
    expect((await check(contractId)).coverage).toBe('present');
  });

  it('counts a provision that a later modification strikes out, and no more once the drop is undone', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0141' });
    await drop('AQ-2025-0141.pdf', writePdf(['Contract', 'of 3 May 2025', ...PROVISIONS]), randomUUID());
    const dropId = randomUUID();
    const modification = await writeDocx([
      { text: 'Modification 1 to contract AQ 2025/0141, 2026-02-01' },
      { text: PROVISIONS[0]!, as: 'deleted' },
    ]);
    await drop('mod1.docx', modification, dropId);
    expect(await check(contractId)).toMatchObject({ coverage: 'struck-out', documents: [{ name: 'mod1.docx' }, {}] });
    expect((await bed.call(who.officer, 'POST', `/desk/api/contract-drops/${dropId}/undo`, {}, { 'if-match': '"1"' })).body).toEqual({
      files: 1,
    });
    expect(await check(contractId)).toMatchObject({ coverage: 'to-confirm', documents: [{}] });
  });

  it('lets a person name the contract of a file that names none or two, at the same party alone', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0142' });
    await givenContract(bed, who.other, other, { number: 'AQ-2025-0143' });
    const { document } = (await drop('scan.pdf', writePdf(['Agreement', ...PROVISIONS]), randomUUID())).body;
    expect(document).toMatchObject({ contractId: null, likely: [] });
    const place = (number: string) => bed.call(who.officer, 'POST', `/desk/api/contract-files/${document.id}/contract`, { number });
    expect((await place('AQ-2025-0143')).body.code).toBe('contractors/unknown-number');
    expect((await place('AQ-2025-0142')).status).toBe(200);
    expect((await check(contractId)).coverage).toBe('to-confirm');
    const two = (await drop('AQ-2025-0141 and AQ-2025-0142.pdf', writePdf(['Note', 'Two contracts']), randomUUID())).body;
    expect(two.document).toMatchObject({ contractId: null, likely: ['AQ-2025-0141', 'AQ-2025-0142'] });
  });

  it('names what it cannot read, goes on with the others, and never calls it missing', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0150' });
    const dropId = randomUUID();
    const files: [string, Buffer, string | null][] = [
      ['AQ-2025-0150.pdf', Buffer.from('%PDF-1.7 nothing'), 'damaged'],
      ['empty.pdf', Buffer.alloc(0), 'empty'],
      ['photo.pdf', Buffer.from('JFIF'), 'other-kind'],
      ['old.doc', Buffer.from('d0cf11e0a1b11ae100', 'hex'), 'old-word'],
      ['archive.docx', zip({ name: 'a.txt' }), 'other-kind'],
      ['locked.pdf', lockedPdf(writePdf(['Contract AQ-2025-0150', ...PROVISIONS])), 'encrypted'],
      [
        'long.pdf',
        writePdf(
          Array.from({ length: MOST_PAGES + 1 }, () => 'Page'),
          { linesPerPage: 1 },
        ),
        'too-many-pages',
      ],
      ['bomb.docx', zip({ name: 'word/document.xml', content: Buffer.alloc(READ_LIMITS.xmlBytes + 1, ' ') }), 'damaged'],
      ['lie.docx', zip({ name: 'word/document.xml', content: Buffer.alloc(4_000_000, ' '), says: { expanded: 1_000 } }), 'damaged'],
      ['macros.docx', zip({ name: 'word/document.xml', content: '<w:document/>' }, { name: 'word/vbaProject.bin' }), 'macros'],
      // Two files of one number are two documents of that contract.
      ['AQ-2025-0150 copy.pdf', writePdf(['Contract', 'Another text.']), null],
      ['letter.pdf', writePdf(['Letter', 'It names no contract.']), null],
    ];
    const answers = await Promise.all(files.map(([name, bytes]) => drop(name, bytes, dropId)));
    expect(answers.map(({ body }, at) => [files[at]![0], body.document?.unread])).toEqual(files.map(([name, , unread]) => [name, unread]));
    expect(await readdir(bed.platform.uploadFolder!)).toEqual([]);
    const { provisions, coverage } = await check(contractId);
    expect(coverage).toBe('not-readable');
    expect(new Set(provisions.map(({ state }: { state: string }) => state))).toEqual(new Set(['not-readable']));
    expect((await bed.call(who.officer, 'GET', '/desk/api/contract-drops')).body.drops).toContainEqual(
      expect.objectContaining({ dropId, files: 12, waiting: 10, unread: 10 }),
    );
  });

  // Needs tesseract, which a machine may lack.
  it.runIf(findOcr('') !== null)(
    'reads pages of pictures where the machine can, less certain, and never as the same as the set',
    async () => {
      const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0151' });
      const { document } = (await drop('AQ-2025-0151 scan.pdf', writePdf(['A scan.'], { scanned: new Set([1]), scan: SCAN }), randomUUID()))
        .body;
      expect(document).toMatchObject({ contractId, unread: null, scanned: 0, ocrPages: [1] });
      const { provisions } = await check(contractId);
      expect(provisions.map(({ state }: { state: string }) => state)).toEqual(['present', 'missing', 'missing']);
      expect(provisions[1].difference).toBe('pages read by OCR: 1');
      const { items } = (await bed.call(who.officer, 'GET', '/desk/api/contract-findings')).body;
      expect(items).toContainEqual(expect.objectContaining({ documentId: document.id, provision: 'engaging', isPicture: true }));
    },
  );

  it('finds by reference what a contract takes over from another of its documents, and says where that is not among them', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0170' });
    const taking = writePdf([
      'Contract AQ-2025-0170 of 3 May 2025',
      'Kitchens.',
      'The General Conditions of the Agency (March 2024) form part of this contract.',
    ]);
    await drop('AQ-2025-0170.pdf', taking, randomUUID());
    const states = async () => (await check(contractId)).provisions.map(({ state }: { state: string }) => state);
    expect(await states()).toEqual(PROVISIONS.map(() => 'reference-not-resolved'));
    const general = writePdf(['General Conditions of the Agency (March 2024)', ...PROVISIONS]);
    const { document } = (await drop('conditions.pdf', general, randomUUID())).body;
    await bed.call(who.officer, 'POST', `/desk/api/contract-files/${document.id}/contract`, { number: 'AQ-2025-0170' });
    const { coverage, provisions } = await check(contractId);
    expect(coverage).toBe('to-confirm');
    expect(provisions.map((one: { state: string; difference: string }) => [one.state, one.difference])).toEqual(
      PROVISIONS.map(() => ['by-reference', 'in conditions.pdf, page 1']),
    );
  });

  it('puts the uncertain first, and confirms what reads like the set once its sample was read', async () => {
    const contractId = await givenContract(bed, who.officer, nation, { number: 'AQ-2025-0160', value: '900', currency: 'EUR' });
    const dropId = randomUUID();
    const wordings = SHIPPED_SETS.get('least-5f')!.provisions.map(({ wordings: [first] }) => first!.text);
    const { document } = (await drop('AQ-2025-0160.pdf', writePdf(['Contract', ...wordings]), dropId)).body;
    const weak = LEAST_EN.engaging![0]!.weakened[0]!;
    await drop('AQ-2025-0160 B.pdf', writePdf(['Annex B', weak]), randomUUID());
    const open = (await bed.call(who.officer, 'GET', '/desk/api/contract-findings')).body;
    expect(open.items[0]).toMatchObject({ state: 'differs-in-substance', quote: expect.stringContaining('should not') });
    expect(open.items[0].passage.some(({ quoted }: { quoted: boolean }) => quoted)).toBe(true);
    expect(open.items.some((one: { documentId: string }) => one.documentId === document.id)).toBe(false);

    const sample = (await bed.call(who.officer, 'GET', `/desk/api/contract-drops/${dropId}/sample`)).body;
    expect([sample.waiting, sample.items.length]).toEqual([wordings.length, wordings.length]);
    const confirm = (waiting: number) =>
      bed.call(who.officer, 'POST', `/desk/api/contract-drops/${dropId}/confirmation`, {}, { 'if-match': `"${waiting}"` });
    expect((await confirm(wordings.length)).body.code).toBe('contractors/sample-not-read');
    for (const { provision } of sample.items) await decide(document.id, provision, true, 1);
    expect((await confirm(wordings.length)).status).toBe(412);
    expect((await confirm(0)).body).toEqual({ confirmed: 0 });
    expect((await check(contractId)).provisions.filter((one: { confirmed: boolean }) => one.confirmed)).toHaveLength(wordings.length - 1);
  });

  it('makes one task of each drop with files that wait, and one of all passages in the queue', async () => {
    const tasks = (await bed.call(who.officer, 'GET', '/desk/api/tasks')).body.contracts.tasks as Record<string, unknown>[];
    const open = (await bed.call(who.officer, 'GET', '/desk/api/contract-findings')).body;
    const { drops } = (await bed.call(who.officer, 'GET', '/desk/api/contract-drops')).body;
    const waiting = drops.filter((one: { waiting: number }) => one.waiting > 0);
    expect(tasks.filter(({ kind }) => kind === 'confirm-passages')).toMatchObject([{ count: open.all, page: 'queue', id: null }]);
    const filesOf = tasks.filter(({ kind }) => kind === 'place-files').map(({ id, count }) => `${id} ${count}`);
    expect(filesOf.toSorted()).toEqual(waiting.map((one: Record<string, unknown>) => `${one.dropId} ${one.waiting}`).toSorted());
    for (const reader of [who.legal, who.other, who.office])
      expect((await bed.call(reader, 'GET', '/desk/api/tasks')).body.contracts.tasks).toEqual([]);
  });

  it('shows files and findings to those who read the contracts of the party, and to no other', async () => {
    const { dropId } = (await bed.call(who.legal, 'GET', '/desk/api/contract-drops')).body.drops[0];
    expect((await bed.call(who.legal, 'GET', `/desk/api/contract-drops/${dropId}`)).body.mayManage).toBe(false);
    expect((await bed.call(who.other, 'GET', '/desk/api/contract-drops')).body.drops).toEqual([]);
    expect((await bed.call(who.other, 'GET', '/desk/api/contract-findings')).body).toEqual({ all: 0, items: [] });
    expect((await bed.call(who.office, 'GET', '/desk/api/contract-drops')).status).toBe(403);
    for (const stranger of [who.other, who.office]) {
      expect((await bed.call(stranger, 'GET', `/desk/api/contract-drops/${dropId}/sample`)).status).toBe(404);
      expect((await bed.call(stranger, 'GET', `/desk/api/contract-drops/${dropId}`)).status).toBe(404);
    }
    for (const person of [who.legal, who.other])
      expect((await drop('a.pdf', writePdf(['Contract']), randomUUID(), person)).status).toBe(403);
    expect((await bed.call(who.legal, 'POST', `/desk/api/contract-drops/${dropId}/undo`, {}, { 'if-match': '"1"' })).status).toBe(403);
    expect((await bed.call(who.other, 'POST', `/desk/api/contract-drops/${dropId}/undo`, {}, { 'if-match': '"1"' })).status).toBe(404);
  });
});
