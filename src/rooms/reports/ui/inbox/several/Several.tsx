import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { Sending } from '#web/kit/ProgressBar.tsx';
import type { SignedList } from '../../worker/protocol.ts';
import type { InboxItem } from '../inbox-data.ts';
import { handleSeveral, type LeftReason, type SeveralAction, type Ticked } from './handle-several.ts';
import { translateSeveral } from './texts.ts';

type Outcome = { action: SeveralAction; done: Ticked[]; left: { report: Ticked; why: LeftReason }[]; of: number };

/**
 * One act with several reports: closing false ones as junk, or reopening them while they are kept. Each gets its own signed state and note, as a single one does.
 * `loadAll` fetches the rest of the list.
 */
export function Several({
  channelId,
  list,
  action,
  chosen,
  choose,
  loadAll,
  close,
}: {
  channelId: string;
  /** Null until the keys are open and the list of readers is there. */
  list: SignedList | null;
  action: 'close' | 'reopen';
  /** By id, as they were when they were ticked. */
  chosen: ReadonlyMap<string, InboxItem>;
  choose: (items: readonly InboxItem[]) => void;
  loadAll: () => Promise<readonly InboxItem[]>;
  close: () => void;
}) {
  const t = useTranslations(translateSeveral);
  const queries = useQueryClient();
  const [why, setWhy] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [isLoading, setLoading] = useState(false);
  const [running, setRunning] = useState<Outcome | null>(null);
  const [finished, setFinished] = useState<readonly Outcome[]>([]);
  const danger = [...chosen.values()].filter(({ dangerAt }) => dangerAt !== null).length;
  const run = async (what: SeveralAction, reports: readonly Ticked[], reason: string) => {
    if (list === null || running !== null) return;
    const outcome: Outcome = { action: what, done: [], left: [], of: reports.length };
    // The way back from the first act stays next to what became of the second.
    const before =
      what === 'close-unopened' ? finished.map((one) => ({ ...one, left: one.left.filter(({ why }) => why !== 'unopened') })) : [];
    setFinished(before);
    setRunning({ ...outcome });
    await handleSeveral(what, reports, {
      ...{ channel: channelId, list, why: reason },
      tell: (report, left) => {
        if (left === null) outcome.done.push(report);
        else outcome.left.push({ report, why: left });
        setRunning({ ...outcome });
      },
    });
    choose([]);
    await Promise.all(['inbox', 'report', 'waiting-reports'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
    setRunning(null);
    setFinished([...before, outcome]);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(why.trim() === '');
    if (why.trim() !== '' && chosen.size > 0) void run(action, [...chosen.values()], why.trim());
  };
  const all = async (isWanted: (item: InboxItem) => boolean) => {
    setLoading(true);
    choose((await loadAll()).filter(isWanted));
    setLoading(false);
  };
  return (
    <form className="panel form no-print" noValidate aria-label={t(`title.${action}`)} onSubmit={submit}>
      <h2>{t(`title.${action}`)}</h2>
      <p>{t(`about.${action}`)}</p>
      {list === null && <p className="note">{t('locked')}</p>}
      <div className="page-actions">
        <Button waiting={isLoading} onClick={() => void all(action === 'close' ? () => true : ({ closedAs }) => closedAs === 'junk')}>
          {t(`all.${action}`)}
        </Button>
        {chosen.size > 0 && (
          <Button kind="quiet" onClick={() => choose([])}>
            {t('none')}
          </Button>
        )}
      </div>
      <p role="status">{t('chosen', { n: chosen.size })}</p>
      {danger > 0 && <p className="note">{t('danger', { n: danger })}</p>}
      <TextArea
        id="several-why"
        autoComplete="off"
        spellCheck={false}
        label={t('why')}
        hint={t('why-hint')}
        value={why}
        error={isMissing ? t('why-missing') : undefined}
        onChange={(event) => setWhy(event.target.value)}
      />
      {running && <Sending share={(running.done.length + running.left.length) / Math.max(1, running.of)} words={t('running')} />}
      <div role="status">
        {finished.map((one) => (
          <Finished key={one.action} outcome={one} run={(...given) => void run(...given)} />
        ))}
      </div>
      <FormFoot
        action={t(`button.${action}`, { n: chosen.size })}
        waiting={running !== null || list === null || chosen.size === 0}
        close={close}
      />
    </form>
  );
}

/** What became of them, the way back, and the way on for those that cannot be opened. */
function Finished({
  outcome: { action, done, left },
  run,
}: {
  outcome: Outcome;
  run: (action: SeveralAction, reports: readonly Ticked[], why: string) => void;
}) {
  const t = useTranslations(translateSeveral);
  const leftFor = (reason: LeftReason) => left.filter(({ why }) => why === reason).map(({ report }) => report);
  const reasons = (['changed', 'unopened', 'locked', 'failed'] as const).filter((one) => leftFor(one).length > 0);
  const unopened = action === 'close' ? leftFor('unopened') : [];
  return (
    <div className="note">
      <p>{t(`done.${action}`, { n: done.length })}</p>
      {reasons.map((one) => (
        <p key={one}>{t(`left.${one}`, { n: leftFor(one).length })}</p>
      ))}
      {action === 'close' && done.length > 0 && (
        <Button onClick={() => run('reopen', done, t('undo-why'))}>{t('undo', { n: done.length })}</Button>
      )}
      {unopened.length > 0 && (
        <>
          <p>{t('unopened.about')}</p>
          <Button onClick={() => run('close-unopened', unopened, '')}>{t('unopened.close', { n: unopened.length })}</Button>
        </>
      )}
    </div>
  );
}
