import { useState } from 'react';
import { get } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { readerKeys } from '../../worker/reader-keys.ts';
import { translateChannels } from '../texts.ts';

/** Opens the reader's own keys of a channel with their passphrase, in the worker. */
export function UnlockForm({ channelId }: { channelId: string }) {
  const t = useTranslations(translateChannels);
  const [fault, setFault] = useState<'wrong-passphrase' | 'failed' | null>(null);
  const [waiting, setWaiting] = useState(false);
  const unlock = async (passphrase: string) => {
    setWaiting(true);
    try {
      const { locked } = await get('/channels/:channelId/own-keys', { channelId });
      setFault((await readerKeys.unlock({ channel: channelId, locked }, passphrase)) === 'unlocked' ? null : 'wrong-passphrase');
    } catch {
      setFault('failed');
    }
    setWaiting(false);
  };
  return (
    <form
      className="form"
      noValidate
      aria-label={t('unlock')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!waiting) void unlock(String(new FormData(event.currentTarget).get('passphrase') ?? ''));
      }}
    >
      <TextField
        id="own-passphrase"
        name="passphrase"
        label={t('unlock.passphrase')}
        hint={t('file.passphrase-hint')}
        error={fault === null ? undefined : t(`unlock.${fault}`)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
      />
      <FormFoot action={t('unlock')} waiting={waiting} />
    </form>
  );
}
