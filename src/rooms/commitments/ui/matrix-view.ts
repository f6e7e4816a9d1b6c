import { isSilent, STATUSES, type Status } from '#kernel/status.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { Clause, EditionData, Obligation } from '#rooms/policy/policy.schema.ts';
import type { Matrix, MatrixCell, MatrixRow } from '../matrix/matrix.schema.ts';
import type { MatrixSearch } from './matrix-search.ts';

/** An obligation with the index of its cell in a row. */
export type ObligationPlace = { readonly obligation: Obligation; readonly index: number };

/** A clause as a column: those of its obligations that at least one party here owes, in the order of the policy. */
export type Column = { readonly clause: Clause; readonly obligations: readonly ObligationPlace[]; readonly open: boolean };

/** A folded clause shows one mark per obligation up to this number; above it, one tile per status with its number. */
export const MARKS_FOLDED = 4;

/**
 * The columns of one kind of party. Clauses that no party here owes are left out (`elsewhere`), and so are obligations that only others owe. Unfolded are the
 * clauses named in the address, and the clause of an open drawer where its marks would otherwise be hidden.
 */
export function columnsOf(
  edition: EditionData,
  matrix: Matrix,
  search: MatrixSearch,
  chosen?: string,
): { columns: Column[]; elsewhere: Clause[] } {
  const owed = edition.obligations.map((_, index) => matrix.rows.some((row) => row.cells[index]?.status !== 'not-applicable'));
  const unfolded = new Set(search.open?.split(','));
  const columns: Column[] = [];
  const elsewhere: Clause[] = [];
  for (const id of edition.columns) {
    const clause = edition.clauses.find((one) => one.id === id)!;
    const obligations = edition.obligations.flatMap((obligation, index) =>
      obligation.clause === id && owed[index] ? [{ obligation, index }] : [],
    );
    if (obligations.length === 0) elsewhere.push(clause);
    else if (search.clause === undefined || search.clause === id) {
      const needed = obligations.length > MARKS_FOLDED && obligations.some((place) => place.obligation.id === chosen);
      columns.push({ clause, obligations, open: obligations.length > 1 && (unfolded.has(id) || unfolded.has('all') || needed) });
    }
  }
  return { columns, elsewhere };
}

/** The rows that match the filters. Filters by status or kind of evidence look at the shown columns only. */
export function shownRows(matrix: Matrix, columns: readonly Column[], search: MatrixSearch, locale: Locale): MatrixRow[] {
  const wanted = plain(search.name ?? '');
  return matrix.rows.filter((row) => {
    if (!plain(row.name[locale]).includes(wanted)) return false;
    if (search.status === undefined && search.evidence === undefined) return true;
    return columns.some((column) => column.obligations.some(({ index }) => matchesSearch(row.cells[index], search)));
  });
}

function matchesSearch(cell: MatrixCell | undefined, { status, evidence }: MatrixSearch): boolean {
  if (cell === undefined || (status !== undefined && cell.status !== status)) return false;
  if (evidence === undefined) return true;
  if (cell.status === 'not-applicable') return false;
  if (evidence === 'none') return cell.items === 0;
  if (evidence === 'differ') return cell.difference === 'open';
  return evidence === 'recorded' ? cell.difference === 'recorded' : cell.origin === evidence;
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
}

/** How many of these cells have each status, in the order of the legend; statuses without a cell are absent. */
export function countStatuses(cells: readonly MatrixCell[]): [Status, number][] {
  return STATUSES.map((status): [Status, number] => [status, cells.filter((cell) => cell.status === status).length]).filter(
    ([, count]) => count > 0,
  );
}

/** The cells of a clause in a row. */
export function cellsOf(row: MatrixRow, column: Column): MatrixCell[] {
  return column.obligations.flatMap(({ index }) => row.cells[index] ?? []);
}

const GROUPS = ['ally', 'contributor', 'headquarters', 'agency', 'command', 'school', 'operation', 'contractor', 'partner'] as const;
export type GroupName = (typeof GROUPS)[number] | 'other';

/** The rows under their headings. Within a heading they keep their order: alphabetical in the reader's language. */
export function groupRows(rows: readonly MatrixRow[]): { group: GroupName; rows: MatrixRow[] }[] {
  const nameOf = (row: MatrixRow): GroupName => GROUPS.find((group) => group === row.group) ?? 'other';
  return [...GROUPS, 'other' as const]
    .map((group) => ({ group, rows: rows.filter((row) => nameOf(row) === group) }))
    .filter((each) => each.rows.length > 0);
}

/** Whether nearly nothing is reported yet: nine in ten owed obligations, or more. */
export function isDayOne(matrix: Matrix): boolean {
  const owed = matrix.rows.flatMap((row) => row.cells).filter((cell) => cell.status !== 'not-applicable');
  return owed.length > 0 && owed.filter((cell) => isSilent(cell.status)).length >= owed.length * 0.9;
}
