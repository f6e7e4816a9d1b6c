import { DataTable } from '#web/kit/DataTable.tsx';
import type { Parameter } from '../policy.schema.ts';
import { Origins } from './Badges.tsx';
import { usePolicyWords } from './policy-words.ts';

/** The numbers that the policy leaves open, each with the default of this edition and its origin. */
export function ParameterTable({ parameters }: { parameters: readonly Parameter[] }) {
  const { t, locale, value } = usePolicyWords();
  return (
    <DataTable
      caption={t('ui.table-of', { what: t('ui.parameters') })}
      rowKey={(row) => row.id}
      columns={[
        { key: 'title', head: t('ui.parameter'), cell: (row) => row.title[locale] },
        { key: 'value', head: t('ui.parameter-value'), cell: (row) => <span className="nowrap">{value(row)}</span> },
        {
          key: 'origin',
          head: t('ui.parameter-origin'),
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
      empty={t('ui.parameters-none')}
    />
  );
}
