import type { ReactNode } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import type { HistoryRow } from '../treaties/history.schema.ts';
import { Sourced } from './Sourced.tsx';
import { translateStatements } from './statements/texts.ts';
import { TreatyMark } from './TreatyMark.tsx';
import { useTreatyWords } from './treaty-words.ts';

/** The rows of one instrument, newest first. The current one is marked; replaced and undone ones stay visible with the reason. */
export function HistoryRows({
  rows,
  mayCorrect,
  accept,
}: {
  rows: readonly HistoryRow[];
  mayCorrect: boolean;
  /** The form in which the policy office accepts a statement that waits; absent for anybody else. */
  accept?: ((row: HistoryRow) => ReactNode) | undefined;
}) {
  const { t } = useTreatyWords();
  if (rows.length === 0) return <Empty>{t(mayCorrect ? 'ui.history-none-correct' : 'ui.history-none')}</Empty>;
  return (
    <ol className="treaty-rows">
      {rows.map((row) => (
        <li key={row.id} className={row.isCurrent ? 'current' : undefined}>
          <OneRow row={row} />
          {row.waits && accept?.(row)}
        </li>
      ))}
    </ol>
  );
}

function OneRow({ row }: { row: HistoryRow }) {
  const { t, pub, dates, asOf, confidence, status } = useTreatyWords();
  const statement = useTranslations(translateStatements);
  const undone = row.batch?.undoneAt ?? null;
  const known = row.status !== 'unknown';
  const who = row.recordedBy ?? t('ui.installation');
  return (
    <article>
      <h2 className="treaty-row-head">
        <TreatyMark cell={row} usual={row.asOf} />
        {(row.isCurrent || !row.waits) && (
          <span className={row.isCurrent ? 'chip is-met' : 'chip is-not-applicable'}>
            {t(undone !== null ? 'ui.row-undone' : row.isCurrent ? 'ui.row-current' : 'ui.row-replaced')}
          </span>
        )}
        {row.waits && <span className="chip is-partly-met">{statement('row-waits')}</span>}
      </h2>
      <p>
        {known
          ? [status(row.status), dates(row)]
              .filter(Boolean)
              .map((words) => `${words}.`)
              .join(' ')
          : pub('detail.nothing')}
        {row.asOf !== null && <> {pub('detail.as-of', { asOf: asOf(row.asOf) })}.</>} {known && <>{confidence(row.confidence)}.</>}
      </p>
      <Sourced label={pub('detail.source')} text={row.source} />
      <Sourced label={pub('detail.crosscheck')} text={row.crosscheck} />
      <Sourced label={pub('detail.note')} text={row.note} />
      {row.reason && <p>{t('ui.reason-of', { reason: row.reason })}</p>}
      <p className="small muted">
        {row.batch === null && row.origin === 'declared'
          ? statement('row-stated', { who })
          : t(row.batch === null ? 'ui.row-corrected' : 'ui.row-imported', { who, title: row.batch?.title ?? '' })}{' '}
        · <DateText date={row.recordedAt} time />
      </p>
      {undone !== null && (
        <p className="small muted">
          {t('ui.undone')} <DateText date={undone} time /> · {row.batch?.undoneBy ?? t('ui.installation')} · {row.batch?.undoReason}
        </p>
      )}
    </article>
  );
}
