import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Fragment, useState } from 'react';
import { useAddress } from '#web/client/address.ts';
import type { AnswerOf } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button, buttonClass } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FilterFind, FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { keepRows } from '#web/kit/table/sort.rules.ts';
import { useSort } from '#web/kit/table/sort.tsx';
import { CONTRACT_STATES, COVERAGES } from '../register/contract.rules.ts';
import { CoverageHead } from './CoverageHead.tsx';
import { contractsQuery, setOptions, setsQuery } from './contracts-data.ts';
import { ExportLinks } from './imports/ExportLinks.tsx';
import { Money } from './Money.tsx';
import { DueFilter, dueWithin, NextDue } from './tasks/NextDue.tsx';
import { translateContracts } from './texts.ts';
import { useKeeping } from './use-keeping.ts';

type Row = AnswerOf<'/contracts'>['items'][number];

const ContractDrawer = later(() => import('./ContractDrawer.tsx').then((file) => file.ContractDrawer));
const ImportDrawer = later(() => import('./imports/ImportDrawer.tsx').then((file) => file.ImportDrawer));
const ImportsOfParty = later(() => import('./imports/ImportsOfParty.tsx').then((file) => file.ImportsOfParty), null);
const RatesOfParty = later(() => import('./rates/RatesOfParty.tsx').then((file) => file.RatesOfParty), null);

/** The register of contracts (5f): what each is for, with whom, and what it carries of the clause set that it owes. */
export default function ContractsPage() {
  const [t, locale] = [useTranslations(translateContracts), useLocale()];
  const [address, change] = useAddress();
  const sort = useSort<Row, 'number' | 'contractor' | 'value' | 'ends'>(
    { number: 'number', contractor: 'contractor', value: 'value', ends: 'ends' },
    'number',
  );
  const keeping = useKeeping();
  const [open, setOpen] = useState<'import' | 'new'>();
  const coverage = COVERAGES.find((one) => one === address.coverage);
  const state = CONTRACT_STATES.find((one) => one === address.state);
  const sets = useQuery(setsQuery).data?.sets ?? [];
  const filter = {
    ...{ coverage, state, setId: address.set || undefined, release: address.release === 'held' ? ('held' as const) : undefined },
    due: dueWithin(address.due),
    find: address.find?.trim() || undefined,
  };
  const isFiltered = Object.values(filter).some((one) => one !== undefined);
  const query = contractsQuery({ ...filter, sort: sort.order });
  const list = useInfiniteQuery({ ...query, placeholderData: keepRows(query.queryKey) });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  // A party that the whole list does not have has nothing to export.
  const exported = list.hasNextPage ? keeping : keeping.filter(({ id }) => rows.some(({ partyId }) => partyId === id));
  return (
    <>
      <PageHead
        title={t('title')}
        meta={t('meta')}
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          <>
            <Link className={buttonClass()} to="/contracts/coverage">
              {t('coverage.open')}
            </Link>
            <Link className={buttonClass()} to="/contracts/due">
              {t('due')}
            </Link>
            <Link className={buttonClass()} to="/contracts/files">
              {t('files')}
            </Link>
            <Link className={buttonClass()} to="/contracts/sets">
              {t('sets')}
            </Link>
            <Link className={buttonClass()} to="/contracts/releases">
              {t('releases')}
            </Link>
            {keeping.length > 0 && (
              <>
                <Button kind="main" onClick={() => setOpen('import')}>
                  {t('import')}
                </Button>
                <Button onClick={() => setOpen('new')}>{t('form.record')}</Button>
              </>
            )}
          </>
        }
      />
      {open === 'import' && <ImportDrawer parties={keeping} close={() => setOpen(undefined)} />}
      {open === 'new' && <ContractDrawer parties={keeping} close={() => setOpen(undefined)} />}
      <CoverageHead />
      <p className="table-filters no-print">
        <FilterFind name={t('find')} value={address.find ?? ''} onChange={(find) => change({ find })} />
        <FilterSelect
          name={t('filter.state')}
          all={t('filter.any')}
          value={state}
          options={CONTRACT_STATES.map((one) => ({ value: one, text: t(`state.${one}`) }))}
          onChange={(value) => change({ state: value ?? '' })}
        />
        <FilterSelect
          name={t('filter.coverage')}
          all={t('filter.all')}
          value={coverage}
          options={COVERAGES.map((one) => ({ value: one, text: t(`coverage.${one}`) }))}
          onChange={(value) => change({ coverage: value ?? '' })}
        />
        <FilterSelect
          name={t('filter.set')}
          all={t('filter.any')}
          value={address.set || undefined}
          options={setOptions(sets, locale)}
          onChange={(value) => change({ set: value ?? '' })}
        />
        <DueFilter value={filter.due} change={change} />
        <FilterSelect
          name={t('filter.release')}
          all={t('filter.any')}
          value={filter.release}
          options={[{ value: 'held', text: t('release.held') }]}
          onChange={(value) => change({ release: value ?? '' })}
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
            { key: 'next', head: t('column.next'), cell: (row) => <NextDue row={row} /> },
            {
              key: 'ends',
              head: t('column.ends'),
              cell: (row) => (row.endsOn === null ? <span className="muted">{t('unknown')}</span> : <DateText date={row.endsOn} />),
            },
          ]}
          groups={[{ key: 'all', rows }]}
          rowKey={(row) => row.id}
          sort={sort}
          more={list.hasNextPage ? () => void list.fetchNextPage() : undefined}
          waiting={list.isFetchingNextPage}
          empty={<p>{t(isFiltered ? 'empty-of' : 'empty')}</p>}
        />
      )}
      {rows.length > 0 && <ExportLinks filter={{ ...filter, sort: sort.order }} parties={keeping.length > 1 ? exported : []} />}
      {keeping.map((party) => (
        <Fragment key={party.id}>
          <RatesOfParty party={party} />
          <ImportsOfParty party={party} />
        </Fragment>
      ))}
    </>
  );
}
