import { Link } from '@tanstack/react-router';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { type InboxItem, useReportWrite } from './inbox-data.ts';
import { translateInbox } from './texts.ts';

/** A report whose author says that a person is in danger, until a reader has it. */
export function DangerBand({ item: { id, dangerAt, version } }: { item: InboxItem }) {
  const t = useTranslations(translateInbox);
  const take = useReportWrite((_: undefined, key) => send('POST /reports/:reportId/take', { reportId: id, version }, key));
  return (
    <section className="danger-band" aria-label={t('danger')}>
      <div>
        <p>
          <b className="danger-word">{t('danger')}</b> <b>{t('danger.nobody')}</b>
        </p>
        <p className="small">
          {t('danger.since')} {dangerAt && <DateText date={dangerAt} time />}. {t('danger.kept')}
        </p>
        {take.error && <ProblemNote error={take.error} />}
      </div>
      <p className="keys-side no-print">
        <Link className="button" to="/reports/$reportId" params={{ reportId: id }}>
          {t('open')}
        </Link>
        <Button kind="main" waiting={take.isPending} onClick={() => take.mutate(undefined)}>
          {t('action.take')}
        </Button>
      </p>
    </section>
  );
}
