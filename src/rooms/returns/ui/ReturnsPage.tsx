import './returns.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { translateLabels } from '#platform/texts/labels/texts.ts';
import { LabelBadge } from '#rooms/parties/ui/LabelBadge.tsx';
import { allPartiesQuery } from '#rooms/parties/ui/parties-data.ts';
import { useAddress } from '#web/client/address.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { buttonClass } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { keepRows } from '#web/kit/table/sort.rules.ts';
import { useSort } from '#web/kit/table/sort.tsx';
import type { ReturnLine } from '../return.schema.ts';
import { returnsQuery } from './returns-data.ts';
import { translateReturns } from './texts.ts';

const OpenReturnForm = later(() => import('./OpenReturnForm.tsx').then((file) => file.OpenReturnForm));

/** The returns this reader may see, and the form to request one. */
export default function ReturnsPage() {
  const t = useTranslations(translateReturns);
  const label = useTranslations(translateLabels);
  const locale = useLocale();
  const [address, change] = useAddress();
  const { view } = address;
  const mayOpen = can(useSession(), 'returns:open');
  const sort = useSort<ReturnLine, 'period' | 'since' | 'due'>({ return: 'period', since: 'since', due: 'due' }, '-period');
  const parties = useQuery(allPartiesQuery('nation')).data?.toSorted((a, b) => a.name[locale].localeCompare(b.name[locale], locale)) ?? [];
  const party = parties.find(({ id }) => id === address.party)?.id;
  const query = returnsQuery({ partyId: party, sort: sort.order });
  const list = useInfiniteQuery({ ...query, placeholderData: keepRows(query.queryKey) });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <PageHead
        title={t('list.title')}
        meta={t('list.meta')}
        help={[t('list.help.1'), t('list.help.2'), t('list.help.3')]}
        actions={
          mayOpen && (
            <Link to="/returns" search={{ view: 'open' }} className={buttonClass(view === 'open' ? 'plain' : 'main')}>
              {t('list.open')}
            </Link>
          )
        }
      />
      {mayOpen && view === 'open' && <OpenReturnForm />}
      <p className="table-filters no-print">
        <FilterSelect
          name={t('list.party')}
          all={t('list.every-party')}
          value={party}
          options={parties.map(({ id, name }) => ({ value: id, text: name[locale] }))}
          onChange={(value) => change({ party: value ?? '' })}
        />
      </p>
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={6} />}
      {list.data && (
        <DataTable
          caption={t('list.title')}
          columns={[
            {
              key: 'return',
              head: t('list.return'),
              cell: (row) => (
                <Link to="/returns/$returnId" params={{ returnId: row.id }}>
                  {t('page.title', { period: row.period, party: row.party.name[locale] })}
                </Link>
              ),
            },
            { key: 'state', head: t('list.state'), cell: (row) => t(`state.${row.state}`) },
            { key: 'since', head: t('list.since'), cell: (row) => <DateText date={row.since.slice(0, 10)} /> },
            { key: 'due', head: t('list.due'), cell: (row) => (row.due === null ? t('list.no-day') : <DateText date={row.due} />) },
            { key: 'label', head: label('label'), cell: (row) => <LabelBadge label={row.label} /> },
            { key: 'versions', head: t('list.versions'), number: true, cell: (row) => row.submittedVersion },
          ]}
          groups={[{ key: 'all', rows }]}
          rowKey={(row) => row.id}
          sort={sort}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{t(party ? 'list.empty-party' : mayOpen ? 'list.empty-open' : 'list.empty')}</p>}
        />
      )}
    </>
  );
}
