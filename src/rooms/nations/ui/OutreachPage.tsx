import './treaties.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { LabelBeside } from '#rooms/parties/ui/LabelBadge.tsx';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { keepRows } from '#web/kit/table/sort.rules.ts';
import { useSort } from '#web/kit/table/sort.tsx';
import type { OutreachLine } from '../outreach/outreach.schema.ts';
import { outreachQuery, suggestionsQuery } from './outreach/outreach-data.ts';
import { Suggested } from './outreach/Suggested.tsx';
import { translateOutreachDesk } from './outreach/texts.ts';
import { useTreatyWords } from './treaty-words.ts';

const Received = later(() => import('./outreach/Received.tsx').then((file) => file.Received), null);
const OpenOutreachForm = later(() => import('./outreach/OpenOutreachForm.tsx').then((file) => file.OpenOutreachForm));

/** Nations to encourage next, letters and replies; for the people of a nation, the letters received. */
export default function OutreachPage() {
  const t = useTranslations(translateOutreachDesk);
  const [{ view }] = useAddress();
  const suggested = useQuery(suggestionsQuery);
  const writers = suggested.data?.writers ?? [];
  const mayWrite = writers.length > 0;
  return (
    <>
      <PageHead
        title={t('list.title')}
        meta={t('list.meta')}
        help={[t('list.help.1'), t('list.help.2'), t('list.help.3'), t('list.help.4')]}
        actions={
          mayWrite && (
            <Link to="/outreach" search={{ view: view === 'open' ? '' : 'open' }} className={buttonClass('plain')}>
              {t('list.open')}
            </Link>
          )
        }
      />
      {mayWrite && view === 'open' && suggested.data && <OpenOutreachForm from={suggested.data} />}
      {suggested.error && <ProblemNote error={suggested.error} retry={() => void suggested.refetch()} />}
      {suggested.isPending && <Skeleton rows={4} />}
      {mayWrite && suggested.data && <Suggested from={suggested.data} />}
      {suggested.data && !mayWrite && <p className="muted small">{t('suggested.not-yours')}</p>}
      <Written />
      <Received />
    </>
  );
}

function Written() {
  const t = useTranslations(translateOutreachDesk);
  const locale = useLocale();
  const words = useTreatyWords();
  const [address, change] = useAddress();
  const sort = useSort<OutreachLine, 'since' | 'sent' | 'reminder'>({ state: 'since', sent: 'sent', reminder: 'reminder' }, '-since');
  const nations = useQuery(allPartiesQuery('nation')).data?.toSorted((a, b) => a.name[locale].localeCompare(b.name[locale], locale)) ?? [];
  const addresseeId = nations.find(({ id }) => id === address.to)?.id;
  const query = outreachQuery({ addresseeId, sort: sort.order });
  const list = useInfiniteQuery({ ...query, placeholderData: keepRows(query.queryKey) });
  return (
    <Section title={t('written.title')}>
      <p className="table-filters no-print">
        <FilterSelect
          name={t('column.addressee')}
          all={t('written.every-addressee')}
          value={addresseeId}
          options={nations.map(({ id, name }) => ({ value: id, text: name[locale] }))}
          onChange={(value) => change({ to: value ?? '' })}
        />
      </p>
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={4} />}
      {list.data && (
        <DataTable
          caption={t('written.title')}
          columns={[
            {
              key: 'to',
              head: t('column.addressee'),
              cell: (row) => (
                <Link to="/outreach/$outreachId" params={{ outreachId: row.id }}>
                  {row.addressee.name[locale]}
                </Link>
              ),
            },
            { key: 'from', head: t('column.writer'), cell: (row) => row.writer.name[locale] },
            { key: 'about', head: t('column.about'), cell: (row) => row.instruments.map(words.instrument).join(', ') },
            {
              key: 'state',
              head: t('column.state'),
              cell: (row) => (
                <>
                  {t(`state.${row.state}`)}
                  <LabelBeside label={row.label} />
                </>
              ),
            },
            {
              key: 'sent',
              head: t('column.sent'),
              cell: (row) => (row.lastSentOn ? <DateText date={row.lastSentOn} /> : t('no-day')),
            },
            {
              key: 'reminder',
              head: t('column.reminder'),
              cell: (row) => (row.reminderOn ? <DateText date={row.reminderOn} /> : t('no-day')),
            },
          ]}
          groups={[{ key: 'all', rows: list.data.pages.flatMap((page) => page.items) }]}
          rowKey={(row) => row.id}
          sort={sort}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{t(addresseeId ? 'written.none-to' : 'written.none')}</p>}
        />
      )}
    </Section>
  );
}
