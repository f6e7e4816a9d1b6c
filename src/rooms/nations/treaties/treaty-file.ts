import { z } from 'zod';
import {
  type CsvRows,
  type FileFault,
  fault,
  findDuplicates,
  type Line,
  MaybeDate,
  OptionalText,
  RequiredText,
  readRows,
} from '#rooms/parties/index.ts';
import type { Instrument } from './treaty-table.schema.ts';
import { ACTION_KINDS, AsOf, CONFIDENCES, type Confidence, INSTRUMENTS, TREATY_STATUSES, type TreatyCell } from './treaty-table.schema.ts';

/** One row of a treaty table: what one nation did about one instrument. */
export type TreatyFact = TreatyCell & { readonly iso2: string; readonly instrument: Instrument };

/** A date of the table next to that of a second source. */
export type CrosscheckFact = {
  iso2: string;
  instrument: Instrument;
  field: 'signature' | 'ratification' | 'in-force';
  main: string;
  second: string;
  agrees: boolean;
  source: string;
};

const Iso2 = z.string().regex(/^[A-Z]{2}$/, fault('not-a-code'));
const maybe = <T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(['', ...values]).transform((text) => (text === '' ? null : (text as T[number])));

const COLUMNS =
  'iso2 instrument status signature_date action action_date action_precision in_force_date as_of confidence source crosscheck note'.split(
    ' ',
  );

const Row = z
  .strictObject({
    iso2: Iso2,
    instrument: z.enum(INSTRUMENTS),
    status: maybe(TREATY_STATUSES),
    signature_date: MaybeDate,
    action: maybe(ACTION_KINDS),
    action_date: MaybeDate,
    action_precision: maybe(['day', 'month', 'year']),
    in_force_date: MaybeDate,
    as_of: OptionalText.refine((text) => text === null || AsOf.safeParse(text).success, fault('not-a-date')),
    confidence: z
      .string()
      .trim()
      .transform(confidenceOf)
      .refine((found) => found !== null, fault('not-one-of')),
    source: OptionalText,
    crosscheck: OptionalText,
    note: OptionalText,
  })
  .refine((row) => row.action_precision === precisionOf(row.action_date), { ...fault('precision'), path: ['action_precision'] })
  .refine((row) => isUnknown(row.status) || row.source !== null, { ...fault('known-without-source'), path: ['source'] })
  .refine(
    (row) =>
      !isUnknown(row.status) ||
      [row.signature_date, row.action, row.action_date, row.in_force_date, row.source].every((cell) => cell === null),
    { ...fault('unknown-with-facts'), path: ['status'] },
  )
  .refine((row) => isUnknown(row.status) === (row.confidence === 'none'), { ...fault('not-one-of'), path: ['confidence'] })
  .refine((row) => isUnknown(row.status) || (row.instrument === 'OSCE') === (row.status?.endsWith('participating') ?? false), {
    ...fault('not-one-of'),
    path: ['status'],
  });

/** Reads a treaty table with the columns of facts/treaty-actions.csv, as a file or pasted. Nations missing from the register are faults. */
export function readTreatyTable(file: string, text: string, register: ReadonlySet<string>): CsvRows<TreatyFact> {
  const read = readRows(file, text, COLUMNS, Row);
  const rows: Line<TreatyFact>[] = read.rows.map(({ line, value }) => ({
    line,
    value: {
      iso2: value.iso2,
      instrument: value.instrument,
      status: value.status ?? 'unknown',
      signatureDate: value.signature_date,
      actionKind: value.action,
      actionDate: value.action_date,
      inForce: value.in_force_date,
      asOf: value.as_of,
      confidence: value.confidence ?? 'none',
      source: value.source,
      crosscheck: value.crosscheck,
      note: value.note,
    },
  }));
  const strangers: FileFault[] = rows
    .filter(({ value }) => !register.has(value.iso2))
    .map(({ line, value }) => ({ file, line, code: 'not-in-register', values: { column: 'iso2', value: value.iso2 } }));
  return { rows, faults: [...read.faults, ...findDuplicates(file, rows, (row) => `${row.iso2} ${row.instrument}`), ...strangers] };
}

const CheckRow = z.strictObject({
  iso2: Iso2,
  instrument: z.enum(INSTRUMENTS),
  field: z.enum(['signature', 'ratification', 'in-force']),
  value_main: RequiredText,
  value_second: RequiredText,
  result: z.enum(['agree', 'DIFFER']),
  second_source: RequiredText,
});

/** Reads facts/treaty-crosschecks.csv against the table it checks: the main value must be the table's, and the result must match the two values. */
export function readCrosschecks(file: string, text: string, table: readonly Line<TreatyFact>[]): CsvRows<CrosscheckFact> {
  const read = readRows(file, text, Object.keys(CheckRow.shape), CheckRow);
  const facts = new Map(table.map(({ value }) => [`${value.iso2} ${value.instrument}`, value]));
  const faults: FileFault[] = read.rows.flatMap(({ line, value }) => {
    const fact = facts.get(`${value.iso2} ${value.instrument}`);
    const stored = { signature: fact?.signatureDate, ratification: fact?.actionDate, 'in-force': fact?.inForce }[value.field];
    const found: FileFault[] = [];
    if (table.length > 0 && stored !== value.value_main)
      found.push({ file, line, code: 'crosscheck-other-value', values: { value: value.value_main, stored: stored ?? '-' } });
    if ((value.result === 'agree') !== (value.value_main === value.value_second))
      found.push({ file, line, code: 'crosscheck-wrong-result', values: { value: value.result } });
    return found;
  });
  const rows = read.rows.map(({ line, value }) => ({
    line,
    value: {
      iso2: value.iso2,
      instrument: value.instrument,
      field: value.field,
      main: value.value_main,
      second: value.value_second,
      agrees: value.result === 'agree',
      source: value.second_source,
    },
  }));
  return { rows, faults: [...read.faults, ...faults] };
}

function isUnknown(status: string | null): boolean {
  return status === null || status === 'unknown';
}

function precisionOf(date: string | null): 'day' | 'month' | 'year' | null {
  return date === null ? null : date.length === 4 ? 'year' : date.length === 7 ? 'month' : 'day';
}

/** Maps a confidence in the words of the facts to one of six grades; null for unknown words. */
function confidenceOf(words: string): Confidence | null {
  const graded: Record<string, Confidence> = {
    '': 'none',
    ...Object.fromEntries(CONFIDENCES.map((grade) => [grade, grade])),
    'cross-checked': 'two-sources',
    'cross-checked (status)': 'status-only',
    'status only': 'status-only',
    'position-inferred': 'position',
  };
  return graded[words] ?? (words === 'single-source' || words.startsWith('single-source (') ? 'one-source' : null);
}
