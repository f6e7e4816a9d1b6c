import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { isPartialDate } from '#kernel/dates.ts';

/** What is wrong with a file, where, in words for the person who mends it. */
export type FileFault = { readonly file: string; readonly line: number; readonly reason: string };

/** One row with the line of the file it stands on (line 1 is the header). */
export type Line<T> = { readonly line: number; readonly value: T };

/** Rows that fit, and every fault of the others. */
export type CsvRows<T> = { readonly rows: Line<T>[]; readonly faults: FileFault[] };

/** A cell that must say something. */
export const Said = z.string().trim().min(1, 'must not be empty').max(2000);

/** A cell that may be empty: empty is unknown, and becomes null. */
export const MaybeSaid = z
  .string()
  .trim()
  .max(2000)
  .transform((text) => (text === '' ? null : text));

/** A partial date, or null where the source gives none. */
export const MaybeDate = MaybeSaid.refine((text) => text === null || isPartialDate(text), {
  error: (issue) => `"${issue.input}" is not a date of the calendar: YYYY, YYYY-MM or YYYY-MM-DD`,
});

/**
 * Reads a table with a header: commas, semicolons, or tabs as pasted from a spreadsheet. Columns may stand in any order, but all of them must
 * be there and no other. Pure: takes the text, answers rows and faults, throws nothing.
 */
export function readRows<T extends z.ZodType>(file: string, text: string, columns: readonly string[], row: T): CsvRows<z.output<T>> {
  const faults: FileFault[] = [];
  const at = (line: number, reason: string) => void faults.push({ file, line, reason });
  const found = split(text);
  if ('fault' in found) return { rows: [], faults: [{ file, ...found.fault }] };
  const [header, ...records] = found.records;
  if (header === undefined) return { rows: [], faults: [{ file, line: 1, reason: 'the file is empty: a header is needed' }] };
  const names = header.cells.map((name) => name.trim());
  for (const column of columns) if (!names.includes(column)) at(1, `column "${column}" is missing`);
  for (const [index, name] of names.entries()) {
    if (!columns.includes(name)) at(1, `column "${name}" is not known here`);
    else if (names.indexOf(name) !== index) at(1, `column "${name}" stands twice`);
  }
  if (faults.length > 0) return { rows: [], faults };

  const rows: Line<z.output<T>>[] = [];
  for (const { line, cells } of records) {
    if (cells.length !== names.length) {
      at(line, `has ${cells.length} cells where the header has ${names.length}`);
      continue;
    }
    const parsed = row.safeParse(Object.fromEntries(names.map((name, index) => [name, cells[index]])));
    if (parsed.success) rows.push({ line, value: parsed.data });
    else for (const issue of parsed.error.issues) at(line, [issue.path.join('.'), issue.message].filter(Boolean).join(': '));
  }
  return { rows, faults };
}

/** A fault for each row whose key an earlier row already has. */
export function findDuplicates<T>(file: string, rows: readonly Line<T>[], key: (row: T) => string): FileFault[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ line, value }) => {
    const known = first.get(key(value));
    if (known === undefined) first.set(key(value), line);
    return known === undefined ? [] : [{ file, line, reason: `${key(value)} stands already on line ${known}` }];
  });
}

type SplitRecord = { line: number; cells: string[] };

function split(text: string): { records: SplitRecord[] } | { fault: { line: number; reason: string } } {
  const header = text.slice(0, (text.indexOf('\n') + 1 || text.length + 1) - 1);
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
    return { fault: { line: lines ?? 1, reason: 'the quotation marks of this row do not close' } };
  }
}
