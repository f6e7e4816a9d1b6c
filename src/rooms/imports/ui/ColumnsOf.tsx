import { PARTY_COLUMNS } from '#rooms/parties/table/party-table.schema.ts';
import { PEOPLE_COLUMNS } from '#rooms/people/table/people-table.schema.ts';
import { useSay } from '#web/client/language.ts';
import { EVIDENCE_COLUMNS, type TableSubject } from '../import-columns.schema.ts';
import { sayTables } from './texts.ts';

const COLUMNS: Record<TableSubject, readonly string[]> = { evidence: EVIDENCE_COLUMNS, parties: PARTY_COLUMNS, people: PEOPLE_COLUMNS };

/** The columns of a table, and an empty one to fill in. */
export function ColumnsOf({ of }: { of: TableSubject }) {
  const say = useSay(sayTables);
  const columns = COLUMNS[of];
  return (
    <details className="tables-columns small">
      <summary>{say('columns', { n: columns.length })}</summary>
      <p className="small">{say('columns-say')}</p>
      <ul className="small">
        {columns.map((column) => (
          <li key={column}>
            <code>{column}</code>
          </li>
        ))}
      </ul>
      <p className="small">{say(`columns.${of}`)}</p>
      <p className="small no-print">
        <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(`${columns.join(';')}\n`)}`} download={`${of}.csv`}>
          {say('columns-empty')}
        </a>
      </p>
    </details>
  );
}
