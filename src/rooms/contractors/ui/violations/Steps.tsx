import { formatDay } from '#platform/texts/texts.ts';
import type { AnswerOf } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { AGGRAVATING, MITIGATING, REMEDIES, VIOLATION_MACHINE, type ViolationAction } from '../../violations/violation.rules.ts';
import { INFORM } from '../../violations/violation-notified.rules.ts';
import { translateViolations } from './texts.ts';

type Step = AnswerOf<'/violations/:violationId'>['steps'][number];
type Factor = { factor: string; evidence: string };

const isAction = (action: string): action is ViolationAction => action in VIOLATION_MACHINE.actions;
const factorsOf = (value: unknown) => (Array.isArray(value) ? (value as Factor[]) : []);

/** A debarment: who made it and under which law, its end, an appeal, and what the firm did since. What is not recorded is said to be so. */
function Debarment({ detail }: { detail: Step['detail'] }) {
  const t = useTranslations(translateViolations);
  const locale = useLocale();
  const { authority, law, until, appeal, selfCleaning } = detail;
  return (
    <>
      <p>{t('step.debarred', { authority: String(authority), law: String(law) })}</p>
      <p>{typeof until === 'string' ? t('step.debarred-until', { day: formatDay(locale, until) }) : t('step.debarred-open')}</p>
      <p>{typeof appeal === 'string' ? t('step.appeal', { appeal }) : t('step.no-appeal')}</p>
      <p className="violation-summary">
        {typeof selfCleaning === 'string' ? t('step.self-cleaning', { text: selfCleaning }) : t('step.no-self-cleaning')}
      </p>
    </>
  );
}

/** What was done, the newest first: day, person, words, and what was weighed. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const t = useTranslations(translateViolations);
  return (
    <ol className="violation-steps">
      {steps.map(({ id, action, on, note, by, detail }) => (
        <li key={id}>
          <p>
            <DateText date={on} /> ·{' '}
            <b>{isAction(action) ? t(`did.${action}`) : t(action === INFORM ? 'did.inform-notified' : 'did.notify')}</b>{' '}
            <span className="small muted">{by}</span>
          </p>
          {typeof detail.abateBy === 'string' && (
            <p>
              {t('step.abate-by')} <DateText date={detail.abateBy} />
            </p>
          )}
          {typeof detail.replyBy === 'string' && (
            <p>
              {t('step.reply-by')} <DateText date={detail.replyBy} />
            </p>
          )}
          {Array.isArray(detail.remedies) && (
            <ul>
              {REMEDIES.filter((one) => (detail.remedies as unknown[]).includes(one)).map((one) => (
                <li key={one}>{t(`remedy.${one}`)}</li>
              ))}
            </ul>
          )}
          {MITIGATING.map((one) => [one, factorsOf(detail.mitigating).find(({ factor }) => factor === one)] as const).map(
            ([one, found]) =>
              found && <p key={one}>{t('step.mitigating', { factor: t(`mitigating.${one}`), evidence: found.evidence })}</p>,
          )}
          {AGGRAVATING.map((one) => [one, factorsOf(detail.aggravating).find(({ factor }) => factor === one)] as const).map(
            ([one, found]) =>
              found && <p key={one}>{t('step.aggravating', { factor: t(`aggravating.${one}`), evidence: found.evidence })}</p>,
          )}
          {action === 'debar' && <Debarment detail={detail} />}
          {note && <p className="violation-summary">{note}</p>}
        </li>
      ))}
    </ol>
  );
}
