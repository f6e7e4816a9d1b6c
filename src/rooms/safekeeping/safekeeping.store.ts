import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

const MOST_BACKUPS = 10;

/** The latest proven backups, the one noted last first: their dates are those of a clock that may have been wrong. */
export function readBackups(db: Database) {
  return db.selectFrom('safekeeping.backup').selectAll().orderBy('noted', 'desc').limit(MOST_BACKUPS).execute();
}

/** What each rule would delete at this moment. Counts only. */
export async function lookAhead(db: Database, months: Record<string, number>, at: Date) {
  const { rows } = await sql<{ rule: string; due: number; held: number; soon: number; next_at: Date | null }>`
    select * from safekeeping.look(${JSON.stringify(months)}::jsonb, ${at})`.execute(db);
  return rows;
}

/** Deletes what is due; how many rows by rule. */
export async function expire(db: Database, months: Record<string, number>, at: Date): Promise<Record<string, number>> {
  const { rows } = await sql<{
    rule: string;
    removed: number;
  }>`select * from safekeeping.expire(${JSON.stringify(months)}::jsonb, ${at})`.execute(db);
  return Object.fromEntries(rows.map(({ rule, removed }) => [rule, Number(removed)]));
}

/** The holds that are open, with the names of those they are about and of who placed them. */
export function readHolds(db: Database) {
  return db
    .selectFrom('safekeeping.hold as hold')
    .select(['hold.id', 'hold.person_id', 'hold.reason', 'hold.placed_by', 'hold.placed_at'])
    .where('hold.lifted_at', 'is', null)
    .orderBy('hold.placed_at')
    .execute();
}

/** An open or lifted hold, as far as the reader may know of it. */
export function findHold(db: Database, holdId: string) {
  return db.selectFrom('safekeeping.hold').select(['id', 'person_id', 'lifted_at']).where('id', '=', holdId).executeTakeFirst();
}

/** Whether a hold on this person, or on everything, is open. */
export async function isHeld(db: Database, personId: string | null): Promise<boolean> {
  const open = db.selectFrom('safekeeping.hold').select('id').where('lifted_at', 'is', null);
  return (
    (await (personId === null ? open.where('person_id', 'is', null) : open.where('person_id', '=', personId)).executeTakeFirst()) !==
    undefined
  );
}
