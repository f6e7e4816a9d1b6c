import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { FileForHolder, LockedFile } from '../worker/channel-protocol.ts';
import { readerKeys } from '../worker/reader-keys.ts';
import { type Channel, useChannelWrite } from './channels-data.ts';
import { HeldFiles } from './keys/HeldFiles.tsx';
import { KeyFileForm } from './keys/KeyFileForm.tsx';
import { presentKey } from './keys/present-key.ts';
import { translateChannels } from './texts.ts';

const SignList = later(() => import('./SignList.tsx').then((file) => file.SignList));
const SendTest = later(() => import('./SendTest.tsx').then((file) => file.SendTest));

/** What keeps an open channel going: the next list before the present one ends, the next channel key, and its end. */
export function KeepChannel({ channel }: { channel: Channel }) {
  const t = useTranslations(translateChannels);
  const [shown, setShown] = useState<'list' | 'successor' | 'close' | null>(null);
  const close = () => setShown(null);
  return (
    <>
      <div className="page-actions channel-acts">
        <Button onClick={() => setShown('list')}>{t('list.renew')}</Button>
        <SendTest channel={channel} />
        <Button kind="quiet" onClick={() => setShown('successor')}>
          {t('key.next')}
        </Button>
        <Button kind="quiet" onClick={() => setShown('close')}>
          {t('close')}
        </Button>
      </div>
      {shown === 'list' && <SignList channel={channel} close={close} />}
      {shown === 'successor' && <Successor channel={channel} close={close} next={() => setShown('list')} />}
      {shown === 'close' && <CloseForm channel={channel} close={close} />}
    </>
  );
}

/** The next channel key counts once it signed a list, so the form for that one comes `next`. */
function Successor({ channel, close, next: toList }: { channel: Channel; close: () => void; next: () => void }) {
  const t = useTranslations(translateChannels);
  const locale = useLocale();
  const [next, setNext] = useState<{ signed: string; files: readonly FileForHolder[] } | null>(null);
  const record = useChannelWrite(
    (signed: string, key) => send('POST /channels/:channelId/successors', { channelId: channel.id, signed }, key),
    toList,
  );
  const use = async (file: LockedFile) => {
    const answer = await readerKeys.call('signSuccessor', { ...file, key: presentKey(channel), channel: channel.id, language: locale });
    if (typeof answer === 'string') return answer;
    setNext(answer);
    return undefined;
  };
  if (next === null)
    return (
      <KeyFileForm kind="channel-key" label={t('key.next')} action={t('key.make-next')} use={use} close={close}>
        <p>{t('key.next-about')}</p>
      </KeyFileForm>
    );
  return (
    <section className="panel form" aria-label={t('key.next')}>
      {record.error && <ProblemNote error={record.error} retry={() => record.mutate(next.signed)} />}
      <HeldFiles channel={channel.slug} files={next.files} onKept={() => record.mutate(next.signed)} />
    </section>
  );
}

function CloseForm({ channel: { id, version }, close }: { channel: Channel; close: () => void }) {
  const t = useTranslations(translateChannels);
  const end = useChannelWrite((_: true, key) => send('POST /channels/:channelId/close', { channelId: id, version }, key), close);
  return (
    <div className="note">
      <p>{t('close.sure')}</p>
      {end.error && <ProblemNote error={end.error} />}
      <p className="page-actions">
        <Button kind="main" waiting={end.isPending} onClick={() => end.mutate(true)}>
          {t('close.now')}
        </Button>
        <Button kind="quiet" onClick={close}>
          {t('close.not')}
        </Button>
      </p>
    </div>
  );
}
