import { useState } from 'react';
import { translateStatuses } from '#platform/texts/statuses/texts.ts';
import { useTranslations } from '#web/client/language.ts';
import { markClass, StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import type { MatrixRow } from '../matrix/matrix.schema.ts';
import { ObligationMark, obligationClicked } from './MatrixMarks.tsx';
import type { MatrixTableProps } from './MatrixTable.tsx';
import { cellsOf, countStatuses, groupRows } from './matrix-view.ts';
import type { MatrixWords } from './matrix-words.ts';
import { translateMatrix } from './texts.ts';

/** The matrix on a phone: a list of parties. Each opens to its clauses, with one mark per obligation. */
export function MatrixList({ rows, columns, words, chosen, openObligation }: MatrixTableProps) {
  const t = useTranslations(translateMatrix);
  // A party stays open after its obligation is closed: the focus returns to the mark.
  const [open, setOpen] = useState(chosen?.partyId);
  if (chosen && chosen.partyId !== open) setOpen(chosen.partyId);
  return groupRows(rows).map(({ group, rows: members }) => (
    <section key={group} className="matrix-list">
      <h2>
        {t(`group.${group}`)}{' '}
        <span className="small muted">
          {members.length} · {t(`group.${group}.owes`)}
        </span>
      </h2>
      {members.map((row) => (
        <details key={row.partyId} open={row.partyId === open || undefined}>
          <summary>
            <b>{row.name[words.locale]}</b>
            <Counts row={row} columns={columns} words={words} />
          </summary>
          <dl
            onClick={(event) => {
              const clicked = obligationClicked(event);
              if (clicked) openObligation(clicked);
            }}
          >
            {columns.map((column) => (
              <div key={column.clause.id}>
                <dt>
                  {words.clause(column.clause.id)}
                  {column.clause.reconstructed && <sup>†</sup>} <span className="muted">{column.clause.short[words.locale]}</span>
                </dt>
                <dd className="marks">
                  {column.obligations.map((place) => (
                    <ObligationMark key={place.obligation.id} row={row} place={place} words={words} chosen={undefined} tabbable />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </details>
      ))}
    </section>
  ));
}

function Counts({ row, columns, words }: { row: MatrixRow; columns: MatrixTableProps['columns']; words: MatrixWords }) {
  const word = useTranslations(translateStatuses);
  const counts = countStatuses(columns.flatMap((column) => cellsOf(row, column))).filter(([status]) => status !== 'not-applicable');
  return (
    <span
      className="marks"
      role="img"
      aria-label={counts.map(([status, n]) => word(`count.${status}`, { n })).join(', ')}
      lang={words.locale}
    >
      {counts.map(([status, n]) => (
        <span key={status} className={`mark with-number ${markClass(status)}`}>
          <StatusGlyph status={status} />
          {n}
        </span>
      ))}
    </span>
  );
}
