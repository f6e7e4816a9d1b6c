import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { Retention } from '../retention.schema.ts';
import { translateRetention } from '../texts.ts';

type Rule = Retention['rules'][number];
type TextKey = Parameters<typeof translateRetention>[1];

/** What each rule will delete, and when: counts, never names, and no counts where only readers may know of a row. */
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
          cell: ({ period: { n, unit } }) => (
            <span className="nowrap">
              {unit === 'days' ? t('ui.days', { n }) : n % 12 === 0 ? t('ui.years', { n: n / 12 }) : t('ui.months', { n })}
            </span>
          ),
        },
        { key: 'due', head: t('ui.due'), number: true, cell: ({ due }) => due ?? t('ui.not-counted') },
        { key: 'soon', head: t('ui.soon'), number: true, cell: ({ soon }) => soon ?? t('ui.not-counted') },
        { key: 'held', head: t('ui.held'), number: true, cell: ({ held }) => held ?? t('ui.not-counted') },
        {
          key: 'next',
          head: t('ui.next'),
          cell: ({ nextAt, due }) => (nextAt ? <DateText date={nextAt} /> : t(due === null ? 'ui.not-shown' : 'ui.nothing')),
        },
      ]}
    />
  );
}
