import { useCallback, useEffect, useRef, useState } from 'react';
import { KeptQueue } from '#rooms/reports/ui/entry/KeptQueue.tsx';
import { translateEntry } from '#rooms/reports/ui/entry/texts.ts';
import { useTranslations } from '#web/client/language.ts';
import { Problem } from '#web/client/problem.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import {
  deleteVisits,
  findVisits,
  type KeepingKey,
  type SentVisits,
  sendWaiting,
  type WaitingVisit,
  type WrittenVisit,
} from './kept-visits.ts';
import { translateWorkersPage } from './texts.ts';

// It may have arrived: nothing is said of that, and it is sent again.
const isLost = (error: unknown) => error instanceof Problem && error.status === 0;

/** The visits that a person keeps on this phone under a contract, not received yet. Nothing is shown where nothing is kept. */
export function KeptVisits({
  person,
  contractId,
  own,
  onSent,
  onOpen,
}: {
  person: string;
  contractId: string;
  /** The key of this page, which opens what was kept on it without a network. */
  own: KeepingKey | null;
  onSent: () => void;
  /** Opens one in the form, to correct it. */
  onOpen: (written: WrittenVisit) => void;
}) {
  const t = useTranslations(translateWorkersPage);
  const queue = useTranslations(translateEntry);
  const [waiting, setWaiting] = useState<readonly WaitingVisit[]>([]);
  const [sent, setSent] = useState<SentVisits>({ received: 0, refused: new Map() });
  const [isSending, setSending] = useState(false);
  const [isOnlineAgain, setOnlineAgain] = useState(false);
  const isBusy = useRef(false);
  const look = useCallback(() => findVisits({ person, contractId }, own).then(setWaiting), [person, contractId, own]);
  useEffect(() => {
    void look();
    const tell = () => {
      setOnlineAgain(true);
      void look();
    };
    addEventListener('online', tell);
    return () => removeEventListener('online', tell);
  }, [look]);

  async function run() {
    if (isBusy.current) return;
    isBusy.current = true;
    setSending(true);
    setOnlineAgain(false);
    const done = await sendWaiting({ person, contractId }, own, waiting);
    setSent(done);
    if (done.received > 0) onSent();
    await look();
    isBusy.current = false;
    setSending(false);
  }

  async function remove() {
    await deleteVisits(waiting.map(({ kept }) => kept.report));
    setSent({ received: 0, refused: new Map() });
    await look();
  }

  const received = sent.received > 0 ? t('waiting.received', { n: sent.received }) : '';
  if (waiting.length === 0)
    return received === '' ? null : (
      <p className="note no-print" role="status">
        {received}
      </p>
    );
  return (
    <KeptQueue
      title={t('waiting', { n: waiting.length })}
      about={t('waiting.about')}
      status={[received, isOnlineAgain && t('waiting.online')].filter(Boolean).join(' ')}
      fault={[...sent.refused.values()].some(isLost) ? queue('waiting.offline') : undefined}
      sending={isSending}
      onSend={() => void run()}
      onDelete={remove}
    >
      <ul className="site-visits">
        {waiting.map(({ kept, written }) => (
          <li key={kept.report}>
            {written === null ? (
              <p>{t('waiting.shut')}</p>
            ) : (
              <>
                <p>
                  <strong>
                    <DateText date={written.visit.visitedOn} />
                  </strong>{' '}
                  {[written.visit.place, t('waiting.photos', { n: written.photos.length })].filter(Boolean).join(' · ')}
                </p>
                <Button kind="quiet" onClick={() => onOpen(written)}>
                  {t('waiting.open')}
                </Button>
              </>
            )}
            {sent.refused.has(kept.report) && !isLost(sent.refused.get(kept.report)) && (
              <ProblemNote error={sent.refused.get(kept.report)} />
            )}
          </li>
        ))}
      </ul>
    </KeptQueue>
  );
}
