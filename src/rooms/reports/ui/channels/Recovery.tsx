import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { FileForHolder, LockedFile } from '../worker/channel-protocol.ts';
import { readerKeys } from '../worker/reader-keys.ts';
import { type Reader, useChannelWrite } from './channels-data.ts';
import { KeyFileForm } from './keys/KeyFileForm.tsx';
import { PassphraseOnce } from './keys/PassphraseOnce.tsx';
import { translateChannels } from './texts.ts';

type RecoveryProps = { channelId: string; own: Reader; close: () => void };

/** Tries the recovery file of a reader, to know that it opens, and records the day. */
export function Drill({ channelId, own, close }: RecoveryProps) {
  const t = useTranslations(translateChannels);
  const record = useChannelWrite((_: true, key) => send('POST /channels/:channelId/drills', { channelId }, key), close);
  const use = async (file: LockedFile) => {
    const answer = await readerKeys.call('drillRecovery', { ...file, recipient: own.recipient });
    if (answer !== 'opens') return answer;
    await record.mutateAsync(true);
    return undefined;
  };
  return (
    <KeyFileForm kind="reader-recovery" label={t('recovery.drill')} action={t('recovery.drill-run')} use={use} close={close}>
      <p>{t('recovery.drill-about')}</p>
    </KeyFileForm>
  );
}

/** Opens the recovery file and gives the keys a new passphrase. */
export function Recover({ channelId, own, close }: RecoveryProps) {
  const t = useTranslations(translateChannels);
  const locale = useLocale();
  const [next, setNext] = useState<FileForHolder | null>(null);
  const replace = useChannelWrite((locked: string, key) => send('PUT /channels/:channelId/own-keys', { channelId, locked }, key), close);
  const use = async (file: LockedFile) => {
    const answer = await readerKeys.call('recoverKeys', { ...file, recipient: own.recipient, language: locale });
    if (typeof answer === 'string') return answer;
    setNext(answer);
    return undefined;
  };
  if (next !== null)
    return (
      <section className="panel form" aria-label={t('recovery.recover')}>
        {replace.error && <ProblemNote error={replace.error} />}
        <PassphraseOnce id="new-word" title={t('join.phrase')} passphrase={next.passphrase} onKept={() => replace.mutate(next.locked)} />
      </section>
    );
  return (
    <KeyFileForm kind="reader-recovery" label={t('recovery.recover')} action={t('recovery.open')} use={use} close={close}>
      <p>{t('recovery.recover-about')}</p>
    </KeyFileForm>
  );
}
