import { countRecords } from '#rooms/reports/ui/entry/kept-records.ts';

/** What signing out would delete. `records` is null where it cannot be found out. */
export type Kept = { records: number | null; lessons: number };

/** Counts what this browser keeps and has not sent. Looks without making a database. Throws where the steps of learners cannot be counted. */
export async function countKept(): Promise<Kept> {
  return { records: await countRecords().catch(() => null), lessons: await countLessons() };
}

/** How many steps of learners wait in the player of this device (rooms/learning/player/browser/player.js). */
async function countLessons(): Promise<number> {
  const bases = (await indexedDB.databases?.()) ?? [];
  if (!bases.some(({ name }) => name === 'learn')) return 0;
  return new Promise((answer, fail) => {
    const opening = indexedDB.open('learn');
    opening.onerror = () => fail(opening.error);
    opening.onsuccess = () => {
      const base = opening.result;
      if (!base.objectStoreNames.contains('waiting')) return answer(0);
      const counting = base.transaction('waiting').objectStore('waiting').count();
      counting.onerror = () => fail(counting.error);
      counting.onsuccess = () => answer(counting.result);
      base.close();
    };
  });
}
