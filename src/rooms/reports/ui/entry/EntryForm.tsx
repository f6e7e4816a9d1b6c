import { type FormEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { contentOf, isEmptyDraft, namesNew } from '../../reporter/browser/draft.ts';
import type { KeptReport } from '../../reporter/browser/offline/kept.rules.ts';
import { keepReport } from '../../reporter/browser/offline/store.ts';
import type { CheckedChannel } from '../../reporter/browser/worker-protocol.ts';
import { isDangerNow } from '../../reporter/questions.ts';
import { CAME, type Came, CODES, type CodeGiven, markedAnswers } from '../entered/entered.rules.ts';
import { type Interview, type Interviewed, interviewMarks } from '../entered/interview.rules.ts';
import { entryWorker } from '../worker/reader-keys.ts';
import { CodeSlip } from './CodeSlip.tsx';
import { EntryChoice, type EntryFault as Fault } from './EntryChoice.tsx';
import { EntryQuestions } from './EntryQuestions.tsx';
import { checkForEntry, deliver } from './entry-data.ts';
import { draftOf, type Entered, NOTHING } from './entry-state.ts';
import { InterviewBefore } from './InterviewBefore.tsx';
import { translateEntry } from './texts.ts';

/** The marks of a report that an operator entered. An interview has no first one: the operator went to the worker. */
const MARKS = [
  { field: 'came', choices: CAME },
  { field: 'code', choices: CODES },
] as const;

/** Where the operator is: who hears an interview, the questions, the slip with the code, or the last look before it is sent. */
type Step = 'before' | 'questions' | 'slip' | 'send';

/** The report, then the code on a slip or none, then sending. Whatever fails, what was written stays on the page. */
export function EntryForm({
  slug,
  first,
  contract,
  onSent,
  onKept,
}: {
  slug: string;
  first: CheckedChannel;
  /** The number of the contract of an interview (5f); undefined: no interview. */
  contract?: string | undefined;
  onSent: (day: string) => void;
  /** It is kept on this phone, encrypted, until it is sent. */
  onKept: () => void;
}) {
  const t = useTranslations(translateEntry);
  const locale = useLocale();
  const [checked, setChecked] = useState(first);
  const [entered, setEntered] = useState<Entered>(NOTHING);
  const [interpreter, setInterpreter] = useState<Interview['interpreter']>('none');
  const [interviewed, setInterviewed] = useState<Interviewed>({});
  const [step, setStep] = useState<Step>(contract === undefined ? 'questions' : 'before');
  const [groups, setGroups] = useState<readonly string[]>([]);
  const [fault, setFault] = useState<Fault | null>(null);
  const [state, setState] = useState<'ready' | 'sending' | 'unsure'>('ready');
  const [offered, setOffered] = useState<Pick<KeptReport, 'fingerprint' | 'report'> | null>(null);
  const isInterview = contract !== undefined;
  const change = (part: Partial<Entered>) => {
    setFault(null);
    setEntered((before) => ({ ...before, ...part }));
  };
  const draft = draftOf(entered);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed goes with its step: a screen reader goes on at the heading of the next one.
  const go = (to: Step) => {
    flushSync(() => setStep(to));
    heading.current?.focus();
  };

  async function advance(event: FormEvent) {
    event.preventDefault();
    if (contract === undefined && entered.came === '') return setFault('came.missing');
    if (entered.code === '') return setFault('code.missing');
    if (isEmptyDraft(draft) && Object.keys(interviewed).length === 0) return setFault('send.empty');
    const made = await entryWorker.call('makeCode', null).catch(() => null);
    if (made === null) return setFault('send.failed');
    setFault(null);
    setGroups(made);
    go(entered.code === 'slip' ? 'slip' : 'send');
  }

  /** Checks the list of readers again, as at the beginning; null where it is refused or names readers who could not be left out yet, and the page says why. */
  async function checkAgain(): Promise<CheckedChannel | null> {
    const again = await checkForEntry(slug, { mayBeKept: isInterview });
    if (typeof again === 'string') {
      setFault(again);
      return null;
    }
    setChecked(again);
    if (!namesNew(checked.readers, again.readers)) return again;
    setOffered(null);
    go('questions');
    setFault('list-changed');
    return null;
  }

  function encrypt() {
    const { answers, text } = contentOf(draft);
    const content = {
      answers: {
        ...markedAnswers(
          answers as Entered['answers'],
          contract === undefined ? (entered.came as Came) : 'interview',
          entered.code as CodeGiven,
        ),
        ...(contract !== undefined && interviewMarks({ contract, interpreter, answers: interviewed })),
      },
      ...{ text, about: draft.about, danger: isDangerNow(draft.answers), now: Date.now() },
    };
    return entryWorker.call('encryptReport', content).catch(() => 'failed' as const);
  }

  async function run() {
    // A list that was kept encrypts; only one whose proof was checked now is sent to.
    let list = checked.isKept ? await checkAgain() : checked;
    if (list === null) return;
    let report = await encrypt();
    if (report === 'proof-late') {
      list = await checkAgain();
      if (list === null) return;
      // The next try is encrypted to the new list.
      if (!list.isKept) return setFault('send.proof-late');
      report = await encrypt();
    }
    if (typeof report === 'string') return setFault(report === 'failed' || report === 'files-too-large' ? 'send.failed' : `send.${report}`);
    const { fingerprint } = list;
    if (list.isKept) {
      setOffered({ fingerprint, report });
      return setFault('send.no-network');
    }
    const result = await deliver(report);
    if (typeof result !== 'string') return onSent(result.day);
    if (result === 'write-again') {
      if ((await checkAgain()) !== null) setFault('send.write-again');
      return;
    }
    setFault(`send.${result}`);
    // The very same report is sent again. A changed one would be a second report under the same code.
    if (result !== 'offline') return;
    setState('unsure');
    if (isInterview) setOffered({ fingerprint, report });
  }

  async function keep(kept: Pick<KeptReport, 'fingerprint' | 'report'>) {
    try {
      await keepReport({ slug, ...kept, isEntered: true });
    } catch {
      return setFault('keep.failed');
    }
    onKept();
  }

  async function send() {
    setState('sending');
    setFault(null);
    await run().catch(() => setFault('send.failed'));
    setState((now) => (now === 'sending' ? 'ready' : now));
  }

  if (step === 'before')
    return (
      <InterviewBefore
        onReady={(chosen) => {
          setInterpreter(chosen);
          go('questions');
        }}
      />
    );
  if (step === 'slip') return <CodeSlip groups={groups} slug={slug} heading={heading} onKept={() => go('send')} />;
  if (step === 'send')
    return (
      <section className="panel form" aria-labelledby="send-title">
        <h2 id="send-title" ref={heading} tabIndex={-1}>
          {t('send.title')}
        </h2>
        <p>{t('send.about')}</p>
        {fault && (
          <p role="alert" className="note fault">
            {t(fault)}
          </p>
        )}
        <div className="page-actions">
          <Button kind="main" waiting={state === 'sending'} onClick={() => void send()}>
            {t('send')}
          </Button>
          {state === 'ready' && (
            <Button
              kind="quiet"
              onClick={() => {
                setOffered(null);
                go('questions');
              }}
            >
              {t('send.back')}
            </Button>
          )}
        </div>
        {offered && (
          <>
            <p>{t('keep.about')}</p>
            <p className="page-actions">
              <Button onClick={() => void keep(offered)}>{t('keep')}</Button>
            </p>
          </>
        )}
      </section>
    );
  return (
    <form className="form entry-form" noValidate aria-label={t('title')} onSubmit={(event) => void advance(event)}>
      <h2 ref={heading} tabIndex={-1}>
        {t('questions.title')}
      </h2>
      <p className="small muted">
        {t('proof', { day: formatDay(locale, checked.proof.day) })}{' '}
        {checked.proof.outsideChecks === null ? t('proof.no-check') : t('proof.checks', { n: checked.proof.outsideChecks })}
      </p>
      {MARKS.filter(({ field }) => !isInterview || field !== 'came').map((mark) => (
        <EntryChoice key={mark.field} {...mark} entered={entered} change={change} fault={fault} />
      ))}
      <EntryQuestions
        entered={entered}
        change={change}
        checked={checked}
        interview={
          contract === undefined
            ? undefined
            : {
                answers: interviewed,
                change: (answers) => {
                  setFault(null);
                  setInterviewed(answers);
                },
              }
        }
      />
      {fault && (
        <p role="alert" className="note fault">
          {t(fault)}
        </p>
      )}
      <p className="page-actions">
        <Button kind="main" type="submit">
          {t('continue')}
        </Button>
      </p>
    </form>
  );
}
