import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';

/** What can be wrong with a file of facts. Each code has a text `fault.<code>` in texts/. */
export const FILE_FAULTS = [
  'file-missing',
  'empty-file',
  'quotation-marks',
  'column-missing',
  'column-unknown',
  'column-twice',
  'cell-count',
  'empty-cell',
  'too-long',
  'not-a-date',
  'not-a-number',
  'not-a-code',
  'not-one-of',
  'wrong-form',
  'row-twice',
  'not-in-register',
  'several-in-register',
  'year-without-ally',
  'end-before-start',
  'precision',
  'partner-without-source',
  'contact-without-kind',
  'phone-not-tested',
  'unknown-with-facts',
  'known-without-source',
  'crosscheck-other-value',
  'crosscheck-wrong-result',
  'own-role',
  'address-of-nobody',
] as const;
export type FaultCode = (typeof FILE_FAULTS)[number];

/** A fault in a file, and where. `values` fill its text: the column, the value found, the value expected. */
export type FileFault = {
  readonly file: string;
  readonly line: number;
  readonly code: FaultCode;
  readonly values: Readonly<Record<string, string | number>>;
};

/** Reading stops at this many faults: no person corrects more at a time, and each costs memory and time that all users share. */
export const MAX_FAULTS = 1_000;

/** One row with its line number in the file (line 1 is the header). */
export type Line<T> = { readonly line: number; readonly value: T };

/** The valid rows, and every fault of the others, up to `MAX_FAULTS` plus those of one row. */
export type CsvRows<T> = { readonly rows: Line<T>[]; readonly faults: FileFault[] };

/** A cell that must not be empty. */
export const RequiredText = z.string().trim().min(1, fault('empty-cell')).max(2000, fault('too-long'));

/** A cell that may be empty: empty means unknown, and becomes null. */
export const OptionalText = z
  .string()
  .trim()
  .max(2000, fault('too-long'))
  .transform((text) => (text === '' ? null : text));

/** A partial date, or null where the source gives none. */
export const MaybeDate = OptionalText.refine((text) => text === null || isPartialDate(text), fault('not-a-date'));

/** Names the fault of a check, so that its text can be found. */
export function fault(code: FaultCode): { error: FaultCode } {
  return { error: code };
}

/**
 * Reads a table with a header: separated by commas, semicolons, or tabs as pasted from a spreadsheet. Columns may be in any order, but all of them must be
 * present and no others. Pure. Returns rows and faults; never throws.
 */
export function readRows<T extends z.ZodType>(file: string, text: string, columns: readonly string[], row: T): CsvRows<z.output<T>> {
  const faults: FileFault[] = [];
  const at = (line: number, code: FaultCode, values: FileFault['values'] = {}) => void faults.push({ file, line, code, values });
  const found = split(text);
  if ('brokenAt' in found) return { rows: [], faults: [{ file, line: found.brokenAt, code: 'quotation-marks', values: {} }] };
  const [header, ...records] = found.records;
  if (header === undefined) return { rows: [], faults: [{ file, line: 1, code: 'empty-file', values: {} }] };
  const names = header.cells.map((name) => name.trim());
  for (const column of columns) if (!names.includes(column)) at(1, 'column-missing', { column });
  for (const [index, name] of names.entries()) {
    if (faults.length >= MAX_FAULTS) break;
    if (!columns.includes(name)) at(1, 'column-unknown', { column: name });
    else if (names.indexOf(name) !== index) at(1, 'column-twice', { column: name });
  }
  if (faults.length > 0) return { rows: [], faults };

  const rows: Line<z.output<T>>[] = [];
  for (const { line, cells } of records) {
    if (faults.length >= MAX_FAULTS) break;
    if (cells.length !== names.length) {
      at(line, 'cell-count', { found: cells.length, expected: names.length });
      continue;
    }
    const record = Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']));
    const parsed = row.safeParse(record);
    if (parsed.success) rows.push({ line, value: parsed.data });
    else for (const issue of parsed.error.issues) at(line, codeOf(issue), valuesOf(issue, record));
  }
  return { rows, faults };
}

/** A fault for each row whose key an earlier row already uses. */
export function findDuplicates<T>(file: string, rows: readonly Line<T>[], key: (row: T) => string): FileFault[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, value }) => {
    const known = first.get(key(value));
    if (known === undefined) first.set(key(value), line);
    return known === undefined ? [] : [{ file, line, code: 'row-twice', values: { value: key(value), first: known } }];
  });
}

function codeOf(issue: z.core.$ZodIssue): FaultCode {
  const named = FILE_FAULTS.find((code) => code === issue.message);
  return named ?? (issue.code === 'invalid_value' || issue.code === 'invalid_union' ? 'not-one-of' : 'wrong-form');
}

function valuesOf(issue: z.core.$ZodIssue, record: Record<string, string>): FileFault['values'] {
  const column = String(issue.path[0] ?? '');
  const allowed = 'values' in issue ? issue.values.filter((value) => value !== '').join(', ') : '';
  return { column, value: (record[column] ?? '').slice(0, 80), allowed };
}

/** The rows of a table with their lines, whatever its columns are; null where a quotation mark is in the wrong place. Pure. */
export function splitTable(text: string): SplitRecord[] | null {
  const found = split(text);
  return 'brokenAt' in found ? null : found.records;
}

type SplitRecord = { line: number; cells: string[] };

function split(text: string): { records: SplitRecord[] } | { brokenAt: number } {
  const end = text.indexOf('\n');
  const header = end < 0 ? text : text.slice(0, end);
  const delimiter = ['\t', ';', ','].find((sign) => header.includes(sign)) ?? ',';
  try {
    const records = parse(text, { delimiter, bom: true, info: true, relax_column_count: true, skip_empty_lines: true }) as unknown as {
      info: { lines: number };
      record: string[];
    }[];
    return { records: records.map(({ info, record }) => ({ line: info.lines, cells: record })) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    return { brokenAt: lines ?? 1 };
  }
}
