import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { Retention } from '../retention.schema.ts';
import { translateRetention } from '../texts.ts';

type Rule = Retention['rules'][number];
type TextKey = Parameters<typeof translateRetention>[1];

/** What each rule will delete, and when: counts, never names. */
export function DeletionTable({ rules }: { rules: readonly Rule[] }) {
  const t = useTranslations(translateRetention);
  return (
    <DataTable
      caption={t('ui.kept-for')}
      groups={[{ key: 'all', rows: rules }]}
      rowKey={({ rule }) => rule}
      empty={t('ui.deletion-none')}
      columns={[
        { key: 'rule', head: t('ui.rule'), cell: ({ rule }: Rule) => t(`rule.${rule}` as TextKey) },
        {
          key: 'months',
          head: t('ui.kept-for'),
          cell: ({ period: { n, unit } }) =>
            unit === 'days' ? t('ui.days', { n }) : n % 12 === 0 ? t('ui.years', { n: n / 12 }) : t('ui.months', { n }),
        },
        { key: 'due', head: t('ui.due'), number: true, cell: ({ due }) => due },
        { key: 'soon', head: t('ui.soon'), number: true, cell: ({ soon }) => soon },
        { key: 'held', head: t('ui.held'), number: true, cell: ({ held }) => held },
        { key: 'next', head: t('ui.next'), cell: ({ nextAt }) => (nextAt ? <DateText date={nextAt} /> : t('ui.nothing')) },
      ]}
    />
  );
}
