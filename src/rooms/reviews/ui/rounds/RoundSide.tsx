import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { z } from 'zod';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { KeyValues } from '#web/kit/KeyValues.tsx';
import { Section } from '#web/kit/Section.tsx';
import { GRADES } from '../../reviews.rules.ts';
import type { RoundPageView } from '../../views/round-page.schema.ts';
import { reportQuery } from '../reviews-data.ts';
import { translateReviewDesk } from '../texts.ts';
import { RoundActions } from './RoundActions.tsx';

const DAY_MS = 86_400_000;

/** Side panel: this reader's next step, late parties, findings, and what is only declared. */
export function RoundSide({ page, today }: { page: z.infer<typeof RoundPageView>; today: string }) {
  const t = useTranslations(translateReviewDesk);
  const locale = useLocale();
  const { round, participations, findings } = page;
  const late = participations.filter((participation) => participation.state === 'overdue');
  const owed = participations.filter((participation) => !participation.voluntary).length;
  const found = GRADES.reduce((sum, grade) => sum + (findings[grade] ?? 0), 0);
  const days = (due: string) => Math.floor((Date.parse(today) - Date.parse(due)) / DAY_MS);
  return (
    <aside className="round-side" aria-label={t('side.name')}>
      <RoundActions page={page} />
      {/* A reader who may see no participation must not read that none is late. */}
      {round.state !== 'planned' && participations.length > 0 && (
        <>
          <Section title={t('side.late')} side={t('side.late-of', { late: late.length, owed })}>
            {late.length === 0 ? (
              <p className="small muted">{t('side.late-none')}</p>
            ) : (
              <ul className="side-list">
                {late.map((participation) => (
                  <li key={participation.id}>
                    <Link
                      to="/rounds/$roundId/participations/$participationId"
                      params={{ roundId: round.id, participationId: participation.id }}
                    >
                      {participation.party.name[locale]}
                    </Link>
                    <small>
                      {t('side.late-days', { n: days(participation.selfAssessmentDue) })} ·{' '}
                      <DateText date={participation.selfAssessmentDue} />
                    </small>
                  </li>
                ))}
              </ul>
            )}
            {late.length > 0 && <p className="small muted">{t('side.late-means')}</p>}
          </Section>
          <Section title={t(round.adoptedAt === null ? 'side.findings-draft' : 'side.findings')} side={found}>
            <KeyValues items={GRADES.map((grade) => ({ key: grade, name: t(`grade.${grade}`), value: findings[grade] ?? 0 }))} />
          </Section>
          <Declared roundId={round.id} />
        </>
      )}
    </aside>
  );
}

function Declared({ roundId }: { roundId: string }) {
  const t = useTranslations(translateReviewDesk);
  const { data } = useQuery(reportQuery(roundId));
  if (data === undefined) return null;
  const all = data.parties.reduce((sum, party) => sum + party.items, 0);
  const declared = data.parties.reduce((sum, party) => sum + party.declared, 0);
  return (
    <Section title={t('side.declared')}>
      <p>{all === 0 ? t('side.declared-none') : t('side.declared-of', { declared, all })}</p>
      {data.hash && (
        <p className="small muted hash">
          {t('side.frozen')} <code>{data.hash.sha256}</code>
        </p>
      )}
    </Section>
  );
}
