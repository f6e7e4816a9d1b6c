import { useState } from 'react';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { PlanAction } from '../../plans/plan.rules.ts';
import type { PlansView, PlanView } from '../../plans/plan.schema.ts';
import { MeasurePanel } from './MeasurePanel.tsx';
import { usePlanWrite } from './plans-data.ts';
import { translatePlans } from './texts.ts';

const AddMeasureForm = later(() => import('./AddMeasureForm.tsx').then((file) => file.AddMeasureForm));

/** One plan: its document and period, how far it is, and its measures in the order of the clauses. */
export function PlanPanel({ plan, clauses, chapters }: { plan: PlanView } & Pick<PlansView, 'clauses' | 'chapters'>) {
  const t = useTranslations(translatePlans);
  const [added, setAdded] = useState(0);
  const end = usePlanWrite(
    ({ reason }: { reason: string }, key) => send('POST /plans/:planId/end', { planId: plan.id, version: plan.version, reason }, key),
    () => {},
  );
  const { counts, missing } = plan;
  const order = new Map(clauses.map(({ id }, index) => [id, index]));
  const measures = [...plan.measures].sort((a, b) => (order.get(a.clauseId) ?? 0) - (order.get(b.clauseId) ?? 0));
  return (
    <section className="plan" aria-labelledby={`plan-${plan.id}`}>
      <h2 id={`plan-${plan.id}`}>
        {plan.title} <span className="small muted">{t(`state.${plan.state}`)}</span> <LabelBadge label={plan.label} />
      </h2>
      <KeyValues
        items={[
          { key: 'document', name: t('plan.document'), value: plan.document },
          { key: 'adopted', name: t('plan.adopted'), value: <DateText date={plan.adoptedOn} /> },
          {
            key: 'period',
            name: t('plan.period'),
            value: (
              <>
                <DateText date={plan.from} /> – {plan.to ? <DateText date={plan.to} /> : t('plan.open-end')}
              </>
            ),
          },
          { key: 'by', name: t('plan.by'), value: plan.by },
        ]}
      />
      {plan.endReason && <p>{t('plan.ended', { reason: plan.endReason })}</p>}
      <p role="status">
        {t('plan.counts', counts)} {counts.overdue > 0 && <b>{t('plan.overdue', { n: counts.overdue })}</b>}
      </p>
      <p className="small muted">{missing.length === 0 ? t('plan.complete') : t('plan.missing', { clauses: missing.join(', ') })}</p>
      <div className="no-print">
        <Actions
          key={added}
          offered={plan.actions}
          label={(action: PlanAction) => t(`action.${action}`)}
          comment={() => ({ label: t('comment.end'), hint: t('comment.hint') })}
          waiting={end.isPending}
          run={(_, { reason }) => end.mutate({ reason: reason! })}
          forms={{
            'add-measure': (close) => (
              <AddMeasureForm plan={plan} clauses={clauses} chapters={chapters} close={close} saved={() => setAdded(added + 1)} />
            ),
          }}
        />
      </div>
      {end.error && <ProblemNote error={end.error} />}
      {measures.map((measure) => (
        <MeasurePanel key={measure.id} measure={measure} chapter={chapters.find(({ key }) => key === measure.chapter)} />
      ))}
    </section>
  );
}
