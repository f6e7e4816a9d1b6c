import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { dayOf } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { get, send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { UnlockForm } from '../../unlock/UnlockForm.tsx';
import type { LockedFile } from '../../worker/channel-protocol.ts';
import { readerKeys, useKeysState } from '../../worker/reader-keys.ts';
import type { Channel, Reader } from '../channels-data.ts';
import { givenList } from '../given-list.ts';
import { KeyFileForm } from '../keys/KeyFileForm.tsx';
import { describeRun } from './describe-run.ts';
import { eachPage } from './each-page.ts';
import { translateSuccession } from './texts.ts';

type Succession = Channel['successions'][number];
type Result = { taken: number; damaged: number };
/** `list-refused`: a later page was refused, as after midnight on the last day of the list. What was taken over before stays so. */
type Outcome = { end: 'done' | 'list-refused' | 'not-named' | 'other-reader' | 'failed'; result: Result };

/** The readers who named this reader as their successor, and the way to take over their reports with their recovery file. */
export function Inherit({ channel, own }: { channel: Channel; own: Reader }) {
  return channel.successions
    .filter(({ successor }) => successor === own.number)
    .map((one) => <InheritOf key={one.predecessor} channel={channel} succession={one} />);
}

function InheritOf({ channel, succession }: { channel: Channel; succession: Succession }) {
  const t = useTranslations(translateSuccession);
  const queries = useQueryClient();
  const isOpen = useKeysState()?.channel === channel.id;
  const [isShown, setShown] = useState(false);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const n = succession.predecessor;
  if (succession.confirmedOn === null) return <p>{t('inherit.named', { n })}</p>;
  const use = async (file: LockedFile) => {
    const { end, result } = await inheritAll(channel, succession, file);
    if (end === 'wrong-passphrase') return end;
    setOutcome({ end, result });
    // The form stays for the right file.
    if (end === 'other-reader') return undefined;
    setShown(false);
    await queries.invalidateQueries();
    return undefined;
  };
  return (
    <>
      <p className="channel-acts no-print">
        <Button onClick={() => setShown(true)}>{t('inherit.title', { n })}</Button>
      </p>
      {isShown && !isOpen && <UnlockForm channelId={channel.id} />}
      {isShown && isOpen && (
        <KeyFileForm
          kind="reader-recovery"
          label={t('inherit.title', { n })}
          action={t('inherit.run')}
          use={use}
          close={() => setShown(false)}
        >
          <p>{t('inherit.about')}</p>
          <p>{t('inherit.kept')}</p>
        </KeyFileForm>
      )}
      {outcome !== null && (
        <p role="status" className="note">
          {describeRun(outcome.end, outcome.result, {
            stopped: outcome.end === 'done' ? '' : t(`inherit.${outcome.end}`, { n }),
            before: t('inherit.before'),
            done: t('inherit.done', outcome.result),
          })}
        </p>
      )}
    </>
  );
}

/** Page by page. A page whose answer was lost is taken over again without effect. What the server refuses is not shown: it may concern this reader. */
async function inheritAll(channel: Channel, { predecessor, signed }: Succession, file: LockedFile) {
  const address = { channelId: channel.id, predecessor };
  const result: Result = { taken: 0, damaged: 0 };
  const stopped = await eachPage(
    (after) => get('/channels/:channelId/successions/:predecessor', { ...address, after }),
    async ({ reports }) => {
      const list = givenList(channel, dayOf(new Date()));
      const made = await readerKeys.call('inheritReports', { ...file, list, predecessor, named: signed, reports });
      if (typeof made === 'string') return made;
      const { wraps, signature } = made;
      if (wraps.length > 0) {
        const input = { ...address, wraps: [...wraps], signature };
        result.taken += (await send('POST /channels/:channelId/successions/:predecessor', input, newId())).reports.length;
      }
      result.damaged += made.damaged;
      return undefined;
    },
  );
  return { end: stopped ?? ('done' as const), result };
}
