import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from 'idb';
import type { FetchedList } from '../form-state.ts';
import type { KeptRecord, KeptReport, KeptUpload } from './kept.rules.ts';
import { STORE } from './own-stores.ts';

/**
 * What waits on this phone, where a person chose so: encrypted reports or their files, encrypted records of the desk, and for kept pages the list of readers with its
 * proof. All lie under a name, never under words.
 */
interface Kept extends DBSchema {
  lists: { key: string; value: FetchedList };
  reports: { key: string; value: KeptReport | KeptUpload | KeptRecord };
}

/**
 * Opens the database for one use and closes it, so that leaving can delete it at once. Throws where this browser keeps nothing, and where there is no database and
 * none may be made: to look leaves no trace.
 */
async function inBase<Answer>(mayMake: boolean, use: (base: IDBPDatabase<Kept>) => Promise<Answer>): Promise<Answer> {
  const base = await openDB<Kept>(STORE, 1, {
    upgrade(made, _old, _new, change) {
      if (mayMake) {
        made.createObjectStore('lists');
        made.createObjectStore('reports');
        return;
      }
      change.done.catch(() => {});
      change.abort();
    },
  });
  try {
    return await use(base);
  } finally {
    base.close();
  }
}

/**
 * Keeping and deleting, one after another in all tabs: else a tab that found the database empty would delete it with what another tab has kept since. A browser without
 * locks goes on without them. A lock leaves no trace.
 */
const alone = <Answer>(use: () => Promise<Answer>): Promise<Answer> => navigator.locks?.request(STORE, use) ?? use();

/** Keeps an encrypted report. Throws where this browser keeps nothing. */
export const keepReport = (kept: KeptReport): Promise<unknown> =>
  alone(() => inBase(true, (base) => base.put('reports', kept, kept.report.report)));

/**
 * Keeps the encrypted files of a received report, in place of the report where it was kept. Answers them as they are kept: Firefox no longer reads those of a record
 * that was replaced. Null where this browser keeps nothing.
 */
export const keepUpload = (kept: KeptUpload): Promise<KeptUpload | null> =>
  alone(() =>
    inBase(true, async (base) => {
      await base.put('reports', kept, kept.report);
      return (await base.get('reports', kept.report)) as KeptUpload;
    }),
  ).catch(() => null);

const findAll = (): Promise<readonly (KeptReport | KeptUpload | KeptRecord)[]> =>
  inBase(false, (base) => base.getAll('reports')).catch(() => []);

/** The encrypted reports of reporters, and files of received ones, that wait here for a channel. */
export async function findKept(slug: string): Promise<(KeptReport | KeptUpload)[]> {
  return (await findAll()).filter((kept): kept is KeptReport | KeptUpload => 'slug' in kept && kept.slug === slug && !isOfDesk(kept));
}

/** The encrypted reports that an operator keeps here for a channel. Those of a reporter who used this browser are not shown at the desk. */
export async function findEntered(slug: string): Promise<KeptReport[]> {
  return (await findAll()).filter((kept): kept is KeptReport => 'isEntered' in kept && kept.slug === slug);
}

const isOfDesk = (kept: KeptReport | KeptUpload | KeptRecord) => 'place' in kept || 'isEntered' in kept;

/** Keeps an encrypted record of the desk, in place of the one with its id. Throws where this browser keeps nothing. */
export const keepRecord = (kept: KeptRecord): Promise<unknown> =>
  alone(() => inBase(true, (base) => base.put('reports', kept, kept.report)));

/** The encrypted records that a person keeps here for a place of the desk. */
export async function findRecords(place: string, person: string): Promise<KeptRecord[]> {
  return (await findAll()).filter((kept): kept is KeptRecord => 'place' in kept && kept.place === place && kept.person === person);
}

/**
 * How many records and reports of the desk wait here. Those of reporters are not counted: the count would reveal that a reporter used this browser. Throws where
 * they cannot be read, because then it is unknown.
 */
export const countRecords = (): Promise<number> =>
  inBase(false, (base) => base.getAll('reports')).then(
    (all) => all.filter(isOfDesk).length,
    (error: DOMException) => {
      // There is no database.
      if (error.name === 'AbortError') return 0;
      throw error;
    },
  );

/** Deletes a kept report, its files or a record here. Throws where it may still be here. */
export const deleteKeptReport = (report: string): Promise<void> => alone(() => deleted((base) => base.delete('reports', report)));

export const keepList = (slug: string, list: FetchedList): Promise<unknown> =>
  alone(() => inBase(true, (base) => base.put('lists', list, slug)));
export const findKeptList = (slug: string): Promise<FetchedList | undefined> =>
  inBase(false, (base) => base.get('lists', slug)).catch(() => undefined);
export const deleteKeptList = (slug: string): Promise<void> => alone(() => deleted((base) => base.delete('lists', slug)));

/** Deletes, and the database too where nothing is in it any more: then nothing shows that something was. */
async function deleted(use: (base: IDBPDatabase<Kept>) => Promise<void>): Promise<void> {
  try {
    const left = await inBase(false, async (base) => {
      await use(base);
      return (await base.count('lists')) + (await base.count('reports'));
    });
    if (left === 0) await deleteDB(STORE);
  } catch (error) {
    // There is no database, so there is nothing to delete.
    if ((error as DOMException).name !== 'AbortError') throw error;
  }
}
