import { textOfOffice } from '../office-text.ts';
import { READ_LIMITS } from '../reading/read-limits.ts';

/** How the number of a cell is shown, where that matters to its meaning: as a date, or with leading zeros up to a number of digits. */
export type NumberFormat = 'day' | { readonly digits: number } | null;

// The formats that every office program knows by number (ECMA-376, numFmt): dates and times, including those of East Asian editions.
const DAY_FORMATS: readonly (readonly [number, number])[] = [
  [14, 22],
  [27, 36],
  [45, 47],
  [50, 58],
];

/** The format of a number, and its code where the file defines one. */
export function formatOf(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return DAY_FORMATS.some(([from, to]) => from <= id && id <= to) ? 'day' : null;
  // Longer than the format allows: no office program displays anything with it.
  if (code.length > READ_LIMITS.formatCharacters) return null;
  if (/^0+$/.test(code)) return { digits: code.length };
  // An unclosed bracket or quote extends to the end. Searching for its end from each character would take quadratic time on a code of brackets alone.
  return /[ymdhsb]/i.test(code.replace(/\[[^\]]*\]?|"[^"]*"?|[\\_*]./g, '')) ? 'day' : null;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Days from the first day of each date system to 1 January 1970. */
const EPOCH_DAYS = { 1900: 25_569, 1904: 25_569 - 1462 };
/** 31 December 9999, the last day of the format. */
const LAST_DAY = 2_958_465;

/** The text of a cell, by its type as written in the file (ECMA-376, ST_CellType) and the format of its numbers. */
export function wordsOfCell(type: string, raw: string, format: NumberFormat, datesFrom: 1900 | 1904): string {
  if (type === 'b') return ['1', 'true'].includes(raw.trim()) ? 'true' : 'false';
  if (type === 'd') return /^\d{4}-\d\d-\d\d/.exec(raw)?.[0] ?? raw;
  // An error in a cell is returned by name, not as an empty cell.
  if (type !== 'n') return textOfOffice(raw);
  const number = raw.trim() === '' ? Number.NaN : Number(raw);
  if (!Number.isFinite(number)) return raw;
  if (format === 'day' && number >= 0 && number <= LAST_DAY)
    return new Date(Math.round((number - EPOCH_DAYS[datesFrom]) * DAY_MS)).toISOString().slice(0, 10);
  // A number shown with leading zeros is meant with them: 00123 is not 123.
  return format !== null && format !== 'day' ? String(number).padStart(format.digits, '0') : String(number);
}

/** The row and column of a cell address such as `B7`, both from 1. Throws where it is not an address of a sheet. */
export function placeOf(address: string): { row: number; column: number } {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(address) ?? [];
  const column = [...(letters ?? '')].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  const row = Number(digits);
  if (letters === undefined || row > READ_LIMITS.lastRow || column > READ_LIMITS.lastColumn)
    throw new Error('It has a cell outside the sheet.');
  return { row, column };
}

/** The row of a sheet by its number as written, from 1. Throws where it is not a row. */
export function rowOf(written: string): number {
  const row = /^[1-9]\d{0,6}$/.test(written) ? Number(written) : Number.NaN;
  if (!(row <= READ_LIMITS.lastRow)) throw new Error('It has a row outside the sheet.');
  return row;
}
