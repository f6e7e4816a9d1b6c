import './entry.css';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { formatDay } from '#platform/texts/texts.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { Skeleton } from '#web/kit/notes/Skeleton.tsx';
import { PageHead } from '#web/kit/PageHead.tsx';
import type { CheckedChannel } from '../../reporter/browser/worker-protocol.ts';
import { type Desk, desksQuery } from '../inbox/inbox-data.ts';
import { entryWorker } from '../worker/reader-keys.ts';
import { EntryForm } from './EntryForm.tsx';
import { type CheckFault, checkForEntry } from './entry-data.ts';
import { translateEntry } from './texts.ts';

/**
 * A reader enters what somebody told them on a visit, by telephone, by letter or by radio. It is encrypted and sent by the code of reporters, so that the server cannot
 * tell it from a report that its reporter wrote.
 */
export default function EntryPage() {
  const t = useTranslations(translateEntry);
  const locale = useLocale();
  const desks = useQuery(desksQuery);
  const search = useSearch({ strict: false }) as { channel?: string };
  const desk = desks.data?.desks.find(({ channelId }) => channelId === search.channel) ?? desks.data?.desks[0];
  return (
    <>
      <div className="no-print">
        <PageHead
          title={t('title')}
          path={
            <Link to="/reports" search={search.channel ? { channel: search.channel } : {}}>
              {t('inbox')}
            </Link>
          }
          meta={desk && t('meta', { channel: desk.name[locale] ?? desk.slug })}
          help={[t('help.1'), t('help.2'), t('help.3'), t('help.4')]}
        />
      </div>
      {desks.error && <ProblemNote error={desks.error} retry={() => void desks.refetch()} />}
      {desks.isPending && <Skeleton rows={5} />}
      {desks.data?.desks.length === 0 && <Empty>{t('no-desk')}</Empty>}
      {desk && <Entry key={desk.channelId} desk={desk} />}
    </>
  );
}

function Entry({ desk: { slug } }: { desk: Desk }) {
  const t = useTranslations(translateEntry);
  const locale = useLocale();
  const [checked, setChecked] = useState<CheckedChannel | CheckFault | null>(null);
  const [round, setRound] = useState(0);
  const [day, setDay] = useState<string | null>(null);
  const done = useRef<HTMLParagraphElement>(null);
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
        <p>
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
        onSent={(sentOn) => {
          setDay(sentOn);
          // The code and what was encrypted go with their worker.
          entryWorker.lock();
        }}
      />
    </>
  );
}
