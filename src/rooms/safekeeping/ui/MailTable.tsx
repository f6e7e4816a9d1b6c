import { useSay } from '#web/client/language.ts';
import { DataTable } from '#web/kit/DataTable.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import type { Safekeeping } from '../safekeeping.schema.ts';
import { saySafekeeping } from '../texts.ts';

type Mail = NonNullable<Safekeeping['mail']>;
type Letter = Mail['failed'][number];

const KNOWN = ['interrupted', 'too-late', 'no-address', 'not-ours'] as const;

/** Messages of the last 30 days that could not be sent, newest first: a failed invitation needs a new link. */
export function MailTable({ mail }: { mail: Mail }) {
  const say = useSay(saySafekeeping);
  const why = ({ fault }: Letter) => {
    const known = KNOWN.find((word) => word === fault);
    return known ? say(`ui.mail-fault.${known}`) : say('ui.mail-fault.refused', { code: fault });
  };
  return (
    <>
      <p>{say('ui.mail-waits', { waiting: mail.waiting, retrying: mail.retrying, sent: mail.sent })}</p>
      <DataTable
        caption={say('ui.mail-failed')}
        groups={[{ key: 'all', rows: mail.failed }]}
        rowKey={({ id }) => id}
        empty={say('ui.mail-none')}
        columns={[
          { key: 'at', head: say('ui.mail-at'), cell: ({ failedAt }: Letter) => <DateText date={failedAt} time /> },
          { key: 'kind', head: say('ui.mail-kind'), cell: ({ kind }) => say(`ui.mail-kind.${kind}`) },
          { key: 'to', head: say('ui.mail-to'), cell: ({ name }) => name },
          { key: 'why', head: say('ui.mail-why'), cell: why },
          { key: 'attempts', head: say('ui.mail-attempts'), number: true, cell: ({ attempts }) => say('ui.count', { n: attempts }) },
        ]}
      />
    </>
  );
}
