import { useEffect, useState } from 'react';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { MAX_VALID_DAYS } from '../../manifest/manifest.ts';
import type { LockedFile } from '../worker/channel-protocol.ts';
import { readerKeys } from '../worker/reader-keys.ts';
import { type Channel, useChannelWrite } from './channels-data.ts';
import { KeyFileForm } from './keys/KeyFileForm.tsx';
import { presentKey } from './keys/present-key.ts';
import { listableReaders, nextList } from './next-list.ts';
import { translateChannels } from './texts.ts';

/** Signs the next list of readers with the channel key, in this browser. Nothing is sent before *Publish*. */
export function SignList({ channel, close }: { channel: Channel; close: () => void }) {
  const t = useTranslations(translateChannels);
  const present = listableReaders(channel);
  const [chosen, setChosen] = useState<readonly number[]>(present.map(({ number }) => number));
  const [signed, setSigned] = useState<string | null>(null);
  const today = dayOf(new Date());
  const validUntil = plusDays(today, MAX_VALID_DAYS);
  const publish = useChannelWrite(
    (list: string, key) => send('POST /channels/:channelId/lists', { channelId: channel.id, signed: list }, key),
    close,
  );
  useEffect(() => readerKeys.load(), []);
  const sign = async (file: LockedFile) => {
    const manifest = nextList(channel, { chosen, today, validUntil });
    const answer = await readerKeys.call('signList', { ...file, key: presentKey(channel), manifest });
    if (typeof answer === 'string') return answer;
    setSigned(answer.signed);
    return undefined;
  };
  if (signed !== null)
    return (
      <section className="panel form" aria-label={t('list.sign')}>
        <p role="status">{t('list.signed')}</p>
        {publish.error && <ProblemNote error={publish.error} />}
        <p className="page-actions">
          <Button kind="main" waiting={publish.isPending} onClick={() => publish.mutate(signed)}>
            {t('list.publish')}
          </Button>
          <Button kind="quiet" onClick={close}>
            {t('list.drop')}
          </Button>
        </p>
      </section>
    );
  return (
    <KeyFileForm kind="channel-key" label={t('list.sign')} action={t('list.sign')} use={sign} close={close}>
      <p>{t('list.about')}</p>
      <p className="small muted">
        {t('list.valid')} <DateText date={validUntil} />
      </p>
      <fieldset className="field">
        <legend className="label">{t('list.readers')}</legend>
        <div className="channel-choices">
          {present.map(({ number, name, unit }) => (
            <label key={number}>
              <input
                type="checkbox"
                checked={chosen.includes(number)}
                onChange={({ target }) => setChosen(target.checked ? [...chosen, number] : chosen.filter((one) => one !== number))}
              />{' '}
              {t('reader.line', { number, name, unit: unit.join(' / ') })}
            </label>
          ))}
        </div>
      </fieldset>
    </KeyFileForm>
  );
}
