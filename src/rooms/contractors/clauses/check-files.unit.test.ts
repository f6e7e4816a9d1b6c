import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeContract } from '../fixtures/contracts.ts';
import { FILLER_EN } from '../fixtures/filler.ts';
import { SCAN } from '../fixtures/scan.ts';
import { writeDocx } from '../fixtures/write-docx.ts';
import { type Drawn, writePdf } from '../fixtures/write-pdf.ts';
import { type CheckedFile, checkFiles } from './check-files.ts';
import { findOcr } from './document/ocr.ts';
import { readPdf } from './document/read-pdf.ts';
import { type ClauseSet, SHIPPED_SETS } from './sets/load-set.ts';

const LEAST = SHIPPED_SETS.get('least-5f')!;
const BAN = 'The Contractor shall not engage in trafficking in human beings.';

describe('5f: files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'manumit-clauses-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const check = async (set: ClauseSet, files: Record<string, Buffer>): Promise<Map<string, CheckedFile>> => {
    await Promise.all(Object.entries(files).map(([name, bytes]) => writeFile(join(folder, name), bytes)));
    const checked = await checkFiles(
      Object.keys(files).map((name) => join(folder, name)),
      set,
      { workers: 1 },
    );
    return new Map(Object.keys(files).map((name, at) => [name, checked[at]!]));
  };
  const stateOf = (file: CheckedFile | undefined, id = 'engaging') => file!.provisions.find((provision) => provision.id === id)!.state;

  test('text that is proposed, deleted, struck, hidden, white or only a comment is distinguished', async () => {
    const marks = ['inserted', 'deleted', 'struck', 'hidden', 'white', 'comment', 'header', 'footer', 'numbered'] as const;
    const files = Object.fromEntries(
      await Promise.all(marks.map(async (as) => [as, await writeDocx([{ text: FILLER_EN[0]! }, { text: BAN, as }])] as const)),
    );
    const checked = await check(LEAST, files);
    expect(marks.map((as) => stateOf(checked.get(as)))).toEqual([
      'only-proposed',
      'struck-out',
      'struck-out',
      'hidden',
      'hidden',
      'missing',
      'present',
      'present',
      'present',
    ]);
  });

  test('text of a PDF that is struck by a drawn line, or that nobody sees, is distinguished from a scan and a dark ground', async () => {
    const drawn = { line: 'struck-out', under: 'present', unpainted: 'hidden', white: 'hidden', dark: 'present' } as const;
    const more = { covered: 'hidden', scan: 'present', tiny: 'hidden' } as const;
    const expected = Object.entries({ ...drawn, ...more }) as [Drawn, string][];
    const files = Object.fromEntries(expected.map(([as]) => [`${as}.pdf`, writePdf([FILLER_EN[0]!, BAN], { drawn: new Map([[1, as]]) })]));
    const checked = await check(LEAST, files);
    expect(expected.map(([as]) => [as, stateOf(checked.get(`${as}.pdf`))])).toEqual(expected);
    const { paragraphs } = await readPdf(new Uint8Array(writePdf([BAN], { drawn: new Map([[0, 'first']]) })));
    expect(paragraphs[0]!.runs).toEqual([
      { text: 'The Contractor shall not ', mark: 'struck' },
      { text: 'engage in trafficking in human beings.' },
    ]);
  });

  test('a file that cannot be read is named with its reason, and the others are checked', async () => {
    const encrypted = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]);
    const whole = writePdf([BAN]);
    // A container as of DOCX without a document of Word.
    const renamed = Buffer.from(
      (await writeDocx([{ text: BAN }])).toString('latin1').replaceAll('word/document.xml', 'word/workbook.xml'),
      'latin1',
    );
    const checked = await check(LEAST, {
      'a.pdf': whole,
      'b.pdf': whole.subarray(0, 60),
      'c.docx': encrypted,
      'd.doc': Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'e.txt': Buffer.from(BAN),
      'i.xlsx': renamed,
      'f.docx': (await writeDocx([{ text: BAN }])).subarray(0, 900),
      'g.pdf': Buffer.alloc(0),
      'h.pdf': whole,
    });
    expect([...checked.values()].map(({ reason }) => reason)).toEqual([
      null,
      'damaged',
      'encrypted',
      'old-word',
      'other-kind',
      'other-kind',
      'damaged',
      'empty',
      null,
    ]);
    expect([stateOf(checked.get('a.pdf')), stateOf(checked.get('b.pdf')), stateOf(checked.get('h.pdf'))]).toEqual([
      'present',
      'not-readable',
      'present',
    ]);
  });

  test('pages of pictures are named, and what may be on them is not called missing', async () => {
    const checked = await check(LEAST, {
      'scan.pdf': writePdf([BAN, ...Array.from({ length: 60 }, () => FILLER_EN[0]!)], { scanned: new Set([2]) }),
    });
    expect(checked.get('scan.pdf')).toMatchObject({ readable: true, scannedPages: [2] });
    expect(checked.get('scan.pdf')!.provisions.map(({ state }) => state)).toEqual(['present', 'not-readable', 'not-readable']);
  });

  // Needs tesseract, which a machine may lack.
  test.runIf(findOcr('') !== null)('pages of pictures are read where tesseract is installed, and marked', async () => {
    const scan = writePdf(['A scan.'], { scanned: new Set([1]), scan: SCAN });
    const { scannedPages, ocrPages, provisions } = (await check(LEAST, { 'ocr.pdf': scan })).get('ocr.pdf')!;
    expect({ scannedPages, ocrPages }).toEqual({ scannedPages: [], ocrPages: [1] });
    expect(provisions.map(({ state, confidence, difference }) => [state, confidence, difference])).toEqual([
      ['present', 0.72, null],
      ['missing', null, 'pages read by OCR: 1'],
      ['missing', null, 'pages read by OCR: 1'],
    ]);
  });

  test('a passage has its page and a quote of at most 300 characters, also where it goes on over a page', async () => {
    const made = (await makeContract({
      set: 'least-5f',
      language: 'en',
      changed: 'engaging',
      change: 'none',
      layout: 'pdf-split',
      seed: 1,
      paragraphs: 20,
    }))!;
    const checked = (await check(LEAST, { 'split.pdf': made.bytes })).get('split.pdf')!;
    expect(checked.provisions.map(({ state }) => state)).toEqual(['present', 'present', 'present']);
    for (const { page, quote } of checked.provisions) {
      expect(page).toBeGreaterThan(1);
      expect(quote!.length).toBeLessThanOrEqual(300);
    }
  });

  test('a reference is resolved by title and date among the files, and a line that is not ticked is none', async () => {
    const clause = await writeDocx([{ text: 'General Conditions of the Agency (March 2024)' }, { text: BAN }]);
    const contract = (line: string) => writeDocx([{ text: 'Contract 27' }, { text: FILLER_EN[0]! }, { text: line }]);
    const checked = await check(LEAST, {
      'conditions.docx': clause,
      'same.docx': await contract('The General Conditions of the Agency (March 2024) form part of this contract.'),
      'older.docx': await contract('The General Conditions of the Agency (June 2019) form part of this contract.'),
      'unticked.docx': await contract('☐ The General Conditions of the Agency (March 2024) form part of this contract.'),
      'none.docx': await contract('The kitchen is cleaned each day.'),
    });
    expect([...checked.values()].map((file) => stateOf(file))).toEqual([
      'present',
      'by-reference',
      'reference-not-resolved',
      'missing',
      'missing',
    ]);
  });

  test('the document that prevails decides where it is among the files, and is named where it is not', async () => {
    const files: Record<string, string[]> = {
      'special.docx': ['Special Conditions of Contract 27', `${BAN.slice(0, -1)} unless the site manager agrees.`],
      'general.docx': ['General Conditions of the Agency (March 2024)', BAN],
      'over.docx': ['Contract 27', BAN, 'In case of conflict, the Special Conditions shall prevail over this contract.'],
      'under.docx': ['Contract 28', BAN, 'If this contract and the Special Conditions conflict, this contract shall prevail.'],
      'list.docx': [
        'Contract 29',
        'The following order of precedence applies to these documents:',
        '(a) the General Conditions of the Agency (March 2024);',
        '(b) this contract;',
        '(c) the Special Conditions.',
      ],
      'open.docx': ['Contrat 30', BAN, 'En cas de contradiction, le cahier des clauses administratives particulières prévaut.'],
      'law.docx': ['Contract 31', BAN, 'In case of conflict between the versions, the English version shall prevail.'],
      'unticked.docx': ['Contract 32', `☐ ${BAN}`, '☒ The goods are delivered on Monday.'],
    };
    const written = Object.entries(files).map(async ([name, lines]) => [name, await writeDocx(lines.map((text) => ({ text })))] as const);
    const checked = await check(LEAST, Object.fromEntries(await Promise.all(written)));
    const said = [...checked].map(([name, { provisions }]) => [name, provisions[0]!.state, provisions[0]!.difference]);
    expect(said.slice(2)).toEqual([
      ['over.docx', 'differs-in-substance', 'prevails: special.docx (unless)'],
      ['under.docx', 'present', null],
      ['list.docx', 'by-reference', 'prevails: general.docx'],
      ['open.docx', 'present', expect.stringMatching(/^not among the files, and prevails: En cas de contradiction/)],
      ['law.docx', 'present', null],
      ['unticked.docx', 'differs-in-substance', 'not ticked'],
    ]);
  });
});
