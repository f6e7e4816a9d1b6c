import { type ReactNode, useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { translateDesk } from '../texts/texts.ts';
import type { Kept } from './count-kept.ts';

/**
 * Signing out deletes what this browser keeps: records of the desk, and what learners did on this device. `ask` signs out at once where nothing waits to be sent;
 * else `note` says what does, or that it is unknown, and the person decides.
 */
export function useKeptFirst(leave: () => void): { ask: () => Promise<void>; note: ReactNode } {
  const t = useTranslations(translateDesk);
  const [kept, setKept] = useState<Kept | null>(null);
  const ask = async () => {
    // Imported only here, so that no first page loads it. An upgrade may have replaced the file.
    const found = await import('./count-kept.ts').then(({ countKept }) => countKept()).catch(() => ({ records: null, lessons: 0 }));
    if (found.records === 0 && found.lessons === 0) leave();
    else setKept(found);
  };
  const note = kept && (
    <div role="alert" className="note">
      {kept.records === null && <p>{t('sign-out.unknown')}</p>}
      {kept.records !== null && kept.records > 0 && <p>{t('sign-out.kept', { n: kept.records })}</p>}
      {kept.lessons > 0 && <p>{t('sign-out.lessons', { n: kept.lessons })}</p>}
      <p className="page-actions">
        <Button onClick={leave}>{t('sign-out.now')}</Button>
        <Button kind="quiet" onClick={() => setKept(null)}>
          {t('sign-out.not')}
        </Button>
      </p>
    </div>
  );
  return { ask, note };
}
