import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { NewItem } from './item.schema.ts';
import { CONTENT_COLUMNS, chosenValues, TYPED_CONTENT_COLUMNS } from './item-columns.ts';

/** An evidence item of a batch: submitted at once, with the lowest label, releasable to all. */
export type ManyRow = Omit<NewItem, 'label' | 'documentId'> & {
  readonly id: string;
  readonly byOffice: boolean;
  readonly countsOn: string;
};

/** Inserts many submitted evidence items with one statement and their obligations with a second one. */
export function insertMany(rows: readonly ManyRow[], at: Date) {
  const items = rows.map(chosenValues);
  const named = rows.flatMap(({ id, obligationIds }) => obligationIds.map((obligation) => ({ id, obligation })));
  return [
    sql`insert into evidence.item (id, edition_id, party_id, by_office, origin, counts_on, ${CONTENT_COLUMNS}, state, entered_by, entered_name, entered_at,
        submitted_at, signed_by, signed_name)
      select r.id, r.edition_id, r.party_id, r.by_office, r.origin, r.counts_on, ${CONTENT_COLUMNS}, 'submitted', me.person, me.name, ${at}::timestamptz,
        ${at}::timestamptz, me.person, me.name
      from (select identity.person() as person, evidence.own_name() as name offset 0) me, jsonb_to_recordset(${JSON.stringify(items)}::jsonb)
        as r (id uuid, edition_id text, party_id uuid, by_office boolean, origin text, counts_on text, ${TYPED_CONTENT_COLUMNS})`,
    // Every writer inserts in the same order, so that two writers cannot deadlock.
    sql`insert into evidence.item_obligation (item_id, obligation_id)
      select id, obligation from unnest(${named.map(({ id }) => id)}::uuid[], ${named.map(({ obligation }) => obligation)}::text[]) as n (id, obligation)
      order by obligation, id`,
  ];
}

/**
 * Withdraws those of these evidence items that still count. Items that were corrected, withdrawn or purged since stay unchanged. Where a purge is requested, the
 * end is recorded: if the purge is refused, the item is withdrawn.
 */
export function withdrawMany(ids: readonly string[], at: Date, reason: string) {
  return sql`update evidence.item set state = case state when 'submitted' then 'withdrawn' else state end, version = version + 1, ended_by = identity.person(), ended_at = ${at}, end_reason = ${reason}
    where id = any (${[...ids]}::uuid[]) and (state = 'submitted' or (state = 'purge-requested' and ended_at is null))`;
}

/** Identifies an evidence item in an import, so that a second import of it is recognised. Items that differ in their obligations alone are two, also within one table. */
export type ItemKey = {
  readonly partyId: string;
  readonly kind: string;
  readonly date: string;
  readonly title: string;
  readonly obligations: readonly string[];
};

/** Which of these evidence items already exist, by their index in the list, and a version of the parties' evidence that changes with every submission. */
export async function knownItems(
  db: Database,
  editionId: string,
  keys: readonly ItemKey[],
): Promise<{ known: Set<number>; fingerprint: string }> {
  const parties = [...new Set(keys.map(({ partyId }) => partyId))];
  const { rows } = await sql<{ places: number[] | null; fingerprint: string | null }>`with wanted as (
      select * from unnest(${keys.map((key) => key.partyId)}::uuid[], ${keys.map((key) => key.kind)}::text[], ${keys.map((key) => key.date)}::text[],
        ${keys.map((key) => key.title)}::text[], ${keys.map((key) => key.obligations.toSorted().join(' '))}::text[])
        with ordinality as k (party_id, kind, date, title_en, obligations, place)),
    there as materialized (select id, party_id, kind, date, title_en, submitted_at from evidence.item
      where party_id = any (${parties}::uuid[]) and edition_id = ${editionId} and state = 'submitted')
    select (select array_agg(distinct place::int) from wanted w join there t using (party_id, kind, date, title_en) where w.obligations
        = (select string_agg(o.obligation_id, ' ' order by o.obligation_id collate "C") from evidence.item_obligation o where o.item_id = t.id)) as places,
      (select count(*) || ' ' || max(submitted_at) from there) as fingerprint`.execute(db);
  return { known: new Set((rows[0]!.places ?? []).map((place) => place - 1)), fingerprint: rows[0]!.fingerprint ?? 'nothing' };
}
