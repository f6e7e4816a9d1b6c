import { type KeyboardEvent, memo, useEffect, useRef } from 'react';
import { useTranslations } from '#web/client/language.ts';
import type { Matrix, MatrixRow } from '../matrix/matrix.schema.ts';
import { moveFocus } from './grid-keys.ts';
import { MatrixHead } from './MatrixHead.tsx';
import { FoldedMarks, ObligationMark, obligationClicked } from './MatrixMarks.tsx';
import { type Column, cellsOf, groupRows, MARKS_FOLDED } from './matrix-view.ts';
import type { MatrixWords } from './matrix-words.ts';
import { translateMatrix } from './texts.ts';

export type Chosen = { partyId: string; obligationId: string };
export type MatrixTableProps = {
  matrix: Matrix;
  rows: readonly MatrixRow[];
  columns: readonly Column[];
  words: MatrixWords;
  chosen: Chosen | undefined;
  toggle: (clauseId: string) => void;
  openObligation: (chosen: Chosen) => void;
};

/** The matrix as a table: parties down, clauses across. Arrow keys move between marks; a click or Enter opens one. */
export function MatrixTable({ matrix, rows, columns, words, chosen, toggle, openObligation }: MatrixTableProps) {
  const t = useTranslations(translateMatrix);
  const table = useRef<HTMLTableElement>(null);
  const width = columns.reduce((sum, column) => sum + (column.open ? column.obligations.length : 1), 2);
  // Exactly one mark is in the tab order; the keys move it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown decides whether the mark is still there
  useEffect(() => {
    const place = table.current;
    if (place === null || place.querySelector('[data-stop][tabindex="0"]')) return;
    const first = place.querySelector<HTMLElement>('[aria-current][data-stop]') ?? place.querySelector<HTMLElement>('[data-stop]');
    if (first !== null) first.tabIndex = 0;
  }, [rows, columns]);
  // Unfolding a clause by its tile removes the tile: the focus moves to the first obligation of the clause in the same row.
  const unfolding = useRef<{ row: HTMLTableRowElement; clauseId: string } | null>(null);
  useEffect(() => {
    const { row, clauseId } = unfolding.current ?? {};
    unfolding.current = null;
    const obligations = columns.find((column) => column.clause.id === clauseId)?.obligations ?? [];
    const stops = obligations.map(({ obligation }) => row?.querySelector<HTMLElement>(`[data-stop="${CSS.escape(obligation.id)}"]`));
    stops.find((stop) => stop)?.focus();
  }, [columns]);
  const chosenKey = chosen && `${chosen.partyId} ${chosen.obligationId}`;
  useEffect(() => {
    if (chosenKey === undefined) return;
    const mark = table.current?.querySelector<HTMLElement>(`[data-cell="${CSS.escape(chosenKey)}"]`);
    mark?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [chosenKey]);
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are moved through by arrow keys is a grid
      role="grid"
      className="matrix"
      aria-label={t('title')}
      onKeyDown={(event: KeyboardEvent<HTMLTableElement>) => moveFocus(event)}
      onFocus={(event) => {
        if (!(event.target as HTMLElement).dataset.stop) return;
        for (const old of table.current?.querySelectorAll<HTMLElement>('[data-stop][tabindex="0"]') ?? []) old.tabIndex = -1;
        (event.target as HTMLElement).tabIndex = 0;
      }}
      onClick={(event) => {
        const tile = (event.target as Element).closest<HTMLElement>('button[data-clause]');
        const row = tile?.closest('tr');
        if (row) unfolding.current = { row, clauseId: tile?.dataset.clause ?? '' };
        const clicked = obligationClicked(event);
        if (clicked) openObligation(clicked);
      }}
    >
      <MatrixHead kind={matrix.kind} columns={columns} words={words} toggle={toggle} />
      {groupRows(rows).map(({ group, rows: members }) => (
        <tbody key={group}>
          <tr className="group">
            <th colSpan={width} scope="rowgroup">
              <span>
                {t(`group.${group}`)}{' '}
                <i>
                  {members.length} · {t(`group.${group}.owes`)}
                </i>
              </span>
            </th>
          </tr>
          {members.map((row) => (
            <Row
              key={row.partyId}
              row={row}
              columns={columns}
              words={words}
              toggle={toggle}
              chosen={chosen?.partyId === row.partyId ? chosen.obligationId : undefined}
            />
          ))}
        </tbody>
      ))}
    </table>
  );
}

type RowProps = {
  row: MatrixRow;
  columns: readonly Column[];
  words: MatrixWords;
  toggle: (clauseId: string) => void;
  chosen: string | undefined;
};

const Row = memo(function Row({ row, columns, words, toggle, chosen }: RowProps) {
  return (
    <tr aria-selected={chosen !== undefined || undefined}>
      <th scope="row">{row.name[words.locale]}</th>
      {columns.map((column) =>
        column.open ? (
          column.obligations.map((place) => (
            <td key={place.obligation.id} className="unfolded">
              <ObligationMark row={row} place={place} words={words} chosen={chosen} />
            </td>
          ))
        ) : (
          <td
            key={column.clause.id}
            aria-label={column.obligations.length > MARKS_FOLDED ? undefined : words.cell(row, column, cellsOf(row, column))}
          >
            <span className="marks">
              <FoldedMarks row={row} column={column} words={words} chosen={chosen} unfold={toggle} />
            </span>
          </td>
        ),
      )}
      <td className="declared">
        <DeclaredShare declared={row.declared} items={row.items} />
      </td>
    </tr>
  );
});

/** How much of the evidence was declared: numbers, and a bar outlined for what was declared and filled for all other origins. */
function DeclaredShare({ declared, items }: { declared: number; items: number }) {
  const t = useTranslations(translateMatrix);
  if (items === 0) return <span className="muted">{t('declared-of-all.none')}</span>;
  const width = 36;
  const outlined = Math.round((declared / items) * width);
  return (
    <>
      <svg className="share" width={width} height="6" aria-hidden="true">
        <rect x={outlined} width={width - outlined} height="6" fill="currentColor" />
        <rect x=".5" y=".5" width={width - 1} height="5" fill="none" stroke="currentColor" />
      </svg>
      <span className="share-text" title={t('declared-of-all.name', { declared, items })}>
        {declared}/{items}
      </span>
    </>
  );
}
