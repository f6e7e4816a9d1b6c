import { PARTY_COLUMNS } from '#rooms/parties/table/party-table.schema.ts';
import { PEOPLE_COLUMNS } from '#rooms/people/table/people-table.schema.ts';
import { useTranslations } from '#web/client/language.ts';
import { EVIDENCE_COLUMNS, type TableSubject } from '../import-columns.schema.ts';
import { translateTables } from './texts.ts';

const COLUMNS: Record<TableSubject, readonly string[]> = { evidence: EVIDENCE_COLUMNS, parties: PARTY_COLUMNS, people: PEOPLE_COLUMNS };

/** The columns of a table, and an empty one to fill in. */
export function ColumnsOf({ of }: { of: TableSubject }) {
  const t = useTranslations(translateTables);
  const columns = COLUMNS[of];
  return (
    <details className="tables-columns small">
      <summary>{t('columns', { n: columns.length })}</summary>
      <p className="small">{t('columns-say')}</p>
      <ul className="small">
        {columns.map((column) => (
          <li key={column}>
            <code>{column}</code>
          </li>
        ))}
      </ul>
      <p className="small">{t(`columns.${of}`)}</p>
      <p className="small no-print">
        <a href={`data:text/csv;charset=utf-8,${encodeURIComponent(`${columns.join(';')}\n`)}`} download={`${of}.csv`}>
          {t('columns-empty')}
        </a>
      </p>
    </details>
  );
}
