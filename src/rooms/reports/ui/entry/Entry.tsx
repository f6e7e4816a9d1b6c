import './entry.css';
import { useEffect, useRef, useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import type { CheckedChannel } from '../../reporter/browser/worker-protocol.ts';
import { entryWorker } from '../worker/reader-keys.ts';
import { type CheckFault, checkForEntry } from './entry-data.ts';
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
  const [day, setDay] = useState<string | null>(null);
  const done = useRef<HTMLParagraphElement>(null);
  const before = useRef<HTMLParagraphElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each report begins with a worker of its own
  useEffect(() => {
    let isCurrent = true;
    setChecked(null);
    void checkForEntry(slug).then((found) => isCurrent && setChecked(found));
    return () => {
      isCurrent = false;
      entryWorker.lock();
    };
  }, [slug, round]);
  useEffect(() => {
    if (day !== null) done.current?.focus();
  }, [day]);
  useEffect(() => {
    if (round > 0 && checked !== null) before.current?.focus();
  }, [round, checked]);
  const again = () => {
    setDay(null);
    setRound((before) => before + 1);
  };
  if (day !== null)
    return (
      <section className="panel no-print">
        <p ref={done} tabIndex={-1} role="status">
          <b>{t('sent', { day: formatDay(locale, day) })}</b>
        </p>
        <p>{t('sent.about')}</p>
        <Button onClick={again}>{t('sent.another')}</Button>
      </section>
    );
  if (checked === null) return <Skeleton rows={6} />;
  if (typeof checked === 'string')
    return (
      <>
        <p role="alert" className="note fault">
          {t(checked)}
        </p>
        <Button onClick={again}>{t('check.again')}</Button>
      </>
    );
  return (
    <>
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
        onSent={(sentOn) => {
          setDay(sentOn);
          // The code and what was encrypted go with their worker.
          entryWorker.lock();
        }}
      />
    </>
  );
}
