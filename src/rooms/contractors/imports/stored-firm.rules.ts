import type { RowFault, StatedFirm } from './read-table.ts';

/** A firm under a contract, as far as a table may name it. `parent`: the name of the firm that engaged it; null: the contractor. */
export type StoredFirm = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly work: string | null;
  readonly country: string | null;
  readonly kind: string;
  readonly parent: string | null;
  readonly hasLeft: boolean;
};
/** The firms under contracts by `firmKey`. Of several with one name, those that work there are first. */
export type StoredFirms = ReadonlyMap<string, readonly StoredFirm[]>;

/**
 * What a row says of a firm that is recorded under its contract already and that an import does not change: it left, or it differs in a column; null: the row
 * says what is recorded. An empty cell says nothing. `engaged`: the firm that engaged it by the row; null: the contractor. Pure.
 */
export function firmFault(
  stated: StatedFirm,
  engaged: string | null,
  recorded: readonly StoredFirm[],
): Pick<RowFault, 'column' | 'code'> | null {
  const working = recorded.filter(({ hasLeft }) => !hasLeft);
  if (working.length === 0) return { column: 'contractor', code: 'firm-left' };
  const differences = working.map((one): RowFault['column'] | null => {
    if (stated.kind !== null && stated.kind !== one.kind) return 'kind';
    if (stated.engagedBy !== null && engaged?.toLowerCase() !== one.parent?.toLowerCase()) return 'engagedBy';
    if (stated.work !== null && stated.work !== one.work) return 'title';
    return stated.country !== null && stated.country !== one.country ? 'country' : null;
  });
  const column = differences.includes(null) ? null : differences[0]!;
  return column === null ? null : { column, code: 'firm-differs' };
}
