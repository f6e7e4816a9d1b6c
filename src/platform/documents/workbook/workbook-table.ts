import type { ErrorCode } from '#kernel/errors.ts';
import { READING_PROCESS } from '../reading/read-limits.ts';
import { readOffice } from '../reading/reading.ts';

/** Most cells of a table read from a workbook. */
const MAX_CELLS = 400_000;

/**
 * The first sheet of a workbook as a table of text (CSV), a line per row. The reading process makes the text, so that no cell is an object here. Throws
 * `unreadable` where the file is not a workbook or holds too much, and otherwise what `runDocumentProgram` throws.
 */
export function tableOfWorkbook(path: string, unreadable?: ErrorCode): Promise<string> {
  return readOffice({ as: 'table', path, maxCells: MAX_CELLS }, unreadable);
}

/** Rows as CSV. Empty rows are kept as empty lines, so that a problem names the row that the sheet shows. Throws beyond the largest result. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  let remainingBytes: number = READING_PROCESS.maxBytes;
  const lines = rows.map((row) => {
    const line = row.every((cell) => cell === '') ? '' : Array.from({ length: width }, (_, at) => quoted(row[at] ?? '')).join(',');
    // Narrow rows are filled up to the width of the widest.
    remainingBytes -= line.length + 1;
    if (remainingBytes < 0) throw new Error('Its table is longer than is read.');
    return line;
  });
  return `${lines.join('\n')}\n`;
}

function quoted(text: string): string {
  return `"${toSingleLine(text).replaceAll('"', '""')}"`;
}

// A line break inside a cell would make line numbers of the file differ from row numbers of the sheet. No regular expression for the surrounding space: it
// would scan a run of spaces from each of them, and a cell of spaces alone took half a second.
function toSingleLine(text: string): string {
  const [first = '', ...rest] = text.split(/[\r\n]+/);
  const last = rest.pop();
  if (last === undefined) return first;
  const between = rest.map((line) => line.trim()).filter((line) => line !== '');
  return [first.trimEnd(), ...between, last.trimStart()].join(' ');
}
