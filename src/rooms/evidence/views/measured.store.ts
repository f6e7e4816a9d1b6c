import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

/** The title of a measured evidence item about a whole party, and the date it counts on. */
export type MeasuredTitle = { partyId: string; countsOn: string; title: string };

/** The last measured item of a kind in each month since a day, for each party, as far as this reader may see it. Items that only inform are left out. */
export async function measuredByMonth(db: Database, kind: string, since: string): Promise<MeasuredTitle[]> {
  const { rows } = await sql<MeasuredTitle>`
    select distinct on (p.party_id, left(p.counts_on, 7)) p.party_id as "partyId", p.counts_on as "countsOn", p.title_en as title
    from evidence.item p where p.kind = ${kind} and p.origin = 'measured' and p.state = 'submitted' and p.says <> 'informs' and p.counts_on >= ${since}
    order by p.party_id, left(p.counts_on, 7), p.counts_on desc, p.id desc`.execute(db);
  return rows;
}
