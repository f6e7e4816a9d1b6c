import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { MAX_COUNTED } from './counted.ts';

/**
 * What is due for the caller by today, of their own wraps `w`: nobody has the report, or they do. What is overdue is due for everybody who can read it: its reader
 * may be away.
 */
export const dueBy = (today: string): RawBuilder<SqlBool> =>
  sql`w.turn < 2 and (w.due_on < ${today} or (w.due_on = ${today} and (w.turn = 0 or w.mine)))`;

/** How many reports wait for a reader: nobody has looked yet; danger; due by today, and of that overdue; `next` is the first due day of these. */
export type WaitingCounts = { waiting: number; danger: number; due: number; overdue: number; next: string | null };

/** How many reports wait for the caller, of those that they can read. Counted up to a limit, so that a flood costs no more. */
export async function countWaiting(db: Database, person: string, today: string): Promise<WaitingCounts> {
  const { rows } = await sql<WaitingCounts>`
    select a.waiting, (select count(*)::int from (select from reports.danger d limit ${MAX_COUNTED}) x) as danger, d.due, d.overdue, d.next
    from (select count(*)::int as waiting from (
        select from reports.reader me join reports.wrap w on w.channel_id = me.channel_id and w.reader_number = me.number and w.turn = 0
        where me.person_id = ${person} and me.removed_at is null limit ${MAX_COUNTED}) x) a,
      (select count(*)::int as due, count(*) filter (where y.due_on < ${today})::int as overdue, min(y.due_on) as next from (
        select w.due_on from reports.reader me join reports.wrap w on w.channel_id = me.channel_id and w.reader_number = me.number
        where me.person_id = ${person} and me.removed_at is null and ${dueBy(today)} order by w.due_on limit ${MAX_COUNTED}) y) d`.execute(
    db,
  );
  return rows[0]!;
}

/** A channel with reports that are due for the caller by today: how many, counted up to a limit, and the first due day. */
export type DueChannel = { channelId: string; name: Record<string, string>; reports: number; due: string };

/** The channels with reports that are due for the caller by today, of those that they can read. */
export async function listDueChannels(db: Database, person: string, today: string): Promise<DueChannel[]> {
  const { rows } = await sql<DueChannel>`
    select c.id as "channelId", c.name, d.reports, d.due from reports.reader me join reports.channel c on c.id = me.channel_id
      cross join lateral (select count(*)::int as reports, min(y.due_on) as due from (
        select w.due_on from reports.wrap w
        where w.channel_id = me.channel_id and w.reader_number = me.number and ${dueBy(today)} order by w.due_on limit ${MAX_COUNTED}) y) d
    where me.person_id = ${person} and me.removed_at is null and d.reports > 0 order by d.due, c.id`.execute(db);
  return rows;
}
