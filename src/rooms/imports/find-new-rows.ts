import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { type CommandContext, unwrap } from '#platform/command.ts';
import { type FileFault, translateFault } from '#rooms/parties/index.ts';
import { type ImportEvidence, MAX_AT_DESK } from './import.schema.ts';
import { fingerprintOf, lockBatch } from './import.store.ts';
import { decideRowCount } from './table-size.rules.ts';

/** A table compared with what is stored, for any kind of row. */
export type ComparedTable<Row> = {
  readonly rows: readonly Row[];
  readonly faults: readonly FileFault[];
  /** Lines whose content is already stored. */
  readonly known: ReadonlySet<number>;
  readonly fingerprint: string;
};

/**
 * The rows of a table to import, and the batch they join. Refuses a table with problems, one that was previewed against other data, and one with nothing new.
 */
export async function findNewRows<Row extends { readonly line: number }>(
  { db, subject }: CommandContext,
  { table, against, batchId }: z.output<typeof ImportEvidence>,
  { rows, faults, known, fingerprint }: ComparedTable<Row>,
) {
  if (faults.length > 0) {
    const fields = faults
      .slice(0, 20)
      .map((fault) => ({ path: `${fault.line}`, code: fault.code, message: translateFault(subject.language, fault) }));
    throw new AppError('imports/table-damaged', { count: faults.length, fields });
  }
  unwrap(decideRowCount(rows.length, MAX_AT_DESK, subject.kind));
  const batch = batchId === undefined ? undefined : await lockBatch(db, batchId);
  // A running batch changes the fingerprint itself, so only the first part compares it.
  if (batch === undefined && fingerprint !== against) throw new AppError('imports/changed-since');
  if (batch && (!batch.file_sha256.equals(fingerprintOf(table)) || batch.undone_by !== null)) throw new AppError('imports/other-batch');
  const fresh = rows.filter(({ line }) => !known.has(line));
  if (fresh.length === 0) throw new AppError('imports/nothing-new');
  return { fresh, batch };
}
