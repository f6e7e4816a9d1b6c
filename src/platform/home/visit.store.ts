import { sql } from 'kysely';
import type { Database } from '../db/transaction.ts';

/** Since when the reader has been away, and up to when they have opened the list of what is new. Undefined for a reader without a session. */
export async function findOwnVisits(db: Database): Promise<{ since: Date; seenAt: Date | null } | undefined> {
  const { rows } = await sql<{ since: Date; seenAt: Date | null }>`
    select since, seen_at as "seenAt" from identity.own_visits()`.execute(db);
  return rows[0];
}

/** Records up to when the reader has seen what is new. */
export function recordNewsSeen(until: Date) {
  return sql`select identity.record_news_seen(${until})`;
}
