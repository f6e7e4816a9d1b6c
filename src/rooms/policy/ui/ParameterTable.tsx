import { DataTable } from '#web/kit/DataTable.tsx';
import type { Parameter } from '../policy.schema.ts';
import { Origins } from './Badges.tsx';
import { usePolicyWords } from './policy-words.ts';

/** The numbers that the policy leaves open, each with the default of this edition and its origin. */
export function ParameterTable({ parameters }: { parameters: readonly Parameter[] }) {
  const { say, locale, value } = usePolicyWords();
  return (
    <DataTable
      caption={say('ui.table-of', { what: say('ui.parameters') })}
      rowKey={(row) => row.id}
      columns={[
        { key: 'title', head: say('ui.parameter'), cell: (row) => row.title[locale] },
        { key: 'value', head: say('ui.parameter-value'), cell: (row) => <span className="nowrap">{value(row)}</span> },
        {
          key: 'origin',
          head: say('ui.parameter-origin'),
          cell: (row) => (
            <>
              {row.origin.text[locale]}{' '}
              <span className="muted">
                <Origins tags={[row.origin.tag]} />
              </span>
            </>
          ),
        },
      ]}
      groups={[{ key: 'all', rows: parameters }]}
      empty={say('ui.parameters-none')}
    />
  );
}
