import { Link } from '@tanstack/react-router';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { CoverageHome } from '../../coverage/coverage-home.ts';
import { translateContracts } from '../texts.ts';
import { translateCoverage } from './texts.ts';
import { useEuros } from './use-euros.ts';

type Row = CoverageHome['gaps']['rows'][number];
const NAMED = 3;

/** Which contract lacks what, those first that lack something and are worth most. */
export function GapsTable({ rows }: { rows: readonly Row[] }) {
  const t = useTranslations(translateCoverage);
  const contracts = useTranslations(translateContracts);
  const euros = useEuros();
  return (
    <DataTable
      caption={t('gaps')}
      rowKey={({ id }) => id}
      groups={[{ key: 'all', rows }]}
      empty={<p>{t('gaps.none')}</p>}
      columns={[
        {
          key: 'number',
          head: contracts('column.number'),
          cell: ({ id, number }) => (
            <Link to="/contracts/$contractId" params={{ contractId: id }}>
              {number}
            </Link>
          ),
        },
        {
          key: 'contractor',
          head: contracts('column.contractor'),
          cell: ({ contractor, title }) => (
            <>
              {contractor}
              <br />
              <span className="small muted">{title}</span>
            </>
          ),
        },
        {
          ...{ key: 'value', head: t('column.euros'), number: true },
          cell: ({ valueEur }) => (valueEur === null ? <span className="muted">{contracts('unknown')}</span> : euros(Number(valueEur))),
        },
        {
          key: 'ends',
          head: contracts('column.ends'),
          cell: ({ endsOn }) => (endsOn === null ? <span className="muted">{contracts('unknown')}</span> : <DateText date={endsOn} />),
        },
        { key: 'gaps', head: t('column.gaps'), cell: (row) => <GapWords row={row} /> },
      ]}
    />
  );
}

function GapWords({ row: { coverage, gaps } }: { row: Row }) {
  const t = useTranslations(translateCoverage);
  const contracts = useTranslations(translateContracts);
  const locale = useLocale();
  const read = gaps.filter(({ state }) => state !== null);
  const named = read.slice(0, NAMED).map(({ title }) => title[locale] ?? title.en);
  return (
    <>
      {contracts(`coverage.${coverage}`)}
      {named.length > 0 && (
        <>
          <br />
          <span className="small muted">
            {[...named, ...(read.length > NAMED ? [t('gaps.more', { n: read.length - NAMED })] : [])].join(' · ')}
          </span>
        </>
      )}
    </>
  );
}
