import { csvOf } from '#kernel/csv/csv.ts';
import type { Locale } from '#platform/texts/texts.ts';
import type { Matrix, MatrixRow } from '../matrix/matrix.schema.ts';
import type { Column } from './matrix-view.ts';

export { saveFile } from '#web/kit/table/csv-file.ts';

const HEAD = [
  'party_id',
  'party',
  'group',
  'clause',
  'obligation',
  'reconstructed',
  'status',
  'origin',
  'late_since',
  'answer',
  'evidence_items',
  'as_of',
  'edition',
  'label',
  'releasable_to',
  'exercise',
];

/**
 * The shown matrix as CSV: one line per party and obligation, with fixed words for statuses. Obligations that do not bind are kept as `not-applicable`; text
 * that is not official is marked. Where sources differ stays on the screen: a file travels before the round is adopted.
 */
export function matrixCsv(
  matrix: Matrix,
  rows: readonly MatrixRow[],
  columns: readonly Column[],
  { locale, exercise }: { locale: Locale; exercise: boolean },
): string {
  const lines = rows.flatMap((row) =>
    columns.flatMap((column) =>
      column.obligations.map(({ obligation, index }) => {
        const cell = row.cells[index]!;
        return [
          row.partyId,
          row.name[locale],
          row.group,
          column.clause.id,
          obligation.id,
          String(obligation.reconstructed),
          cell.status,
          cell.origin ?? '',
          cell.late ?? '',
          cell.answer ?? '',
          String(cell.items),
          matrix.asOf,
          matrix.editionId,
          `${matrix.label.policy} ${matrix.label.level.toUpperCase()}`,
          matrix.label.releasableTo?.join(' ') ?? '',
          exercise ? 'EXERCISE' : '',
        ];
      }),
    ),
  );
  return csvOf([HEAD, ...lines]);
}
