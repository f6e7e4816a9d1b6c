import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import type { JoiningLine } from '../joining/joining.schema.ts';
import { joiningsQuery } from './joining/joining-data.ts';
import { translateJoiningDesk } from './joining/texts.ts';

/** Nations by joined operation, with the open items of their checklists. */
export default function JoiningsPage() {
  const t = useTranslations(translateJoiningDesk);
  const locale = useLocale();
  const { data, error, refetch } = useQuery(joiningsQuery);
  const sort = useSort<JoiningLine>({
    nation: (row) => row.party.name[locale],
    operation: (row) => row.operation.name[locale],
    joined: (row) => row.joinedOn,
    transfer: (row) => row.transferOn,
    open: (row) => row.open,
  });
  return (
    <>
      <PageHead title={t('list.title')} meta={t('list.meta')} help={[t('list.help.1'), t('list.help.2'), t('list.help.3')]} />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <DataTable
          caption={t('list.title')}
          columns={[
            {
              key: 'nation',
              head: t('column.nation'),
              cell: (row) => (
                <Link to="/joinings/$contributionId" params={{ contributionId: row.contributionId }}>
                  {row.party.name[locale]}
                </Link>
              ),
            },
            { key: 'operation', head: t('column.operation'), cell: (row) => row.operation.name[locale] },
            { key: 'joined', head: t('column.joined'), cell: (row) => <DateText date={row.joinedOn} /> },
            {
              key: 'transfer',
              head: t('column.transfer'),
              cell: (row) => (row.transferOn ? <DateText date={row.transferOn} /> : t(row.open === null ? 'no-day-seen' : 'no-day')),
            },
            {
              key: 'open',
              head: t('column.open'),
              cell: (row) => (row.open === null ? t('open.unseen') : t('open.count', { open: row.open, items: row.items })),
            },
            {
              key: 'words',
              head: t('column.choices'),
              cell: (row) => (
                <>
                  {row.open === null ? '–' : t('choices.count', row.choices)}
                  <LabelBeside label={row.label} />
                </>
              ),
            },
          ]}
          groups={[{ key: 'all', rows: data.joinings }]}
          rowKey={(row) => row.contributionId}
          sort={sort}
          empty={
            <p>
              {t('list.empty')} <Link to="/parties">{t('list.parties')}</Link>
            </p>
          }
        />
      )}
    </>
  );
}
