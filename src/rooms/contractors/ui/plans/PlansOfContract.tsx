import '../documents/files.css';
import './plans.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { FirmFacts } from './FirmFacts.tsx';
import { type Firm, type PlanAction, plansQuery } from './plans-data.ts';
import { RiskPicture } from './RiskPicture.tsx';
import { translatePlans } from './texts.ts';

const PlanForms = later(() => import('./PlanForms.tsx').then((file) => file.PlanForms));
const TONES = { covered: 'met', breaks: 'not', 'below-break': 'not', 'not-known': 'none' } as const;

/** Risk, plans, certifications and the flow-down of a contract: the contractor first, then the firms under it by tier. */
export function PlansOfContract({ contractId }: { contractId: string }) {
  const t = useTranslations(translatePlans);
  const { data, error, refetch } = useQuery(plansQuery(contractId));
  const [open, setOpen] = useState<{ memberId: string | null; action: PlanAction }>();
  const firstBreak = useRef<HTMLLIElement>(null);
  const isRead = data !== undefined;
  // The list of contracts leads here. The section comes in after the page, so the browser has found nothing of this name.
  useEffect(() => {
    if (isRead && location.hash === '#flow-down') firstBreak.current?.focus();
  }, [isRead]);
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />;
  if (!data) return <Skeleton rows={6} />;
  const broken = data.firms.find(({ flow, leftOn }) => flow === 'breaks' && leftOn === null);
  const askAnyway = data.risk.level === 'high' && data.firms[0]!.owed !== 'yes';
  return (
    <>
      <Section title={t('risk')}>
        <RiskPicture risk={data.risk} />
      </Section>
      <Section title={t('title')} side={t('side')}>
        {askAnyway && <p>{t('risk.ask-anyway')}</p>}
        <ul className="plan-firms">
          {data.firms.map((firm) => (
            <li
              key={firm.memberId ?? 'contractor'}
              data-tier={Math.min(firm.tier, 3)}
              {...(firm === broken && { ref: firstBreak, id: 'flow-down', tabIndex: -1 })}
            >
              <p className="contract-provision-head">
                <strong>{firm.name}</strong>
                <span className="small muted">
                  {firm.kind === null ? t('contractor') : t(`firm.${firm.kind}`, { tier: firm.tier })}
                  {firm.leftOn !== null && (
                    <>
                      , {t('left')} <DateText date={firm.leftOn} />
                    </>
                  )}
                </span>
                {firm.flow !== null && firm.leftOn === null && (
                  <span className={`contract-mark ${TONES[firm.flow]}`}>
                    {[t(`flow.${firm.flow}`), firm.document !== null && t('flow.document', { document: firm.document })]
                      .filter(Boolean)
                      .join(', ')}
                  </span>
                )}
              </p>
              <FirmFacts firm={firm} currency={data.currency} />
              {data.mayManage && firm.leftOn === null && (
                <p className="contract-buttons no-print">
                  {actionsOf(firm).map((action) => (
                    <Button
                      key={action}
                      kind="quiet"
                      aria-label={t('of-firm', { action: t(action), firm: firm.name })}
                      onClick={() => setOpen({ memberId: firm.memberId, action })}
                    >
                      {t(action)}
                    </Button>
                  ))}
                </p>
              )}
              {open && open.memberId === firm.memberId && (
                <PlanForms key={open.action} contractId={contractId} firm={firm} action={open.action} close={() => setOpen(undefined)} />
              )}
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function actionsOf({ plan, memberId }: Firm): PlanAction[] {
  return [
    ...(memberId !== null ? (['subcontract'] as const) : []),
    ...(plan !== null ? (['review', 'post'] as const) : []),
    ...(['add-plan', 'certify'] as const),
  ];
}
