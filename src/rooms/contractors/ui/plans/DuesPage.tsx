import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { TaskDue } from '#web/kit/status/TaskDue.tsx';
import { duesQuery } from './plans-data.ts';
import { translatePlans } from './texts.ts';

/** What is due of plans and certifications under the contracts that the reader may see, what is late first (P5f.4). */
export default function DuesPage() {
  const t = useTranslations(translatePlans);
  const { data, error, refetch } = useQuery(duesQuery);
  return (
    <>
      <PageHead
        title={t('dues')}
        path={<Link to="/contracts">{t('contracts')}</Link>}
        meta={data ? t('dues.meta', { days: data.days }) : '\u00a0'}
        help={[t('dues.help.1'), t('dues.help.2'), t('dues.help.3')]}
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!error && !data && <Skeleton rows={8} />}
      {data && (
        <>
          <DataTable
            caption={t('dues')}
            columns={[
              {
                ...{ key: 'contract', head: t('dues.contract') },
                cell: (row) => (
                  <Link to="/contracts/$contractId" params={{ contractId: row.contractId }}>
                    {row.number}
                  </Link>
                ),
              },
              { key: 'firm', head: t('dues.firm'), cell: (row) => row.firm },
              { key: 'what', head: t('dues.what'), cell: (row) => t(`due.${row.kind}`) },
              {
                ...{ key: 'due', head: t('due') },
                cell: (row) => (
                  <TaskDue due={row.on} late={row.late}>
                    {row.on === null && <span className="small muted">{t('due.no-day')}</span>}
                  </TaskDue>
                ),
              },
            ]}
            groups={[{ key: 'all', rows: data.items }]}
            rowKey={(row) => `${row.contractId} ${row.memberId} ${row.kind}`}
            empty={<p>{t('dues.none')}</p>}
          />
          {data.total > data.items.length && <p className="small muted">{t('dues.more', { n: data.total - data.items.length })}</p>}
          {data.unknown > 0 && <p className="small muted">{t('dues.unknown', { n: data.unknown })}</p>}
        </>
      )}
    </>
  );
}
