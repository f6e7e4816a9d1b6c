import { READ_LIMITS } from '#platform/documents/reading/read-limits.ts';
import { type ZipPart, zip, zip64 } from './zip.ts';

/** A hostile file, and what must refuse it: the check of the archive, or the reader of its content. */
export type HostileFile = { name: string; by: 'archive' | 'reader'; bytes: () => Buffer };

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The parts of a workbook of one sheet. Each can be replaced, and null omits it. Stored uncompressed, because long uniform content would count as a bomb. */
export function workbookParts({
  sheet = '<worksheet><sheetData/></worksheet>',
  strings = '<sst/>',
  styles = '<styleSheet/>',
  book = `<workbook xmlns:r="${RELATIONS}"><sheets><sheet name="Sheet 1" sheetId="1" r:id="r1"/></sheets></workbook>`,
  relations = `<Relationships>${['worksheet', 'sharedStrings', 'styles']
    .map((type, at) => `<Relationship Id="r${at + 1}" Type="${RELATIONS}/${type}" Target="${type}.xml"/>`)
    .join('')}</Relationships>`,
}: Partial<Record<'sheet' | 'strings' | 'styles' | 'book' | 'relations', string | Buffer | null>> = {}): ZipPart[] {
  return Object.entries({
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': book,
    'xl/_rels/workbook.xml.rels': relations,
    'xl/worksheet.xml': sheet,
    'xl/sharedStrings.xml': strings,
    'xl/styles.xml': styles,
  }).flatMap(([name, content]) => (content === null ? [] : [{ name, content, stored: true }]));
}

const workbook = (parts: Parameters<typeof workbookParts>[0]) => zip(...workbookParts(parts));
const rows = (xml: string) => `<worksheet><sheetData>${xml}</sheetData></worksheet>`;
const cell = (address: string, words = 'a') => `<c r="${address}" t="str"><v>${words}</v></c>`;
const strings = (times: number, text: string) => ({
  strings: `<sst><si><t>${text}</t></si></sst>`,
  sheet: rows(Array.from({ length: times }, (_, at) => `<row r="${at + 1}"><c r="A${at + 1}" t="s"><v>0</v></c></row>`).join('')),
});
const MEGA = 1_000_000;

const workbooks: Record<string, Parameters<typeof workbookParts>[0]> = {
  'a shared string of 500,000 letters used 300 times': strings(300, 'x'.repeat(500_000)),
  'a shared string as long as a cell, used 400 times': strings(400, 'x'.repeat(READ_LIMITS.cellCharacters)),
  'a text as long as a cell in a merged range of 400': {
    sheet: `<worksheet><sheetData><row r="1">${cell('A1', 'x'.repeat(READ_LIMITS.cellCharacters))}</row></sheetData><mergeCells><mergeCell ref="A1:A400"/></mergeCells></worksheet>`,
  },
  'row 7,000,000': { sheet: rows('<row r="7000000"><c r="A7000000"><v>1</v></c></row>') },
  'row 4,000,000,000': { sheet: rows('<row r="4000000000"/>') },
  'row -5': { sheet: rows('<row r="-5"/>') },
  'row NaN': { sheet: rows('<row r="NaN"/>') },
  'row 0': { sheet: rows('<row r="0"/>') },
  'row 1e6': { sheet: rows('<row r="1e6"/>') },
  'words in the last row of the format': { sheet: rows(`<row r="1048576">${cell('A1048576')}</row>`) },
  'rows without numbers past the last one': { sheet: rows(`${'<row/>'.repeat(1_048_577)}`) },
  'a cell of another row': { sheet: rows(`<row r="1">${cell('A4000000')}</row>`) },
  'column XFE': { sheet: rows(`<row r="1">${cell('XFE1')}</row>`) },
  'column ZZZZZZ': { sheet: rows(`<row r="1">${cell('ZZZZZZ1')}</row>`) },
  'words in the last column of the format': { sheet: rows(`<row r="1">${cell('XFD1')}</row>`) },
  'a wide row of each thousand cells': {
    sheet: rows(Array.from({ length: 1000 }, (_, at) => `<row r="${at + 1}">${cell(`ALL${at + 1}`)}</row>`).join('')),
  },
  'everything merged into one cell': {
    sheet: `<worksheet><sheetData><row r="1">${cell('A1')}</row></sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>`,
  },
  'a merged range of every place': {
    sheet: `<worksheet><sheetData/><mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(READ_LIMITS.merged + 1)}</mergeCells></worksheet>`,
  },
  '10,000 sheets that are one': {
    book: `<workbook xmlns:r="${RELATIONS}"><sheets>${'<sheet name="a" sheetId="1" r:id="r1"/>'.repeat(10_000)}</sheets></workbook>`,
  },
  '100,000 elements deep': { sheet: `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}` },
  'elements without end': { sheet: '<a'.repeat(2 * MEGA) },
  'more elements than are read': { sheet: `<worksheet>${'<a/>'.repeat(READ_LIMITS.elements)}</worksheet>` },
  'an attribute of 5 MB': { sheet: `<worksheet a="${'x'.repeat(5 * MEGA)}"/>` },
  'an element of 100,000 attributes': { sheet: `<worksheet ${Array.from({ length: 100_000 }, (_, at) => `a${at}=""`).join(' ')}/>` },
  'a name of 5 MB': { sheet: `<${'x'.repeat(5 * MEGA)}/>` },
  'a comment of 5 MB': { sheet: `<worksheet><!--${'x'.repeat(5 * MEGA)}--></worksheet>` },
  'entities that double': {
    sheet: `<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 30 }, (_, at) => `<!ENTITY a${at} "&a${at - 1};&a${at - 1};">`).join('')}]>${rows('')}`,
  },
  'an entity from elsewhere': { strings: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><sst><si><t>&x;</t></si></sst>' },
  'an undeclared entity': { strings: '<sst><si><t>&nbsp;</t></si></sst>' },
  'a million shared strings and one': { strings: `<sst>${'<si/>'.repeat(READ_LIMITS.sharedStrings + 1)}</sst>` },
  'more formats than a workbook has': { styles: `<styleSheet><cellXfs>${'<xf/>'.repeat(READ_LIMITS.formats + 1)}</cellXfs></styleSheet>` },
  'the index of a string that is not there': { sheet: rows('<row r="1"><c r="A1" t="s"><v>7</v></c></row>') },
  'a negative index of a string': { sheet: rows('<row r="1"><c r="A1" t="s"><v>-1</v></c></row>') },
  'no sheet where one is named': { sheet: null },
  'no strings where they are named': { strings: null },
  'no relations': { relations: null },
  'no sheet at all': { book: '<workbook><sheets/></workbook>' },
  'a sheet that ends in the middle': { sheet: '<worksheet><sheetData><row r="1"><c r="A1"><v>1' },
  'no text in UTF-8': { sheet: Buffer.concat([Buffer.from('<worksheet>'), Buffer.from([0xff, 0xfe]), Buffer.from('</worksheet>')]) },
  'a part in UTF-16': { sheet: Buffer.from(`\ufeff${rows('')}`, 'utf16le') },
};

const DOCUMENT = { name: '[Content_Types].xml', content: '<Types/>' };
const text = (xml: string): ZipPart[] => [
  DOCUMENT,
  { name: 'word/document.xml', content: `<w:document><w:body>${xml}</w:body></w:document>`, stored: true },
];
const field = (tag: string, words: string) =>
  `<w:sdt><w:sdtPr><w:tag w:val="${tag}"/></w:sdtPr><w:sdtContent><w:r><w:t>${words}</w:t></w:r></w:sdtContent></w:sdt>`;

const documents: Record<string, ZipPart[]> = {
  'elements without end': text('<w:a'.repeat(MEGA)),
  'fields 100,000 deep': text(`${'<w:sdt>'.repeat(100_000)}${'</w:sdt>'.repeat(100_000)}`),
  'a field of 500,000 letters': text(field('a', 'x'.repeat(500_000))),
  'a field of line breaks alone': text(
    `<w:sdt><w:sdtPr><w:tag w:val="a"/></w:sdtPr><w:sdtContent>${'<w:br/>'.repeat(300_000)}</w:sdtContent></w:sdt>`,
  ),
  'fields of ten million letters': text(Array.from({ length: 320 }, (_, at) => field(`a${at}`, 'x'.repeat(32_000))).join('')),
  'more fields than are read': text(Array.from({ length: READ_LIMITS.fields + 1 }, (_, at) => field(`a${at}`, 'x')).join('')),
  'the same field twice': text(field('a', 'x').repeat(2)),
  'more elements than are read': text('<a/>'.repeat(READ_LIMITS.elements)),
  'an attribute of 5 MB': text(`<w:tag w:val="${'x'.repeat(5 * MEGA)}"/>`),
  'entities that double': [
    DOCUMENT,
    {
      name: 'word/document.xml',
      content: '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>',
      stored: true,
    },
  ],
  'properties that never end': [
    ...text(''),
    { name: 'docProps/custom.xml', content: `<Properties>${'<property name="a">'.repeat(1000)}`, stored: true },
  ],
};

/** Archives with false or damaged directories around the parts of a file of this kind. */
function damaged(parts: ZipPart[]): Record<string, () => Buffer> {
  const [first, ...rest] = parts;
  return {
    'an archive cut short': () => zip(...parts).subarray(0, -30),
    'an archive cut in half': () => zip(...parts).subarray(0, Math.floor(zip(...parts).length / 2)),
    'a part with the sum of another': () => zip(first!, ...rest.map((part) => ({ ...part, says: { sum: 1 } }))),
    'parts that lie over each other': () =>
      zip(...parts, ...Array.from({ length: 50 }, (_, at) => ({ name: `a${at}.xml`, content: 'y'.repeat(90), sameAs: 1 }))),
    'parts longer than they say': () => zip(first!, ...rest.map((part) => ({ ...part, stored: false, says: { expanded: 3 } }))),
    'parts shorter than they say': () => zip(first!, ...rest.map((part) => ({ ...part, stored: false, says: { expanded: 9_999 } }))),
    'a part that unpacks to a thousand times its size': () => zip(...parts, { name: 'a.xml', content: Buffer.alloc(20 * MEGA) }),
    'an end of ZIP64 beyond the file': () => zip64(zip(...parts), { end: 2n ** 60n }),
    'a directory of ZIP64 beyond the file': () => zip64(zip(...parts), { directory: 2n ** 60n }),
    'more parts than a document has': () => zip(...parts, ...Array.from({ length: 2_000 }, (_, at) => ({ name: `a${at}.xml` }))),
  };
}

const files = (made: Record<string, () => Buffer>, by: HostileFile['by']): HostileFile[] =>
  Object.entries(made).map(([name, bytes]) => ({ name, by, bytes }));
const each = <T>(made: Record<string, T>, of: (one: T) => Buffer) =>
  Object.fromEntries(Object.entries(made).map(([name, one]) => [name, () => of(one)]));

/** Hostile workbooks. The same at every call. */
export const HOSTILE_WORKBOOKS: readonly HostileFile[] = [
  ...files(each(workbooks, workbook), 'reader'),
  ...files(damaged(workbookParts()), 'archive'),
];

/** Hostile text documents. The same at every call. */
export const HOSTILE_DOCUMENTS: readonly HostileFile[] = [
  ...files(
    each(documents, (parts) => zip(...parts)),
    'reader',
  ),
  ...files(damaged(text('<w:p/>')), 'archive'),
];
