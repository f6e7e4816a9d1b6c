import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { officeText } from './office-text.ts';
import type { Cell, Sheet, WorkbookOrder } from './workbook.ts';

// A process of its own that writes one workbook and ends: the library holds every cell as an object.

const INK = 'FF101C2B';
const TINT = 'FFEEF1F5';
const LISTS = 'Lists';
const WRITTEN_IN = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFDEBC2' } } as const;
const LINE = { style: 'thin', color: { argb: 'FF9AA8B8' } } as const;

// Where it takes this for a browser the library hands each part to its archiver as bytes and not as text. The archiver encodes a text 16,384 signs at a time, and a
// character whose halves come to lie across two of these pieces was lost.
Object.assign(process, { browser: true });

try {
  const order = JSON.parse((await buffer(process.stdin)).toString('utf8')) as WorkbookOrder;
  process.stdout.write(await write(order));
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

async function write({ frame, printedAt, sheets }: WorkbookOrder): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  const at = new Date(printedAt);
  Object.assign(book, { title: officeText(frame.title), creator: 'Manumit', created: at, modified: at, language: frame.locale });
  const lists = new Map<string, string>();
  for (const sheet of sheets) {
    const page = book.addWorksheet(sheet.name, sheet.hidden ? { state: 'hidden' } : {});
    if (sheet.hidden) page.addRows(sheet.rows.map((row) => row.map(plain)));
    else fill(page, sheet, frame, lists);
  }
  if (lists.size > 0) {
    const page = book.addWorksheet(LISTS, { state: 'veryHidden' });
    for (const [at, list] of [...lists.keys()].entries())
      for (const [line, choice] of (JSON.parse(list) as string[]).entries()) page.getCell(line + 1, at + 1).value = officeText(choice);
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

function fill(
  page: ExcelJS.Worksheet,
  { heading, notes = [], columns, rows }: Sheet,
  frame: WorkbookOrder['frame'],
  lists: Map<string, string>,
) {
  const above = [heading, [frame.label, frame.exerciseNote].filter(Boolean).join(' · '), `${frame.readers} · ${frame.printed}`, ...notes];
  for (const [at, line] of above.entries()) {
    page.getCell(at + 1, 1).value = officeText(line);
    page.getCell(at + 1, 1).font = { name: 'Calibri', size: at === 0 ? 16 : 10, bold: at < 2, color: { argb: INK } };
  }
  const head = above.length + 1;
  for (const [at, { header, width, hidden = false }] of columns.entries()) {
    Object.assign(page.getColumn(at + 1), { width, hidden });
    const cell = page.getCell(head, at + 1);
    cell.value = officeText(header);
    Object.assign(cell, { font: { bold: true, color: { argb: 'FFFFFFFF' } }, alignment: { wrapText: true, vertical: 'top' } });
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: INK } };
  }
  for (const [line, row] of rows.entries())
    for (const [at, given] of row.entries()) {
      const cell = page.getCell(head + 1 + line, at + 1);
      cell.value = plain(given);
      cell.alignment = { wrapText: true, vertical: 'top' };
      cell.border = { bottom: LINE };
      if (given === null || typeof given !== 'object') continue;
      // Text, so that 2014-01 stays what was written.
      Object.assign(cell, { numFmt: '@', fill: WRITTEN_IN, border: { top: LINE, bottom: LINE, left: LINE, right: LINE } });
      if (given.choices) cell.dataValidation = { type: 'list', allowBlank: true, formulae: [rangeOf(given.choices, lists)] };
    }
  page.views = [{ state: 'frozen', ySplit: head, showGridLines: false }];
  page.autoFilter = { from: { row: head, column: 1 }, to: { row: head, column: columns.length } };
  page.properties.tabColor = { argb: TINT };
  Object.assign(page.pageSetup, { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
  page.pageSetup.printTitlesRow = `${head}:${head}`;
  const safe = (text: string, most: number) => officeText(text).replaceAll('\n', ' ').slice(0, most).replaceAll('&', '&&');
  const number = safe(frame.page, 60).replace('{page}', '&P').replace('{pages}', '&N');
  // A head or foot may have 255 characters in all.
  page.headerFooter.oddHeader = `&L&8${safe(frame.title, 80)}&C&B&8${safe(frame.label, 60)}&R&B&8${frame.exercise ?? ''}`;
  page.headerFooter.oddFooter = `&L&B&8${safe(frame.label, 60)}&C&8${safe(frame.printed, 80)}&R&8${number}${frame.exercise ? ` · ${frame.exercise}` : ''}`;
}

function plain(cell: Cell): string | number | null {
  if (cell === null || typeof cell === 'number') return cell;
  return officeText(typeof cell === 'string' ? cell : cell.text);
}

/** The place of a list of choices: its words may hold commas, and be longer than a rule of a cell. */
function rangeOf(choices: readonly string[], lists: Map<string, string>): string {
  const key = JSON.stringify(choices);
  const column = lists.get(key) ?? letters(lists.size);
  lists.set(key, column);
  return `${LISTS}!$${column}$1:$${column}$${choices.length}`;
}

function letters(at: number): string {
  return (at >= 26 ? letters(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
}
