import type { MouseEvent } from 'react';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { useTranslations } from '#web/client/language.ts';
import { markClass, StatusGlyph, StatusMark } from '#web/kit/status/StatusMark.tsx';
import type { MatrixCell, MatrixRow } from '../matrix/matrix.schema.ts';
import { type Column, cellsOf, countStatuses, MARKS_FOLDED, type ObligationPlace } from './matrix-view.ts';
import type { MatrixWords } from './matrix-words.ts';
import { translateMatrix } from './texts.ts';

/** The key of a cell. It identifies the mark in the page, so that the focus can return to it. */
export function cellKey(partyId: string, obligationId: string): string {
  return `${partyId} ${obligationId}`;
}

/** The obligation and party of a clicked mark, unless the click opens a new window. Prevents the default action of the click. */
export function obligationClicked(event: MouseEvent): { partyId: string; obligationId: string } | undefined {
  const key = (event.target as Element).closest<HTMLElement>('a[data-cell]')?.dataset.cell;
  if (key === undefined || event.metaKey || event.ctrlKey || event.shiftKey) return undefined;
  event.preventDefault();
  const [partyId, obligationId] = key.split(' ') as [string, string];
  return { partyId, obligationId };
}

type MarkProps = { row: MatrixRow; place: ObligationPlace; words: MatrixWords; chosen: string | undefined; tabbable?: boolean };

/** One obligation of one party: a link to its drawer. An obligation that does not bind keeps its place with a dash. */
export function ObligationMark({ row, place, words, chosen, tabbable = false }: MarkProps) {
  const cell = row.cells[place.index];
  if (cell === undefined) return null;
  const name = words.mark(row, place, cell);
  if (cell.status === 'not-applicable') return <StatusMark status={cell.status} name={name} />;
  const id = place.obligation.id;
  return (
    <a
      className={`mark ${markClass(cell.status, cell.origin)}${cell.difference === 'open' ? ' differs' : ''}${cell.late === null ? '' : ' late'}`}
      href={`/desk/compliance/${row.partyId}/${id}${words.kind === 'nation' ? '' : `?kind=${words.kind}`}`}
      data-stop={id}
      data-cell={cellKey(row.partyId, id)}
      tabIndex={tabbable ? undefined : -1}
      aria-current={chosen === id ? 'true' : undefined}
      aria-label={name}
      title={name}
    >
      <StatusGlyph status={cell.status} />
    </a>
  );
}

/** A folded clause of a party: one mark per obligation up to four, else one tile per status with its number. Without any bound obligation: one dash. */
export function FoldedMarks({
  row,
  column,
  words,
  chosen,
  tabbable = false,
  unfold,
}: Omit<MarkProps, 'place'> & { column: Column; unfold: (clauseId: string) => void }) {
  const t = useTranslations(translateMatrix);
  const word = useTranslations(translateStatuses);
  const cells = cellsOf(row, column);
  const name = words.cell(row, column, cells);
  if (cells.every((cell) => cell.status === 'not-applicable')) return <StatusMark status="not-applicable" name={name} />;
  if (column.obligations.length <= MARKS_FOLDED)
    return column.obligations.map((place) => (
      <ObligationMark key={place.obligation.id} row={row} place={place} words={words} chosen={chosen} tabbable={tabbable} />
    ));
  return countStatuses(cells.filter((cell) => cell.status !== 'not-applicable')).map(([status, count], place) => (
    <button
      key={status}
      type="button"
      className={`mark with-number ${markClass(status, commonOrigin(cells, status))}`}
      data-stop={`${column.clause.id}-${place}`}
      data-clause={column.clause.id}
      tabIndex={tabbable ? undefined : -1}
      aria-label={t('cell.unfold', { cell: `${name} (${word(`count.${status}`, { n: count })})` })}
      title={name}
      onClick={() => unfold(column.clause.id)}
    >
      <StatusGlyph status={status} />
      {count}
    </button>
  ));
}

// A tile represents several obligations: it has the shape of an origin only where all of them have that origin.
function commonOrigin(cells: readonly MatrixCell[], status: MatrixCell['status']): MatrixCell['origin'] {
  const [first, ...others] = new Set(cells.filter((cell) => cell.status === status).map((cell) => cell.origin));
  return others.length === 0 ? (first ?? null) : null;
}
