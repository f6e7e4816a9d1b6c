import './returns.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { sayLabels } from '#platform/texts/labels/texts.ts';
import { LabelMark } from '#rooms/parties/ui/LabelMark.tsx';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { holds, useSession } from '#web/client/session.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { returnsQuery } from './returns-data.ts';
import { sayReturns } from './texts.ts';

const OpenReturnForm = later(() => import('./OpenReturnForm.tsx').then((file) => file.OpenReturnForm));

/** The returns this reader may see, and the form to request one. */
export default function ReturnsPage() {
  const say = useSay(sayReturns);
  const label = useSay(sayLabels);
  const locale = useLocale();
  const [{ view }] = useAddress();
  const mayOpen = holds(useSession(), ['policy-office', 'focal-point']);
  const list = useInfiniteQuery(returnsQuery);
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead
        title={say('list.title')}
        meta={say('list.meta')}
        guides
        help={[say('list.help.1'), say('list.help.2'), say('list.help.3')]}
        actions={
          mayOpen && (
            <Link to="/returns" search={{ view: 'open' }} className={buttonClass(view === 'open' ? 'plain' : 'main')}>
              {say('list.open')}
            </Link>
          )
        }
      />
      {mayOpen && view === 'open' && <OpenReturnForm />}
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={6} />}
      {list.data && (
        <DataTable
          caption={say('list.title')}
          columns={[
            {
              key: 'return',
              head: say('list.return'),
              cell: (row) => (
                <Link to="/returns/$returnId" params={{ returnId: row.id }}>
                  {say('page.title', { period: row.period, party: row.party.name[locale] })}
                </Link>
              ),
            },
            { key: 'state', head: say('list.state'), cell: (row) => say(`state.${row.state}`) },
            { key: 'since', head: say('list.since'), cell: (row) => <DateText date={row.since.slice(0, 10)} /> },
            { key: 'due', head: say('list.due'), cell: (row) => (row.due === null ? say('list.no-day') : <DateText date={row.due} />) },
            { key: 'label', head: label('label'), cell: (row) => <LabelMark label={row.label} /> },
            { key: 'versions', head: say('list.versions'), number: true, cell: (row) => row.handedIn },
          ]}
          groups={[{ key: 'all', rows }]}
          rowKey={(row) => row.id}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{say(mayOpen ? 'list.empty-open' : 'list.empty')}</p>}
        />
      )}
    </>
  );
}
