import { useEffect, useRef, useState } from 'react';
import { get } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Problem } from '#web/client/problem.ts';
import { Button } from '#web/kit/Button.tsx';
import { translateDesk } from '#web/texts/texts.ts';
import { Alarm } from './alarm.ts';
import { translateWatch } from './texts.ts';
import { type Asked, nextWatch, sounds, type Watch } from './watch.rules.ts';
import './watch.css';

const ASK_EVERY_MS = 15_000;
const START: Watch = { state: 'quiet', waiting: 0, failures: 0 };

/**
 * A page to leave open: it sounds while a report of danger waits for this reader, and also where it cannot check. It is a document of its own, since only that
 * document may keep the screen on: links lead to new pages, and a visit from within the application loads it again.
 */
export default function WatchPage() {
  const t = useTranslations(translateWatch);
  const desk = useTranslations(translateDesk);
  const [watch, setWatch] = useState<Watch | null>(null);
  const [staysOn, setStaysOn] = useState(true);
  const [isSilent, setSilent] = useState(false);
  const alarm = useRef<Alarm | null>(null);
  const isOn = watch !== null;

  useEffect(() => {
    document.title = desk('title', { page: t('title') });
  }, [desk, t]);

  useEffect(() => {
    const [loaded] = performance.getEntriesByType('navigation');
    if (loaded !== undefined && new URL(loaded.name).pathname !== location.pathname) location.reload();
  }, []);

  useEffect(() => {
    if (!isOn) return;
    const round = async () => {
      const asked = await ask();
      setWatch((before) => nextWatch(before ?? START, asked));
    };
    void round();
    const timer = setInterval(() => void round(), ASK_EVERY_MS);
    const keepOn = () => void keepScreenOn().then(setStaysOn);
    keepOn();
    document.addEventListener('visibilitychange', keepOn);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', keepOn);
    };
  }, [isOn]);

  useEffect(() => alarm.current?.ring(watch !== null && sounds(watch)), [watch]);
  useEffect(() => () => alarm.current?.end(), []);

  const start = () => {
    alarm.current ??= new Alarm(setSilent);
    void alarm.current.sound();
    setWatch(START);
  };
  const stop = () => {
    alarm.current?.end();
    alarm.current = null;
    setSilent(false);
    setWatch(null);
  };
  return (
    <main className="watch" data-state={watch?.state ?? 'off'}>
      <h1>{t('title')}</h1>
      <p role="status" className="watch-state">
        {watch === null ? t('off') : t(`state.${watch.state}`, { n: watch.waiting })}
      </p>
      {watch === null ? <p>{t('about')}</p> : !staysOn && <p>{t('sleeps')}</p>}
      {isSilent && <p role="alert">{t('silent')}</p>}
      <p className="watch-actions">
        {watch === null ? (
          <Button kind="main" onClick={start}>
            {t('start')}
          </Button>
        ) : (
          <>
            <Button onClick={() => void alarm.current?.sound()}>{t('test')}</Button>
            <Button kind="quiet" onClick={stop}>
              {t('stop')}
            </Button>
          </>
        )}
      </p>
      <p>
        <a href={watch?.state === 'signed-out' ? '/desk/sign-in?next=/desk/watch' : '/desk/reports'} target="_blank" rel="noopener">
          {t(watch?.state === 'signed-out' ? 'sign-in' : 'open')}
        </a>
      </p>
    </main>
  );
}

/** Requests the count and gives up when the next request is due: where a network drops everything, a request neither succeeds nor fails. */
async function ask(): Promise<Asked> {
  const question = new AbortController();
  const late = setTimeout(() => question.abort(), ASK_EVERY_MS);
  try {
    return await get('/danger', {}, question.signal);
  } catch (error) {
    return error instanceof Problem && (error.status === 401 || error.status === 403) ? 'signed-out' : 'no-answer';
  } finally {
    clearTimeout(late);
  }
}

/** Asks that the screen stays on, and answers whether it does. The browser drops this when the page is hidden. */
async function keepScreenOn(): Promise<boolean> {
  if (document.visibilityState === 'hidden') return true;
  try {
    await navigator.wakeLock.request('screen');
    return true;
  } catch {
    return false;
  }
}
