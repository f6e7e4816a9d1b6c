import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { HOSTILE_DOCUMENTS, HOSTILE_WORKBOOKS, workbookParts } from '#test/files/hostile-files.ts';
import { type ZipPart, zip } from '#test/files/zip.ts';
import { runDocumentProgram } from '../document-process.ts';
import { readTextParts } from '../text-document/text-reader.ts';
import { readSheets } from '../workbook/workbook-reader.ts';
import { csvOf } from '../workbook/workbook-table.ts';
import { formatOf, wordsOfCell } from '../workbook/workbook-words.ts';
import { READING_PROCESS } from './read-limits.ts';

const folder = mkdtempSync(join(tmpdir(), 'manumit-reading-'));
afterAll(() => rmSync(folder, { recursive: true }));

const store = (bytes: Buffer): string => {
  writeFileSync(join(folder, 'file'), bytes);
  return join(folder, 'file');
};
const rowsOf = async (...parts: ZipPart[]) => (await readSheets(store(zip(...parts)), 1000))[0]!.rows;
const sheet = (rows: string, more = '') => `<worksheet><sheetData>${rows}</sheetData>${more}</worksheet>`;

describe('a workbook of another program is read', () => {
  test('with prefixes, inline texts, and rows and cells without numbers', async () => {
    const x = `<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t xml:space="preserve"> a </x:t></x:is></x:c><x:c><x:v>2.50</x:v></x:c></x:row><x:row/><x:row><x:c t="inlineStr"><x:is><x:r><x:t>b</x:t></x:r><x:r><x:t>c</x:t></x:r><x:rPh><x:t>d</x:t></x:rPh></x:is></x:c></x:row></x:sheetData></x:worksheet>`;
    expect(await rowsOf(...workbookParts({ sheet: x }))).toEqual([[' a ', '2.5'], [], ['bc']]);
  });

  test('with text runs, phonetic guides, CDATA, CR LF line ends, and characters that XML cannot represent', async () => {
    const strings =
      '<sst><si><r><rPr><b/></rPr><t>A</t></r><r><t xml:space="preserve"> Q</t></r><rPh sb="0" eb="1"><t>aid</t></rPh><phoneticPr fontId="1"/></si><si><t><![CDATA[<a> & b]]></t></si><si><t>c\r\nd\re_x000D_f&#13;g_x005F_x0041_</t></si><si/></sst>';
    const cells = [0, 1, 2, 3].map((at) => `<c r="${'ABCD'[at]}1" t="s"><v>${at}</v></c>`).join('');
    expect(await rowsOf(...workbookParts({ strings, sheet: sheet(`<row r="1">${cells}</row>`) }))).toEqual([
      ['A Q', '<a> & b', 'c\nd\ne\rf\rg_x0041_', ''],
    ]);
  });

  test('with absolute part names, a chart among its sheets, dates from 1904, days, errors and booleans', async () => {
    const [types, , , page, , styles] = workbookParts({
      styles:
        '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[Red]dd\\.mm\\.yyyy"/><numFmt numFmtId="171" formatCode="00000"/><numFmt numFmtId="172" formatCode="0.0 &quot;days&quot;"/></numFmts><cellStyleXfs><xf numFmtId="170"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="171"/><xf numFmtId="172"/></cellXfs></styleSheet>',
      sheet: sheet(
        '<row r="3"><c r="A3" s="1"><v>44896</v></c><c r="B3" s="2"><f>TODAY()</f><v>44896.75</v></c><c r="C3" s="3"><v>123</v></c><c r="D3" s="4"><v>7</v></c><c r="E3" t="e"><v>#N/A</v></c><c r="F3" t="b"><v>1</v></c><c r="G3" t="d"><v>2026-12-01T00:00:00</v></c><c r="H3" s="1"/></row>',
      ),
    });
    const rel = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="http://x/${type}" Target="${target}"/>`;
    const book =
      '<workbook xmlns:q="x"><workbookPr date1904="1"/><sheets><sheet name="Chart" q:id="c"/><sheet name="A &amp; B" q:id="s"/></sheets></workbook>';
    const relations = `<Relationships>${rel('c', 'chartsheet', 'chartsheets/1.xml')}${rel('s', 'worksheet', '/xl/worksheet.xml')}${rel('y', 'styles', '../xl/./styles.xml')}</Relationships>`;
    const parts = [
      types!,
      page!,
      styles!,
      { name: 'xl/workbook.xml', content: book },
      { name: 'xl/_rels/workbook.xml.rels', content: relations },
    ];
    const read = await readSheets(store(zip(...parts)), 1000);
    expect(read).toEqual([{ name: 'A & B', rows: [[], [], ['2026-12-02', '2026-12-02', '00123', '7', '#N/A', 'true', '2026-12-01']] }]);
  });

  test('without formatted but empty cells, however far below and right', async () => {
    const rows = `<row r="2"><c r="A2"><v>1</v></c><c r="XFD2" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>`;
    expect(await rowsOf(...workbookParts({ sheet: sheet(rows) }))).toEqual([[], ['1']]);
  });

  test('with the displayed text in each cell of a merged range', async () => {
    const rows = '<row r="1"><c r="A1" t="str"><v>a</v></c><c r="C1" t="str"><v>c</v></c></row>';
    const merged = '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="D4:E5"/></mergeCells>';
    expect(await rowsOf(...workbookParts({ sheet: sheet(rows, merged) }))).toEqual([
      ['a', 'a', 'c'],
      ['a', 'a'],
    ]);
  });
});

test.each([
  ['n', '', null, ''],
  ['n', '12e3', null, '12000'],
  ['n', 'Infinity', null, 'Infinity'],
  ['n', '46357', formatOf(14, undefined), '2026-12-01'],
  ['n', '-1', formatOf(14, undefined), '-1'],
  ['n', '1e300', formatOf(14, undefined), '1e+300'],
  ['n', '5', formatOf(170, '['.repeat(60_000)), '5'],
  ['n', '5', formatOf(170, '#,##0.00 "Tage"'), '5'],
  // An unclosed bracket or quote extends to the end of the code.
  ['n', '5', formatOf(170, '0 [d'), '5'],
  ['n', '5', formatOf(170, '0 "d'), '5'],
  ['n', '46357', formatOf(170, '[$-407]d. mmm yyyy;@'), '2026-12-01'],
  ['str', '_x0041_', null, 'A'],
])('a cell of type %s with the value %s is read as displayed', (type, raw, format, words) => {
  expect(wordsOfCell(type, raw, format, 1900)).toBe(words);
});

test.each([
  ['a\r\n b \t\n\n\u00a0c', 'a b c'],
  ['\na\n', ' a '],
  [' a  b ', ' a  b '],
  ['"\n"', '"" ""'],
])('the cell %j is written on one line of CSV, as %j', (cell, line) => {
  expect(csvOf([[cell]])).toBe(`"${line}"\n`);
});

test('a table whose cells are full of spaces is converted in linear time', () => {
  const cell = ' '.repeat(32_767);
  expect(csvOf(Array.from({ length: 300 }, () => [cell]))).toHaveLength(300 * (cell.length + 3));
});

test('the limit of rows covers all sheets together, and counts empty rows', async () => {
  const [relation, name] = ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', '<sheet name="a" r:id="r1"/>'];
  const book = `<workbook xmlns:r="${relation}"><sheets>${name.repeat(3)}</sheets></workbook>`;
  const parts = workbookParts({ book, sheet: sheet('<row r="40000"><c r="A40000"><v>1</v></c></row>') });
  await expect(readSheets(store(zip(...parts)), 1000)).rejects.toThrow('It has more than 100000 rows.');
  expect(await readSheets(store(zip(...parts)), 1000, 2)).toHaveLength(2);
});

test('an element named like a built-in object property adds nothing to a field', async () => {
  const words = '<w:r><w:t>a</w:t><toString/><constructor/><__proto__/></w:r>';
  const xml = `<w:document><w:sdt><w:sdtPr><w:tag w:val="f"/></w:sdtPr><w:sdtContent>${words}</w:sdtContent></w:sdt></w:document>`;
  const { fields } = await readTextParts(store(zip({ name: 'word/document.xml', content: xml })));
  expect(fields.f).toBe('a');
});

describe('a hostile file is refused because of its content', () => {
  test.each(HOSTILE_WORKBOOKS.map((file) => [file.name, file] as const))('a workbook: %s', async (_, { by, bytes }) => {
    const read = readSheets(store(bytes()), 400_000);
    // A file that the archive check refuses may still be read here, and is then only a workbook.
    if (by === 'archive') await read.catch(() => {});
    else await expect(read).rejects.toThrow(/^(It|There|Its|Invalid|Max|Unexpected|Unclosed|Unencoded|The encoded data)/);
  });

  test.each(HOSTILE_DOCUMENTS.map((file) => [file.name, file] as const))('a text document: %s', async (_, { by, bytes }) => {
    const read = readTextParts(store(bytes()));
    if (by === 'archive') await read.catch(() => {});
    else await expect(read).rejects.toThrow(/^(It|There|Invalid|Max|Unexpected|Unclosed|Unencoded)/);
  });
});

test('a process that writes more than the limit is ended, and a result of exactly the limit is complete', async () => {
  const program = { file: new URL('../fixtures/write-bytes.ts', import.meta.url), failure: 'documents/unreadable' as const };
  const { maxBytes } = READING_PROCESS;
  expect((await runDocumentProgram({ ...program, maxBytes }, maxBytes)).length).toBe(maxBytes);
  await expect(runDocumentProgram({ ...program, maxBytes }, maxBytes + 1)).rejects.toMatchObject({ code: 'documents/unreadable' });
});
