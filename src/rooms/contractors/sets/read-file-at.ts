import type { Database } from '#platform/db/transaction.ts';
import { SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import { offeredSets } from './set.store.ts';
import { readSetFile } from './set-file.rules.ts';

/** Reads a set file for a party (null: for all) against the sets that are offered there already. */
export async function readFileAt(db: Database, partyId: string | null, file: string): Promise<ReturnType<typeof readSetFile>> {
  // The installation sees the sets of all parties, and takes no id of theirs.
  const offered = (await offeredSets(db, partyId ?? undefined)).filter(({ origin }) => origin !== 'shipped');
  const ofOthers = offered.filter((one) => one.partyId !== partyId);
  return readSetFile(file, {
    ships: new Set(SHIPPED_SETS.keys()),
    taken: new Set(ofOthers.map(({ set }) => set.id)),
    keys: new Set(offered.map(({ key }) => key)),
  });
}
