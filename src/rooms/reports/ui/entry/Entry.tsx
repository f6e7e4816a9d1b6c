import './entry.css';
import { useEffect, useRef, useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useKeepsOffline } from '#web/client/keeps-offline.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import type { CheckedChannel } from '../../reporter/browser/worker-protocol.ts';
import { entryWorker } from '../worker/reader-keys.ts';
import { type CheckFault, checkForEntry } from './entry-data.ts';
import { KeptEntries } from './KeptEntries.tsx';
import { translateEntry } from './texts.ts';

const EntryForm = later(() => import('./EntryForm.tsx').then((file) => file.EntryForm), <Skeleton rows={6} />);

/**
 * A report for a channel, entered by an operator: its list of readers is checked, then it is written down and sent; another one may follow. `contract`: of an
 * interview (5f).
 */
export function Entry({ slug, contract }: { slug: string; contract?: string }) {
  const t = useTranslations(translateEntry);
  const locale = useLocale();
  const [checked, setChecked] = useState<CheckedChannel | CheckFault | null>(null);
  const [round, setRound] = useState(0);
  // The day on which it was received, or that it is kept on this phone; null: it is being written.
  const [done, setDone] = useState<{ day: string } | 'kept' | null>(null);
  const end = useRef<HTMLParagraphElement>(null);
  const before = useRef<HTMLParagraphElement>(null);
  const isInterview = contract !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each report begins with a check of its own
  useEffect(() => {
    let isCurrent = true;
    setChecked(null);
    void checkForEntry(slug, { mayBeKept: isInterview }).then((found) => isCurrent && setChecked(found));
    return () => {
      isCurrent = false;
    };
  }, [slug, round, isInterview]);
  useKeepsOffline(isInterview && checked !== null && typeof checked !== 'string');
  useEffect(() => () => entryWorker.lock(), []);
  useEffect(() => {
    if (done !== null) end.current?.focus();
  }, [done]);
  useEffect(() => {
    if (round > 0 && checked !== null) before.current?.focus();
  }, [round, checked]);
  const again = () => {
    setDone(null);
    setRound((before) => before + 1);
  };
  // The code and what was encrypted go with their worker; an interview may be followed by another one where no worker can be loaded.
  const finish = (how: { day: string } | 'kept') => {
    setDone(how);
    if (isInterview) void entryWorker.call('forgetReport', null);
    else entryWorker.lock();
  };
  if (done !== null)
    return (
      <>
        <section className="panel no-print">
          <p ref={end} tabIndex={-1} role="status">
            <b>{done === 'kept' ? t('kept') : t('sent', { day: formatDay(locale, done.day) })}</b>
          </p>
          <p>{t(done === 'kept' ? 'kept.about' : 'sent.about')}</p>
          <Button onClick={again}>{t(isInterview ? 'sent.another-interview' : 'sent.another')}</Button>
        </section>
        {isInterview && <KeptEntries slug={slug} />}
      </>
    );
  if (checked === null) return <Skeleton rows={6} />;
  if (typeof checked === 'string')
    return (
      <>
        <p role="alert" className="note fault">
          {t(checked)}
        </p>
        <Button onClick={again}>{t('check.again')}</Button>
        {isInterview && <KeptEntries slug={slug} />}
      </>
    );
  return (
    <>
      {isInterview && <KeptEntries slug={slug} />}
      {isInterview && (
        <p className="note no-print">
          {t('ready', { day: formatDay(locale, checked.proof.day) })} {t('ready.open')}
        </p>
      )}
      <section className="note no-print" aria-label={t('before')}>
        <p ref={before} tabIndex={-1}>
          <b>{t('before')}</b>
        </p>
        <ul>
          {(['child', 'life', 'law', 'code'] as const).map((one) => (
            <li key={one}>{t(`before.${one}`)}</li>
          ))}
        </ul>
      </section>
      <EntryForm
        key={round}
        slug={slug}
        first={checked}
        contract={contract}
        onSent={(day) => finish({ day })}
        onKept={() => finish('kept')}
      />
    </>
  );
}
