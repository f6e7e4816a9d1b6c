import { useState } from 'react';
import { dayOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { get, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { SelectField } from '#web/kit/fields/SelectField.tsx';
import { UnlockForm } from '../../unlock/UnlockForm.tsx';
import { readerKeys, useKeysState } from '../../worker/reader-keys.ts';
import type { Channel, Reader } from '../channels-data.ts';
import { givenList } from '../given-list.ts';
import { shownFingerprints } from '../keys/present-key.ts';
import { listedReaders } from '../next-list.ts';
import { translateChannels } from '../texts.ts';
import { describeRun } from './describe-run.ts';
import { eachPage } from './each-page.ts';

type Result = { handed: number; excluded: number; damaged: number; refused: number };
/** `list-refused`: a later page was refused, as after midnight on the last day of the list. What was handed over before stays so. */
type Outcome = { end: 'done' | 'list-refused' | 'failed'; result: Result };

/**
 * Hands the reports that this reader holds over to another reader of the newest list. The keys are wrapped in the worker; who was left out of a report, or is of a
 * unit it is about, does not get it.
 */
export function HandOver({ channel, own, close }: { channel: Channel; own: Reader; close: () => void }) {
  const t = useTranslations(translateChannels);
  const isOpen = useKeysState()?.channel === channel.id;
  const [waiting, setWaiting] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const others = listedReaders(channel).filter(({ number }) => number !== own.number);
  const run = async (number: number) => {
    setWaiting(true);
    setOutcome(await handOverAll(channel, number));
    setWaiting(false);
  };
  if (!isOpen) return <UnlockForm channelId={channel.id} />;
  const fingerprints = shownFingerprints(channel);
  return (
    <form
      className="panel form no-print"
      noValidate
      aria-label={t('hand.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (!waiting) void run(Number(new FormData(event.currentTarget).get('newcomer')));
      }}
    >
      <p>{t('hand.about')}</p>
      <p className="small muted">
        {t('key.fingerprint', { n: fingerprints.length })} <code translate="no">{fingerprints.join(', ')}</code>
      </p>
      <SelectField id="newcomer" name="newcomer" label={t('hand.to')} hint={t('hand.to-hint')}>
        {others.map(({ number, unit, function: readerFunction }) => (
          <option key={number} value={number}>
            {t('hand.reader', { number, unit: unit.join(' / '), function: t(`function.${readerFunction}`) })}
          </option>
        ))}
      </SelectField>
      {outcome !== null && (
        <p role="status" className="note">
          {describeRun(outcome.end, outcome.result, {
            stopped: outcome.end === 'done' ? '' : t(`hand.${outcome.end}`),
            before: t('hand.before'),
            done: t('hand.done', outcome.result),
          })}
        </p>
      )}
      <FormFoot action={t('hand.run')} waiting={waiting} close={close} />
    </form>
  );
}

/** Page by page. A page whose answer was lost is handed over again without effect. */
async function handOverAll(channel: Channel, number: number): Promise<Outcome> {
  const result: Result = { handed: 0, excluded: 0, damaged: 0, refused: 0 };
  const address = { channelId: channel.id, number };
  const stopped = await eachPage(
    (after) => get('/channels/:channelId/hand-over/:number', { ...address, after }),
    async ({ reports }) => {
      const wrapped = await readerKeys.call('handOver', { list: givenList(channel, dayOf(new Date())), newcomer: number, reports });
      if (wrapped === 'list-refused') return wrapped;
      const wraps = wrapped.flatMap((one) => ('wrap' in one ? [{ report: one.report, bytes: one.wrap }] : []));
      const stored =
        wraps.length === 0 ? [] : (await send('POST /channels/:channelId/hand-over/:number', { ...address, wraps }, newId())).reports;
      const kept = (why: 'excluded' | 'damaged') => wrapped.filter((one) => 'kept' in one && one.kept === why).length;
      result.handed += stored.length;
      result.refused += wraps.length - stored.length;
      result.excluded += kept('excluded');
      result.damaged += kept('damaged');
      return undefined;
    },
  );
  return { end: stopped ?? 'done', result };
}
