import { Link } from '@tanstack/react-router';
import { formatDay } from '#platform/texts/texts.ts';
import { WriteTo } from '#rooms/people/ui/invitations/WriteTo.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { Section } from '#web/kit/Section.tsx';
import type { RoundHome as Data } from '../../tasks/round-home.schema.ts';
import { translateReviewDesk } from '../texts.ts';
import { translateReviewsHome } from './texts.ts';

const DATES = ['selfAssessmentDue', 'commentDue', 'adoptionPlanned', 'followUpDue'] as const;

/** The round at work: how many parties are at each step, its dates, and which self-assessments are overdue. */
export default function RoundHome({ data: { round, steps, overdue, yours, next } }: { data: Data }) {
  const t = useTranslations(translateReviewsHome);
  const room = useTranslations(translateReviewDesk);
  const locale = useLocale();
  if (round === null)
    return (
      <Section title={t('round.none')}>
        <div className="panel home-lead">
          <p>{t('round.none.says')}</p>
          <Link className={buttonClass('main')} to="/rounds" search={{ view: 'plan' }}>
            {t('round.plan')}
          </Link>
        </div>
      </Section>
    );
  const dates = DATES.flatMap((key) => {
    const day = round.calendar[key];
    return day === null ? [] : [{ key, name: t(`date.${key}`), value: <DateText date={day} /> }];
  });
  return (
    <Section title={round.title[locale]} side={next && t('round.next', { day: formatDay(locale, next) })}>
      <div className="panel">
        {round.state === 'planned' && <p>{t('round.planned')}</p>}
        {steps.length > 0 && (
          <section aria-label={t('round.steps')}>
            <KeyValues across items={steps.map(({ state, n }) => ({ key: state, name: room(`state.${state}`), value: n }))} />
          </section>
        )}
        {dates.length > 0 && <KeyValues across items={dates} />}
        {overdue.length > 0 && (
          <ul>
            {overdue.map(({ participationId, party, due, people }) => (
              <li key={participationId}>
                <Link to="/rounds/$roundId/participations/$participationId" params={{ roundId: round.id, participationId }}>
                  {party[locale]}
                </Link>{' '}
                <span className="is-late">{t('round.overdue', { day: formatDay(locale, due) })}</span>{' '}
                <WriteTo people={people} about="assessment" path={`/rounds/${round.id}/participations/${participationId}`} />
              </li>
            ))}
          </ul>
        )}
        <p>
          {round.state === 'open' && `${t('round.yours', { n: yours })} `}
          <Link to="/rounds/$roundId" params={{ roundId: round.id }}>
            {round.state === 'planned' ? t('round.open') : t('round.go', { round: round.title[locale] })}
          </Link>
        </p>
      </div>
    </Section>
  );
}
