import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import type { ImportPreview } from '../import.schema.ts';
import type { TableSubject } from '../import-columns.schema.ts';
import { translateTables } from './texts.ts';
import { useKindWords } from './use-kind-words.ts';

/** Preview of a table: first rows that cannot be imported, then new rows, differing rows that are kept as stored, and rows already stored. */
export function TableDifference({ of, preview }: { of: TableSubject; preview: ImportPreview }) {
  const t = useTranslations(translateTables);
  const kind = useKindWords(of);
  const { faults, faultCount, byKind, byParty, differs, differsCount } = preview;
  return (
    <div className="tables-difference">
      <h3>{t('difference')}</h3>
      {faultCount > 0 && (
        <>
          <p className="note problem" role="alert">
            {t('faults', { n: faultCount })}
          </p>
          <DataTable
            caption={t('faults-table')}
            columns={[
              { key: 'line', head: t('column.line'), cell: ({ line }) => t('line', { line }) },
              { key: 'column', head: t('column.column'), cell: ({ column }) => (column === '' ? '–' : <code>{column}</code>) },
              { key: 'reason', head: t('column.reason'), cell: ({ reason }) => <span className="tables-words">{reason}</span> },
            ]}
            groups={[{ key: 'all', rows: faults }]}
            rowKey={({ line, column, reason }) => `${line} ${column} ${reason}`}
            empty={null}
          />
          {faultCount > faults.length && <p className="small muted">{t('more', { n: faultCount - faults.length })}</p>}
        </>
      )}
      <p>{t('counts', { fresh: preview.new, known: preview.known })}</p>
      {byKind.length > 0 && (
        <ul>
          {byKind.map((one) => (
            <li key={one.kind}>{t('kind-count', { kind: kind(one.kind), n: one.new })}</li>
          ))}
        </ul>
      )}
      {of !== 'parties' && byParty.length > 0 && (
        <DataTable
          caption={t('by-party')}
          columns={[
            { key: 'party', head: t('column.party'), cell: ({ party }) => (party === '' ? t('no-party') : party) },
            { key: 'new', head: t('column.new'), number: true, cell: (row) => row.new },
            { key: 'known', head: t('column.known'), number: true, cell: (row) => row.known },
          ]}
          groups={[{ key: 'all', rows: byParty }]}
          rowKey={({ party }) => party}
          empty={null}
        />
      )}
      {differs.length > 0 && (
        <>
          <h4>{t('differs', { n: differsCount })}</h4>
          <p className="small muted">{t('differs-say')}</p>
          <ul>
            {differs.map(({ line, what, column, stored, inTable }) => (
              <li key={`${line} ${column}`} className="tables-words">
                <b>{what}</b>, <code>{column}</code>: <ins>{stored === '' ? t('nothing') : stored}</ins> <span aria-hidden="true">·</span>{' '}
                {t('in-table')} <del>{inTable}</del>
              </li>
            ))}
          </ul>
          {differsCount > differs.length && <p className="small muted">{t('more', { n: differsCount - differs.length })}</p>}
        </>
      )}
    </div>
  );
}
