import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useId, useState } from 'react';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { recordUnlock } from '../clocks/clocks-data.ts';
import { readerKeys, useKeysState } from '../worker/reader-keys.ts';
import { deskKeysQuery } from './inbox-data.ts';
import { translateInbox } from './texts.ts';

const SECOND_MS = 1_000;
const MINUTE_S = 60;

/** Whether the keys of a channel are open in this browser, and the way to change it. */
export function KeysBand({ channelId }: { channelId: string }) {
  const state = useKeysState();
  return state?.channel === channelId ? <Unlocked locksAt={state.locksAt} /> : <Locked channelId={channelId} />;
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

function Locked({ channelId }: { channelId: string }) {
  const t = useTranslations(translateInbox);
  const id = useId();
  const keys = useQuery(deskKeysQuery(channelId));
  const [passphrase, setPassphrase] = useState('');
  const [state, setState] = useState<'ready' | 'opening' | 'wrong' | 'failed'>('ready');
  async function unlock(event: FormEvent) {
    event.preventDefault();
    if (keys.data === undefined || passphrase.trim() === '' || state === 'opening') return;
    setState('opening');
    const result = await readerKeys.unlock({ channel: channelId, locked: keys.data.locked }, passphrase).catch(() => 'failed' as const);
    if (result === 'unlocked') return recordUnlock(channelId);
    setPassphrase('');
    setState(result === 'failed' ? 'failed' : 'wrong');
  }
  return (
    <form className="keys-band no-print" onSubmit={(event) => void unlock(event)}>
      <p>
        <b>{t('keys.locked')}</b> {t('keys.locked-about')}
      </p>
      {keys.error && <ProblemNote error={keys.error} retry={() => void keys.refetch()} />}
      <div className="keys-form">
        <TextField
          id={id}
          type="password"
          autoComplete="off"
          spellCheck={false}
          label={t('keys.passphrase')}
          hint={t('keys.passphrase-hint')}
          value={passphrase}
          error={state === 'wrong' ? t('keys.wrong') : state === 'failed' ? t('keys.failed') : undefined}
          onChange={(event) => setPassphrase(event.target.value)}
        />
        <Button kind="main" type="submit" waiting={state === 'opening' || keys.data === undefined}>
          {t(state === 'opening' ? 'keys.opening' : 'keys.unlock')}
        </Button>
      </div>
    </form>
  );
}
