import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useLocale, useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ErrorSummary } from '#web/kit/fields/ErrorSummary.tsx';
import { FormFoot } from '#web/kit/fields/FormFoot.tsx';
import { usePlainForm } from '#web/kit/fields/plain-form.ts';
import { TextField } from '#web/kit/fields/TextField.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { UnlockForm } from '../unlock/UnlockForm.tsx';
import { readerKeys, useKeysState } from '../worker/reader-keys.ts';
import { type Channel, type Opening, ownTestQuery, type Reader, useChannelWrite } from './channels-data.ts';
import { HandOver } from './hand-over/HandOver.tsx';
import { Inherit } from './hand-over/Inherit.tsx';
import { NameSuccessor } from './hand-over/NameSuccessor.tsx';
import { translateSuccession } from './hand-over/texts.ts';
import { OwnNotice } from './OwnNotice.tsx';
import { Drill, Recover } from './Recovery.tsx';
import { translateChannels } from './texts.ts';

/** What a reader does on the page of a channel: open the test report, drill the recovery file, recover keys, hand over, and take over. */
export function OwnReader({ channel, own, opening }: { channel: Channel; own: Reader; opening: Opening }) {
  const t = useTranslations(translateChannels);
  const ts = useTranslations(translateSuccession);
  const [shown, setShown] = useState<'drill' | 'recover' | 'hand-over' | 'successor' | null>(null);
  const close = () => setShown(null);
  const drilled = opening.drills.find(({ number }) => number === own.number);
  return (
    <>
      {own.function === 'interpreter' ? (
        <p>{t('own.interpreter', { n: own.number })}</p>
      ) : (
        <ReaderState channel={channel} own={own} opening={opening} />
      )}
      <p>
        {drilled ? (
          <>
            {t('recovery.drilled')} <DateText date={drilled.drilledOn} />
          </>
        ) : (
          t('recovery.never')
        )}
      </p>
      <p className="page-actions channel-acts no-print">
        <Button onClick={() => setShown('drill')}>{t('recovery.drill')}</Button>
        {own.listed && (
          <>
            <Button kind="quiet" onClick={() => setShown('hand-over')}>
              {t('hand.title')}
            </Button>
            <Button kind="quiet" onClick={() => setShown('successor')}>
              {ts('name.title')}
            </Button>
          </>
        )}
        <Button kind="quiet" onClick={() => setShown('recover')}>
          {t('recovery.recover')}
        </Button>
      </p>
      {shown === 'hand-over' && <HandOver channel={channel} own={own} close={close} />}
      {shown === 'successor' && <NameSuccessor channel={channel} own={own} close={close} />}
      {shown === 'drill' && <Drill channelId={channel.id} own={own} close={close} />}
      {shown === 'recover' && <Recover channelId={channel.id} own={own} close={close} />}
      <Inherit channel={channel} own={own} />
    </>
  );
}

/** Whether the list names the reader, and what they still have to show before it does. */
function ReaderState({ channel, own, opening }: { channel: Channel; own: Reader; opening: Opening }) {
  const t = useTranslations(translateChannels);
  return (
    <>
      <p>
        {t('own.number', { n: own.number })} {t(own.listed ? 'own.listed' : 'own.not-listed')}{' '}
        {t(opening.trained.includes(own.number) ? 'own.trained' : 'own.not-trained')}
      </p>
      <OwnNotice channelId={channel.id} tested={opening.notices?.find(({ number }) => number === own.number)} />
      {!opening.trained.includes(own.number) && <CertificateForm channelId={channel.id} />}
      {opening.test !== null && own.listed && <OwnTest channel={channel} />}
    </>
  );
}

function CertificateForm({ channelId }: { channelId: string }) {
  const t = useTranslations(translateChannels);
  const locale = useLocale();
  const show = useChannelWrite((certificate: string, key) =>
    send('PUT /channels/:channelId/own-certificate', { channelId, certificate }, key),
  );
  const labels = { certificate: t('own.certificate') };
  const { faults, form } = usePlainForm({ labels, problem: show.error, send: ({ certificate }) => show.mutate(certificate) });
  return (
    <form {...form} className="form channel-acts no-print" aria-label={t('own.certificate-show')}>
      <p>
        {t('own.course')}{' '}
        <a href={`/learn/${locale}`} target="_blank" rel="noopener">
          {t('own.course-page')}
        </a>
      </p>
      <ErrorSummary faults={faults} />
      <TextField
        id="certificate"
        name="certificate"
        label={labels.certificate}
        hint={t('own.certificate-hint')}
        maxLength={60}
        autoComplete="off"
        error={faults.of('certificate')}
      />
      <FormFoot action={t('own.certificate-show')} waiting={show.isPending} error={faults.general && show.error} />
    </form>
  );
}

function OwnTest({ channel: { id } }: { channel: Channel }) {
  const t = useTranslations(translateChannels);
  const { data: test } = useQuery(ownTestQuery(id));
  const isOpen = useKeysState()?.channel === id;
  const [answer, setAnswer] = useState<string | null>(null);
  const [damaged, setDamaged] = useState(false);
  const confirm = useChannelWrite(
    (given: string, key) =>
      send('POST /channels/:channelId/tests/:reportId/readings', { channelId: id, reportId: test!.report, answer: given }, key),
    () => setAnswer(null),
  );
  if (test === undefined) return null;
  if (test.readOn !== null)
    return (
      <p>
        {t('test.own-read')} <DateText date={test.readOn} />
      </p>
    );
  const open = async () => {
    const { report, body, wrap } = test;
    const opened = await readerKeys.call('openTest', { channel: id, report, body, wrap }).catch(() => 'damaged' as const);
    setDamaged(opened === 'damaged');
    if (opened !== 'damaged') setAnswer(opened.answer);
  };
  return (
    <div className="note">
      <p>{t('test.waits')}</p>
      {!isOpen && <UnlockForm channelId={id} />}
      {isOpen && answer === null && (
        <Button kind="main" onClick={() => void open()}>
          {t('test.open')}
        </Button>
      )}
      {damaged && (
        <p role="alert" className="error">
          {t('test.damaged')}
        </p>
      )}
      {answer !== null && (
        <>
          <p role="status">{t('test.opened')}</p>
          {confirm.error && <ProblemNote error={confirm.error} />}
          <Button kind="main" waiting={confirm.isPending} onClick={() => confirm.mutate(answer)}>
            {t('test.confirm')}
          </Button>
        </>
      )}
    </div>
  );
}
