import './treaties.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LabelBeside } from '#rooms/parties/ui/LabelMark.tsx';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useSay } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { outreachQuery, suggestionsQuery } from './outreach/outreach-data.ts';
import { Received } from './outreach/Received.tsx';
import { Suggested } from './outreach/Suggested.tsx';
import { sayOutreachDesk } from './outreach/texts.ts';
import { useTreatyWords } from './treaty-words.ts';

const OpenOutreachForm = later(() => import('./outreach/OpenOutreachForm.tsx').then((file) => file.OpenOutreachForm));

/** Nations to encourage next, letters and replies; for the people of a nation, the letters received. */
export default function OutreachPage() {
  const say = useSay(sayOutreachDesk);
  const [{ view }] = useAddress();
  const suggested = useQuery(suggestionsQuery);
  const writers = suggested.data?.writers ?? [];
  const mayWrite = writers.length > 0;
  return (
    <>
      <PageHead
        title={say('list.title')}
        meta={say('list.meta')}
        guides
        help={[say('list.help.1'), say('list.help.2'), say('list.help.3'), say('list.help.4')]}
        actions={
          mayWrite && (
            <Link to="/outreach" search={{ view: view === 'open' ? '' : 'open' }} className={buttonClass('plain')}>
              {say('list.open')}
            </Link>
          )
        }
      />
      {mayWrite && view === 'open' && suggested.data && <OpenOutreachForm from={suggested.data} />}
      {suggested.error && <ProblemNote error={suggested.error} retry={() => void suggested.refetch()} />}
      {suggested.isPending && <Skeleton rows={4} />}
      {mayWrite && suggested.data && <Suggested from={suggested.data} />}
      {suggested.data && !mayWrite && <p className="muted small">{say('suggested.not-yours')}</p>}
      <Written />
      <Received />
    </>
  );
}

function Written() {
  const say = useSay(sayOutreachDesk);
  const locale = useLocale();
  const words = useTreatyWords();
  const list = useInfiniteQuery(outreachQuery);
  return (
    <Section title={say('written.title')}>
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={4} />}
      {list.data && (
        <DataTable
          caption={say('written.title')}
          columns={[
            {
              key: 'to',
              head: say('column.addressee'),
              cell: (row) => (
                <Link to="/outreach/$outreachId" params={{ outreachId: row.id }}>
                  {row.addressee.name[locale]}
                </Link>
              ),
            },
            { key: 'from', head: say('column.writer'), cell: (row) => row.writer.name[locale] },
            { key: 'about', head: say('column.about'), cell: (row) => row.instruments.map(words.instrument).join(', ') },
            {
              key: 'state',
              head: say('column.state'),
              cell: (row) => (
                <>
                  {say(`state.${row.state}`)}
                  <LabelBeside label={row.label} />
                </>
              ),
            },
            {
              key: 'sent',
              head: say('column.sent'),
              cell: (row) => (row.lastSentOn ? <DateText date={row.lastSentOn} /> : say('no-day')),
            },
            {
              key: 'reminder',
              head: say('column.reminder'),
              cell: (row) => (row.reminderOn ? <DateText date={row.reminderOn} /> : say('no-day')),
            },
          ]}
          groups={[{ key: 'all', rows: list.data.pages.flatMap((page) => page.items) }]}
          rowKey={(row) => row.id}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{say('written.none')}</p>}
        />
      )}
    </Section>
  );
}
