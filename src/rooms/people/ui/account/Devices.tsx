import { send } from '#web/client/api.ts';
import { useWrite } from '#web/client/write.ts';
import { Button } from '#web/kit/Button.tsx';
import { DateText } from '#web/kit/DateText.tsx';
import { ProblemNote } from '#web/kit/notes/ProblemNote.tsx';
import { usePeopleWords } from '../people-words.ts';
import { type Account, accountChanged } from './account-data.ts';

/** The person's signed-in devices; each can be signed out, and all others at once. */
export function Devices({ devices, tell }: { devices: Account['devices']; tell: (words: string) => void }) {
  const { t } = usePeopleWords();
  const end = useWrite(
    (sessionId: string | null, key) =>
      sessionId === null
        ? send('POST /account/devices/end-others', {}, key)
        : send('POST /account/devices/:sessionId/end', { sessionId }, key),
    {
      onSuccess: async () => {
        await accountChanged();
        tell(t('ui.device-ended'));
      },
    },
  );
  const nameOf = ({ browser, system }: Account['devices'][number]) =>
    t('ui.device', { browser: t(`ui.browser-${browser}`), system: t(`ui.system-${system}`) });
  return (
    <>
      <p className="small muted">{t('ui.devices-say')}</p>
      {end.error && <ProblemNote error={end.error} />}
      <ul className="devices">
        {devices.map((device) => (
          <li key={device.id}>
            <div>
              <b>{nameOf(device)}</b>
              <span className="small muted">
                {t('ui.device-since')} <DateText date={device.since} time />; {t('ui.device-seen')} <DateText date={device.seen} time />
              </span>
            </div>
            {device.current ? (
              <span className="small">{t('ui.device-this')}</span>
            ) : (
              <Button
                className="no-print"
                waiting={end.isPending}
                aria-label={t('ui.device-end-name', { name: nameOf(device) })}
                onClick={() => end.mutate(device.id)}
              >
                {t('ui.device-end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {devices.length > 1 && (
        <p className="no-print">
          <Button waiting={end.isPending} onClick={() => end.mutate(null)}>
            {t('ui.devices-end')}
          </Button>
        </p>
      )}
    </>
  );
}
