import './plans.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Icon } from '#web/kit/Icon.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { plansQuery } from './plans-data.ts';
import { translatePlans } from './texts.ts';

const RecordPlanForm = later(() => import('./RecordPlanForm.tsx').then((file) => file.RecordPlanForm));

/** The action plans of one nation: each with its measures and their progress. */
export default function PlansPage() {
  const { partyId } = useParams({ strict: false }) as { partyId: string };
  const t = useTranslations(translatePlans);
  const locale = useLocale();
  const [isRecording, setRecording] = useState(false);
  const { data, error, refetch } = useQuery(plansQuery(partyId));
  const has = data !== undefined && data.plans.length > 0;
  return (
    <>
      <PageHead
        title={data ? t('page.title', { name: data.party.name[locale] }) : t('title')}
        path={
          <Link to="/parties/$partyId" params={{ partyId }}>
            {t('dossier')}
          </Link>
        }
        meta={t('page.meta')}
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          <>
            {data?.mayRecord && (
              <Button kind={has || isRecording ? 'plain' : 'main'} onClick={() => setRecording(true)}>
                {t('record')}
              </Button>
            )}
            {has && (
              <Button onClick={() => window.print()}>
                <Icon name="print" />
                {t('print')}
              </Button>
            )}
          </>
        }
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={8} />}
      {isRecording && <RecordPlanForm partyId={partyId} close={() => setRecording(false)} />}
      {data && !has && !isRecording && (
        <Empty>
          <p>{t(data.party.kind !== 'nation' ? 'empty.party' : data.mayRecord ? 'empty.keep' : 'empty')}</p>
        </Empty>
      )}
      {data?.plans.map((plan) => (
        <PlanPanel key={plan.id} plan={plan} clauses={data.clauses} chapters={data.chapters} />
      ))}
    </>
  );
}
