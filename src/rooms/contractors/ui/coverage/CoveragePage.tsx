import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useAddress } from '#web/client/address.ts';
import { get } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { FilterSelect } from '#web/kit/fields/FilterSelect.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { saveFile } from '#web/kit/table/csv-file.ts';
import { percentOf, totalOf } from '../../coverage/share.rules.ts';
import { OUTCOMES } from '../../coverage/violated.rules.ts';
import { translateContracts } from '../texts.ts';
import { coverageQuery, gapsQuery } from './coverage-data.ts';
import { GapsTable } from './GapsTable.tsx';
import { Months } from './Months.tsx';
import { ShareBars } from './ShareBars.tsx';
import { translateCoverage } from './texts.ts';
import { useEuros } from './use-euros.ts';

const Sample = later(() => import('./Sample.tsx').then((file) => file.Sample));

const MAX_ROWS = 20_000;

/** How many running contracts carry the clause set that they owe, which lack what, and how that changed (5f). */
export default function CoveragePage() {
  const t = useTranslations(translateCoverage);
  const contracts = useTranslations(translateContracts);
  const locale = useLocale();
  const { grants, permissions, exercise } = useSession();
  const [{ party }, change] = useAddress();
  const reads = permissions['contractors:read'];
  const parties = new Map(
    grants.flatMap((grant) =>
      grant.party && Array.isArray(reads) && reads.includes(grant.party.id) ? [[grant.party.id, grant.party]] : [],
    ),
  );
  const partyId = party && parties.has(party) ? party : undefined;
  const coverage = useQuery(coverageQuery(partyId));
  const gaps = useQuery(gapsQuery(partyId));
  const save = useWrite(async () => {
    const [{ rows }, { gapsCsv }] = await Promise.all([get('/contract-gaps', { partyId, most: MAX_ROWS }), import('./gaps-csv.ts')]);
    saveFile(`${exercise ? 'EXERCISE-' : ''}contract-gaps-${coverage.data?.today ?? ''}.csv`, gapsCsv(rows, { locale, exercise }));
  });
  return (
    <>
      <PageHead
        title={t('title')}
        path={<Link to="/contracts">{contracts('title')}</Link>}
        meta={coverage.data ? t('meta', { n: totalOf(coverage.data.shares, 'contracts') }) : '\u00a0'}
        help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        actions={
          <>
            <Button waiting={save.isPending} onClick={() => save.mutate({})}>
              {t('csv')}
            </Button>
            <Button onClick={() => window.print()}>{t('print')}</Button>
          </>
        }
      />
      {save.error && <ProblemNote error={save.error} />}
      {parties.size > 1 && (
        <p className="table-filters no-print">
          <FilterSelect
            name={t('party')}
            all={t('party.all')}
            value={partyId}
            options={[...parties.values()].map(({ id, name }) => ({ value: id, text: name[locale] }))}
            onChange={(value) => change({ party: value ?? '' })}
          />
        </p>
      )}
      {coverage.error && <ProblemNote error={coverage.error} retry={() => void coverage.refetch()} />}
      {coverage.isPending && <Skeleton rows={6} />}
      {coverage.data && totalOf(coverage.data.shares, 'contracts') === 0 && <p className="note">{t('none')}</p>}
      {coverage.data && totalOf(coverage.data.shares, 'contracts') > 0 && (
        <>
          <ShareBars shares={coverage.data.shares} />
          <ByTable title={t('by.set')} rows={coverage.data.bySet} />
          <ByTable title={t('by.operation')} rows={coverage.data.byOperation} none={t('by.no-operation')} />
          <ByTable title={t('by.officer')} rows={coverage.data.byOfficer} none={t('by.no-officer')} />
          <Months title={t('months')} months={coverage.data.months} side={t('months.side')} />
          {coverage.data.violated.length > 0 && <Violated rows={coverage.data.violated} />}
          {parties.size > 0 && <Sample parties={[...parties.values()]} />}
          {gaps.error && <ProblemNote error={gaps.error} retry={() => void gaps.refetch()} />}
          <Section title={t('gaps')} side={t('gaps.side')}>
            {gaps.isPending && <Skeleton rows={5} />}
            {gaps.data && <GapsTable rows={gaps.data.rows} />}
            {gaps.data && gaps.data.all > gaps.data.rows.length && (
              <p className="small muted">{t('gaps.shown', { shown: gaps.data.rows.length, n: gaps.data.all })}</p>
            )}
          </Section>
        </>
      )}
    </>
  );
}

type View = Awaited<ReturnType<NonNullable<ReturnType<typeof coverageQuery>['queryFn']>>>;

function ByTable({ title, rows, none = '' }: { title: string; rows: View['bySet']; none?: string }) {
  const t = useTranslations(translateCoverage);
  const locale = useLocale();
  const euros = useEuros();
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        rowKey={({ id }) => id ?? ''}
        groups={[{ key: 'all', rows }]}
        empty={null}
        columns={[
          { key: 'name', head: title, cell: ({ id, name }) => (id === null ? none : (name?.[locale] ?? name?.en ?? t('by.hidden'))) },
          ...(['whole', 'lacking', 'unknown'] as const).map((group) => ({
            ...{ key: group, head: t(`column.${group}`), number: true },
            cell: ({ shares }: View['bySet'][number]) => shares[group].contracts,
          })),
          {
            ...{ key: 'percent', head: t('column.percent'), number: true },
            cell: ({ shares }) => t('percent', { n: percentOf(shares.whole.contracts, totalOf(shares, 'contracts')) }),
          },
          {
            ...{ key: 'euros', head: t('column.whole-euros'), number: true },
            cell: ({ shares }) =>
              totalOf(shares, 'valued') === 0
                ? t('no-value')
                : t('of', { part: euros(shares.whole.euros), all: euros(totalOf(shares, 'euros')) }),
          },
        ]}
      />
    </Section>
  );
}

/** Violations by the provision that is said to be violated. */
function Violated({ rows }: { rows: View['violated'] }) {
  const t = useTranslations(translateCoverage);
  const locale = useLocale();
  return (
    <Section title={t('violated')} side={t('violated.side')}>
      <DataTable
        caption={t('violated')}
        rowKey={({ setId, provision }) => `${setId} ${provision}`}
        groups={[{ key: 'all', rows }]}
        empty={null}
        columns={[
          {
            ...{ key: 'provision', head: t('violated.provision') },
            cell: ({ title, set }) =>
              title === null ? (
                t('violated.none')
              ) : (
                <>
                  {title[locale] ?? title.en}
                  {set && (
                    <>
                      <br />
                      <span className="small muted">{set[locale] ?? set.en}</span>
                    </>
                  )}
                </>
              ),
          },
          ...OUTCOMES.map((outcome) => ({
            ...{ key: outcome, head: t(`violated.${outcome}`), number: true },
            cell: (row: View['violated'][number]) => row[outcome],
          })),
        ]}
      />
    </Section>
  );
}
