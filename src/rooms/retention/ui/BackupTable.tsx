import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { Retention } from '../retention.schema.ts';
import { translateRetention } from '../texts.ts';

type Backup = Retention['backups'][number];

/** The latest backups that were restored and compared. */
export function BackupTable({ backups }: { backups: readonly Backup[] }) {
  const t = useTranslations(translateRetention);
  return (
    <DataTable
      caption={t('ui.backups')}
      groups={[{ key: 'all', rows: backups }]}
      rowKey={({ name }) => name}
      empty={t('ui.backups-none')}
      columns={[
        { key: 'made', head: t('ui.backup-made'), cell: ({ createdAt }: Backup) => <DateText date={createdAt} time /> },
        { key: 'proven', head: t('ui.backup-proven'), cell: ({ provenAt }) => <DateText date={provenAt} time /> },
        { key: 'kind', head: t('ui.backup-kind'), cell: ({ kind }) => t(`ui.backup-kind.${kind}`) },
        { key: 'size', head: t('ui.backup-size'), number: true, cell: ({ bytes }) => t('ui.megabytes', { n: tenth(bytes / 1e6) }) },
        { key: 'rows', head: t('ui.backup-rows'), number: true, cell: ({ rows }) => t('ui.count', { n: rows }) },
        {
          key: 'took',
          head: t('ui.backup-took'),
          number: true,
          cell: ({ proofSeconds }) => t('ui.seconds', { n: tenth(proofSeconds) }),
        },
      ]}
    />
  );
}

function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}
