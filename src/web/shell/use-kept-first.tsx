import { type ReactNode, useState } from 'react';
import { useTranslations } from '../client/language.ts';
import { Button } from '../kit/Button.tsx';
import { translateDesk } from '../texts/texts.ts';

type Kept = { records: number | null; lessons: number };
const NOTHING: Kept = { records: 0, lessons: 0 };

/**
 * Signing out deletes what this browser keeps: records of the desk, and what learners did on this device. `ask` signs out at once where nothing waits to be sent;
 * else `note` says what does, or that it is unknown, and the person decides.
 */
export function useKeptFirst(leave: () => void): { ask: () => Promise<void>; note: ReactNode } {
  const t = useTranslations(translateDesk);
  const [kept, setKept] = useState(NOTHING);
  const ask = async () => {
    const found = { records: await countRecords(), lessons: await countLessons() };
    setKept(found);
    if (found.records === 0 && found.lessons === 0) leave();
  };
  const note = kept !== NOTHING && (kept.records !== 0 || kept.lessons > 0) && (
    <div role="alert" className="note">
      {kept.records === null && <p>{t('sign-out.unknown')}</p>}
      {kept.records !== null && kept.records > 0 && <p>{t('sign-out.kept', { n: kept.records })}</p>}
      {kept.lessons > 0 && <p>{t('sign-out.lessons', { n: kept.lessons })}</p>}
      <p className="page-actions">
        <Button onClick={leave}>{t('sign-out.now')}</Button>
        <Button kind="quiet" onClick={() => setKept(NOTHING)}>
          {t('sign-out.not')}
        </Button>
      </p>
    </div>
  );
  return { ask, note };
}

/** Null where it cannot be found out, such as after an upgrade that replaced this file. Imported only here, so that no first page loads it. */
async function countRecords(): Promise<number | null> {
  try {
    const kept = await import('#rooms/reports/ui/entry/kept-records.ts');
    return await kept.countRecords();
  } catch {
    return null;
  }
}

/** How many steps of learners wait in the player of this device (rooms/learning/player/browser/player.js). Looks without making a database. */
async function countLessons(): Promise<number> {
  const bases = (await indexedDB.databases?.().catch(() => [])) ?? [];
  if (!bases.some(({ name }) => name === 'learn')) return 0;
  return new Promise((answer) => {
    const opening = indexedDB.open('learn');
    opening.onerror = () => answer(0);
    opening.onsuccess = () => {
      const base = opening.result;
      if (!base.objectStoreNames.contains('waiting')) return answer(0);
      const counting = base.transaction('waiting').objectStore('waiting').count();
      counting.onerror = () => answer(0);
      counting.onsuccess = () => answer(counting.result);
      base.close();
    };
  });
}
