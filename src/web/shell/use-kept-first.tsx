import { type ReactNode, useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { translateDesk } from '../texts/texts.ts';

/**
 * Signing out deletes what this browser keeps. `ask` signs out at once where no record waits to be sent; else `note` says how many do, and the person decides.
 */
export function useKeptFirst(leave: () => void): { ask: () => Promise<void>; note: ReactNode } {
  const t = useTranslations(translateDesk);
  const [kept, setKept] = useState(0);
  const ask = async () => {
    // Imported only here, so that no first page loads it.
    const waiting = await import('#rooms/reports/ui/entry/kept-records.ts').then(({ countRecords }) => countRecords()).catch(() => 0);
    setKept(waiting);
    if (waiting === 0) leave();
  };
  const note = kept > 0 && (
    <div role="alert" className="note">
      <p>{t('sign-out.kept', { n: kept })}</p>
      <p className="page-actions">
        <Button onClick={leave}>{t('sign-out.now')}</Button>
        <Button kind="quiet" onClick={() => setKept(0)}>
          {t('sign-out.not')}
        </Button>
      </p>
    </div>
  );
  return { ask, note };
}
