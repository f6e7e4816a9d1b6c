import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from '../client/language.ts';
import { logCheckQuery, storeCheckpoint } from '../client/log/stored-checkpoint.ts';
import { Button } from '../kit/Button.tsx';
import { DateText } from '../kit/DateText.tsx';
import { translateLogBand } from './texts.ts';
import './log-band.css';

/** Says that the log does not continue from the checkpoint this browser saw. Nothing while it does, or while the log cannot be read. */
export function LogBand({ exercise }: { exercise: boolean }) {
  const t = useTranslations(translateLogBand);
  const queries = useQueryClient();
  const check = useQuery(logCheckQuery(exercise));
  if (check.data === undefined || check.data.holds) return null;
  const { stored, current } = check.data;
  const accept = () => {
    storeCheckpoint(current);
    void queries.invalidateQueries({ queryKey: ['log-check'] });
  };
  return (
    <div className="band broken-log" role="alert">
      <p>
        <b>
          {t('broken')} <DateText date={stored.day} />.
        </b>{' '}
        {t('broken-says', { stored: stored.size, shown: current?.size ?? 0 })}
      </p>
      <Button kind="plain" onClick={accept}>
        {t('broken-accept')}
      </Button>
    </div>
  );
}
