import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Entry } from '#rooms/reports/ui/entry/Entry.tsx';
import { useTranslations } from '#web/client/language.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { translateWorkersPage } from './texts.ts';
import { workersQuery } from './workers-data.ts';

/**
 * An interview with a worker (5f), made for a phone. It is encrypted in this browser to the readers of the channel of the operation or the party, and sent like a
 * report: the server cannot distinguish it from one. Without a channel none is offered.
 */
export default function InterviewPage() {
  const t = useTranslations(translateWorkersPage);
  const { contractId = '' } = useParams({ strict: false });
  const { data, error, refetch } = useQuery(workersQuery(contractId));
  return (
    <>
      <div className="no-print">
        <PageHead
          title={t('interview.title')}
          path={
            <Link to="/contracts/$contractId/workers" params={{ contractId }}>
              {data?.contract.number ?? '…'}
            </Link>
          }
          meta={data ? data.contract.contractor : '\u00a0'}
          help={[t('interview.help.1'), t('interview.help.2'), t('interview.help.3')]}
        />
      </div>
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton rows={6} />}
      {data && !data.mayVisit && <p className="note">{t('interview.not-yours')}</p>}
      {data?.mayVisit && data.channel === null && <p className="note fault">{t('interview.no-channel')}</p>}
      {data?.mayVisit && data.channel !== null && <Entry slug={data.channel.slug} contract={data.contract.number} />}
    </>
  );
}
