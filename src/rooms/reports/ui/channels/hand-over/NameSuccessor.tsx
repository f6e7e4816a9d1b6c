import { useState } from 'react';
import { dayOf } from '#kernel/dates.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { UnlockForm } from '../../unlock/UnlockForm.tsx';
import { readerKeys, useKeysState } from '../../worker/reader-keys.ts';
import { type Channel, type Reader, useChannelWrite } from '../channels-data.ts';
import { givenList } from '../given-list.ts';
import { listedReaders } from '../next-list.ts';
import { translateChannels } from '../texts.ts';
import { translateSuccession } from './texts.ts';

type Named = { successor: number; signed: string };

/** A reader names who takes over their reports once they are gone. The name is signed with the reader's key, in the worker. */
export function NameSuccessor({ channel, own, close }: { channel: Channel; own: Reader; close: () => void }) {
  const t = useTranslations(translateSuccession);
  const tc = useTranslations(translateChannels);
  const isOpen = useKeysState()?.channel === channel.id;
  const [fault, setFault] = useState<'list-refused' | 'failed' | null>(null);
  const write = useChannelWrite(
    (named: Named | null, key) => send('PUT /channels/:channelId/own-successor', { channelId: channel.id, named }, key),
    close,
  );
  const others = listedReaders(channel).filter(({ number }) => number !== own.number);
  const now = channel.successions.find(({ predecessor }) => predecessor === own.number);
  const run = async (successor: number) => {
    const input = { list: givenList(channel, dayOf(new Date())), successor };
    const made = await readerKeys.call('nameSuccessor', input).catch(() => 'failed' as const);
    setFault(typeof made === 'string' ? made : null);
    if (typeof made !== 'string') write.mutate({ successor, signed: made.signed });
  };
  if (others.length === 0) return <p className="note">{t('name.nobody')}</p>;
  if (!isOpen) return <UnlockForm channelId={channel.id} />;
  return (
    <form
      className="panel form no-print"
      noValidate
      aria-label={t('name.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!write.isPending) void run(Number(new FormData(event.currentTarget).get('successor')));
      }}
    >
      <p>{t('name.about')}</p>
      <p>{t('name.needs')}</p>
      <p>
        {now ? (
          <>
            {t('name.now', { n: now.successor })} <DateText date={now.namedOn} />{' '}
            <Button kind="quiet" onClick={() => write.mutate(null)}>
              {t('name.withdraw')}
            </Button>
          </>
        ) : (
          t('name.none')
        )}
      </p>
      <SelectField id="successor" name="successor" label={t('name.to')} hint={t('name.to-hint')}>
        {others.map(({ number, unit, function: readerFunction }) => (
          <option key={number} value={number}>
            {tc('hand.reader', { number, unit: unit.join(' / '), function: tc(`function.${readerFunction}`) })}
          </option>
        ))}
      </SelectField>
      {fault !== null && (
        <p role="alert" className="error">
          {t(`name.${fault}`)}
        </p>
      )}
      <FormFoot action={t('name.run')} waiting={write.isPending} error={write.error} close={close} />
    </form>
  );
}
