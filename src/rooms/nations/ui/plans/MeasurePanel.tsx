import { useId } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { MEASURE_ACTIONS, type MeasureAction } from '../../plans/plan.rules.ts';
import type { MeasureView, PlansView } from '../../plans/plan.schema.ts';
import { translatePlans } from './texts.ts';

const ProgressForm = later(() => import('./ProgressForm.tsx').then((file) => file.ProgressForm));

/** One measure: clause, text, owner, due date, state, its dated entries, and the next step. */
export function MeasurePanel({ measure, chapter }: { measure: MeasureView; chapter: PlansView['chapters'][number] | undefined }) {
  const t = useTranslations(translatePlans);
  const locale = useLocale();
  const id = useId();
  const { clauseId, dueOn, state, isOverdue, progress } = measure;
  return (
    <article className="panel plan-measure" aria-labelledby={id}>
      <h3 id={id}>{measure.text}</h3>
      <p className="small">
        <b>{t(`measure.${state}`)}</b>
        {isOverdue && <b className="plan-overdue"> · {t('measure.overdue')}</b>} ·{' '}
        {clauseId.startsWith('A') ? t('measure.appendix', { n: clauseId.slice(1) }) : t('measure.clause', { id: clauseId })}
      </p>
      <p className="small">
        {t('measure.owner', { owner: measure.owner })} · {t('measure.due')} {dueOn ? <DateText date={dueOn} /> : t('measure.no-due')}
      </p>
      {chapter && <p className="small">{t('measure.chapter', { name: chapter.name[locale] })}</p>}
      {progress.length === 0 ? (
        <p className="small muted">{t('measure.none')}</p>
      ) : (
        <ol className="plan-entries" aria-label={t('measure.progress')}>
          {progress.map((entry) => (
            <li key={entry.id} className="small">
              <DateText date={entry.on} /> · {t('measure.entry', { what: t(`entry.${entry.action}`), name: entry.by })}
              {entry.dueOn && (
                <>
                  {' '}
                  {t('measure.new-due')} <DateText date={entry.dueOn} />
                </>
              )}
              {entry.note && <p className="plan-note">{entry.note}</p>}
            </li>
          ))}
        </ol>
      )}
      <div className="no-print">
        <Actions
          key={measure.version}
          offered={measure.actions}
          label={(action: MeasureAction) => t(`action.${action}`)}
          about={measure.text}
          waiting={false}
          run={() => {}}
          forms={Object.fromEntries(
            MEASURE_ACTIONS.map((action) => [
              action,
              (close: () => void) => <ProgressForm key={action} measure={measure} action={action} close={close} />,
            ]),
          )}
        />
      </div>
    </article>
  );
}
