import type { Database } from '#platform/db/transaction.ts';
import type { Strength } from './strength.rules.ts';

/** The stated strength of a party for a day: the newest statement that is for that day or an earlier one, not older than a year. */
export async function strengthOn(db: Database, partyId: string, day: string): Promise<Strength | null> {
  const row = await db
    .selectFrom('training.strength')
    .select(['persons', 'stated_for', 'source'])
    .where('party_id', '=', partyId)
    .where('stated_for', '<=', day)
    .where('stated_for', '>', yearBefore(day))
    .orderBy('stated_for', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { persons: row.persons, statedFor: row.stated_for, source: row.source };
}

/** The parties with a stated strength that counts on a day, among those whose strengths this reader may see. */
export async function statedStrengths(db: Database, day: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('training.strength')
    .select('party_id')
    .distinct()
    .where('stated_for', '<=', day)
    .where('stated_for', '>', yearBefore(day))
    .execute();
  return new Set(rows.map(({ party_id }) => party_id));
}

/** The same day of the year before; for 29 February, the day before it. */
function yearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4).replace('-02-29', '-02-28')}`;
}
