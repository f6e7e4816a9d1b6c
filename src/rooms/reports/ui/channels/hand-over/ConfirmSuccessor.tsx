import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { useSession } from '#web/client/session.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { type Channel, useChannelWrite } from '../channels-data.ts';
import { translateSuccession } from './texts.ts';

type Props = { channel: Channel; succession: Channel['successions'][number] };

/** Who succeeds a reader, for those who keep the channel. They confirm it once the reader was removed; neither of the two readers does. */
export function ConfirmSuccessor({ channel, succession: { predecessor, successor: n, namedOn, confirmedOn } }: Props) {
  const t = useTranslations(translateSuccession);
  const { person } = useSession();
  const confirm = useChannelWrite((_: true, key) =>
    send('PUT /channels/:channelId/successions/:predecessor', { channelId: channel.id, predecessor, successor: n }, key),
  );
  const at = (number: number) => channel.readers.find((one) => one.number === number);
  const isGone = at(predecessor)?.removedAt !== null;
  if (at(n)?.removedAt !== null) return isGone ? <p className="small">{t('confirm.removed', { n })}</p> : null;
  if (confirmedOn !== null)
    return (
      <p className="small">
        {t('confirm.done', { n })} <DateText date={confirmedOn} />
      </p>
    );
  const isOwn = [predecessor, n].some((number) => at(number)?.personId === person.id);
  return (
    <>
      <p className="small">
        {t('confirm.named', { n })} <DateText date={namedOn} />
      </p>
      {isGone && <p className="small no-print">{t(isOwn ? 'confirm.own' : 'confirm.about', { number: predecessor, n })}</p>}
      {confirm.error && <ProblemNote error={confirm.error} />}
      {isGone && !isOwn && (
        <p className="no-print">
          <Button
            aria-label={t('confirm.run-of', { number: predecessor, n })}
            waiting={confirm.isPending}
            onClick={() => confirm.mutate(true)}
          >
            {t('confirm.run')}
          </Button>
        </p>
      )}
    </>
  );
}
