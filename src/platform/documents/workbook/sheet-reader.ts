import type { OfficeParts } from '../reading/office-parts.ts';
import { READ_LIMITS } from '../reading/read-limits.ts';
import { appendCellText, cellText } from '../reading/text-limits.ts';
import { localName } from '../reading/xml-reader.ts';
import { type NumberFormat, placeOf, rowOf, wordsOfCell } from './workbook-words.ts';

/** What a workbook's sheets have in common. */
export type WorkbookCommon = {
  readonly strings: readonly string[];
  readonly formats: readonly NumberFormat[];
  readonly datesFrom: 1900 | 1904;
};

/** How much may still be read, over all sheets of a workbook. */
export type RemainingLimits = { cells: number; characters: number; rows: number };

/** The cells of a sheet that are not empty: by row, then by column, both from 1. Rows and columns between them take no memory. */
type Grid = Map<number, Map<number, string>>;

type Range = { readonly from: { row: number; column: number }; readonly to: { row: number; column: number } };

/** Reads the rows of one sheet, from the first to the last with words; a row without words is empty. Counts down what is left. Throws beyond it. */
export async function readSheetRows(
  parts: OfficeParts,
  part: string,
  common: WorkbookCommon,
  remaining: RemainingLimits,
): Promise<string[][]> {
  const grid: Grid = new Map();
  const merged: Range[] = [];
  const putCell = (row: number, column: number, words: string) => {
    if (row > READ_LIMITS.rows || column > READ_LIMITS.columns) throw new Error('It has words further down or right than is read.');
    if (--remaining.cells < 0) throw new Error('It has more cells than are read.');
    remaining.characters -= words.length;
    if (remaining.characters < 0) throw new Error(`It has more than ${READ_LIMITS.characters} characters.`);
    const cells = grid.get(row) ?? new Map<number, string>();
    grid.set(row, cells.set(column, words));
  };
  await readCells(parts, part, common, putCell, (range) => {
    if (merged.push(range) > READ_LIMITS.merged) throw new Error(`It has more than ${READ_LIMITS.merged} merged ranges.`);
  });
  for (const { from, to } of merged) {
    const words = grid.get(from.row)?.get(from.column);
    if (words === undefined) continue;
    for (let row = from.row; row <= to.row; row++)
      for (let column = from.column; column <= to.column; column++) putCell(row, column, words);
  }
  return rowsOf(grid, remaining);
}

async function readCells(
  parts: OfficeParts,
  part: string,
  { strings, formats, datesFrom }: WorkbookCommon,
  putCell: (row: number, column: number, words: string) => void,
  merge: (range: Range) => void,
): Promise<void> {
  // The position of the next row or cell that does not state its own.
  let [row, column] = [0, 0];
  let cell: { type: string; style: string; raw: string; seen: boolean } | undefined;
  let [within, inValue, phoneticDepth] = ['', false, 0];
  await parts.read(part, {
    open(written, attributes) {
      const name = localName(written);
      if (name === 'sheetData' || name === 'mergeCells') within = name;
      else if (within === 'mergeCells' && name === 'mergeCell') merge(rangeOf(attributes.ref ?? ''));
      else if (within !== 'sheetData') return;
      else if (name === 'row') [row, column] = [rowOf(attributes.r ?? String(row + 1)), 0];
      else if (name === 'c') {
        const place = attributes.r === undefined ? { row, column: column + 1 } : placeOf(attributes.r);
        if (place.row !== row || place.column > READ_LIMITS.lastColumn) throw new Error('It has a cell outside its row.');
        column = place.column;
        cell = { type: attributes.t ?? 'n', style: attributes.s ?? '0', raw: '', seen: false };
      } else if (name === 'rPh') phoneticDepth++;
      else if (cell && (name === 'v' || (name === 't' && cell.type === 'inlineStr' && phoneticDepth === 0))) cell.seen = inValue = true;
    },
    text(more) {
      if (inValue && cell) cell.raw = appendCellText(cell.raw, more);
    },
    close(written) {
      const name = localName(written);
      if (name === within) within = '';
      else if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') phoneticDepth--;
      else if (name === 'c' && cell) {
        // A cell that only has a colour is skipped; a cell whose formula gives nothing is kept, and empty.
        if (cell.seen) putCell(row, column, textOfCell(cell));
        cell = undefined;
      }
    },
  });

  function textOfCell({ type, style, raw }: { type: string; style: string; raw: string }): string {
    if (type !== 's') return cellText(wordsOfCell(type, raw, formats[Number(style)] ?? null, datesFrom));
    const text = /^\s*\d{1,9}\s*$/.test(raw) ? strings[Number(raw)] : undefined;
    if (text === undefined) throw new Error('It has a cell whose text is missing.');
    return text;
  }
}

function rangeOf(ref: string): Range {
  const [first = '', last = first] = ref.split(':');
  return { from: placeOf(first), to: placeOf(last) };
}

/** Rows as arrays. The empty cells before the last one with words count like it, because a table of them takes as much memory. */
function rowsOf(grid: Grid, remaining: RemainingLimits): string[][] {
  let last = 0;
  for (const [row, cells] of grid) {
    last = Math.max(last, row);
    remaining.cells -= Math.max(...cells.keys()) - cells.size;
    if (remaining.cells < 0) throw new Error('It has more cells than are read.');
  }
  remaining.rows -= last;
  if (remaining.rows < 0) throw new Error(`It has more than ${READ_LIMITS.rows} rows.`);
  return Array.from({ length: last }, (_, at) => {
    const cells = grid.get(at + 1);
    return cells === undefined ? [] : Array.from({ length: Math.max(...cells.keys()) }, (_, column) => cells.get(column + 1) ?? '');
  });
}
