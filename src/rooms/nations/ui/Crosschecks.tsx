import type { z } from 'zod';
import { Linked } from '#rooms/parties/ui/Linked.tsx';
import { DataTable } from '#web/kit/DataTable.tsx';
import type { CrosscheckView } from '../treaties/history.schema.ts';
import { useTreatyWords } from './treaty-words.ts';

type Row = z.infer<typeof CrosscheckView>;
const FIELDS = ['signature', 'ratification', 'in-force'] as const;

/** Single dates next to those of a second source. */
export function Crosschecks({ rows }: { rows: readonly Row[] }) {
  const { say } = useTreatyWords();
  const field = (row: Row) => FIELDS.find((one) => one === row.field);
  return (
    <DataTable
      caption={say('ui.crosschecks-table')}
      rowKey={(row) => `${row.field} ${row.source} ${row.second}`}
      columns={[
        { key: 'field', head: say('ui.crosscheck-field'), cell: (row) => (field(row) ? say(`ui.crosscheck.${field(row)!}`) : row.field) },
        { key: 'main', head: say('ui.crosscheck-main'), cell: (row) => <span className="nowrap">{row.main}</span> },
        { key: 'second', head: say('ui.crosscheck-second'), cell: (row) => <span className="nowrap">{row.second}</span> },
        { key: 'agrees', head: say('ui.crosscheck-result'), cell: (row) => say(row.agrees ? 'ui.agrees' : 'ui.differs') },
        { key: 'source', head: say('ui.source'), cell: (row) => <Linked text={row.source} /> },
      ]}
      groups={[{ key: 'all', rows }]}
      empty={say('ui.crosschecks-none')}
    />
  );
}
