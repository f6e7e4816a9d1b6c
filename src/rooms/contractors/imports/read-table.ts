import { unguardText } from '#kernel/csv/csv.ts';
import { type ColumnMapping, distinctHeadings, headingRow, type ImportColumn, REQUIRED_COLUMNS } from './columns.rules.ts';
import {
  type Cell,
  type CellFault,
  readAmount,
  readCountry,
  readCurrency,
  readDay,
  readKind,
  readLabour,
  readState,
  readYesNo,
  saysNothing,
} from './values.rules.ts';

/** What can be wrong with a row. Each has a text `fault.<code>` in texts/. */
export type RowFaultCode =
  | CellFault
  | 'required'
  | 'too-long'
  | 'unknown-set'
  | 'unknown-operation'
  | 'unknown-officer'
  | 'unknown-officer-address'
  | 'number-twice'
  | 'amount-without-currency'
  | 'end-before-start'
  | 'state-by-step'
  | 'unknown-contract'
  | 'unknown-firm'
  | 'firm-left'
  | 'firm-differs';
/** A fault, with the line of the sheet and the heading of the column. */
export type RowFault = { readonly line: number; readonly column: ImportColumn; readonly code: RowFaultCode; readonly value: string };

/** A contract as a row states it: only columns that the table has and the row fills. */
export type StatedContract = {
  number: string;
  title: string;
  contractor: string;
  value?: string;
  currency?: string;
  country?: string;
  place?: string;
  abroad?: boolean;
  offTheShelf?: boolean;
  labour?: string;
  recruitsMigrants?: boolean;
  housesWorkers?: boolean;
  clauseOn?: string;
  awardedOn?: string;
  startsOn?: string;
  endsOn?: string;
  /** The name or the mail address of the officer. */
  officer?: string;
  operationId?: string;
  setId?: string;
  state?: string;
};
export type StatedFirm = {
  under: string;
  engagedBy: string | null;
  name: string;
  work: string | null;
  country: string | null;
  /** Null: the row does not say. */
  kind: string | null;
};
type Row<T> = { readonly line: number; readonly value: T };
/** `cell`: what the row has in a column, as it is written. */
type FirmRow = Row<StatedFirm> & { readonly cell: (column: ImportColumn) => string };

/** What a table is read against: operations by code, and the clause sets. */
export type ReadAgainst = {
  readonly operations: ReadonlyMap<string, string>;
  readonly sets: ReadonlySet<string>;
};
export type ReadTable = { readonly contracts: Row<StatedContract>[]; readonly firms: FirmRow[]; readonly faults: RowFault[] };

const MOST = { number: 60, title: 300, contractor: 200, place: 200 } as const;

/** The headings of a table and its rows below them. Pure. */
export function splitHeadings(records: readonly { line: number; cells: readonly string[] }[]) {
  const at = headingRow(records.slice(0, 10).map(({ cells }) => cells));
  return {
    headings: distinctHeadings(records[at]?.cells ?? []),
    rows: records.slice(at + 1).filter(({ cells }) => cells.some((cell) => cell.trim() !== '')),
  };
}

/** Reads the rows of a table: every row that can be read, and every fault of the others by line and column. Pure. */
export function readTable({ headings, rows }: ReturnType<typeof splitHeadings>, mapping: ColumnMapping, against: ReadAgainst): ReadTable {
  const index = new Map(Object.entries(mapping.columns).map(([column, heading]) => [column as ImportColumn, headings.indexOf(heading)]));
  const [contracts, firms, faults] = [[] as Row<StatedContract>[], [] as FirmRow[], [] as RowFault[]];
  const lines = new Map<string, number>();
  for (const { line, cells } of rows) {
    const before = faults.length;
    const cell = (column: ImportColumn) => unguardText(cells[index.get(column) ?? -1]?.trim() ?? '');
    const blame = (column: ImportColumn, code: RowFaultCode) => void faults.push({ line, column, code, value: cell(column).slice(0, 80) });
    const text = (column: keyof typeof MOST) => {
      const value = cell(column);
      if (value.length > MOST[column]) blame(column, 'too-long');
      return value;
    };
    const read = <T>(column: ImportColumn, reader: (text: string) => Cell<T>): T | undefined => {
      const result = reader(cell(column));
      if ('fault' in result) blame(column, result.fault);
      return 'fault' in result ? undefined : (result.value ?? undefined);
    };
    const named = (column: ImportColumn, found: (text: string) => string | undefined, code: RowFaultCode) => {
      const value = cell(column);
      if (saysNothing(value)) return undefined;
      const id = found(value);
      if (id === undefined) blame(column, code);
      return id;
    };
    if (cell('under') !== '') {
      const firm: StatedFirm = {
        under: cell('under'),
        engagedBy: cell('engagedBy') === '' ? null : cell('engagedBy'),
        name: text('contractor'),
        work: text('title') || null,
        country: read('country', readCountry) ?? null,
        kind: read('kind', readKind) ?? null,
      };
      if (firm.name === '') blame('contractor', 'required');
      if (firm.kind === 'consortium' && firm.engagedBy !== null) blame('engagedBy', 'unknown-firm');
      if (faults.length === before) firms.push({ line, value: firm, cell });
      continue;
    }
    for (const column of REQUIRED_COLUMNS) if (cell(column) === '') blame(column, 'required');
    const number = text('number');
    if (lines.has(number) && number !== '') blame('number', 'number-twice');
    else lines.set(number, line);
    const amount = readAmount(cell('value'), mapping.decimal);
    if ('fault' in amount) blame('value', amount.fault);
    const value = 'fault' in amount ? undefined : (amount.value ?? undefined);
    const stated = read('currency', readCurrency);
    const beside = 'fault' in amount ? undefined : (amount.currency ?? undefined);
    if (stated !== undefined && beside !== undefined && stated !== beside) blame('currency', 'other-currency');
    const day = (column: ImportColumn) => read(column, (written) => readDay(written, mapping.days));
    const contract = {
      number,
      title: text('title'),
      contractor: text('contractor'),
      value,
      // A currency without an amount says nothing of the contract.
      currency: value === undefined ? undefined : (stated ?? beside),
      country: read('country', readCountry),
      place: text('place') || undefined,
      abroad: read('abroad', readYesNo),
      offTheShelf: read('offTheShelf', readYesNo),
      labour: read('labour', readLabour),
      recruitsMigrants: read('recruitsMigrants', readYesNo),
      housesWorkers: read('housesWorkers', readYesNo),
      clauseOn: day('clauseOn'),
      awardedOn: day('awardedOn'),
      startsOn: day('startsOn'),
      endsOn: day('endsOn'),
      officer: saysNothing(cell('officer')) ? undefined : cell('officer'),
      operationId: named('operation', (code) => against.operations.get(code.toUpperCase()), 'unknown-operation'),
      setId: named('set', (id) => (against.sets.has(id) ? id : undefined), 'unknown-set'),
      state: read('state', readState),
    };
    if (contract.value !== undefined && contract.currency === undefined && faults.length === before)
      blame('value', 'amount-without-currency');
    if (faults.length === before)
      contracts.push({
        line,
        value: Object.fromEntries(Object.entries(contract).filter(([, one]) => one !== undefined)) as unknown as StatedContract,
      });
  }
  return { contracts, firms, faults };
}
