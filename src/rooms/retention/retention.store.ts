import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { parameterInForce } from '#rooms/policy/index.ts';
import { type Period, periodsOn } from './retention.rules.ts';

const MAX_BACKUPS = 10;

const intervals = (periods: Record<string, Period>) =>
  JSON.stringify(Object.fromEntries(Object.entries(periods).map(([rule, { n, unit }]) => [rule, `${n} ${unit}`])));

/** The latest proven backups, in the order in which they were recorded, newest first: their dates may come from a clock that was wrong. */
export function readBackups(db: Database) {
  return db.selectFrom('retention.backup').selectAll().orderBy('noted', 'desc').limit(MAX_BACKUPS).execute();
}

/** The period of every rule that deletes, with the parameters of the edition in force. */
export function periodsNow(now: Date): Record<string, Period> {
  return periodsOn((id) => parameterInForce(id, now));
}

/** How many rows each rule would delete at this moment; null for rules whose rows are not counted. */
export async function countDue(db: Database, periods: Record<string, Period>, at: Date) {
  const { rows } = await sql<{ rule: string; due: number | null; held: number | null; soon: number | null; next_at: Date | null }>`
    select * from retention.count_due(${intervals(periods)}::jsonb, ${at})`.execute(db);
  return rows;
}

/** Some pages of the table of a rule. */
export type Portion = { rule: string; period: Period; at: Date; firstPage: number; pages: number };

/** Deletes what is due in a portion. Returns how many rows. */
export async function expire(db: Database, { rule, period: { n, unit }, at, firstPage, pages }: Portion): Promise<number> {
  const { rows } = await sql<{ removed: number }>`
    select retention.expire(${rule}, ${`${n} ${unit}`}::interval, ${at}, ${firstPage}, ${pages}) as removed`.execute(db);
  return Number(rows[0]!.removed);
}

/** How many pages the table of each rule has. */
export async function countPages(db: Database): Promise<{ rule: string; pages: number }[]> {
  const { rows } = await sql<{ rule: string; pages: number }>`select rule, pages from retention.count_pages()`.execute(db);
  return rows.map(({ rule, pages }) => ({ rule, pages: Number(pages) }));
}

/** The open holds, with the names of the people they are about and of those who placed them. */
export function readHolds(db: Database) {
  return db
    .selectFrom('retention.hold as hold')
    .select(['hold.id', 'hold.person_id', 'hold.reason', 'hold.placed_by', 'hold.placed_at'])
    .where('hold.lifted_at', 'is', null)
    .orderBy('hold.placed_at')
    .execute();
}

/** A hold, open or lifted, as far as the reader may see it. */
export function findHold(db: Database, holdId: string) {
  return db.selectFrom('retention.hold').select(['id', 'person_id', 'lifted_at']).where('id', '=', holdId).executeTakeFirst();
}

/** Whether a hold on this person, or on everything, is open. */
export async function isHeld(db: Database, personId: string | null): Promise<boolean> {
  const open = db.selectFrom('retention.hold').select('id').where('lifted_at', 'is', null);
  return (
    (await (personId === null ? open.where('person_id', 'is', null) : open.where('person_id', '=', personId)).executeTakeFirst()) !==
    undefined
  );
}
