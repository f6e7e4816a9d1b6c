import { DataTable } from '#web/kit/DataTable.tsx';
import { numberWithDagger } from '../obligation-number.rules.ts';
import type { CrosswalkRow, EditionData } from '../policy.schema.ts';
import { Origins } from './Badges.tsx';
import { usePolicyWords } from './policy-words.ts';

/** How articles of other instruments relate to a clause. */
export function CrosswalkTable({ rows, edition }: { rows: readonly CrosswalkRow[]; edition: EditionData }) {
  const { t, locale } = usePolicyWords();
  const instrument = (id: string) => edition.instruments.find((one) => one.id === id);
  return (
    <DataTable
      caption={t('ui.table-of', { what: t('ui.crosswalk') })}
      rowKey={(row) => `${row.instrument} ${row.article} ${row.obligation}`}
      columns={[
        {
          key: 'instrument',
          head: t('ui.instrument'),
          cell: (row) => (
            <a href={instrument(row.instrument)?.address} rel="noopener noreferrer">
              {instrument(row.instrument)?.title[locale] ?? row.instrument}
            </a>
          ),
        },
        {
          key: 'article',
          head: t('ui.article'),
          cell: (row) =>
            row.article === null ? t('ui.whole') : <span className="nowrap">{t('ui.article-of', { article: row.article })}</span>,
        },
        {
          key: 'obligation',
          head: t('ui.obligation'),
          cell: (row) => (row.obligation === undefined ? t('ui.whole-clause') : numberWithDagger(edition, row.obligation)),
        },
        { key: 'relation', head: t('ui.relation'), cell: (row) => t(`ui.relation.${row.relation}`) },
        {
          key: 'note',
          head: t('ui.note'),
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
      empty={t('ui.crosswalk-none')}
    />
  );
}
