import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import { useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { contractQuery } from '../contracts-data.ts';
import { translateViolations } from './texts.ts';
import { violationsQuery } from './violations-data.ts';

const RecordForm = later(() => import('./RecordForm.tsx').then((file) => file.RecordForm));

/** Violations under contracts (5f), those first whose next step is due first; of one contract where the address names it. */
export default function ViolationsPage() {
  const t = useTranslations(translateViolations);
  const session = useSession();
  const navigate = useNavigate();
  const [{ contract: contractId }] = useAddress();
  const [isOpen, setOpen] = useState(false);
  const contract = useQuery({ ...contractQuery(contractId ?? ''), enabled: contractId !== undefined }).data;
  const list = useInfiniteQuery(violationsQuery(contractId));
  const mayRecord = contract !== undefined && can(session, 'contractors:manage-violations', contract.partyId);
  return (
    <>
      <PageHead
        title={contract ? t('of', { number: contract.number }) : t('title')}
        path={
          contractId === undefined ? undefined : (
            <Link to="/contracts/$contractId" params={{ contractId }}>
              {contract?.number ?? '…'}
            </Link>
          )
        }
        meta={t('meta')}
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          mayRecord && (
            <Button kind={isOpen ? 'plain' : 'main'} onClick={() => setOpen(true)}>
              {t('record')}
            </Button>
          )
        }
      />
      {isOpen && contract && (
        <RecordForm
          contract={contract}
          close={() => setOpen(false)}
          saved={(violationId) => void navigate({ to: '/violations/$violationId', params: { violationId } })}
        />
      )}
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={5} />}
      {list.data && (
        <DataTable
          caption={t('title')}
          columns={[
            {
              key: 'title',
              head: t('column.violation'),
              cell: (row) => (
                <>
                  <Link to="/violations/$violationId" params={{ violationId: row.id }}>
                    {row.title}
                  </Link>
                  {row.danger && (
                    <>
                      {' '}
                      <b className="small">{t('danger')}</b>
                    </>
                  )}
                </>
              ),
            },
            {
              key: 'contract',
              head: t('column.contract'),
              cell: (row) => (
                <>
                  {row.contract}
                  <br />
                  <span className="small muted">{row.firm ?? t('contractor-not-kept')}</span>
                </>
              ),
            },
            { key: 'state', head: t('column.state'), cell: (row) => t(`state.${row.state}`) },
            {
              key: 'due',
              head: t('column.due'),
              cell: (row) =>
                row.dueOn === null ? (
                  <span className="muted">{t('due.none')}</span>
                ) : (
                  <>
                    <DateText date={row.dueOn} /> {row.late && <b>{t('due.late')}</b>}
                  </>
                ),
            },
          ]}
          groups={[{ key: 'all', rows: list.data.pages.flatMap((page) => page.items) }]}
          rowKey={(row) => row.id}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{t(contractId === undefined ? 'empty' : 'empty-of')}</p>}
        />
      )}
    </>
  );
}
