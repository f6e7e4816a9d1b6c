import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { Section } from '#web/kit/Section.tsx';
import { percentOf } from '../../coverage/share.rules.ts';
import { translateCoverage } from './texts.ts';

type Day = { day: string; contracts: number; whole: number };

/** How many contracts ran and how many of them carry the whole set, day by day, the newest first. `side` says what the figures are of. */
export function Months({ title, months, side }: { title: string; months: readonly Day[]; side: string }) {
  const t = useTranslations(translateCoverage);
  return (
    <Section title={title} side={side}>
      <DataTable
        caption={title}
        rowKey={({ day }) => day}
        groups={[{ key: 'all', rows: months.filter(({ contracts }) => contracts > 0).toReversed() }]}
        empty={<p>{t('months.none')}</p>}
        columns={[
          { key: 'day', head: t('column.day'), cell: ({ day }) => <DateText date={day} /> },
          {
            ...{ key: 'whole', head: t('column.whole'), number: true },
            cell: ({ whole, contracts }) => t('of', { part: whole, all: contracts }),
          },
          {
            ...{ key: 'percent', head: t('column.percent'), number: true },
            cell: ({ whole, contracts }) => t('percent', { n: percentOf(whole, contracts) }),
          },
          {
            ...{ key: 'bar', head: '', name: t('column.percent') },
            cell: ({ whole, contracts }) => (
              <svg className="month-bar" viewBox={`0 0 ${contracts} 1`} preserveAspectRatio="none" aria-hidden="true">
                <rect className="ran" width={contracts} height="1" />
                <rect className="whole" width={whole} height="1" />
              </svg>
            ),
          },
        ]}
      />
    </Section>
  );
}
