import { useState } from 'react';
import { dayOf } from '#kernel/dates.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import type { TestReport } from '../worker/channel-protocol.ts';
import { readerKeys } from '../worker/reader-keys.ts';
import { type Channel, useChannelWrite } from './channels-data.ts';
import { givenList } from './given-list.ts';
import { translateChannels } from './texts.ts';

/** Encrypts a test report in this browser, as a reporter's browser does, and sends it to the readers of the newest list. */
export function SendTest({ channel }: { channel: Channel }) {
  const t = useTranslations(translateChannels);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<'refused' | 'failed' | null>(null);
  const sendTest = useChannelWrite(({ wraps, ...test }: TestReport, key) =>
    send('POST /channels/:channelId/tests', { channelId: channel.id, ...test, wraps: [...wraps] }, key),
  );
  const run = async () => {
    setBusy(true);
    const test = await readerKeys.call('encryptTest', givenList(channel, dayOf(new Date()))).catch(() => null);
    setBusy(false);
    setFault(test === null ? 'failed' : test === 'list-refused' ? 'refused' : null);
    if (test !== null && test !== 'list-refused') sendTest.mutate(test);
  };
  return (
    <>
      {fault && (
        <p role="alert" className="error">
          {t(`test.${fault}`)}
        </p>
      )}
      {sendTest.error && <ProblemNote error={sendTest.error} />}
      <Button kind="main" waiting={busy || sendTest.isPending} onClick={() => void run()}>
        {t('test.send')}
      </Button>
    </>
  );
}
