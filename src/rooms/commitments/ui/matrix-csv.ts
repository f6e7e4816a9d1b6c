import type { Locale } from '#platform/texts/texts.ts';
import type { Matrix, MatrixRow } from '../matrix/matrix.schema.ts';
import type { Column } from './matrix-view.ts';

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
  return [HEAD, ...lines].map((line) => `${line.map(quoted).join(',')}\r\n`).join('');
}

// A spreadsheet would evaluate a text that starts like a formula.
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Saves a file from the browser. */
export function saveFile(name: string, text: string): void {
  // The byte order mark makes spreadsheets read the file as UTF-8.
  const address = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
