import './classes.css';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import type { ClassLine } from '../classes/class.schema.ts';
import { classPagesQuery } from './classes-data.ts';
import { translateLearningDesk } from './texts.ts';

const OpenClassForm = later(() => import('./OpenClassForm.tsx').then((file) => file.OpenClassForm));

/** The classes that this reader teaches, or whose people they lead. */
export default function ClassesPage() {
  const t = useTranslations(translateLearningDesk);
  const locale = useLocale();
  const session = useSession();
  const [opening, setOpening] = useState(false);
  const sort = useSort<ClassLine, 'ends' | 'title'>({ title: 'title', days: 'ends' }, '-ends');
  const list = useInfiniteQuery({ ...classPagesQuery(sort.order), placeholderData: keepPreviousData });
  const modules = list.data?.pages[0]?.modules ?? [];
  const teaches = can(session, 'training:teach');
  return (
    <>
      <PageHead
        title={t('classes.title')}
        meta={t('classes.meta')}
        help={[t('classes.help.1'), t('classes.help.2'), t('classes.help.3'), t('classes.help.4')]}
        actions={
          teaches && (
            <Button kind={opening ? 'plain' : 'main'} onClick={() => setOpening(true)}>
              {t('classes.open')}
            </Button>
          )
        }
      />
      {opening && list.data && <OpenClassForm modules={modules} close={() => setOpening(false)} />}
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={4} />}
      {list.data && (
        <DataTable
          caption={t('classes.title')}
          columns={[
            {
              key: 'title',
              head: t('classes.column.class'),
              cell: (row) => (
                <Link to="/training/classes/$classId" params={{ classId: row.id }}>
                  {row.title}
                </Link>
              ),
            },
            { key: 'party', head: t('classes.column.party'), cell: (row) => row.party[locale] },
            {
              key: 'modules',
              head: t('classes.column.modules'),
              cell: (row) => row.modules.map((id) => modules.find((one) => one.id === id)?.[locale] ?? id).join(', '),
            },
            {
              key: 'days',
              head: t('classes.column.days'),
              cell: (row) => (
                <>
                  <DateText date={row.startsOn} /> – <DateText date={row.endsOn} />
                  {row.closedAt && <span className="small muted"> · {t('classes.closed')}</span>}
                </>
              ),
            },
            { key: 'learners', head: t('classes.column.learners'), number: true, cell: (row) => row.learners },
            {
              key: 'seats',
              head: t('seats.title'),
              number: true,
              cell: (row) =>
                row.seats === null ? <span className="muted">{t('seats.no-limit')}</span> : <SeatsTaken {...row} seats={row.seats} />,
            },
          ]}
          groups={[{ key: 'all', rows: list.data.pages.flatMap(({ classes }) => classes) }]}
          rowKey={(row) => row.id}
          sort={sort}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{t(teaches ? 'classes.empty' : 'classes.empty-led')}</p>}
        />
      )}
    </>
  );
}

function SeatsTaken({ taken, seats }: { taken: number; seats: number }) {
  const t = useTranslations(translateLearningDesk);
  return (
    <>
      {t('seats.taken', { taken, seats })}
      {taken >= seats && <b> {t('seats.full')}</b>}
    </>
  );
}
