import './workers.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { Papers } from './Papers.tsx';
import { SitePages } from './SitePages.tsx';
import { translateWorkersPage } from './texts.ts';
import { Visits } from './Visits.tsx';
import { workersQuery } from './workers-data.ts';

/** What can be done for the workers of a contract (5f): visits, and papers that say where to report. */
export default function WorkersPage() {
  const t = useTranslations(translateWorkersPage);
  const { contractId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(workersQuery(contractId));
  return (
    <>
      <PageHead
        title={t('title')}
        path={
          <Link to="/contracts/$contractId" params={{ contractId }}>
            {data?.contract.number ?? '…'}
          </Link>
        }
        meta={data ? data.contract.contractor : '\u00a0'}
        help={[t('help.1'), t('help.2'), t('help.3')]}
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton rows={8} />}
      {data && <Visits workers={data} />}
      {data && (
        <Section title={t('interviews')}>
          <p className={data.channel === null ? 'note fault' : 'small muted'}>
            {t(data.channel === null ? 'interviews.no-channel' : 'interviews.about')}
          </p>
          {data.channel !== null && data.mayVisit && (
            <p className="no-print">
              <Link className="button" to="/contracts/$contractId/interview" params={{ contractId }}>
                {t('interviews.begin')}
              </Link>
            </p>
          )}
        </Section>
      )}
      {data && <Papers workers={data} />}
      {data && <SitePages workers={data} />}
    </>
  );
}
