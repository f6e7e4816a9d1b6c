import type { Database } from '#platform/db/transaction.ts';
import type { Locale } from '#platform/texts/texts.ts';
import { type FileFault, translateFault } from '#rooms/parties/index.ts';
import type { TableInput } from './import.schema.ts';
import { type Comparison, compareTables, keyOfFact } from './treaty.rules.ts';
import { readActions, readNationIds, type TreatyAction } from './treaty.store.ts';
import { type CrosscheckFact, readCrosschecks, readTreatyTable } from './treaty-file.ts';

/** A table compared with the stored one. */
export type ComparedTable = {
  comparison: Comparison;
  crosschecks: CrosscheckFact[];
  faults: FileFault[];
  /** Every stored row that a command may need; see `readActions`. */
  actions: TreatyAction[];
  /** The rows from public sources, with which the table is compared. */
  current: TreatyAction[];
  nations: Map<string, string>;
};

/** Reads a table and compares it with the stored one. Writes nothing. */
export async function compareWithStored(
  db: Database,
  { table, crosschecks }: Pick<TableInput, 'table' | 'crosschecks'>,
): Promise<ComparedTable> {
  const [actions, nations] = await Promise.all([readActions(db), readNationIds(db)]);
  const read = readTreatyTable('table', table, new Set(nations.keys()));
  const checks = crosschecks === undefined ? { rows: [], faults: [] } : readCrosschecks('crosschecks', crosschecks, read.rows);
  const current = actions.filter((row) => row.origin === 'public-source');
  const stored = new Map(current.map((row) => [keyOfFact(row), row.cell]));
  const comparison = compareTables(
    stored,
    read.rows.map((row) => row.value),
  );
  const faults = [...read.faults, ...checks.faults];
  return { comparison, crosschecks: checks.rows.map((row) => row.value), faults, actions, current, nations };
}

/** Faults as the fields of a problem: `table:12`, in the language of the reader. */
export function faultFields(locale: Locale, faults: readonly FileFault[]): { path: string; code: string; message: string }[] {
  return faults.map((fault) => ({ path: `${fault.file}:${fault.line}`, code: fault.code, message: translateFault(locale, fault) }));
}
