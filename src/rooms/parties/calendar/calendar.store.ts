import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import { USUAL_CALENDAR, type WorkCalendar } from './calendar.rules.ts';

/** The current calendar of a party, or undefined where none was set. */
export function findCalendar(db: Database, partyId: string) {
  return db
    .selectFrom('parties.calendar')
    .select(['zone', 'weekend', sql<string[]>`holidays::text[]`.as('holidays'), 'source', 'recorded_at'])
    .where('party_id', '=', partyId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The calendar of each of these parties, or the default where none was set. */
export async function calendarsOf(db: Database, partyIds: readonly string[]): Promise<(partyId: string) => WorkCalendar> {
  const rows =
    partyIds.length === 0
      ? []
      : await db
          .selectFrom('parties.calendar')
          .distinctOn('party_id')
          .select(['party_id', 'zone', 'weekend', sql<string[]>`holidays::text[]`.as('holidays')])
          .where('party_id', '=', anyOf(partyIds))
          .orderBy('party_id')
          .orderBy('recorded_at', 'desc')
          .orderBy('id', 'desc')
          .execute();
  const known = new Map(rows.map(({ party_id, zone, weekend, holidays }) => [party_id, { zone, weekend, holidays: new Set(holidays) }]));
  return (partyId) => known.get(partyId) ?? USUAL_CALENDAR;
}
