import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { PLAN_PARTS } from '../../plans/review.rules.ts';
import type { Firm } from './plans-data.ts';
import { translatePlans } from './texts.ts';

/** What one firm owes and why, its newest plan and certification, and what is due of it. */
export function FirmFacts({ firm, currency }: { firm: Firm; currency: string | null }) {
  const t = useTranslations(translatePlans);
  const { certification, dues, owed } = firm;
  return (
    <dl className="plan-facts">
      <div>
        <dt>{t('owed')}</dt>
        <dd>
          <OwedText firm={firm} currency={currency} />
        </dd>
      </div>
      <div>
        <dt>{t('plan')}</dt>
        <dd>
          <PlanText plan={firm.plan} />
        </dd>
      </div>
      <div>
        <dt>{t('certification')}</dt>
        <dd>
          {certification === null ? (
            <span className="muted">{t('certification.none')}</span>
          ) : (
            <>
              <DateText date={certification.on} />
              <br />
              <span className="small muted">
                {t('certification.by', { name: certification.name, function: certification.function })},{' '}
                {t(`certification.source.${certification.source}`)}
              </span>
              {certification.statements.includes('found-and-remedied') && <p className="small">{t('statement.found-and-remedied')}</p>}
            </>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('due')}</dt>
        <dd>
          {dues.length === 0 ? (
            <span className="muted">{t(owed === 'unknown' ? 'due.not-known' : 'due.nothing')}</span>
          ) : (
            <ul>
              {dues.map(({ kind, on, late }) => (
                <li key={kind}>
                  {t(`due.${kind}`)}{' '}
                  <TaskDue due={on} late={late}>
                    {on === null && <span className="small muted">{t('due.no-day')}</span>}
                  </TaskDue>
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
    </dl>
  );
}

function OwedText({ firm: { owed, reasons, figure, amount, rateDays }, currency }: { firm: Firm; currency: string | null }) {
  const t = useTranslations(translatePlans);
  const locale = useLocale();
  const money = (value: number) => `${new Intl.NumberFormat(locale).format(value)}\u00a0${currency}`;
  return (
    <>
      {t(`owed.${owed}`)}
      <ul className="small muted">
        {reasons.map((reason) => (
          <li key={reason}>{t(`reason.${reason}`)}</li>
        ))}
        {figure !== null && amount !== null && (
          <li>
            {t('owed.figure', { amount: money(amount), figure: money(figure.above), day: formatDay(locale, figure.from) })} ({figure.source}
            )
          </li>
        )}
        {rateDays.map((day) => (
          <li key={day}>{t('owed.rate', { day: formatDay(locale, day) })}</li>
        ))}
      </ul>
    </>
  );
}

function PlanText({ plan }: { plan: Firm['plan'] }) {
  const t = useTranslations(translatePlans);
  if (plan === null) return <span className="muted">{t('plan.none')}</span>;
  const open = PLAN_PARTS.filter((part) => ['not-met', 'not-readable'].includes(plan.review?.[part].verdict ?? ''));
  return (
    <>
      {t(`plan.${plan.state}`)}
      <br />
      <span className="small muted">
        {[plan.title, plan.fileName !== plan.title && plan.fileName].filter(Boolean).join(', ')}, {t('plan.received')}{' '}
        <DateText date={plan.receivedOn} />
        {plan.source === 'firm' && `, ${t('certification.source.firm')}`}
      </span>
      {open.length > 0 && (
        <ul className="small">
          {open.map((part) => (
            <li key={part}>
              {t('part.said', {
                ...{ part: t(`part.${part}`), verdict: t(`verdict.${plan.review![part].verdict}`) },
                note: plan.review![part].note ?? '',
              })}
            </li>
          ))}
        </ul>
      )}
      <p className="small">
        {plan.postedOn === null ? (
          t('plan.not-posted')
        ) : (
          <>
            {t('plan.posted', { where: plan.postedWhere! })} <DateText date={plan.postedOn} />
          </>
        )}
      </p>
    </>
  );
}
