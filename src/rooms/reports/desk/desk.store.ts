import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import { keyOf, type Page, toPage } from '#kernel/page.ts';
import type { Database } from '#platform/db/transaction.ts';
import { ReaderFunction } from '../channels/channel.schema.ts';
import { type DueStep, dueStateOn } from '../clocks/due/due.rules.ts';
import { dueBy } from '../clocks/due/due.store.ts';
import { readableUntil } from '../clocks/due/readable-until.ts';
import { chunksOf } from '../intake/files/files.schema.ts';
import { type DeskKeys, type DeskReport, type GetInbox, INBOX_PAGE, type InboxItem, type OwnDesk } from './desk.schema.ts';
import type { ReportState } from './report-state.rules.ts';

type Item = z.infer<typeof InboxItem>;

/** A report as far as a command needs it, and the number under which the caller reads it. */
export type ReportFacts = { state: ReportState; version: number; number: number };

/** What a command checks before it acts; undefined where the caller cannot read the report. */
export async function findReportFacts(db: Database, reportId: string): Promise<ReportFacts | undefined> {
  const { rows } = await sql<ReportFacts>`
    select r.state, r.version, reports.own_wrap_number(r.id) as number from reports.report r where r.id = ${reportId}`.execute(db);
  return rows[0];
}

/** The channels that the caller reads for: those with danger first, then by their first due day. */
export async function listOwnDesks(db: Database, person: string): Promise<z.infer<typeof OwnDesk>[]> {
  const { rows } = await sql<z.infer<typeof OwnDesk>>`
    select c.id as "channelId", c.slug, c.name, c.party_id as "partyId", r.number, r.reader_function as function, r.nation,
      coalesce((select r.number = any (m.readers) from reports.manifest m where m.channel_id = c.id order by m.number desc limit 1), false)
        as listed
    from reports.reader r join reports.channel c on c.id = r.channel_id
    where r.person_id = ${person} and r.removed_at is null
    order by exists (select from reports.danger d join reports.wrap w on w.report_id = d.report_id
        where w.channel_id = c.id and w.reader_number = r.number) desc,
      (select min(w.due_on) from reports.wrap w where w.channel_id = c.id and w.reader_number = r.number and w.turn < 2) nulls last, c.slug`.execute(
    db,
  );
  return rows;
}

/** The number under which the caller reads for a channel; undefined where they do not. */
export async function findOwnNumber(db: Database, channelId: string, person: string): Promise<number | undefined> {
  const { rows } = await sql<{ number: number }>`
    select r.number from reports.reader r
    where r.channel_id = ${channelId} and r.person_id = ${person} and r.removed_at is null`.execute(db);
  return rows[0]?.number;
}

/** What the caller opens a channel with; undefined where they do not read for it. */
export async function findDeskKeys(db: Database, channelId: string, person: string): Promise<z.infer<typeof DeskKeys> | undefined> {
  const { rows } = await sql<z.infer<typeof DeskKeys>>`
    select r.number, ${base64(sql`reports.own_locked_keys(c.id)`)} as locked,
      jsonb_build_object('first', ${base64(sql`c.first_key`)}, 'successors', coalesce((
        select jsonb_agg(${base64(sql`s.signed`)} order by s.place) from reports.successor s where s.channel_id = c.id
          and s.recorded_at <= (select max(m.published_at) from reports.manifest m where m.channel_id = c.id)), '[]')) as keys,
      (select jsonb_build_object('number', m.number, 'signed', ${base64(sql`m.signed`)})
        from reports.manifest m where m.channel_id = c.id order by m.number desc limit 1) as manifest
    from reports.reader r join reports.channel c on c.id = r.channel_id
    where c.id = ${channelId} and r.person_id = ${person} and r.removed_at is null`.execute(db);
  return rows[0];
}

const base64 = (bytes: RawBuilder<unknown>) => sql<string>`translate(encode(${bytes}, 'base64'), E'\n', '')`;

const CIPHERTEXT = sql`jsonb_build_object('body', ${base64(sql`r.body`)}, 'wrap', ${base64(sql`w.bytes`)})`;

/** The columns of a report as the server knows it. `w` is the caller's own wrap. */
const columns = (ciphertext: boolean) => sql`
  r.id, r.received_on as day, length(r.body) as bytes, r.state, r.closed_as as "closedAs", r.assigned_to as "assignedTo", r.version, d.at as "dangerAt",
  coalesce((select jsonb_agg(jsonb_build_object('action', h.action, 'day', h.changed_on) order by h.place)
    from reports.report_change h where h.report_id = r.id), '[]') as changes,
  r.unanswered, r.step, r.due_on as "dueOn",
  ${ciphertext ? CIPHERTEXT : sql`null`} as ciphertext`;

type Row = Omit<Item, 'dangerAt' | 'due'> & { dangerAt: Date | null; step: DueStep | null; dueOn: string | null };
const toItem = ({ dangerAt, step, dueOn, ...row }: Row, today: string): Item => ({
  ...row,
  dangerAt: dangerAt?.toISOString() ?? null,
  due: step === null || dueOn === null ? null : { step, on: dueOn, state: dueStateOn(dueOn, today) },
});

/** Reports of danger that nobody has, the oldest first. */
export async function listDanger(db: Database, channelId: string, number: number, ciphertext: boolean, today: string): Promise<Item[]> {
  const { rows } = await sql<Row>`
    select ${columns(ciphertext)} from reports.danger d join reports.report r on r.id = d.report_id
      join reports.wrap w on w.report_id = r.id and w.reader_number = ${number}
    where r.channel_id = ${channelId} order by d.at, r.id limit ${INBOX_PAGE}`.execute(db);
  return rows.map((row) => toItem(row, today));
}

/** A page of reports that the caller can read: open ones by their due day, closed ones by the day they came. */
export async function listReports(
  db: Database,
  { channelId, show, ciphertext, after, limit, number, today }: z.output<typeof GetInbox> & { number: number; today: string },
): Promise<Page<Item>> {
  const key = keyOf(after, ['day', 'id']);
  const by = show === 'closed' ? sql`w.received_on` : sql`w.due_on`;
  const from = key ? sql<SqlBool>`(${by}, w.report_id) > (${key[0]}::date, ${key[1]}::uuid)` : sql<SqlBool>`true`;
  const part = {
    open: sql<SqlBool>`w.turn < 2`,
    due: dueBy(today),
    mine: sql<SqlBool>`w.turn < 2 and w.mine`,
    closed: sql<SqlBool>`w.turn = 2`,
  }[show];
  const { rows } = await sql<Row>`
    select ${columns(ciphertext === 'true')} from reports.wrap w
      join reports.report r on r.id = w.report_id
      left join reports.danger d on d.report_id = w.report_id
    where w.channel_id = ${channelId} and w.reader_number = ${number} and ${part} and ${from}
    order by ${by}, w.report_id limit ${limit + 1}`.execute(db);
  const page = toPage(rows, limit, ({ day, dueOn, id }) => [(show === 'closed' ? day : dueOn) ?? '', id]);
  return { items: page.items.map((row) => toItem(row, today)), next: page.next };
}

/** One report with its thread, notes and readers; undefined where the caller cannot read it. */
export async function findReport(db: Database, reportId: string, now: Date): Promise<z.infer<typeof DeskReport> | undefined> {
  const today = dayOf(now);
  const [found, messages, notes, changes, readers, container, same] = await Promise.all([
    sql<
      Row & {
        channelId: string;
        number: number;
        messageOn: string | null;
        ciphertext: { body: string; wrap: string };
      }
    >`
      select ${columns(true)}, r.channel_id as "channelId", w.reader_number as number, r.message_on as "messageOn" from reports.report r
        join reports.wrap w on w.report_id = r.id and w.reader_number = reports.own_wrap_number(r.id)
        left join reports.danger d on d.report_id = r.id
      where r.id = ${reportId}`.execute(db),
    sql<z.infer<typeof DeskReport>['messages'][number]>`
      select m.direction, m.place, m.sent_on as day, ${base64(sql`m.encrypted`)} as encrypted from reports.message m
      where m.report_id = ${reportId} order by m.sent_on, m.direction, m.place`.execute(db),
    sql<z.infer<typeof DeskReport>['notes'][number]>`
      select n.id, n.written_on as day, ${base64(sql`n.encrypted`)} as encrypted from reports.note n
      where n.report_id = ${reportId} order by n.written_on, n.id`.execute(db),
    sql<z.infer<typeof DeskReport>['changes'][number]>`
      select h.action, h.changed_on as day, h.reader_number as reader from reports.report_change h
      where h.report_id = ${reportId} order by h.place`.execute(db),
    sql<{ number: number; name: string; reader_function: string; nation: string }>`
      select number, name, reader_function, nation from reports.report_readers(${reportId})`.execute(db),
    sql<{ bytes: number; stored: number }>`
      select c.bytes, (select count(*)::int from reports.chunk k where k.report_id = c.report_id) as stored
      from reports.container c where c.report_id = ${reportId}`.execute(db),
    sql<z.infer<typeof DeskReport>['sameMatter'][number]>`
      select o.id, o.received_on as day, o.state, d.same_as = o.id as "goesOn" from reports.duplicate d
        join reports.report o on o.id in (d.report_id, d.same_as) and o.id <> ${reportId}
      where ${reportId} in (d.report_id, d.same_as) order by o.received_on, o.id`.execute(db),
  ]);
  const row = found.rows[0];
  if (row === undefined) return undefined;
  const { channelId, number, ciphertext, closedAs } = row;
  const closed = closedAs && {
    closedAs,
    closedOn: changes.rows.filter(({ action }) => action === 'close').map(({ day }) => day),
    answeredOn: messages.rows.filter(({ direction }) => direction === 'to-reporter').map(({ day }) => day),
    messageOn: row.messageOn,
    waits: row.step === 'message',
  };
  return {
    ...toItem(row, today),
    ...{ channelId, number, ciphertext },
    files: container.rows[0] === undefined ? null : { ...container.rows[0], chunks: chunksOf(container.rows[0].bytes) },
    messages: messages.rows,
    notes: notes.rows,
    changes: changes.rows,
    sameMatter: same.rows,
    readable: closed && readableUntil(closed, now),
    readers: readers.rows.map(({ reader_function, ...one }) => ({ ...one, function: ReaderFunction.parse(reader_function) })),
  };
}
