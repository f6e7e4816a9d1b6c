import './unlock.css';
import { type FormEvent, useId, useState } from 'react';
import { get } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { readerKeys } from '../worker/reader-keys.ts';
import { translateUnlock } from './texts.ts';

/** Opens the reader's own keys of a channel with their passphrase, in the worker. */
export function UnlockForm({ channelId, onUnlocked }: { channelId: string; onUnlocked?: (channelId: string) => void }) {
  const t = useTranslations(translateUnlock);
  const id = useId();
  const [passphrase, setPassphrase] = useState('');
  const [state, setState] = useState<'ready' | 'opening' | 'wrong-passphrase' | 'failed'>('ready');
  async function unlock(event: FormEvent) {
    event.preventDefault();
    if (passphrase.trim() === '' || state === 'opening') return;
    setState('opening');
    try {
      const { locked } = await get('/channels/:channelId/own-keys', { channelId });
      const result = await readerKeys.unlock({ channel: channelId, locked }, passphrase);
      if (result === 'unlocked') return onUnlocked?.(channelId);
      setState(result);
    } catch {
      setState('failed');
    }
    setPassphrase('');
  }
  return (
    <form className="keys-form" noValidate aria-label={t('unlock')} onSubmit={(event) => void unlock(event)}>
      <TextField
        id={id}
        type="password"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        label={t('passphrase')}
        hint={t('passphrase-hint')}
        value={passphrase}
        error={state === 'wrong-passphrase' || state === 'failed' ? t(state) : undefined}
        onChange={(event) => setPassphrase(event.target.value)}
      />
      <Button kind="main" type="submit" waiting={state === 'opening'}>
        {t(state === 'opening' ? 'opening' : 'unlock')}
      </Button>
    </form>
  );
}
