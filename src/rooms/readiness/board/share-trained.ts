import type { Database } from '#platform/db/transaction.ts';
import { countParties } from './board.store.ts';

/**
 * The share of a party's people who are trained on a day, in percent, as its own counters see it. Null without people, or for a reader who may not count the
 * party's people. Answers that are checked against it are the party's own, so no small number is hidden.
 */
export async function shareTrained(db: Database, partyId: string, day: string): Promise<number | null> {
  const own = (await countParties(db, day, 1)).find(({ party }) => party === partyId);
  if (own?.persons == null || own.ready === null || own.persons === 0) return null;
  return (100 * own.ready) / own.persons;
}
