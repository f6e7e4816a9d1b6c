import { useTranslations } from '#web/client/language.ts';
import { Section } from '#web/kit/Section.tsx';
import type { OpenedReport } from '../../worker/protocol.ts';
import { countInterviews, INTERVIEW_QUESTIONS, interviewOf } from '../interview.rules.ts';
import { translateInterview } from './texts.ts';

/** What the interviews of a list say together, by contract (5f). Counted in this browser; nothing where none of the opened reports is one. */
export function InterviewCounts({ opened, hasMore }: { opened: readonly OpenedReport[]; hasMore: boolean }) {
  const t = useTranslations(translateInterview);
  const interviews = opened.flatMap((one) => ('fault' in one ? [] : (interviewOf(one.answers) ?? [])));
  if (interviews.length === 0) return null;
  const unopened = opened.filter((one) => 'fault' in one).length;
  return (
    <Section title={t('counts')}>
      <p className="small muted">
        {t('counts.about')} {hasMore && t('counts.more')} {unopened > 0 && t('counts.closed', { n: unopened })}
      </p>
      {countInterviews(interviews).map(({ contract, interviews: n, questions }) => (
        <section key={contract} aria-label={contract}>
          <h3>{contract}</h3>
          <p>{n === null ? t('counts.few') : t('counts.n', { n })}</p>
          {questions && (
            <dl>
              {INTERVIEW_QUESTIONS.map((one) => {
                const counts = questions[one];
                return (
                  <div key={one}>
                    <dt>{t(one)}</dt>
                    <dd>
                      {counts === null
                        ? t('counts.hidden')
                        : t('counts.row', { yes: counts.yes, no: counts.no, unknown: counts['not-known'] })}
                    </dd>
                  </div>
                );
              })}
            </dl>
          )}
        </section>
      ))}
    </Section>
  );
}
