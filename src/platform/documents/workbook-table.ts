import { readWorkbook } from './workbook.ts';

/** Most cells read from a workbook: it is opened whole, and needs a hundred times the room of the same table as CSV. */
const MOST_CELLS = 400_000;

/** The first sheet of a workbook as a table of text, a line per row. Throws where the file is no workbook or holds too much: save it as CSV then. */
export async function tableOfWorkbook(path: string): Promise<string> {
  const [sheet] = await readWorkbook(path, MOST_CELLS).catch((cause: unknown) => {
    throw new Error('it is no workbook, or a larger one than is read. Save it as CSV.', { cause });
  });
  const rows = sheet?.rows ?? [];
  const width = Math.max(0, ...rows.map((row) => row.length));
  // Empty rows are kept as empty lines, so that a problem is named by the row the sheet shows.
  const lines = rows.map((row) =>
    row.every((cell) => cell === '') ? '' : Array.from({ length: width }, (_, at) => quoted(row[at] ?? '')).join(','),
  );
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  // A line break inside a cell would make the lines of the file others than the rows of the sheet.
  return `"${text.replaceAll(/\s*[\r\n]+\s*/g, ' ').replaceAll('"', '""')}"`;
}
