import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ROLE } from '#kernel/roles.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { fileAddress, get } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { FileLink } from '#web/kit/FileLink.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { useSort } from '#web/kit/table/sort.tsx';
import type { PartyCounts as Counts, PartyShares } from '../../board/board.schema.ts';
import { Scale } from '../board/Scale.tsx';
import { translateReadinessDesk } from '../texts.ts';
import { Trend } from './Trend.tsx';
import { translateShares } from './texts.ts';

const countsQuery = (day: string) =>
  queryOptions({
    queryKey: ['training', 'counts', day],
    queryFn: ({ signal }) => get('/training-counts', { day }, signal),
  });
const sharesQuery = queryOptions({
  queryKey: ['training', 'shares'],
  queryFn: ({ signal }) => get('/training-shares', {}, signal),
});
type Line = Counts['parties'][number];

/** What headquarters sees: how many people of each party are ready, against target and floor, and what was measured in earlier months. Small numbers are left out. */
export function PartyCounts({ day }: { day: string }) {
  const t = useTranslations(translateReadinessDesk);
  const s = useTranslations(translateShares);
  const locale = useLocale();
  const list = useQuery(countsQuery(day));
  const shares = useQuery(sharesQuery);
  // By name alone: an order by share would rank the parties.
  const sort = useSort<Line>({ party: ({ name }) => name[locale] });
  if (list.error) return <ProblemNote error={list.error} retry={() => void list.refetch()} />;
  if (!list.data) return null;
  const { target, floor, obligationId, withoutRoster } = list.data;
  const few = <span className="muted">{t('counts.few')}</span>;
  return (
    <Section
      title={t('counts.title')}
      side={
        <>
          {t('units.legend', { target, floor })} {t('counts.meta', { n: list.data.smallest })}{' '}
          <FileLink className="no-print" href={fileAddress('/training-counts.xlsx', { lang: locale, day: list.data.day })}>
            {t('workbook')}
          </FileLink>
        </>
      }
    >
      <DataTable<Line>
        caption={t('counts.title')}
        sort={sort}
        columns={[
          {
            key: 'party',
            head: t('counts.party'),
            cell: (row) => (
              <Link to="/parties/$partyId" params={{ partyId: row.id }}>
                {row.name[locale]}
              </Link>
            ),
          },
          {
            key: 'ready',
            head: t('units.ready'),
            number: true,
            cell: ({ ready, persons }) =>
              persons === null ? few : ready === null ? s('of-hidden', { of: persons }) : t('head.count', { n: ready, of: persons }),
          },
          {
            key: 'share',
            head: t('units.share'),
            number: true,
            cell: ({ ready, persons }) =>
              ready === null || !persons ? few : <b>{t('percent', { n: Math.floor((ready * 100) / persons) })}</b>,
          },
          {
            key: 'scale',
            head: <span className="out-of-sight">{t('units.scale')}</span>,
            cell: ({ ready, persons }) => ready !== null && persons !== null && <Scale {...{ ready, persons, target, floor }} />,
          },
          {
            key: 'trend',
            head: s('trend'),
            cell: ({ id }) => shares.data && <Trend months={monthsOf(shares.data, id)} target={target} floor={floor} />,
          },
          {
            key: 'answers',
            head: s('answers'),
            cell: ({ id, name }) => (
              <span className="readiness-answers">
                {obligationId !== null && (
                  <Link
                    to="/compliance/$partyId/$obligationId"
                    params={{ partyId: id, obligationId }}
                    aria-label={s('of', { what: s('evidence'), party: name[locale] })}
                  >
                    {s('evidence')}
                  </Link>
                )}{' '}
                <TrainersLink id={id} name={name[locale]} />
              </span>
            ),
          },
        ]}
        groups={[{ key: 'all', rows: list.data.parties }]}
        rowKey={(row) => row.id}
        empty={<p>{t('counts.none')}</p>}
      />
      {withoutRoster !== null && withoutRoster.length > 0 && (
        <details className="readiness-shares" open>
          <summary>{s('without', { n: withoutRoster.length })}</summary>
          <p className="small muted">{s('without.says')}</p>
          <ul className="readiness-without">
            {withoutRoster.map(({ id, name }) => (
              <li key={id}>
                <Link to="/parties/$partyId" params={{ partyId: id }}>
                  {name[locale]}
                </Link>
                {' · '}
                <TrainersLink id={id} name={name[locale]} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {shares.error && <ProblemNote error={shares.error} retry={() => void shares.refetch()} />}
      {shares.data && shares.data.parties.length > 0 && (
        <details className="readiness-shares">
          <summary>{s('measured')}</summary>
          <DataTable
            caption={s('measured')}
            columns={[
              { key: 'on', head: s('measured-on'), cell: (row: Month) => formatDay(locale, row.measuredOn) },
              {
                key: 'ready',
                head: t('units.ready'),
                number: true,
                cell: ({ ready, persons }: Month) =>
                  persons === null ? few : ready === null ? s('of-hidden', { of: persons }) : t('head.count', { n: ready, of: persons }),
              },
              {
                key: 'share',
                head: t('units.share'),
                number: true,
                cell: ({ ready, persons }: Month) =>
                  ready === null || !persons ? few : t('percent', { n: Math.floor((ready * 100) / persons) }),
              },
            ]}
            groups={list.data.parties
              .map(({ id, name }) => ({ key: id, head: name[locale], rows: monthsOf(shares.data, id).map((month) => ({ ...month, id })) }))
              .filter(({ rows }) => rows.length > 0)}
            rowKey={(row) => `${row.id} ${row.measuredOn}`}
            empty={<p>{t('counts.none')}</p>}
          />
        </details>
      )}
    </Section>
  );
}

/** The people who answer for the training of a party, with their names, to be asked. */
function TrainersLink({ id, name }: { id: string; name: string }) {
  const s = useTranslations(translateShares);
  return (
    <Link to="/people" search={{ party: id, role: ROLE.trainingOfficer }} aria-label={s('of', { what: s('trainers'), party: name })}>
      {s('trainers')}
    </Link>
  );
}

type Month = PartyShares['parties'][number]['months'][number] & { id: string };

const monthsOf = ({ parties }: PartyShares, id: string) => parties.find((party) => party.id === id)?.months ?? [];
