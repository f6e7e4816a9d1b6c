import { useTranslations } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { Retention } from '../retention.schema.ts';
import { translateRetention } from '../texts.ts';

type Mail = NonNullable<Retention['mail']>;
type Letter = Mail['failed'][number];

const KNOWN = ['interrupted', 'too-late', 'no-address', 'not-ours'] as const;

/** Messages of the last 30 days that could not be sent, newest first: a failed invitation needs a new link. */
export function MailTable({ mail }: { mail: Mail }) {
  const t = useTranslations(translateRetention);
  const why = ({ fault }: Letter) => {
    const known = KNOWN.find((code) => code === fault);
    return known ? t(`ui.mail-fault.${known}`) : t('ui.mail-fault.refused', { code: fault });
  };
  return (
    <>
      <p>{t('ui.mail-waits', { waiting: mail.waiting, retrying: mail.retrying, sent: mail.sent })}</p>
      {mail.withoutAddress > 0 && <p>{t('ui.mail-no-address', { n: mail.withoutAddress })}</p>}
      <DataTable
        caption={t('ui.mail-failed')}
        groups={[{ key: 'all', rows: mail.failed }]}
        rowKey={({ id }) => id}
        empty={t('ui.mail-none')}
        columns={[
          { key: 'at', head: t('ui.mail-at'), cell: ({ failedAt }: Letter) => <DateText date={failedAt} time /> },
          { key: 'kind', head: t('ui.mail-kind'), cell: ({ kind }) => t(`ui.mail-kind.${kind}`) },
          { key: 'to', head: t('ui.mail-to'), cell: ({ name }) => name },
          { key: 'why', head: t('ui.mail-why'), cell: why },
          { key: 'attempts', head: t('ui.mail-attempts'), number: true, cell: ({ attempts }) => t('ui.count', { n: attempts }) },
        ]}
      />
    </>
  );
}
