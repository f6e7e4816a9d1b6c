import { type AnswerOf, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Actions } from '#web/kit/Actions.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { translateViolations } from './texts.ts';
import { useViolationWrite } from './violations-data.ts';

const AbatementForm = later(() => import('./AbatementForm.tsx').then((file) => file.AbatementForm));
const RemedyForm = later(() => import('./RemedyForm.tsx').then((file) => file.RemedyForm));
const DebarmentForm = later(() => import('./DebarmentForm.tsx').then((file) => file.DebarmentForm));

type One = AnswerOf<'/violations/:violationId'>;
type Action = One['actions'][number]['action'];

// The addresses of the steps that ask for words alone.
const ADDRESS = {
  'confirm-abatement': 'POST /violations/:violationId/abatement-end',
  'mark-danger': 'POST /violations/:violationId/danger',
  investigate: 'POST /violations/:violationId/investigation',
  'report-investigation': 'POST /violations/:violationId/investigation-report',
  'ask-reply': 'POST /violations/:violationId/reply-request',
  'record-reply': 'POST /violations/:violationId/reply',
  'close-reply': 'POST /violations/:violationId/reply-end',
  substantiate: 'POST /violations/:violationId/determination',
  dismiss: 'POST /violations/:violationId/dismissal',
  'substantiate-in-danger': 'POST /violations/:violationId/determination-in-danger',
  'verify-remediation': 'POST /violations/:violationId/remediation',
  record: 'POST /violations/:violationId/record',
  close: 'POST /violations/:violationId/close',
  terminate: 'POST /violations/:violationId/termination',
} as const;
const isPlain = (action: Action): action is keyof typeof ADDRESS => action in ADDRESS;

/** What the reader may do now with a violation. */
export function StepActions({ one }: { one: One }) {
  const t = useTranslations(translateViolations);
  const step = useViolationWrite(({ action, note }: { action: keyof typeof ADDRESS; note: string | null }, key) =>
    // The form leaves no required note blank. An optional one that is blank is null: the schema refuses an empty text.
    send(ADDRESS[action], { violationId: one.id, version: one.version, note: note as string }, key),
  );
  if (one.actions.length === 0) return <p className="muted">{t('next.none')}</p>;
  return (
    <>
      <Actions
        key={one.version}
        offered={one.actions}
        label={(action: Action) => t(`action.${action}`)}
        comment={(action: Action) => ({ label: t('note'), hint: t(`hint.${action}`) })}
        waiting={step.isPending}
        run={(action, { note }) => isPlain(action) && step.mutate({ action, note: note ?? null })}
        forms={{
          'order-abatement': (close) => <AbatementForm one={one} close={close} />,
          'decide-remedy': (close) => <RemedyForm one={one} close={close} />,
          debar: (close) => <DebarmentForm one={one} close={close} />,
        }}
      />
      {step.error && <ProblemNote error={step.error} />}
    </>
  );
}
