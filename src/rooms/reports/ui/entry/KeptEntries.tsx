import { useCallback, useEffect, useRef, useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import type { KeptReport } from '../../reporter/browser/offline/kept.rules.ts';
import { deleteKeptReport, findEntered } from '../../reporter/browser/offline/store.ts';
import { KeptQueue } from './KeptQueue.tsx';
import { type SentWaiting, sendWaiting } from './kept-entries.ts';
import { translateEntry } from './texts.ts';

const AGAIN_MS = 30_000;

/**
 * What is kept on this phone for a channel, encrypted, and was not received yet. It is sent when the person says so; a report of danger as soon as there is a network,
 * while this page is open. Nothing is shown where nothing is kept.
 */
export function KeptEntries({ slug }: { slug: string }) {
  const t = useTranslations(translateEntry);
  const locale = useLocale();
  const [waiting, setWaiting] = useState<readonly KeptReport[]>([]);
  const [sent, setSent] = useState<SentWaiting | null>(null);
  const [isSending, setSending] = useState(false);
  const [isOnlineAgain, setOnlineAgain] = useState(false);
  const isBusy = useRef(false);
  const look = useCallback(() => findEntered(slug).then(setWaiting), [slug]);
  const send = useCallback(
    async (chosen: readonly KeptReport[]) => {
      if (isBusy.current || chosen.length === 0) return;
      isBusy.current = true;
      setSending(true);
      setOnlineAgain(false);
      setSent(await sendWaiting(chosen));
      await look();
      isBusy.current = false;
      setSending(false);
    },
    [look],
  );
  useEffect(() => {
    void look();
  }, [look]);
  useEffect(() => {
    const urgent = waiting.filter(({ report }) => report.danger);
    const tell = () => {
      setOnlineAgain(true);
      void send(urgent);
    };
    addEventListener('online', tell);
    // Not every browser says that there is a network again.
    const again = urgent.length === 0 ? undefined : setInterval(() => void send(urgent), AGAIN_MS);
    return () => {
      removeEventListener('online', tell);
      clearInterval(again);
    };
  }, [waiting, send]);

  async function remove() {
    for (const { report } of waiting) await deleteKeptReport(report.report).catch(() => undefined);
    setSent(null);
    await look();
  }

  const received = sent?.day && t('waiting.received', { n: sent.received, day: formatDay(locale, sent.day) });
  if (waiting.length === 0)
    return received ? (
      <p className="note no-print" role="status">
        {received}
      </p>
    ) : null;
  return (
    <KeptQueue
      title={t('waiting', { n: waiting.length })}
      about={t('waiting.about')}
      status={[received, isOnlineAgain && t('waiting.online')].filter(Boolean).join(' ')}
      fault={sent?.fault ? t(`waiting.${sent.fault}`) : undefined}
      sending={isSending}
      onSend={() => void send(waiting)}
      onDelete={remove}
    />
  );
}
