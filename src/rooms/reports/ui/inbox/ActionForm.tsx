import { type FormEvent, useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { BODIES, CLOSED_AS, type ClosedAs, REPORT_MACHINE, REPORTER_STATES } from '../../desk/report-state.rules.ts';
import type { OpenedThread } from '../worker/protocol.ts';
import { readerKeys } from '../worker/reader-keys.ts';
import { useDraft } from '../worker/use-draft.ts';
import { encryptNoteFor } from './encrypt-note.ts';
import { type DeskReport, useReportWrite } from './inbox-data.ts';
import { translateInbox } from './texts.ts';

type Action = 'triage' | 'pass-on' | 'close' | 'reopen';
type EncryptedNote = { id: string; encrypted: string };
type Told = { place: number; encrypted: string } | null;
const ROUTES = {
  triage: 'POST /reports/:reportId/triage',
  'pass-on': 'POST /reports/:reportId/passing-on',
  reopen: 'POST /reports/:reportId/reopening',
} as const;
// A report is closed as a duplicate once it is marked as the same matter as another.
const outcomesOf = (report: DeskReport) =>
  CLOSED_AS.filter((one) => one !== 'unreadable' && (one !== 'duplicate' || report.sameMatter.some(({ goesOn }) => goesOn)));

const EMPTY = { choice: '', text: '' };

/**
 * A change of state with its reason. The reason becomes a note that only the readers of this report open. The new state is signed for the reporter, who believes no
 * other word of it.
 */
export function ActionForm({
  report,
  opened,
  action,
  close,
}: {
  report: DeskReport;
  opened: OpenedThread;
  action: Action;
  close: () => void;
}) {
  const t = useTranslations(translateInbox);
  const { id: reportId, version, state, channelId } = report;
  const choices: readonly string[] | null = action === 'pass-on' ? BODIES : action === 'close' ? outcomesOf(report) : null;
  const { draft, isBack, change, clear } = useDraft(channelId, `${action} ${reportId}`, EMPTY);
  const { choice, text } = draft;
  const [fault, setFault] = useState<'step.choose' | 'step.why-missing' | 'reply.too-long' | 'reply.locked' | null>(null);
  const finish = () => {
    clear();
    close();
  };
  const write = useReportWrite(({ answer, note }: { answer: Told; note: EncryptedNote | null }, key) => {
    const written = { reportId, version, answer };
    if (action === 'close') return send('POST /reports/:reportId/closing', { ...written, note: note!, closedAs: choice as ClosedAs }, key);
    if (action === 'triage') return send(ROUTES.triage, { ...written, note }, key);
    return send(ROUTES[action], { ...written, note: note! }, key);
  }, finish);

  async function encrypt(event: FormEvent) {
    event.preventDefault();
    if (choices !== null && choice === '') return setFault('step.choose');
    if (action !== 'triage' && text.trim() === '') return setFault('step.why-missing');
    const next = (REPORT_MACHINE.actions[action].next as Partial<Record<typeof state, typeof state>>)[state]!;
    const said = REPORTER_STATES[next];
    let answer: Told = null;
    if (opened.mayWrite && said !== null) {
      const made = await readerKeys
        .call('encryptAnswer', {
          report: reportId,
          // Not that there is another report, nor whose.
          content: choice === 'duplicate' ? { state: said, phrase: 'joined' } : { state: said },
        })
        .catch(() => null);
      if (made === null || typeof made === 'string') return setFault('reply.locked');
      answer = made;
    }
    const note =
      text.trim() === '' ? null : await encryptNoteFor(reportId, { kind: action, ...(choice !== '' && { choice }), text: text.trim() });
    if (typeof note === 'string') return setFault(note);
    setFault(null);
    write.mutate({ answer, note });
  }
  return (
    <form className="panel form" noValidate aria-label={t(`action.${action}`)} onSubmit={(event) => void encrypt(event)}>
      {action === 'pass-on' && <PassOnWishes opened={opened} />}
      {choices !== null && (
        <SelectField
          id="choice"
          label={t(action === 'close' ? 'step.closed-as' : 'step.body')}
          hint={t(action === 'close' ? 'step.closed-as-hint' : 'step.body-hint')}
          value={choice}
          error={fault === 'step.choose' ? t(fault) : undefined}
          onChange={(event) => change({ choice: event.target.value })}
        >
          <option value="">{t('step.choice')}</option>
          {choices.map((one) => (
            <option key={one} value={one}>
              {t(`choice.${one}` as 'choice.junk')}
            </option>
          ))}
        </SelectField>
      )}
      <TextArea
        id="why"
        autoComplete="off"
        spellCheck={false}
        label={t(action === 'triage' ? 'step.judged' : 'step.why')}
        hint={t(action === 'triage' ? 'step.judged-hint' : 'step.why-hint')}
        value={text}
        error={fault !== null && fault !== 'step.choose' ? t(fault) : undefined}
        onChange={(event) => change({ text: event.target.value })}
      />
      {isBack && <p className="small muted">{t('draft.kept')}</p>}
      <p className="small muted">{t(opened.mayWrite ? 'step.told' : 'step.not-told')}</p>
      <FormFoot action={t(`action.${action}`)} waiting={write.isPending} error={write.error} close={finish} />
    </form>
  );
}

/** The wishes of the reporter, once more where they are broken most easily. */
function PassOnWishes({ opened: { answers } }: { opened: OpenedThread }) {
  const t = useTranslations(translateInbox);
  const wishes = [answers.wishes].flat();
  const asksFirst = wishes.includes('ask-first');
  if (wishes.filter((one) => one !== undefined).length === 0) return null;
  return <p className="note">{t(asksFirst ? 'step.ask-first' : 'step.look-at-wishes')}</p>;
}

/** Gives the report to another reader who can read it. */
export function AssignForm({ report: { id: reportId, version, readers, assignedTo }, close }: { report: DeskReport; close: () => void }) {
  const t = useTranslations(translateInbox);
  const [reader, setReader] = useState('');
  const [isMissing, setMissing] = useState(false);
  const write = useReportWrite(
    (number: number, key) => send('POST /reports/:reportId/assignment', { reportId, version, reader: number }, key),
    close,
  );
  return (
    <form
      className="panel form"
      noValidate
      aria-label={t('action.assign')}
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(reader === '');
        if (reader !== '') write.mutate(Number(reader));
      }}
    >
      <SelectField
        id="reader"
        label={t('step.reader')}
        value={reader}
        error={isMissing ? t('step.choose') : undefined}
        onChange={(event) => setReader(event.target.value)}
      >
        <option value="">{t('step.choice')}</option>
        {readers
          .filter(({ number }) => number !== assignedTo)
          .map(({ number, name }) => (
            <option key={number} value={number}>
              {name}
            </option>
          ))}
      </SelectField>
      <FormFoot action={t('action.assign')} waiting={write.isPending} error={write.error} close={close} />
    </form>
  );
}
