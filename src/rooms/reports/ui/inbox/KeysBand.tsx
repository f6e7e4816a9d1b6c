import { useEffect, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { recordUnlock } from '../clocks/clocks-data.ts';
import { UnlockForm } from '../unlock/UnlockForm.tsx';
import { readerKeys, useKeysState } from '../worker/reader-keys.ts';
import { translateInbox } from './texts.ts';

const SECOND_MS = 1_000;
const MINUTE_S = 60;

/** Whether the keys of a channel are open in this browser, and the way to change it. `attends`: opening them shows that a reader looks after the channel. */
export function KeysBand({ channelId, attends = true }: { channelId: string; attends?: boolean }) {
  const state = useKeysState();
  return state?.channel === channelId ? <Unlocked locksAt={state.locksAt} /> : <Locked channelId={channelId} attends={attends} />;
}

function Unlocked({ locksAt }: { locksAt: number }) {
  const t = useTranslations(translateInbox);
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, []);
  const left = Math.max(0, Math.round((locksAt - now) / SECOND_MS));
  const time = `${Math.floor(left / MINUTE_S)}:${String(left % MINUTE_S).padStart(2, '0')}`;
  return (
    <div className="keys-band keys-open no-print">
      <p>
        <b>{t('keys.open')}</b> {t('keys.open-about')}
      </p>
      <p className="keys-side">
        <span role="timer">{t('keys.locks-in', { time })}</span>
        <Button onClick={() => readerKeys.lock()}>{t('keys.lock')}</Button>
      </p>
    </div>
  );
}

function Locked({ channelId, attends }: { channelId: string; attends: boolean }) {
  const t = useTranslations(translateInbox);
  return (
    <div className="keys-band no-print">
      <p>
        <b>{t('keys.locked')}</b> {t('keys.locked-about')}
      </p>
      <UnlockForm channelId={channelId} onUnlocked={attends ? recordUnlock : undefined} />
    </div>
  );
}
