import { offeredActions } from '#kernel/machine.ts';
import { formatDay } from '#platform/texts/texts.ts';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { can, useSession } from '#web/client/session.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Section } from '#web/kit/Section.tsx';
import { REPORT_MACHINE, type ReportAction } from '../../desk/report-state.rules.ts';
import type { OpenedThread, OpenFault } from '../worker/protocol.ts';
import { type DeskReport, useReportWrite } from './inbox-data.ts';
import { translateInbox } from './texts.ts';

const ActionForm = later(() => import('./ActionForm.tsx').then((file) => file.ActionForm));
const CloseUnopened = later(() => import('./CloseUnopened.tsx').then((file) => file.CloseUnopened));
const AssignForm = later(() => import('./ActionForm.tsx').then((file) => file.AssignForm));

// Actions without words of the reader work without the keys: a person may be in danger.
const WITHOUT_KEYS: readonly ReportAction[] = ['take', 'assign'];

/** What the reader can do now, by the state of the report. The table of states decides; what is said or noted needs the report to be open. */
export function ReportActions({ report, opened, fault }: { report: DeskReport; opened: OpenedThread | null; fault: OpenFault | null }) {
  const t = useTranslations(translateInbox);
  const session = useSession();
  const { id: reportId, version, state, assignedTo, number } = report;
  const take = useReportWrite((_: undefined, key) => send('POST /reports/:reportId/take', { reportId, version }, key));
  const offered = offeredActions(REPORT_MACHINE, state, (permission) => can(session, permission as 'reports:read')).filter(
    ({ action }) =>
      (opened !== null || WITHOUT_KEYS.includes(action) || (fault !== null && action === 'close')) &&
      !(action === 'take' && assignedTo === number),
  );
  const form = (action: 'triage' | 'pass-on' | 'close' | 'reopen') => (close: () => void) =>
    opened && <ActionForm report={report} opened={opened} action={action} close={close} />;
  return (
    <Section title={t('next')}>
      <p>{assignedTo === null ? t('who.nobody') : assignedTo === number ? t('who.you') : t('who.other', { n: assignedTo })}</p>
      {report.readable !== null && <Readable until={report.readable.until} />}
      {take.error && <ProblemNote error={take.error} />}
      <Actions
        offered={offered}
        label={(action) => t(`action.${action}`)}
        run={() => take.mutate(undefined)}
        waiting={take.isPending}
        forms={{
          triage: form('triage'),
          'pass-on': form('pass-on'),
          close: fault === null ? form('close') : (close) => <CloseUnopened report={report} fault={fault} close={close} />,
          reopen: form('reopen'),
          assign: (close) => <AssignForm report={report} close={close} />,
        }}
      />
      {opened === null && fault === null && state !== 'closed' && <p className="small muted no-print">{t('next.locked')}</p>}
    </Section>
  );
}

/** How long a closed report is kept: its reporter reads the answers with the code until then. */
function Readable({ until }: { until: string | null }) {
  const t = useTranslations(translateInbox);
  const locale = useLocale();
  return <p className="small muted">{until === null ? t('readable.waits') : t('readable.until', { day: formatDay(locale, until) })}</p>;
}
