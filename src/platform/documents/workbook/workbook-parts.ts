import { officeText } from '../office-text.ts';
import type { Cell, Sheet, WorkbookOrder } from './workbook.ts';
import { STYLE, STYLES } from './workbook-styles.ts';

// The parts of a workbook in the order that ECMA-376 (part 1, 18) requires: office programs call a file damaged if its elements are in another order.

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const LISTS = 'Lists';

type Part = {
  name: string;
  state: 'visible' | 'hidden' | 'veryHidden';
  xml: string;
  /** The number of its header row, from 1, and the last column. */
  header?: number;
  last?: string;
};

/** The files of a workbook (XLSX) by name. */
export function workbookParts({ frame, printedAt, sheets }: WorkbookOrder): Record<string, string> {
  const lists = new Map<string, string>();
  const parts = sheets.map((sheet) => (sheet.hidden ? hiddenSheet(sheet.name, 'hidden', sheet.rows) : visibleSheet(sheet, frame, lists)));
  if (lists.size > 0) {
    const columns = [...lists.keys()].map((list) => JSON.parse(list) as string[]);
    const longest = Math.max(...columns.map((list) => list.length));
    parts.push(
      hiddenSheet(
        LISTS,
        'veryHidden',
        Array.from({ length: longest }, (_, at) => columns.map((list) => list[at] ?? null)),
      ),
    );
  }
  const each = (write: (part: Part, number: number) => string) => parts.map((part, at) => write(part, at + 1)).join('');
  const override = (part: string, type: string) => `<Override PartName="/${part}" ContentType="${type}+xml"/>`;
  const relationship = (id: string, type: string, target: string) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`;
  return {
    '[Content_Types].xml': document(
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${
        override('xl/workbook.xml', `${SPREADSHEET}.sheet.main`) +
        each((_, number) => override(`xl/worksheets/sheet${number}.xml`, `${SPREADSHEET}.worksheet`)) +
        override('xl/styles.xml', `${SPREADSHEET}.styles`) +
        override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties')
      }</Types>`,
    ),
    '_rels/.rels': document(
      `<Relationships xmlns="${PACKAGE}/relationships">${
        relationship('rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml') +
        relationship('rId2', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml')
      }</Relationships>`,
    ),
    'docProps/core.xml': coreProperties(frame, printedAt),
    'xl/workbook.xml': document(
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${each(
        ({ name, state }, number) => `<sheet name="${escaped(name)}" sheetId="${number}" state="${state}" r:id="rId${number}"/>`,
      )}</sheets>${definedNames(parts)}</workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': document(
      `<Relationships xmlns="${PACKAGE}/relationships">${
        each((_, number) => relationship(`rId${number}`, `${OFFICE}/worksheet`, `worksheets/sheet${number}.xml`)) +
        relationship('rIdStyles', `${OFFICE}/styles`, 'styles.xml')
      }</Relationships>`,
    ),
    'xl/styles.xml': document(STYLES),
    ...Object.fromEntries(
      parts.map(({ xml }, at) => [`xl/worksheets/sheet${at + 1}.xml`, document(`<worksheet xmlns="${MAIN}">${xml}</worksheet>`)]),
    ),
  };
}

function hiddenSheet(name: string, state: 'hidden' | 'veryHidden', rows: Sheet['rows']): Part {
  return { name, state, xml: `<sheetData>${rows.map((row, at) => rowOf(at + 1, row)).join('')}</sheetData>` };
}

function visibleSheet(
  { name, heading, notes = [], columns, rows }: Sheet,
  frame: WorkbookOrder['frame'],
  lists: Map<string, string>,
): Part {
  const linesAbove = [
    heading,
    [frame.label, frame.exerciseNote].filter(Boolean).join(' · '),
    `${frame.readers} · ${frame.printed}`,
    ...notes,
  ];
  const header = linesAbove.length + 1;
  const last = letters(columns.length - 1);
  // The label would be invisible in a hidden column.
  const before = Array.from(
    {
      length: Math.max(
        0,
        columns.findIndex(({ hidden }) => !hidden),
      ),
    },
    () => null,
  );
  const styleAbove = (at: number) => [STYLE.heading, STYLE.label][at] ?? STYLE.note;
  const choices: string[] = [];
  for (const [at, row] of rows.entries())
    for (const [column, cell] of row.entries())
      if (isInput(cell) && cell.choices)
        choices.push(
          `<dataValidation type="list" allowBlank="1" showErrorMessage="1" sqref="${letters(column)}${header + 1 + at}"><formula1>${rangeOf(cell.choices, lists)}</formula1></dataValidation>`,
        );
  const xml = [
    '<sheetPr><tabColor rgb="FFEEF1F5"/><pageSetUpPr fitToPage="1"/></sheetPr>',
    `<sheetViews><sheetView showGridLines="0" workbookViewId="0"><pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${columns.map(({ width, hidden }, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"${hidden ? ' hidden="1"' : ''}/>`).join('')}</cols>`,
    '<sheetData>',
    ...linesAbove.map((line, at) => rowOf(at + 1, [...before, line], (cell) => (cell === null ? STYLE.none : styleAbove(at)))),
    rowOf(
      header,
      columns.map((column) => column.header),
      () => STYLE.header,
    ),
    ...rows.map((row, at) => rowOf(header + 1 + at, row, (cell) => (isInput(cell) ? STYLE.input : STYLE.cell))),
    '</sheetData>',
    `<autoFilter ref="A${header}:${last}${header}"/>`,
    choices.length > 0 ? `<dataValidations count="${choices.length}">${choices.join('')}</dataValidations>` : '',
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    headerAndFooter(frame),
  ].join('');
  return { name, state: 'visible', xml, header, last };
}

function rowOf(number: number, cells: readonly Cell[], styleOf: (cell: Cell) => number = () => STYLE.none): string {
  return `<row r="${number}">${cells.map((cell, at) => cellOf(`${letters(at)}${number}`, cell, styleOf(cell))).join('')}</row>`;
}

function cellOf(at: string, cell: Cell, style: number): string {
  const start = `<c r="${at}"${style === STYLE.none ? '' : ` s="${style}"`}`;
  if (cell === null) return style === STYLE.none ? '' : `${start}/>`;
  if (typeof cell === 'number') return `${start}><v>${cell}</v></c>`;
  return `${start} t="inlineStr"><is><t xml:space="preserve">${escaped(isInput(cell) ? cell.text : cell)}</t></is></c>`;
}

const isInput = (cell: Cell) => cell !== null && typeof cell === 'object';

// The header row is repeated on every printed page. Some programs show a filter only where it also has this name.
function definedNames(parts: readonly Part[]): string {
  const names = parts.flatMap(({ name, header, last }, at) => {
    if (header === undefined) return [];
    const sheet = escaped(`'${name.replaceAll("'", "''")}'`);
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${at}" hidden="1">${sheet}!$A$${header}:$${last}$${header}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${sheet}!$${header}:$${header}</definedName>`,
    ];
  });
  return names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : '';
}

function headerAndFooter(frame: WorkbookOrder['frame']): string {
  const number = small(frame.page, 60).replace('{page}', '&P').replace('{pages}', '&N');
  const header = `&L${small(frame.title, 80)}&C&B${small(frame.edgeLabel, 60)}&R&B${small(frame.exercise ?? '', 60)}`;
  const footer = `&L&B${small(frame.edgeLabel, 60)}&C${small(frame.printed, 80)}&R${number}${frame.exercise ? ` · ${frame.exercise}` : ''}`;
  return `<headerFooter><oddHeader>${escaped(header)}</oddHeader><oddFooter>${escaped(footer)}</oddFooter></headerFooter>`;
}

// A text in size 8 for a header or footer, which may have 255 characters in all. A digit at its start would be read as part of the size.
function small(text: string, maxCharacters: number): string {
  const line = text.replaceAll('\n', ' ');
  const shown = line.length > maxCharacters ? `${line.slice(0, maxCharacters - 1).replace(/[\ud800-\udbff]$/, '')}…` : line;
  return `&8${/^\d/.test(shown) ? ' ' : ''}${shown.replaceAll('&', '&&')}`;
}

function coreProperties({ title, locale }: WorkbookOrder['frame'], printedAt: string): string {
  const written = (what: string) => `<dcterms:${what} xsi:type="dcterms:W3CDTF">${printedAt}</dcterms:${what}>`;
  return document(
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escaped(title)}</dc:title><dc:creator>Manumit</dc:creator><dc:language>${escaped(locale)}</dc:language>${written('created')}${written('modified')}</cp:coreProperties>`,
  );
}

/** The range of a list of choices: its texts may contain commas and be longer than a cell's validation rule may be. */
function rangeOf(choices: readonly string[], lists: Map<string, string>): string {
  const key = JSON.stringify(choices);
  const column = lists.get(key) ?? letters(lists.size);
  lists.set(key, column);
  return `${LISTS}!$${column}$1:$${column}$${choices.length}`;
}

function letters(at: number): string {
  return (at >= 26 ? letters(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string) => officeText(text).replace(/[&<>"]/g, (character) => ENTITIES[character]!);

const document = (root: string) => `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}`;
