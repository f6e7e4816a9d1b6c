import { sql } from 'kysely';
import type { Origin, Says } from '#kernel/status.ts';
import type { Database } from '#platform/db/transaction.ts';

/** What stands for one party, obligation and kind: how many pieces count, and the newest of them that decides (null: none does). */
export type StandingRow = {
  partyId: string;
  obligationId: string;
  kind: string;
  pieces: number;
  declared: number;
  latest: { pieceId: string; says: Says; origin: Origin; countsOn: string } | null;
};

/**
 * The standing of these parties, as far as the subject may read it. Its cost follows the number of parties, not their history. One row per party
 * crosses the wire, its entries as text: a matrix has ten thousand of them, and as many rows would take the driver twice as long. Ids hold no space.
 */
export async function standingsOf(db: Database, editionId: string, partyIds: readonly string[]): Promise<StandingRow[]> {
  const { rows } = await sql<{ partyId: string; entries: string }>`select party_id as "partyId",
      string_agg(concat_ws(' ', obligation_id, kind, pieces, declared, piece_id, says, origin, counts_on), ',') as entries
    from evidence.standing where edition_id = ${editionId} and party_id = any (${[...partyIds]}::uuid[]) group by party_id`.execute(db);
  return rows.flatMap(({ partyId, entries }) => entries.split(',').map((entry) => toRow(partyId, entry)));
}

function toRow(partyId: string, entry: string): StandingRow {
  const [obligationId = '', kind = '', pieces, declared, pieceId, says, origin, countsOn = ''] = entry.split(' ');
  const latest = pieceId === undefined ? null : { pieceId, says: says as Says, origin: origin as Origin, countsOn };
  return { partyId, obligationId, kind, pieces: Number(pieces), declared: Number(declared), latest };
}

/** How many pieces of each party count, each once however many obligations it names. A party without any has no row. */
export async function holdingsOf(
  db: Database,
  editionId: string,
  partyIds: readonly string[],
): Promise<{ partyId: string; pieces: number; declared: number }[]> {
  const { rows } = await sql<{ partyId: string; pieces: number; declared: number }>`select party_id as "partyId", pieces, declared
    from evidence.holding where edition_id = ${editionId} and party_id = any (${[...partyIds]}::uuid[])`.execute(db);
  return rows;
}

/** Per obligation and month (`YYYY-MM`) from a month on, how many pieces of a party count. */
export async function monthsOf(
  db: Database,
  editionId: string,
  partyId: string,
  since: string,
): Promise<{ obligationId: string; month: string; pieces: number; declared: number }[]> {
  const { rows } = await sql<{
    obligationId: string;
    month: string;
    pieces: number;
    declared: number;
  }>`select obligation_id as "obligationId", month, pieces, declared
    from evidence.month where edition_id = ${editionId} and party_id = ${partyId} and month >= ${since} order by month, obligation_id`.execute(
    db,
  );
  return rows;
}
