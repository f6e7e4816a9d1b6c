import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextArea } from '#web/kit/fields/TextArea.tsx';
import { Sending } from '#web/kit/ProgressBar.tsx';
import type { SignedList } from '../../worker/protocol.ts';
import type { InboxItem } from '../inbox-data.ts';
import { handleSeveral, type LeftReason, type SeveralAction } from './handle-several.ts';
import { translateSeveral } from './texts.ts';

type Outcome = { action: SeveralAction; done: string[]; left: LeftReason[]; of: number };

/**
 * One act with several reports: closing false ones as junk, or reopening them while they are kept. Each gets its own signed state and note, as a single one does.
 * `loadAll` fetches the rest of the list.
 */
export function Several({
  channelId,
  list,
  action,
  items,
  chosen,
  choose,
  loadAll,
  close,
}: {
  channelId: string;
  /** Null until the keys are open and the list of readers is there. */
  list: SignedList | null;
  action: SeveralAction;
  items: readonly InboxItem[];
  chosen: ReadonlySet<string>;
  choose: (ids: readonly string[]) => void;
  loadAll: () => Promise<readonly InboxItem[]>;
  close: () => void;
}) {
  const t = useTranslations(translateSeveral);
  const queries = useQueryClient();
  const [why, setWhy] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [isLoading, setLoading] = useState(false);
  const [running, setRunning] = useState<Outcome | null>(null);
  const [finished, setFinished] = useState<Outcome | null>(null);
  const danger = items.filter(({ id, dangerAt }) => dangerAt !== null && chosen.has(id)).length;
  const run = async (what: SeveralAction, ids: readonly string[], reason: string) => {
    if (list === null || running !== null) return;
    const outcome: Outcome = { action: what, done: [], left: [], of: ids.length };
    setFinished(null);
    setRunning({ ...outcome });
    await handleSeveral(what, ids, {
      ...{ channel: channelId, list, why: reason },
      tell: (id, left) => {
        if (left === null) outcome.done.push(id);
        else outcome.left.push(left);
        setRunning({ ...outcome });
      },
    });
    choose([]);
    await Promise.all(['inbox', 'report', 'waiting-reports'].map((name) => queries.invalidateQueries({ queryKey: [name] })));
    setRunning(null);
    setFinished(outcome);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(why.trim() === '');
    if (why.trim() !== '' && chosen.size > 0) void run(action, [...chosen], why.trim());
  };
  const all = async (isWanted: (item: InboxItem) => boolean) => {
    setLoading(true);
    choose((await loadAll()).filter(isWanted).map(({ id }) => id));
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
      <div role="status">{finished && <Finished outcome={finished} undo={(ids) => void run('reopen', ids, t('undo-why'))} />}</div>
      <FormFoot
        action={t(`button.${action}`, { n: chosen.size })}
        waiting={running !== null || list === null || chosen.size === 0}
        close={close}
      />
    </form>
  );
}

/** What became of them, and the way back. */
function Finished({ outcome: { action, done, left }, undo }: { outcome: Outcome; undo: (ids: readonly string[]) => void }) {
  const t = useTranslations(translateSeveral);
  const reasons = (['changed', 'unopened', 'locked', 'failed'] as const).filter((one) => left.includes(one));
  return (
    <div className="note">
      <p>{t(`done.${action}`, { n: done.length })}</p>
      {reasons.map((one) => (
        <p key={one}>{t(`left.${one}`, { n: left.filter((why) => why === one).length })}</p>
      ))}
      {action === 'close' && done.length > 0 && <Button onClick={() => undo(done)}>{t('undo', { n: done.length })}</Button>}
    </div>
  );
}
