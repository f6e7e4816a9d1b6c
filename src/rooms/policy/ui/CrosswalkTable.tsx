import { DataTable } from '#web/kit/DataTable.tsx';
import { markedNumber } from '../duty-number.rules.ts';
import type { CrosswalkRow, EditionData } from '../policy.schema.ts';
import { Origins } from './Badges.tsx';
import { usePolicyWords } from './policy-words.ts';

/** How articles of other instruments relate to a clause. */
export function CrosswalkTable({ rows, edition }: { rows: readonly CrosswalkRow[]; edition: EditionData }) {
  const { say, locale } = usePolicyWords();
  const instrument = (id: string) => edition.instruments.find((one) => one.id === id);
  return (
    <DataTable
      caption={say('ui.table-of', { what: say('ui.crosswalk') })}
      rowKey={(row) => `${row.instrument} ${row.article} ${row.obligation}`}
      columns={[
        {
          key: 'instrument',
          head: say('ui.instrument'),
          cell: (row) => (
            <a href={instrument(row.instrument)?.address} rel="noopener noreferrer">
              {instrument(row.instrument)?.title[locale] ?? row.instrument}
            </a>
          ),
        },
        {
          key: 'article',
          head: say('ui.article'),
          cell: (row) =>
            row.article === null ? say('ui.whole') : <span className="nowrap">{say('ui.article-of', { article: row.article })}</span>,
        },
        {
          key: 'duty',
          head: say('ui.duty'),
          cell: (row) => (row.obligation === undefined ? say('ui.whole-clause') : markedNumber(edition, row.obligation)),
        },
        { key: 'relation', head: say('ui.relation'), cell: (row) => say(`ui.relation.${row.relation}`) },
        {
          key: 'note',
          head: say('ui.note'),
          cell: (row) => (
            <>
              {row.note[locale]}{' '}
              <span className="muted">
                <Origins tags={row.origin} />
              </span>
            </>
          ),
        },
      ]}
      groups={[{ key: 'all', rows }]}
      empty={say('ui.crosswalk-none')}
    />
  );
}
