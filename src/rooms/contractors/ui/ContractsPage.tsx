import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useAddress } from '#web/client/address.ts';
import type { AnswerOf } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { keepRows } from '#web/kit/table/sort.rules.ts';
import { useSort } from '#web/kit/table/sort.tsx';
import { COVERAGES } from '../register/contract.rules.ts';
import { contractsQuery } from './contracts-data.ts';
import { Money } from './Money.tsx';
import { translateContracts } from './texts.ts';

type Row = AnswerOf<'/contracts'>['items'][number];

/** The register of contracts (5f): what each is for, with whom, and what it carries of the clause set that it owes. */
export default function ContractsPage() {
  const t = useTranslations(translateContracts);
  const [address, change] = useAddress();
  const sort = useSort<Row, 'number' | 'contractor' | 'ends'>({ number: 'number', contractor: 'contractor', ends: 'ends' }, 'number');
  const coverage = COVERAGES.find((one) => one === address.coverage);
  const query = contractsQuery({ coverage, sort: sort.order });
  const list = useInfiniteQuery({ ...query, placeholderData: keepRows(query.queryKey) });
  return (
    <>
      <PageHead title={t('title')} meta={t('meta')} help={[t('help.1'), t('help.2'), t('help.3')]} />
      <p className="table-filters no-print">
        <FilterSelect
          name={t('filter.coverage')}
          all={t('filter.all')}
          value={coverage}
          options={COVERAGES.map((one) => ({ value: one, text: t(`coverage.${one}`) }))}
          onChange={(value) => change({ coverage: value ?? '' })}
        />
      </p>
      {list.error && <ProblemNote error={list.error} retry={() => void list.refetch()} />}
      {list.isPending && <Skeleton rows={5} />}
      {list.data && (
        <DataTable
          caption={t('title')}
          columns={[
            {
              key: 'number',
              head: t('column.number'),
              cell: (row) => (
                <Link to="/contracts/$contractId" params={{ contractId: row.id }}>
                  {row.number}
                </Link>
              ),
            },
            {
              key: 'contractor',
              head: t('column.contractor'),
              cell: (row) => (
                <>
                  {row.contractor}
                  <br />
                  <span className="small muted">{row.title}</span>
                </>
              ),
            },
            {
              ...{ key: 'value', head: t('column.value'), number: true },
              cell: (row) =>
                row.value === null ? <span className="muted">{t('unknown')}</span> : <Money value={row.value} currency={row.currency!} />,
            },
            { key: 'coverage', head: t('column.coverage'), cell: (row) => t(`coverage.${row.coverage}`) },
            {
              key: 'ends',
              head: t('column.ends'),
              cell: (row) => (row.endsOn === null ? <span className="muted">{t('unknown')}</span> : <DateText date={row.endsOn} />),
            },
          ]}
          groups={[{ key: 'all', rows: list.data.pages.flatMap((page) => page.items) }]}
          rowKey={(row) => row.id}
          sort={sort}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{t(coverage ? 'empty-of' : 'empty')}</p>}
        />
      )}
    </>
  );
}
