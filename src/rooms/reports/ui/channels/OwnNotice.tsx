import { useAddress } from '#web/client/address.ts';
import { send } from '#web/client/api.ts';
import { useTranslations } from '#web/client/language.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { type Opening, useChannelWrite } from './channels-data.ts';
import { translateChannels } from './texts.ts';

/** The test notice to a reader: the link in the mail leads here, and one click confirms that it arrived. */
export function OwnNotice({ channelId, tested }: { channelId: string; tested: NonNullable<Opening['notices']>[number] | undefined }) {
  const t = useTranslations(translateChannels);
  const [{ notice }, setAddress] = useAddress();
  const confirm = useChannelWrite(
    (answer: string, key) => send('POST /channels/:channelId/notice', { channelId, answer }, key),
    () => setAddress({ notice: '' }),
  );
  if (notice !== undefined)
    return (
      <div className="note">
        <p>{t('notice.arrived')}</p>
        {confirm.error && <ProblemNote error={confirm.error} />}
        <Button kind="main" waiting={confirm.isPending} onClick={() => confirm.mutate(notice)}>
          {t('notice.confirm')}
        </Button>
      </div>
    );
  if (tested === undefined) return null;
  return (
    <p>
      {tested.counts ? t('notice.confirmed') : t('notice.sent')} <DateText date={tested.counts ? tested.confirmedOn! : tested.sentOn} />
      {!tested.counts && ` ${t('notice.open-link')}`}
    </p>
  );
}
