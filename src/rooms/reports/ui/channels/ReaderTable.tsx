import { useState } from 'react';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { later } from '#web/kit/later.tsx';
import { Empty } from '#web/kit/notes/Empty.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { type Channel, type Opening, type Reader, useChannelWrite } from './channels-data.ts';
import { translateChannels } from './texts.ts';

const ConfirmSuccessor = later(() => import('./hand-over/ConfirmSuccessor.tsx').then((file) => file.ConfirmSuccessor));

/** Who reads a channel: the people, for those who keep it. The public list names numbers and functions alone. */
export function ReaderTable({ channel, opening }: { channel: Channel; opening: Opening }) {
  const t = useTranslations(translateChannels);
  if (channel.readers.length === 0) return <Empty>{t('readers.none')}</Empty>;
  return (
    <ul className="panel channel-list">
      {channel.readers.map((reader) => (
        <ReaderLine key={reader.number} channel={channel} reader={reader} opening={opening} />
      ))}
    </ul>
  );
}

function ReaderLine({ channel, reader, opening }: { channel: Channel; reader: Reader; opening: Opening }) {
  const t = useTranslations(translateChannels);
  const [isConfirming, setConfirming] = useState(false);
  const { number, name, unit, removedAt, listed } = reader;
  const remove = useChannelWrite((_: true, key) =>
    send('DELETE /channels/:channelId/readers/:number', { channelId: channel.id, number }, key),
  );
  const drilled = opening.drills.find((drill) => drill.number === number);
  const succession = channel.successions.find(({ predecessor }) => predecessor === number);
  return (
    <li>
      <p>
        {t('reader.line', { number, name, unit: unit.join(' / ') })} · {t(`function.${reader.function}`)}
      </p>
      <p className="small muted">
        {removedAt === null ? (
          <>
            {reader.function === 'interpreter'
              ? t('reader.interpreter')
              : `${t(listed ? 'reader.listed' : 'reader.not-listed')} ${t(opening.trained.includes(number) ? 'reader.trained' : 'reader.not-trained')}`}{' '}
            {drilled ? (
              <>
                {t('recovery.drilled')} <DateText date={drilled.drilledOn} />
              </>
            ) : (
              t('recovery.never')
            )}{' '}
            {opening.notices && <NoticeState tested={opening.notices.find((test) => test.number === number)} />}
          </>
        ) : (
          <>
            {t('reader.removed')} <DateText date={removedAt.slice(0, 10)} />
          </>
        )}
      </p>
      {succession && <ConfirmSuccessor channel={channel} succession={succession} />}
      {remove.error && <ProblemNote error={remove.error} />}
      {removedAt === null && !isConfirming && (
        <Button kind="quiet" aria-label={t('reader.remove-of', { number, name })} onClick={() => setConfirming(true)}>
          {t('reader.remove')}
        </Button>
      )}
      {removedAt === null && isConfirming && (
        <div className="note">
          <p>{t('reader.remove-sure')}</p>
          <p className="page-actions">
            <Button kind="main" waiting={remove.isPending} onClick={() => remove.mutate(true)}>
              {t('reader.remove-now', { number })}
            </Button>
            <Button kind="quiet" onClick={() => setConfirming(false)}>
              {t('reader.keep')}
            </Button>
          </p>
        </div>
      )}
    </li>
  );
}

/** Whether mail to a reader was tested, and whether that still counts. */
function NoticeState({ tested }: { tested: NonNullable<Opening['notices']>[number] | undefined }) {
  const t = useTranslations(translateChannels);
  if (!tested?.confirmedOn) return t('notice.never');
  return (
    <>
      {t(tested.counts ? 'notice.confirmed' : 'notice.due')} <DateText date={tested.confirmedOn} />
    </>
  );
}
