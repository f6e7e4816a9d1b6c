import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import type { OpenFault } from '../worker/protocol.ts';
import { type DeskReport, useReportWrite } from './inbox-data.ts';
import { translateInbox } from './texts.ts';

/** Closes a report that this reader cannot open. Its key is inside, so that no note can be encrypted to it: the reason is the fault itself. */
export function CloseUnopened({
  report: { id: reportId, version, readers },
  fault,
  close,
}: {
  report: DeskReport;
  fault: OpenFault;
  close: () => void;
}) {
  const t = useTranslations(translateInbox);
  const write = useReportWrite(
    (_: undefined, key) =>
      send('POST /reports/:reportId/closing', { reportId, version, answer: null, note: null, closedAs: 'unreadable' }, key),
    close,
  );
  return (
    <form
      className="panel form"
      noValidate
      aria-label={t('action.close')}
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate(undefined);
      }}
    >
      <p>{t(`fault.${fault}`)}</p>
      {readers.length > 1 && <p className="note">{t('unopened.others', { n: readers.length - 1 })}</p>}
      <p className="small muted">{t('unopened.about')}</p>
      <FormFoot action={t('unopened.close')} waiting={write.isPending} error={write.error} close={close} />
    </form>
  );
}
