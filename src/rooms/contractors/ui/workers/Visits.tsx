import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AnswerOf } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { Section } from '#web/kit/Section.tsx';
import { findingsOf, notSeen } from '../../site-visits/visit.rules.ts';
import { Photos } from './Photos.tsx';
import { translateWorkersPage } from './texts.ts';
import { visitsQuery } from './workers-data.ts';

/** The site visits under a contract, each with its findings. */
export function Visits({ workers: { contract, mayVisit } }: { workers: AnswerOf<'/contracts/:contractId/workers'> }) {
  const t = useTranslations(translateWorkersPage);
  const { data, error, refetch } = useQuery(visitsQuery(contract.id));
  return (
    <Section title={t('visits')}>
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton rows={3} />}
      {data?.visits.length === 0 && <p className="muted">{t('visits.none')}</p>}
      {data && data.visits.length > 0 && (
        <ul className="site-visits">
          {data.visits.map(({ id, visitedOn, place, answers, note, by, photos }) => {
            const open = notSeen(answers).length;
            return (
              <li key={id}>
                <p>
                  <strong>
                    <DateText date={visitedOn} />
                  </strong>{' '}
                  {[place, t('visits.findings', { n: findingsOf(answers).length }), open > 0 && t('visits.not-seen', { n: open })]
                    .filter(Boolean)
                    .join(' · ')}
                </p>
                <ul>
                  {findingsOf(answers).map((one) => (
                    <li key={one}>
                      {t(`check.${one}`)}: {t('sight.wrong')}. {answers[one].note}
                    </li>
                  ))}
                </ul>
                {note !== null && <p>{note}</p>}
                <Photos visitId={id} contractId={contract.id} photos={photos} mayAdd={mayVisit} />
                <p className="small muted">{t('visits.by', { by })}</p>
              </li>
            );
          })}
        </ul>
      )}
      {mayVisit && (
        <p className="page-actions no-print">
          <Link className="button" to="/contracts/$contractId/visit" params={{ contractId: contract.id }}>
            {t('visits.record')}
          </Link>
          <Link to="/violations" search={{ contract: contract.id }}>
            {t('visits.violation')}
          </Link>
        </p>
      )}
    </Section>
  );
}
