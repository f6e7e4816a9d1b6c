import { type ReactNode, useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { StatusGlyph } from '#web/kit/status/StatusMark.tsx';
import { type Channel, type Opening, useChannelWrite } from './channels-data.ts';
import { translateChannels } from './texts.ts';

const SignList = later(() => import('./SignList.tsx').then((file) => file.SignList));
const SendTest = later(() => import('./SendTest.tsx').then((file) => file.SendTest));

type Step = NonNullable<Opening['steps']>['done'][number];

/** The way from a draft to an open channel: each step as the register has it, so that it can be left and taken up by another person. */
export function OpeningSteps({ channel, opening }: { channel: Channel; opening: Opening }) {
  const t = useTranslations(translateChannels);
  const [signing, setSigning] = useState(false);
  const { all, done } = opening.steps ?? { all: [], done: [] };
  const { id: channelId, version, readers, manifest } = channel;
  const open = useChannelWrite((_: true, key) => send('POST /channels/:channelId/open', { channelId, version }, key));
  const present = readers.filter(({ removedAt }) => removedAt === null);
  const untrained = present.filter(({ number }) => !opening.trained.includes(number));
  const facts: Record<Step, ReactNode> = {
    readers: t('step.readers.fact', { n: present.length }),
    training: untrained.length === 0 ? null : t('step.training.fact', { names: untrained.map(({ name }) => name).join(', ') }),
    limits: opening.limits && (
      <>
        {t('limits.stated')} <DateText date={opening.limits.statedOn} />
      </>
    ),
    list: manifest && (
      <>
        {t('list.until', { n: manifest.number })} <DateText date={manifest.validUntil} />
      </>
    ),
    notices:
      present.length > 0 &&
      t('step.notices.fact', {
        n: present.filter(({ number }) => opening.notices?.some((test) => test.number === number && test.counts)).length,
        of: present.length,
      }),
    test: opening.test && t('step.test.fact', { n: opening.test.readBy.length, of: manifest?.readers.length ?? 0 }),
  };
  const acts: Partial<Record<Step, ReactNode>> = {
    list: !signing && present.length > 1 && (
      <Button kind={done.includes('list') ? 'quiet' : 'main'} onClick={() => setSigning(true)}>
        {t('list.sign')}
      </Button>
    ),
    test: done.includes('list') && !done.includes('test') && <SendTest channel={channel} />,
  };
  return (
    <>
      <ol className="panel channel-steps">
        {all.map((step) => (
          <li key={step} data-step={step}>
            <div>
              <h3>{t(`step.${step}`)}</h3>
              <p className="muted">{t(`step.${step}.why`, step === 'readers' ? { nations: String(opening.isMultinational) } : {})}</p>
              <p className="channel-step-state">
                <span className={`chip is-${done.includes(step) ? 'met' : 'not-started'}`}>
                  <StatusGlyph status={done.includes(step) ? 'met' : 'not-started'} />
                  {t(done.includes(step) ? 'step.done' : 'step.open')}
                </span>{' '}
                <span>{facts[step]}</span>
              </p>
            </div>
            <div className="no-print">{acts[step]}</div>
          </li>
        ))}
      </ol>
      {opening.notices === null && <p className="note">{t('step.notices.no-mail')}</p>}
      {signing && <SignList channel={channel} close={() => setSigning(false)} />}
      {open.error && <ProblemNote error={open.error} />}
      {done.length === all.length ? (
        <p className="page-actions channel-acts no-print">
          <Button kind="main" waiting={open.isPending} onClick={() => open.mutate(true)}>
            {t('open')}
          </Button>
        </p>
      ) : (
        <p className="muted channel-acts">{t('open.not-yet', { n: all.length - done.length })}</p>
      )}
    </>
  );
}
