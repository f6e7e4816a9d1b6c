import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LabelBeside } from '#rooms/parties/ui/LabelMark.tsx';
import { useLocale, useSay } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { joiningsQuery } from './joining/joining-data.ts';
import { sayJoiningDesk } from './joining/texts.ts';

/** Nations by joined operation, with the open items of their checklists. */
export default function JoiningsPage() {
  const say = useSay(sayJoiningDesk);
  const locale = useLocale();
  const { data, error, refetch } = useQuery(joiningsQuery);
  return (
    <>
      <PageHead
        title={say('list.title')}
        meta={say('list.meta')}
        guides
        help={[say('list.help.1'), say('list.help.2'), say('list.help.3')]}
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Skeleton rows={6} />}
      {data && (
        <DataTable
          caption={say('list.title')}
          columns={[
            {
              key: 'nation',
              head: say('column.nation'),
              cell: (row) => (
                <Link to="/joinings/$contributionId" params={{ contributionId: row.contributionId }}>
                  {row.party.name[locale]}
                </Link>
              ),
            },
            { key: 'operation', head: say('column.operation'), cell: (row) => row.operation.name[locale] },
            { key: 'joined', head: say('column.joined'), cell: (row) => <DateText date={row.joinedOn} /> },
            {
              key: 'transfer',
              head: say('column.transfer'),
              cell: (row) => (row.transferOn ? <DateText date={row.transferOn} /> : say('no-day')),
            },
            { key: 'open', head: say('column.open'), cell: (row) => say('open.count', { open: row.open, items: row.items }) },
            {
              key: 'words',
              head: say('column.words'),
              cell: (row) => (
                <>
                  {say('words.count', row.words)}
                  <LabelBeside label={row.label} />
                </>
              ),
            },
          ]}
          groups={[{ key: 'all', rows: data.joinings }]}
          rowKey={(row) => row.contributionId}
          empty={
            <p>
              {say('list.empty')} <Link to="/parties">{say('list.parties')}</Link>
            </p>
          }
        />
      )}
    </>
  );
}
