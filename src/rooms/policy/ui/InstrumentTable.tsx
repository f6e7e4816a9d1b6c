import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { Instrument } from '../policy.schema.ts';
import { usePolicyWords } from './policy-words.ts';

/** The treaties, codes, plans and laws related to the policy. */
export function InstrumentTable({ instruments }: { instruments: readonly Instrument[] }) {
  const { say, locale } = usePolicyWords();
  return (
    <DataTable
      caption={say('ui.table-of', { what: say('ui.instruments') })}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'title',
          head: say('ui.instrument'),
          cell: (row) => (
            <a href={row.address} rel="noopener noreferrer">
              {row.title[locale]}
            </a>
          ),
        },
        {
          key: 'adopted',
          head: say('ui.adopted'),
          cell: (row) => (row.adopted === null ? say('ui.unknown') : <DateText date={row.adopted} />),
        },
        { key: 'depositary', head: say('ui.depositary'), cell: (row) => row.depositary?.[locale] ?? say('ui.no-depositary') },
      ]}
      groups={[{ key: 'all', rows: instruments }]}
      empty={null}
    />
  );
}
