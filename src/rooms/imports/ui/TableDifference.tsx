import { useSay } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import type { ImportPreview } from '../import.schema.ts';
import type { TableSubject } from '../import-columns.schema.ts';
import { sayTables } from './texts.ts';
import { useKindWords } from './use-kind-words.ts';

/** Preview of a table: first rows that cannot be imported, then new rows, differing rows that are kept as stored, and rows already stored. */
export function TableDifference({ of, preview }: { of: TableSubject; preview: ImportPreview }) {
  const say = useSay(sayTables);
  const kind = useKindWords(of);
  const { faults, faultCount, byKind, byParty, differs } = preview;
  return (
    <div className="tables-difference">
      <h3>{say('difference')}</h3>
      {faultCount > 0 && (
        <>
          <p className="note problem" role="alert">
            {say('faults', { n: faultCount })}
          </p>
          <DataTable
            caption={say('faults-table')}
            columns={[
              { key: 'line', head: say('column.line'), cell: ({ line }) => say('line', { line }) },
              { key: 'column', head: say('column.column'), cell: ({ column }) => (column === '' ? '–' : <code>{column}</code>) },
              { key: 'reason', head: say('column.reason'), cell: ({ reason }) => <span className="tables-words">{reason}</span> },
            ]}
            groups={[{ key: 'all', rows: faults }]}
            rowKey={({ line, column, reason }) => `${line} ${column} ${reason}`}
            empty={null}
          />
          {faultCount > faults.length && <p className="small muted">{say('more', { n: faultCount - faults.length })}</p>}
        </>
      )}
      <p>{say('counts', { fresh: preview.new, known: preview.known })}</p>
      {byKind.length > 0 && (
        <ul>
          {byKind.map((one) => (
            <li key={one.kind}>{say('kind-count', { kind: kind(one.kind), n: one.new })}</li>
          ))}
        </ul>
      )}
      {of !== 'parties' && byParty.length > 0 && (
        <DataTable
          caption={say('by-party')}
          columns={[
            { key: 'party', head: say('column.party'), cell: ({ party }) => (party === '' ? say('no-party') : party) },
            { key: 'new', head: say('column.new'), number: true, cell: (row) => row.new },
            { key: 'known', head: say('column.known'), number: true, cell: (row) => row.known },
          ]}
          groups={[{ key: 'all', rows: byParty }]}
          rowKey={({ party }) => party}
          empty={null}
        />
      )}
      {differs.length > 0 && (
        <>
          <h4>{say('differs', { n: differs.length })}</h4>
          <p className="small muted">{say('differs-say')}</p>
          <ul>
            {differs.map(({ line, what, column, stands, says }) => (
              <li key={`${line} ${column}`} className="tables-words">
                <b>{what}</b>, <code>{column}</code>: <ins>{stands === '' ? say('nothing') : stands}</ins> <span aria-hidden="true">·</span>{' '}
                {say('in-table')} <del>{says}</del>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
