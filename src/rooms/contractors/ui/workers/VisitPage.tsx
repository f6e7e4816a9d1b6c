import './workers.css';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useKeepsOffline } from '#web/client/keeps-offline.ts';
import { useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { KeptVisits } from './KeptVisits.tsx';
import type { WrittenVisit } from './kept-visits.ts';
import { translateWorkersPage } from './texts.ts';
import { VisitForm } from './VisitForm.tsx';
import { keepingKeyQuery, visitsQuery, workersQuery } from './workers-data.ts';

/** The checklist of a site visit (5f), made for a phone. Without a network it can be kept on the phone, encrypted, and sent later. */
export default function VisitPage() {
  const t = useTranslations(translateWorkersPage);
  const { contractId = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { person } = useSession();
  const { data, error, refetch } = useQuery(workersQuery(contractId));
  const mayVisit = data?.mayVisit === true;
  const { data: own = null, isFetching } = useQuery({ ...keepingKeyQuery(person.id, contractId), enabled: mayVisit });
  const [opened, setOpened] = useState<WrittenVisit | null>(null);
  const [round, setRound] = useState(0);
  const [isKept, setKept] = useState(false);
  const end = useRef<HTMLParagraphElement>(null);
  useKeepsOffline(mayVisit && own !== null);
  useEffect(() => {
    if (isKept) end.current?.focus();
  }, [isKept]);
  const begin = (from: WrittenVisit | null) => {
    setOpened(from);
    setKept(false);
    setRound((before) => before + 1);
  };
  const readAgain = () => queries.invalidateQueries({ queryKey: visitsQuery(contractId).queryKey });
  return (
    <>
      <PageHead
        title={t('visit.title')}
        path={
          <Link to="/contracts/$contractId/workers" params={{ contractId }}>
            {data?.contract.number ?? '…'}
          </Link>
        }
        meta={data ? data.contract.contractor : '\u00a0'}
        help={[t('visit.help.1'), t('visit.help.2'), t('visit.help.3'), t('visit.help.4')]}
      />
      {error && !data && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton rows={8} />}
      {data && !mayVisit && <p className="note">{t('visit.not-yours')}</p>}
      {mayVisit && (
        <>
          {isKept && (
            <section className="panel no-print">
              <p ref={end} tabIndex={-1} role="status">
                <b>{t('visit.kept')}</b>
              </p>
              <p>{t('visit.kept-about')}</p>
              <Button onClick={() => begin(null)}>{t('visit.another')}</Button>
            </section>
          )}
          <KeptVisits
            key={`${round} ${isKept}`}
            person={person.id}
            contractId={contractId}
            own={own}
            onSent={() => void readAgain()}
            onOpen={begin}
          />
          {!isKept && (
            <>
              {!isFetching && <p className="note no-print">{t(own === null ? 'visit.online' : 'visit.ready')}</p>}
              <VisitForm
                key={round}
                person={person.id}
                contractId={contractId}
                opened={opened}
                own={own}
                onKept={() => setKept(true)}
                onRecorded={async () => {
                  await readAgain();
                  await navigate({ to: '/contracts/$contractId/workers', params: { contractId } });
                }}
              />
            </>
          )}
        </>
      )}
    </>
  );
}
