import ExcelJS from 'exceljs';

/** Most rows read from a workbook: it is opened whole, and needs a hundred times the room of the same table as CSV. */
const MOST_ROWS = 20_000;

/** The first sheet of a workbook as a table of text, a line per row. Throws with a sentence where it cannot be. */
export async function tableOfWorkbook(bytes: Buffer): Promise<string> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as ArrayBuffer);
  const sheet = workbook.worksheets[0];
  if (sheet === undefined) throw new Error('the workbook has no sheet.');
  if (sheet.rowCount > MOST_ROWS) throw new Error(`it has more than ${MOST_ROWS} rows. Save it as CSV.`);
  const width = sheet.columnCount;
  const lines: string[] = [];
  // Empty rows are kept as empty lines, so that a problem is named by the row the sheet shows.
  for (let row = 1; row <= sheet.rowCount; row++)
    lines.push(Array.from({ length: width }, (_, column) => quoted(textOf(sheet.getRow(row).getCell(column + 1)))).join(','));
  return `${lines.map((line) => (/^,*$/.test(line) ? '' : line)).join('\n')}\n`;
}

function textOf(cell: ExcelJS.Cell): string {
  const { value } = cell;
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  return cell.text ?? '';
}

function quoted(text: string): string {
  // A line break inside a cell would make the lines of the file others than the rows of the sheet.
  return `"${text.replaceAll(/\s*[\r\n]+\s*/g, ' ').replaceAll('"', '""')}"`;
}
