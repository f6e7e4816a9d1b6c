import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '#kernel/errors.ts';
import { readPart } from './fixtures/read-part.ts';
import { officeText, textOfOffice } from './office-text.ts';
import type { DocumentFrame } from './page-frame.ts';
import { readTextDocument, writeTextDocument } from './text-document/text-document.ts';
import { readWorkbook, type Sheet, writeWorkbook } from './workbook/workbook.ts';

const folder = mkdtempSync(join(tmpdir(), 'manumit-office-'));
afterAll(() => rmSync(folder, { recursive: true }));

const frame: DocumentFrame = {
  locale: 'fr',
  title: 'Rapport & suite',
  label: 'NATO RESTRICTED',
  exercise: true,
  readers: 'Pour tous',
  printedBy: 'Ada Quill',
  printedAt: new Date('2026-11-24T14:40:00Z'),
};
const store = (bytes: Buffer | string, name: string): string => {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
};
/** Any text a person may write, including control characters and unpaired surrogates. */
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(fc.constantFrom('_x0041_', '\r\n', '\t', ' ', '=1+1', '\u0000', '\ud800', '😀', '&amp;', '<w:t>', '\uffff', 'é'), {
      maxLength: 8,
    })
    .map((parts) => parts.join('')),
);

test('any text can be written to an office file and read back unchanged', () => {
  fc.assert(fc.property(anything, (text) => textOfOffice(officeText(text)) === text));
});

// Libraries pass files on in chunks: a surrogate pair, or a character of several bytes, may be split between two of them.
const LONG = Array.from({ length: 8 }, (_, at) => `${'a'.repeat(at)}${'😀é€'.repeat(6000)}`);

describe('a workbook', () => {
  const sheet = (rows: Sheet['rows']): Sheet => ({
    name: 'Rapport',
    heading: 'Un titre',
    columns: [{ header: 'Une colonne', width: 20 }],
    rows,
  });

  test('returns every character of long texts', async () => {
    const sheets = [sheet([]), { ...sheet(LONG.map((text) => [text])), name: 'Caché', hidden: true }];
    const read = await readWorkbook(store(await writeWorkbook({ ...frame, sheets }), 'long.xlsx'));
    expect(read[1]!.rows.flat()).toEqual(LONG);
  });

  test('returns every cell as it was written', async () => {
    const texts = fc.sample(anything, 400);
    const sheets = [
      sheet(texts.map((text, at) => [at % 2 ? text : { text, choices: ['Oui, en partie', 'Non'] }])),
      { ...sheet(texts.map((text) => [text])), name: 'Caché', hidden: true },
    ];
    const read = await readWorkbook(store(await writeWorkbook({ ...frame, sheets }), 'texts.xlsx'));
    expect(read.map(({ name }) => name)).toEqual(['Rapport', 'Caché', 'Lists']);
    expect(texts.map((_, at) => read[0]!.rows[at + 4]?.[0] ?? '')).toEqual(texts);
    expect(texts.map((_, at) => read[1]!.rows[at]?.[0] ?? '')).toEqual(texts);
  });

  test('is read as displayed: dates and errors of formulas, leading zeros, merged cells', async () => {
    const book = new ExcelJS.Workbook();
    const page = book.addWorksheet('Roster');
    const day = new Date('2026-12-01T00:00:00Z');
    page.addRow([{ formula: 'A9', result: 'AQ-1' }, { formula: 'TODAY()', result: day }, day]);
    page.getCell('B1').numFmt = 'dd/mm/yyyy';
    page.addRow([123, { error: '#N/A' }, { formula: 'C9', result: { error: '#REF!' } }]);
    page.getCell('A2').numFmt = '00000';
    page.addRow([
      { richText: [{ text: 'A' }, { text: 'Q' }] },
      { text: 'seen', hyperlink: 'https://manumit.example' },
      { formula: '""', result: '' },
    ]);
    page.addRow(['1 Company', 'a']);
    page.addRow(['', 'b']);
    page.mergeCells('A4:A5');
    const [read] = await readWorkbook(store(Buffer.from(await book.xlsx.writeBuffer()), 'odd.xlsx'));
    expect(read!.rows).toEqual([
      ['AQ-1', '2026-12-01', '2026-12-01'],
      ['00123', '#N/A', '#REF!'],
      ['AQ', 'seen', ''],
      ['1 Company', 'a'],
      ['1 Company', 'b'],
    ]);
  });

  test('shows the title and the label on each sheet and printed page, and repeats its header row', async () => {
    const path = store(await writeWorkbook({ ...frame, sheets: [sheet([['a']])] }), 'frame.xlsx');
    const [page] = await readWorkbook(path);
    expect(page!.rows.slice(0, 4).map((row) => row[0])).toEqual([
      'Un titre',
      expect.stringMatching(/^NATO RESTRICTED · EXERCICE.: les pays/),
      expect.stringContaining('Pour tous · Imprimé le 24 nov. 2026, 14:40 UTC par Ada Quill'),
      'Une colonne',
    ]);
    const xml = await readPart(path, 'xl/worksheets/sheet1.xml');
    expect(xml).toMatch(/<oddHeader>[^<]*Rapport &amp;&amp; suite[^<]*NATO RESTRICTED[^<]*EXERCICE/);
    expect(xml).toMatch(/<oddFooter>[^<]*NATO RESTRICTED[^<]*page &amp;P sur &amp;N · EXERCICE/);
    expect(await readPart(path, 'xl/workbook.xml')).toContain('_xlnm.Print_Titles');
    expect(await readPart(path, 'docProps/core.xml')).toContain('<dc:language>fr</dc:language>');
  });

  test('prints a title that begins with a digit whole, and marks what it cuts of a title or a name', async () => {
    const headerOf = async (more: Partial<DocumentFrame>, sheets = [sheet([['a']])]) => {
      const xml = await readPart(store(await writeWorkbook({ ...frame, ...more, sheets }), 'a.xlsx'), 'xl/worksheets/sheet1.xml');
      return /<oddHeader>&amp;L(.*)&amp;C.*<\/oddHeader><oddFooter>.*&amp;C(.*)&amp;R.*<\/oddFooter>/.exec(xml)!.slice(1);
    };
    const [title, printed] = await headerOf({ title: `${'t'.repeat(78)}😀 rest`, printedBy: 'q'.repeat(80) });
    expect([title, printed!.slice(-2)]).toEqual([`&amp;8${'t'.repeat(78)}…`, 'q…']);
    expect((await headerOf({ title: `1${'t'.repeat(79)}` }))[0]).toBe(`&amp;8 1${'t'.repeat(79)}`);
  });

  test('prints the level of a long label and where to read the rest, never a part of its parties', async () => {
    const label = `NATO DIFFUSION RESTREINTE · communicable à ${'Corvanie, Delmar, '.repeat(6)}Estland`;
    const path = store(await writeWorkbook({ ...frame, label, sheets: [sheet([['a']])] }), 'label.xlsx');
    expect((await readWorkbook(path))[0]!.rows[1]![0]).toContain(label);
    const [, header, footer] = /<oddHeader>(.*)<\/oddHeader><oddFooter>(.*)<\/oddFooter>/.exec(
      await readPart(path, 'xl/worksheets/sheet1.xml'),
    )!;
    for (const edge of [header, footer]) {
      expect(edge).toContain('NATO DIFFUSION RESTREINTE · voir le haut de la feuille&amp;');
      expect(edge).not.toContain('Corvanie');
    }
  });

  test('opens in another program with its choices, hidden columns and sheets, filter and frozen header', async () => {
    const form: Sheet = {
      name: "L'état",
      heading: 'Un titre',
      notes: ['Une note'],
      columns: [
        { header: 'id', width: 10, hidden: true },
        { header: 'Réponse', width: 30 },
      ],
      rows: [
        ['a', { text: '2014-01', choices: ['Oui, en partie', 'Non'] }],
        [1.5, { text: 'constructor' }],
      ],
    };
    const sheets = [form, { ...form, name: 'Caché', hidden: true }];
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await writeWorkbook({ ...frame, sheets })) as unknown as ExcelJS.Buffer);
    expect(book.worksheets.map(({ name, state }) => [name, state])).toEqual([
      ["L'état", 'visible'],
      ['Caché', 'hidden'],
      ['Lists', 'veryHidden'],
    ]);
    const page = book.worksheets[0]!;
    expect(page.views[0]).toMatchObject({ state: 'frozen', ySplit: 5, showGridLines: false });
    expect([page.autoFilter, page.pageSetup.printTitlesRow]).toEqual(['A5:B5', '5:5']);
    expect(page.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', fitToPage: true, fitToHeight: 0 });
    expect([1, 2].map((at) => [page.getColumn(at).hidden, page.getColumn(at).width])).toEqual([
      [true, 10],
      [false, 30],
    ]);
    // The content above the table is in a visible column.
    expect([1, 2, 3, 4].map((row) => [page.getCell(row, 1).value, typeof page.getCell(row, 2).value])).toEqual(
      Array(4).fill([null, 'string']),
    );
    expect(page.getCell('B6')).toMatchObject({
      value: '2014-01',
      numFmt: '@',
      dataValidation: { type: 'list', formulae: ['Lists!$A$1:$A$2'] },
    });
    expect([page.getCell('A7').value, page.getCell('B7').value, page.getCell('B7').dataValidation]).toEqual([
      1.5,
      'constructor',
      undefined,
    ]);
    expect(['A1', 'A2'].map((cell) => book.getWorksheet('Lists')!.getCell(cell).value)).toEqual(['Oui, en partie', 'Non']);
    expect(book.title).toBe('Rapport & suite');
  });
});

describe('a text document', () => {
  const field = (tag: string, text: string, choices?: string[]) => ({
    field: { tag, label: tag, text, hint: 'Écrire ici', ...(choices && { choices }) },
  });

  test('returns every character of long texts', async () => {
    const rows = LONG.map((text, at) => [field(`f${at}`, text)]);
    const blocks = [{ table: { headers: ['Texte'], widths: [100], rows } }];
    const { fields } = await readTextDocument(store(await writeTextDocument({ ...frame, blocks }), 'long.docx'));
    expect(LONG.map((_, at) => fields[`f${at}`])).toEqual(LONG);
  });

  test('returns every field and property as it was written', async () => {
    const texts = fc.sample(anything, 400);
    const rows = texts.map((text, at) => [`${at}`, field(`f${at}`, text, at % 2 ? [text || '-'] : undefined)]);
    const bytes = await writeTextDocument({
      ...frame,
      blocks: [{ table: { headers: ['N°', 'Texte'], widths: [20, 80], rows } }],
      properties: { return: 'a_x0041_ &<' },
    });
    const { fields, properties } = await readTextDocument(store(bytes, 'texts.docx'));
    expect(properties.return).toBe('a_x0041_ &<');
    expect(texts.map((_, at) => fields[`f${at}`])).toEqual(texts);
  });

  test('has a title, a language, headings and header rows, and shows its label on each page', async () => {
    const blocks = [
      { heading: 'Un', level: 1 as const },
      { text: 'a\nb' },
      { list: ['c'] },
      { table: { headers: ['x'], widths: [100], rows: [['y']] } },
    ];
    const path = store(await writeTextDocument({ ...frame, blocks }), 'frame.docx');
    const text = await readPart(path, 'word/document.xml');
    expect(text).toContain('w:val="Title"');
    expect(text).toContain('w:val="Heading1"');
    expect(text).toContain('<w:tblHeader/>');
    expect(await readPart(path, 'word/styles.xml')).toContain('w:lang w:val="fr-FR"');
    expect(await readPart(path, 'docProps/core.xml')).toContain('Rapport &amp; suite');
    for (const part of ['word/header1.xml', 'word/footer1.xml']) expect(await readPart(path, part)).toContain('NATO RESTRICTED · EXERCICE');
    expect(await readPart(path, 'word/footer1.xml')).toMatch(/Pour tous.*Imprimé le 24 nov\. 2026.*PAGE.*NUMPAGES/s);
  });
});

test.each([
  ['a file that is not an archive', () => store('text', 'a'), readWorkbook],
  ['a file that is not an archive', () => store('text', 'b'), readTextDocument],
  [
    'a workbook in place of a text document',
    async () => store(await writeWorkbook({ ...frame, sheets: [{ name: 'a', heading: 'a', columns: [], rows: [] }] }), 'c'),
    readTextDocument,
  ],
  ['a text document in place of a workbook', async () => store(await writeTextDocument({ ...frame, blocks: [] }), 'd'), readWorkbook],
])('%s is refused, with the reason', async (_, file, read) => {
  const error = await read(await file()).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AppError);
  expect((error as AppError).code).toBe('documents/unreadable');
});

test('a workbook with too many cells is refused', async () => {
  const rows = Array.from({ length: 50 }, () => ['a', 'b']);
  const path = store(await writeWorkbook({ ...frame, sheets: [{ name: 'a', heading: 'a', columns: [], rows }] }), 'many.xlsx');
  await expect(readWorkbook(path, 99)).rejects.toMatchObject({ code: 'documents/unreadable' });
});
