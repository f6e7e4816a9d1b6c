import { useSay } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { Safekeeping } from '../safekeeping.schema.ts';
import { saySafekeeping } from '../texts.ts';

type Backup = Safekeeping['backups'][number];

/** The latest backups that were restored and compared. */
export function BackupTable({ backups }: { backups: readonly Backup[] }) {
  const say = useSay(saySafekeeping);
  return (
    <DataTable
      caption={say('ui.backups')}
      groups={[{ key: 'all', rows: backups }]}
      rowKey={({ name }) => name}
      empty={say('ui.backups-none')}
      columns={[
        { key: 'made', head: say('ui.backup-made'), cell: ({ madeAt }: Backup) => <DateText date={madeAt} time /> },
        { key: 'proven', head: say('ui.backup-proven'), cell: ({ provenAt }) => <DateText date={provenAt} time /> },
        { key: 'kind', head: say('ui.backup-kind'), cell: ({ kind }) => say(`ui.backup-kind.${kind}`) },
        { key: 'size', head: say('ui.backup-size'), number: true, cell: ({ bytes }) => say('ui.megabytes', { n: tenth(bytes / 1e6) }) },
        { key: 'rows', head: say('ui.backup-rows'), number: true, cell: ({ rows }) => say('ui.count', { n: rows }) },
        {
          key: 'took',
          head: say('ui.backup-took'),
          number: true,
          cell: ({ proofSeconds }) => say('ui.seconds', { n: tenth(proofSeconds) }),
        },
      ]}
    />
  );
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
