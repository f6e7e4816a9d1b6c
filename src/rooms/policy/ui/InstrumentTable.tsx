import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { Instrument } from '../policy.schema.ts';
import { usePolicyWords } from './policy-words.ts';

/** The treaties, codes, plans and laws related to the policy. */
export function InstrumentTable({ instruments }: { instruments: readonly Instrument[] }) {
  const { t, locale } = usePolicyWords();
  return (
    <DataTable
      caption={t('ui.table-of', { what: t('ui.instruments') })}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'title',
          head: t('ui.instrument'),
          cell: (row) => (
            <a href={row.address} rel="noopener noreferrer">
              {row.title[locale]}
            </a>
          ),
        },
        {
          key: 'adopted',
          head: t('ui.adopted'),
          cell: (row) => (row.adopted === null ? t('ui.unknown') : <DateText date={row.adopted} />),
        },
        { key: 'depositary', head: t('ui.depositary'), cell: (row) => row.depositary?.[locale] ?? t('ui.no-depositary') },
      ]}
      groups={[{ key: 'all', rows: instruments }]}
      empty={null}
    />
  );
}
