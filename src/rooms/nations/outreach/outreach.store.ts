import { sql } from 'kysely';
import type { z } from 'zod';
import type { Locale } from '#kernel/languages.ts';
import type { PartyKind } from '#kernel/party-kinds.ts';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Encouraged, OutreachState } from './outreach.rules.ts';

/** An attempt as its commands need it. */
export type OutreachRecord = {
  id: string;
  editionId: string;
  writerId: string;
  addresseeId: string;
  instruments: Encouraged[];
  state: OutreachState;
  since: Date;
  reminderOn: string | null;
  closeReason: string | null;
  version: number;
  lastSentOn: string | null;
  letters: number;
  /** Replies that came; a note that none came is not counted. */
  answers: number;
  /** The writer's kind: `nation` or `body`. */
  writerKind: PartyKind;
  level: number;
  releasableTo: string[] | null;
};

const ATTEMPT = sql`o.id, o.edition_id as "editionId", o.writer_id as "writerId", o.addressee_id as "addresseeId", o.instruments, o.state, o.since,
  o.reminder_on::text as "reminderOn", o.close_reason as "closeReason", o.version, o.label_level as level, o.releasable_to as "releasableTo",
  (select p.kind from parties.party p where p.id = o.writer_id) as "writerKind", o.last_sent_on::text as "lastSentOn",
  (select count(*)::int from nations.letter l where l.outreach_id = o.id) as letters,
  (select count(*)::int from nations.letter_reply r where r.outreach_id = o.id and r.received) as answers`;

/** An attempt, or undefined where the reader may not see it. */
export async function findOutreach(db: Database, id: string): Promise<OutreachRecord | undefined> {
  return (await sql<OutreachRecord>`select ${ATTEMPT} from nations.outreach o where o.id = ${id}`.execute(db)).rows[0];
}

/** An attempt, locked until the command ends. */
export async function lockOutreach(db: Database, id: string): Promise<OutreachRecord | undefined> {
  return (await sql<OutreachRecord>`select ${ATTEMPT} from nations.outreach o where o.id = ${id} for update`.execute(db)).rows[0];
}

/** The writer of an attempt, for permission checks. */
export async function writerOf(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('nations.outreach').select('writer_id').where('id', '=', id).executeTakeFirst())?.writer_id;
}

/**
 * The orders of the list of attempts; the indexes outreach_list, outreach_sent and outreach_reminder carry them. Attempts without a letter, or without a
 * reminder, are last.
 */
export const OUTREACH_SORT = defineSort(
  {
    since: { by: sql`o.since`, part: 'instant' },
    sent: { by: sql`coalesce(o.last_sent_on, 'infinity'::date)`, part: 'day' },
    reminder: { by: sql`coalesce(o.reminder_on, 'infinity'::date)`, part: 'day' },
  },
  sql`o.id`,
  '-since',
);

/**
 * A page of the attempts this reader may see, the newest first or in the order asked for. `addresseeId`: only attempts to encourage this nation. `writers`: the
 * only parties whose attempts the reader may see, unless those of all.
 */
export async function listed(
  db: Database,
  ask: {
    addresseeId: string | undefined;
    writers: readonly string[] | undefined;
    sort: z.infer<typeof OUTREACH_SORT.schema>;
    after: string | undefined;
  },
  rows: number,
): Promise<OutreachRecord[]> {
  const { where, order } = OUTREACH_SORT.from(ask.sort, ask.after);
  const to = ask.addresseeId === undefined ? sql`true` : sql`o.addressee_id = ${ask.addresseeId}::uuid`;
  const by = ask.writers ? sql`o.writer_id = any (${[...ask.writers]}::uuid[])` : sql`true`;
  return (
    await sql<OutreachRecord>`select ${ATTEMPT} from nations.outreach o where ${to} and ${by} and ${where}
      order by ${order} limit ${rows}`.execute(db)
  ).rows;
}

/** Open attempts this reader may see whose reminder date is due by this day, nearest first. */
export async function remindersUpTo(db: Database, day: string): Promise<OutreachRecord[]> {
  return (
    await sql<OutreachRecord>`select ${ATTEMPT} from nations.outreach o where o.reminder_on <= ${day}::date and o.state <> 'closed' order by o.reminder_on, o.id`.execute(
      db,
    )
  ).rows;
}

/** What these parties have written so far, by writer. */
export async function writtenBy(db: Database, writers: readonly string[]): Promise<Map<string, OutreachRecord[]>> {
  const { rows } =
    await sql<OutreachRecord>`select ${ATTEMPT} from nations.outreach o where o.writer_id = any (${[...writers]}::uuid[])`.execute(db);
  return Map.groupBy(rows, (row) => row.writerId);
}

/** The parties that have written at least one letter. */
export async function writers(db: Database): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct writer_id as id from nations.letter order by 1`.execute(db);
  return rows.map(({ id }) => id);
}

/** Narrows the label of an attempt, at the version its caller has read. The database refuses to lower or widen it. */
export function narrowOutreach(
  db: Database,
  row: Pick<OutreachRecord, 'id' | 'version'>,
  to: { level: number; releasableTo: string[] | null },
) {
  return db
    .updateTable('nations.outreach')
    .set({ label_level: to.level, releasable_to: to.releasableTo, version: row.version + 1 })
    .where('id', '=', row.id)
    .where('version', '=', row.version);
}

/** Updates an attempt at the version its caller has read. */
export function moveOutreach(
  db: Database,
  row: Pick<OutreachRecord, 'id' | 'version'>,
  to: { state: OutreachState; at: Date; sentOn?: string; reminderOn?: string | null; closeReason?: string },
) {
  return db
    .updateTable('nations.outreach')
    .set({
      state: to.state,
      since: to.at,
      version: row.version + 1,
      ...(to.sentOn !== undefined && { last_sent_on: to.sentOn }),
      ...(to.reminderOn !== undefined && { reminder_on: to.reminderOn }),
      ...(to.closeReason !== undefined && { close_reason: to.closeReason }),
    })
    .where('id', '=', row.id)
    .where('version', '=', row.version);
}

type LetterRow = {
  id: string;
  writerId: string;
  addresseeId: string;
  sentOn: string;
  language: Locale;
  body: string;
  offer: string | null;
  documentId: string | null;
  by: string;
  level: number;
  releasableTo: string[] | null;
};
const LETTER = sql`l.id, l.writer_id as "writerId", l.addressee_id as "addresseeId", l.sent_on::text as "sentOn", l.language, l.body, l.offer,
  l.document_id as "documentId", p.name as by, l.label_level as level, l.releasable_to as "releasableTo"`;

/** The letters of an attempt, the oldest first. */
export async function lettersOf(db: Database, outreachId: string): Promise<LetterRow[]> {
  return (
    await sql<LetterRow>`select ${LETTER} from nations.letter l join identity.person p on p.id = l.recorded_by where l.outreach_id = ${outreachId}
      order by l.sent_on, l.recorded_at, l.id`.execute(db)
  ).rows;
}

/** A page of the letters sent to these nations, newest first. */
export async function lettersTo(
  db: Database,
  nations: readonly string[],
  after: { day: string; id: string } | undefined,
  rows: number,
): Promise<LetterRow[]> {
  const past = after ? sql`and (l.sent_on, l.id) < (${after.day}::date, ${after.id}::uuid)` : sql``;
  return (
    await sql<LetterRow>`select ${LETTER} from nations.letter l join identity.person p on p.id = l.recorded_by
      where l.addressee_id = any (${[...nations]}::uuid[]) ${past} order by l.sent_on desc, l.id desc limit ${rows}`.execute(db)
  ).rows;
}

/** The replies to an attempt, oldest first. */
export async function repliesOf(db: Database, outreachId: string) {
  const { rows } = await sql<{ id: string; received: boolean; on: string; body: string | null; by: string }>`
    select r.id, r.received, r.on_day::text as "on", r.body, p.name as by from nations.letter_reply r join identity.person p on p.id = r.recorded_by
    where r.outreach_id = ${outreachId} order by r.recorded_at, r.id`.execute(db);
  return rows;
}
