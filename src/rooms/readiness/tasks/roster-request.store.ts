import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';

/** A request for the first roster of a party: since when, and who asked last. */
export type RosterRequest = { readonly partyId: string; readonly requestedOn: string; readonly by: string };

/** The requests for these parties. Whether one is still open follows from the roster. */
export async function rosterRequests(db: Database, partyIds: readonly string[]): Promise<RosterRequest[]> {
  if (partyIds.length === 0) return [];
  const { rows } = await sql<RosterRequest>`
    select q.party_id as "partyId", to_char(q.requested_at at time zone 'UTC', 'YYYY-MM-DD') as "requestedOn", p.name as by
      from training.roster_request q join identity.person p on p.id = q.requested_by
     where q.party_id = ${anyOf(partyIds)}`.execute(db);
  return rows;
}
