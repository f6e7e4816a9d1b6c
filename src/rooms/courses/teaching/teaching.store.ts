import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

/** What a party adopted last, if the reader may see it. */
export async function latestTaught(db: Database, partyId: string): Promise<{ hash: Buffer; adoptedAt: Date; by: string } | undefined> {
  return (
    await sql<{ hash: Buffer; adoptedAt: Date; by: string }>`select c.map_hash as hash, c.adopted_at as "adoptedAt", p.name as by
      from training.courses_taught c join identity.person p on p.id = c.adopted_by where c.party_id = ${partyId} order by c.adopted_at desc, c.id desc limit 1`.execute(
      db,
    )
  ).rows[0];
}
