import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { NewItem } from './item.schema.ts';
import { bothOf } from './item.store.ts';

/** An evidence item of a batch: submitted at once, with the lowest label, releasable to all. */
export type ManyRow = Omit<NewItem, 'label' | 'documentId'> & {
  readonly id: string;
  readonly byOffice: boolean;
  readonly countsOn: string;
};

/** Inserts many submitted evidence items with one statement and their obligations with a second one. */
export function insertMany(db: Database, rows: readonly ManyRow[], at: Date) {
  const items = rows.map(({ title, source, obligationIds: _, ...row }) => ({
    ...row,
    titleEn: bothOf(title).en,
    titleFr: bothOf(title).fr,
    sourceEn: bothOf(source).en,
    sourceFr: bothOf(source).fr,
  }));
  const named = rows.flatMap(({ id, obligationIds }) => obligationIds.map((obligation) => ({ id, obligation })));
  return [
    sql`insert into evidence.item (id, edition_id, party_id, by_office, kind, says, origin, title_en, title_fr, source_en, source_fr, date, as_of, page, address, note, state,
        counts_on, entered_by, entered_name, entered_at, submitted_at, signed_by, signed_name)
      select r.id, r."editionId", r."partyId", r."byOffice", r.kind, r.says, r.origin, r."titleEn", r."titleFr", r."sourceEn", r."sourceFr", r.date, r."asOf", r.page, r.address,
        r.note, 'submitted', r."countsOn", me.person, me.name, ${at}::timestamptz, ${at}::timestamptz, me.person, me.name
      from (select identity.person() as person, evidence.own_name() as name offset 0) me, jsonb_to_recordset(${JSON.stringify(items)}::jsonb) as r (id uuid, "editionId" text,
        "partyId" uuid, "byOffice" boolean, kind text, says text, origin text, "titleEn" text, "titleFr" text, "sourceEn" text, "sourceFr" text, date text, "asOf" text, page text,
        address text, note text, "countsOn" text)`.compile(db),
    // Every writer inserts in the same order, so that two writers cannot deadlock.
    sql`insert into evidence.item_obligation (item_id, obligation_id)
      select id, obligation from unnest(${named.map(({ id }) => id)}::uuid[], ${named.map(({ obligation }) => obligation)}::text[]) as n (id, obligation)
      order by obligation, id`.compile(db),
  ];
}

/** Withdraws those of these evidence items that still count. Items that were corrected, withdrawn or purged since stay unchanged. */
export function withdrawMany(db: Database, ids: readonly string[], at: Date, reason: string) {
  return sql`update evidence.item set state = 'withdrawn', version = version + 1, ended_by = identity.person(), ended_at = ${at}, end_reason = ${reason}
    where id = any (${[...ids]}::uuid[]) and state = 'submitted'`.compile(db);
}

/** Identifies an evidence item in an import, so that a second import of it is recognised. */
export type ItemKey = { readonly partyId: string; readonly kind: string; readonly date: string; readonly title: string };

/** Which of these evidence items already exist, by their index in the list, and a version of the parties' evidence that changes with every submission. */
export async function knownItems(db: Database, editionId: string, keys: readonly ItemKey[]): Promise<{ known: Set<number>; mark: string }> {
  const parties = [...new Set(keys.map(({ partyId }) => partyId))];
  const { rows } = await sql<{ places: number[] | null; mark: string | null }>`with asked as (
      select * from unnest(${keys.map((key) => key.partyId)}::uuid[], ${keys.map((key) => key.kind)}::text[], ${keys.map((key) => key.date)}::text[],
        ${keys.map((key) => key.title)}::text[]) with ordinality as k (party_id, kind, date, title_en, place)),
    there as materialized (select party_id, kind, date, title_en, submitted_at from evidence.item
      where party_id = any (${parties}::uuid[]) and edition_id = ${editionId} and state = 'submitted')
    select (select array_agg(distinct place::int) from asked join there using (party_id, kind, date, title_en)) as places,
      (select count(*) || ' ' || max(submitted_at) from there) as mark`.execute(db);
  return { known: new Set((rows[0]!.places ?? []).map((place) => place - 1)), mark: rows[0]!.mark ?? 'nothing' };
}
