import { type ReactNode, useState } from 'react';
import { later } from '../kit/later.tsx';
import type { Kept } from './count-kept.ts';

const KeptNote = later(() => import('./KeptNote.tsx').then((file) => file.KeptNote));

/**
 * Signing out deletes what this browser keeps: records of the desk, and what learners did on this device. `ask` signs out at once where nothing waits to be sent;
 * else `note` says what does, or that it is unknown, and the person decides.
 */
export function useKeptFirst(leave: () => void): { ask: () => Promise<void>; note: ReactNode } {
  const [kept, setKept] = useState<Kept | null>(null);
  const ask = async () => {
    // Imported only here, so that no first page loads it. An upgrade may have replaced the file.
    const found = await import('./count-kept.ts').then(({ countKept }) => countKept()).catch(() => ({ records: null, lessons: 0 }));
    if (found.records === 0 && found.lessons === 0) leave();
    else setKept(found);
  };
  return { ask, note: kept && <KeptNote kept={kept} leave={leave} stay={() => setKept(null)} /> };
}
