import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useRef } from 'react';
import type { Clause, EditionData } from '#rooms/policy/policy.schema.ts';
import { useTranslations } from '#web/client/language.ts';
import { useNarrow } from '#web/client/phone.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Legend } from '#web/kit/status/Legend.tsx';
import type { Matrix, MatrixRow } from '../matrix/matrix.schema.ts';
import { MatrixFilters, useFilterWords } from './MatrixFilters.tsx';
import { MatrixPrintFoot } from './MatrixPrintFoot.tsx';
import { type Chosen, MatrixTable } from './MatrixTable.tsx';
import type { MatrixSearch } from './matrix-search.ts';
import { type Column, columnsOf, isDayOne } from './matrix-view.ts';
import { useMatrixWords } from './matrix-words.ts';
import { translateMatrix } from './texts.ts';

// Phones alone read the matrix as a list.
const MatrixList = later(() => import('./MatrixList.tsx').then((file) => file.MatrixList), <Skeleton rows={12} />);

type Props = {
  edition: EditionData;
  matrix: Matrix;
  view: { columns: Column[]; elsewhere: Clause[] };
  rows: MatrixRow[];
  search: MatrixSearch;
  change: (part: MatrixSearch) => void;
};

/** The content of the matrix page once its data is loaded: filters, table or list, legend, notes. */
export function MatrixBody({ edition, matrix, view, rows, search, change }: Props) {
  const t = useTranslations(translateMatrix);
  const words = useMatrixWords(matrix.kind);
  const filterWords = useFilterWords();
  const navigate = useNavigate();
  const params = useParams({ strict: false });
  const narrow = useNarrow();
  const startsRegister = can(useSession(), 'people:start-register');
  const { columns, elsewhere } = view;
  const chosen = params.partyId && params.obligationId ? { partyId: params.partyId, obligationId: params.obligationId } : undefined;
  const openObligation = useCallback(
    (next: Chosen) =>
      void navigate({ to: '/compliance/$partyId/$obligationId', params: next, search: true, replace: false, resetScroll: false }),
    [navigate],
  );
  // The rows are rendered once. Their buttons call the current handler through this ref.
  const toggling = useRef<(clauseId: string) => void>(() => undefined);
  toggling.current = (clauseId) => {
    const open = columns.filter((column) => column.open !== (column.clause.id === clauseId)).map((column) => column.clause.id);
    change({ open: open.length === 0 ? undefined : open.join(',') });
  };
  const toggle = useCallback((clauseId: string) => toggling.current(clauseId), []);
  const foldable = columns.filter((column) => column.obligations.length > 1);
  const allOpen = foldable.every((column) => column.open);
  const owedHere = columnsOf(edition, matrix, {}).columns.map((column) => column.clause.id);
  const filtered = search.name ?? search.status ?? search.evidence ?? search.clause;
  const reconstructed = columns.some((column) => column.clause.reconstructed);
  const Body = narrow ? MatrixList : MatrixTable;
  return (
    <>
      <p className="on-paper">{filterWords(search, words)}</p>
      {isDayOne(matrix) && filtered === undefined && (
        <div className="note day-one no-print">
          <p>
            <b>{t('day-one')}</b>
          </p>
          {startsRegister && (
            <p>
              <Link to="/first-steps">{t('first-steps')}</Link>
            </p>
          )}
        </div>
      )}
      <div className="filter-bar no-print">
        <MatrixFilters edition={edition} clauseIds={owedHere} search={search} words={words} change={change} />
        {!narrow && foldable.length > 0 && (
          <Button kind="quiet" onClick={() => change({ open: allOpen ? undefined : 'all' })}>
            {t(allOpen ? 'fold-all' : 'expand-all')}
          </Button>
        )}
        <span className="spacer" />
        <span className="small muted nowrap figures" role="status">
          {t('shown', { shown: rows.length, all: matrix.rows.length })}
        </span>
      </div>
      {rows.length === 0 ? (
        <div className="empty">
          <p>{t('no-match', { filters: filterWords(search, words) })}</p>
          <Button onClick={() => change({ name: undefined, status: undefined, clause: undefined, evidence: undefined })}>
            {t('no-match.clear')}
          </Button>
        </div>
      ) : (
        <div className={narrow ? 'matrix-narrow' : 'matrix-frame'}>
          <Body
            matrix={matrix}
            rows={rows}
            columns={columns}
            words={words}
            chosen={chosen}
            toggle={toggle}
            openObligation={openObligation}
          />
        </div>
      )}
      <Legend differs={t('evidence.differ')} late={t('legend.late')} />
      <p className="small muted matrix-notes">
        {elsewhere.length > 0 &&
          `${t('elsewhere', { clauses: elsewhere.map((clause) => `${words.clause(clause.id)}${clause.reconstructed ? '†' : ''}`).join(', ') })} `}
        {reconstructed && t('reconstructed')}
      </p>
      <MatrixPrintFoot label={matrix.label} />
    </>
  );
}
