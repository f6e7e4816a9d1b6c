import './coverage.css';
import { useQuery } from '@tanstack/react-query';
import { formatDay } from '#platform/texts/texts.ts';
import type { AnswerOf } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import { Section } from '#web/kit/Section.tsx';
import { percentOf } from '../../coverage/share.rules.ts';
import { councilQuery } from './coverage-data.ts';
import { Months } from './Months.tsx';
import { translateCoverage } from './texts.ts';

type Counts = AnswerOf<'/contract-party-counts'>;
type Party = Counts['parties'][number];

/** For the Council: how many contracts carry the clause, party by party and over time, and how many violations were recorded or closed (5f). One printed page. */
export default function CouncilPage() {
  const t = useTranslations(translateCoverage);
  const locale = useLocale();
  const { data, error, isPending, refetch } = useQuery(councilQuery);
  return (
    <>
      <PageHead
        title={t('council')}
        meta={data ? t('council.meta', { day: formatDay(locale, data.today) }) : '\u00a0'}
        help={[t('council.help.1'), t('council.help.2'), t('council.help.3')]}
        actions={<Button onClick={() => window.print()}>{t('print')}</Button>}
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {isPending && <Skeleton rows={8} />}
      {data && (
        <>
          <Lead {...data} />
          <Parties {...data} />
          <div className="council-foot">
            <Months title={t('council.months')} months={data.months} side={t('council.months-side')} />
            <Section title={t('council.sources')}>
              <ul className="council-sources">
                <li>{t('council.source.counts')}</li>
                <li>{t('council.source.few', { n: data.smallest })}</li>
                <li>{t('council.source.value', { n: data.smallest })}</li>
                <li>{t('council.source.violations')}</li>
                <li>{t('council.source.months')}</li>
                <li>{t('council.source.whole')}</li>
              </ul>
            </Section>
          </div>
        </>
      )}
    </>
  );
}

function Lead({ totals }: Pick<Counts, 'totals'>) {
  const t = useTranslations(translateCoverage);
  if (totals.contracts === 0) return <p className="note">{t('council.none')}</p>;
  const { whole, contracts, parties, lacking, unknown, found, notFound } = totals;
  return (
    <div className="panel share-bars">
      <p className="share-lead">{t('council.lead', { whole, contracts, parties })}</p>
      <svg className="share-bar" viewBox={`0 0 ${contracts} 1`} preserveAspectRatio="none" aria-hidden="true">
        <rect className="whole" width={whole} height="1" />
        <rect className="lacking" x={whole} width={lacking} height="1" />
        <rect className="unknown" x={whole + lacking} width={unknown} height="1" />
      </svg>
      <p>
        {t('council.rest', { lacking, unknown })} {t('council.violations', { found, notFound })}
      </p>
    </div>
  );
}

/** The parties that keep contracts here; the others are named below, because nothing is known of their contracts. */
function Parties({ parties, smallest }: Pick<Counts, 'parties' | 'smallest'>) {
  const t = useTranslations(translateCoverage);
  const locale = useLocale();
  const nameOf = ({ name }: Party) => name[locale] ?? name.en;
  const kept = parties.filter(({ state }) => state !== 'not-recorded');
  const rest = parties.filter(({ state }) => state === 'not-recorded');
  const count = (key: 'contracts' | 'whole' | 'lacking' | 'unknown' | 'found' | 'notFound', head: string) => ({
    ...{ key, head, number: true },
    cell: (row: Party) =>
      row[key] ?? <span className="muted">{key === 'contracts' ? t('council.few', { n: smallest }) : t('council.not-shown')}</span>,
  });
  const share = (key: string, head: string, percent: (row: Party) => number | null) => ({
    ...{ key, head, number: true },
    cell: (row: Party) => {
      const n = percent(row);
      return n === null ? <span className="muted">{t('council.not-shown')}</span> : t('percent', { n });
    },
  });
  return (
    <Section title={t('council.by-party')}>
      <DataTable
        caption={t('council.by-party')}
        rowKey={({ partyId }) => partyId}
        groups={[{ key: 'all', rows: kept }]}
        empty={<p>{t('council.none')}</p>}
        columns={[
          { key: 'party', head: t('party'), cell: nameOf },
          count('contracts', t('council.running')),
          ...(['whole', 'lacking', 'unknown'] as const).map((group) => count(group, t(`column.${group}`))),
          share('percent', t('column.percent'), ({ whole, contracts }) => (contracts ? percentOf(whole!, contracts) : null)),
          share('value', t('council.by-value'), ({ percentByValue }) => percentByValue),
          count('found', t('council.found')),
          count('notFound', t('council.not-found')),
        ]}
      />
      {rest.length > 0 && <p className="small muted">{t('council.not-recorded', { names: rest.map(nameOf).join(', ') })}</p>}
    </Section>
  );
}
