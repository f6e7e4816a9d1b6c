import type { z } from 'zod';
import { Linked } from '#rooms/parties/ui/Linked.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import type { CrosscheckView } from '../treaties/history.schema.ts';
import { useTreatyWords } from './treaty-words.ts';

type Row = z.infer<typeof CrosscheckView>;
const FIELDS = ['signature', 'ratification', 'in-force'] as const;

/** Single dates next to those of a second source. */
export function Crosschecks({ rows }: { rows: readonly Row[] }) {
  const { t } = useTreatyWords();
  const field = (row: Row) => FIELDS.find((one) => one === row.field);
  return (
    <DataTable
      caption={t('ui.crosschecks-table')}
      rowKey={(row) => `${row.field} ${row.source} ${row.second}`}
      columns={[
        { key: 'field', head: t('ui.crosscheck-field'), cell: (row) => (field(row) ? t(`ui.crosscheck.${field(row)!}`) : row.field) },
        { key: 'main', head: t('ui.crosscheck-main'), cell: (row) => <span className="nowrap">{row.main}</span> },
        { key: 'second', head: t('ui.crosscheck-second'), cell: (row) => <span className="nowrap">{row.second}</span> },
        { key: 'agrees', head: t('ui.crosscheck-result'), cell: (row) => t(row.agrees ? 'ui.agrees' : 'ui.differs') },
        { key: 'source', head: t('ui.source'), cell: (row) => <Linked text={row.source} /> },
      ]}
      groups={[{ key: 'all', rows }]}
      empty={t('ui.crosschecks-none')}
    />
  );
}
