import { type RawBuilder, sql } from 'kysely';
import { addMonths, dayOf, endOf } from '#kernel/dates.ts';
import { LOWEST, labelColumns, labelOfRow } from '#kernel/labels.ts';
import type { Origin } from '#kernel/status.ts';
import type { Database } from '#platform/db/transaction.ts';
import { countsOn, type ItemState } from './evidence.rules.ts';
import type { ItemContent, NewItem } from './item.schema.ts';
import { bothOf, CONTENT_COLUMNS, type ContentRow, chosenValues, contentChanges, contentOf } from './item-columns.ts';

/** An evidence item to be inserted. One with `countsOn` is submitted by the subject at once. */
export type ItemRow = NewItem & {
  readonly id: string;
  /** Entered by the policy office about a party it does not speak for. */
  readonly byOffice: boolean;
  readonly enteredAt: Date;
  readonly countsOn: string | null;
  readonly correctsId?: string;
  readonly confirmsId?: string;
};

/**
 * Inserts an evidence item and its obligations. Row-level security checks who may. Obligations are inserted in one order everywhere, so that two writers cannot
 * deadlock.
 */
export function insertItem(row: ItemRow) {
  const { level, releasableTo } = labelColumns(row.label ?? LOWEST, row.partyId);
  const columns = {
    ...chosenValues(row),
    corrects_id: row.correctsId,
    confirms_id: row.confirmsId,
    entered_at: row.enteredAt,
    label_level: level,
    releasable_to: releasableTo,
    opens_with_round: row.opensWithRound ?? true,
  };
  return sql`select evidence.enter(jsonb_populate_record(null::evidence.item, ${JSON.stringify(columns)}), ${[...row.obligationIds].sort()})`;
}

/** Inserts the obligations of an item created in this transaction, or of a draft. */
export function insertObligations(itemId: string, obligationIds: readonly string[]) {
  return sql`insert into evidence.item_obligation (item_id, obligation_id) select ${itemId}::uuid, id from unnest(${[...obligationIds].sort()}::text[]) id`;
}

/** Deletes the obligations of a draft. Changing a draft deletes them, changes the content, and inserts them again. */
export function deleteObligations(itemId: string) {
  return sql`delete from evidence.item_obligation where item_id = ${itemId}`;
}

/** Changes the content of a draft. Updates exactly one row, or none where the subject may not change it. */
export function changeContent(item: { id: string; partyId: string; version: number }, content: ItemContent) {
  const label = content.label && labelColumns(content.label, item.partyId);
  return sql`update evidence.item set ${contentChanges(content)}, version = version + 1
      ${label ? sql`, label_level = ${label.level}, releasable_to = ${label.releasableTo}::uuid[]` : sql``}
    where id = ${item.id} and version = ${item.version} and state = 'draft'`;
}

/** Moves an evidence item to the state that its action leads to, and writes what that records. Updates one row, or none where the subject may not move it. */
export function moveTo(item: { id: string; version: number; to: ItemState }, at: Date, more: { countsOn?: string; reason?: string } = {}) {
  const written: { readonly [to in ItemState]?: RawBuilder<unknown> } = {
    submitted: sql`, submitted_at = ${at}, counts_on = ${more.countsOn ?? null}, signed_by = identity.person(), signed_name = evidence.own_name()`,
    corrected: sql`, ended_by = identity.person(), ended_at = ${at}`,
    withdrawn: sql`, ended_by = identity.person(), ended_at = ${at}, end_reason = ${more.reason ?? null}`,
    'purge-requested': sql`, purge_requested_by = identity.person(), purge_requested_at = ${at}, purge_reason = ${more.reason ?? null}`,
  };
  return sql`update evidence.item set state = ${item.to}, version = version + 1${written[item.to] ?? sql``} where id = ${item.id} and version = ${item.version}`;
}

/** Ends an item that a newer one of this transaction replaces. Changes nothing where the item ended before. */
export function endReplaced(itemId: string, at: Date) {
  return sql`update evidence.item set state = 'corrected', version = version + 1, ended_by = identity.person(), ended_at = ${at} where id = ${itemId} and state = 'submitted'`;
}

/** Deletes the content of an evidence item permanently. A SECURITY DEFINER function checks the second person again. Returns whether it did. */
export async function purgeItem(db: Database, itemId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ purged: boolean }>`select evidence.purge(${itemId}, ${at}) as purged`.execute(db);
  return rows[0]?.purged ?? false;
}

/**
 * Refuses a requested purge with a reason. A SECURITY DEFINER function checks the second person again. Returns the state before the request, to which the item
 * returns, or null where it was not refused.
 */
export async function refusePurgeOf(db: Database, itemId: string, at: Date, reason: string): Promise<string | null> {
  const { rows } = await sql<{ to: string | null }>`select evidence.refuse_purge(${itemId}, ${at}, ${reason}) as to`.execute(db);
  return rows[0]?.to ?? null;
}

/** Withdraws the subject's own request for a purge. Returns the state before the request, or null where there is no such request of this person. */
export async function withdrawPurgeRequestOf(db: Database, itemId: string, at: Date): Promise<string | null> {
  const { rows } = await sql<{ to: string | null }>`select evidence.withdraw_purge_request(${itemId}, ${at}) as to`.execute(db);
  return rows[0]?.to ?? null;
}

/** What the commands need to know of an evidence item that the subject may see. */
export type FoundItem = {
  id: string;
  editionId: string;
  partyId: string;
  byOffice: boolean;
  kind: string;
  origin: Origin;
  state: ItemState;
  version: number;
  purgeRequestedBy: string | null;
  content: ItemContent;
};

/** An evidence item with its content, or undefined where this subject may see none. */
export async function findItem(db: Database, itemId: string): Promise<FoundItem | undefined> {
  const { rows } = await sql<
    Omit<FoundItem, 'content'> & ContentRow & { kind: string; level: number; releasableTo: string[] | null; obligationIds: string[] }
  >`select id, label_level as level, releasable_to as "releasableTo", edition_id as "editionId", party_id as "partyId", by_office as "byOffice", origin, state, version,
      purge_requested_by as "purgeRequestedBy", ${CONTENT_COLUMNS},
      array(select o.obligation_id from evidence.item_obligation o where o.item_id = p.id order by o.obligation_id) as "obligationIds"
    from evidence.item p where id = ${itemId}`.execute(db);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { id, editionId, partyId, byOffice, kind, origin, state, version, purgeRequestedBy } = row;
  const content = { ...contentOf(row, editionId, row.obligationIds), label: labelOfRow(row.level, row.releasableTo) };
  return { id, editionId, partyId, byOffice, kind, origin, state, version, purgeRequestedBy, content };
}

/** The party of an evidence item, for permission checks; undefined where the subject may not see the item. */
export async function partyOfItem(db: Database, itemId: string): Promise<string | undefined> {
  const { rows } = await sql<{ party_id: string }>`select party_id from evidence.item where id = ${itemId}`.execute(db);
  return rows[0]?.party_id;
}

/** Makes submitted evidence visible to everybody who is signed in. Row-level security allows this to the policy office alone. */
export function releaseItems(itemIds: readonly string[], at: Date) {
  return sql`select evidence.release(${[...itemIds]}::uuid[], ${at})`;
}

/** Withdraws measured, rated or sourced evidence. Row-level security allows this to the policy office alone. */
export function withdrawItems(itemIds: readonly string[], at: Date, reason: string) {
  return sql`select evidence.withdraw_recorded(${[...itemIds]}::uuid[], ${at}, ${reason})`;
}

/** Unchanged figures are recorded again after a month, so that what is measured every day does not become overdue. */
const MONTHS_UNCHANGED = 1;

type Measured = Omit<NewItem, 'origin'>;
type MeasuredState = { id: string; countsOn: string; says: string; title: string; source: string };

/** The newest states of what a room measures about a party and these obligations, newest first; enough to replace those of one day. */
export async function measuredStates(
  db: Database,
  { partyId, editionId, kind, obligationIds }: Pick<Measured, 'partyId' | 'editionId' | 'kind' | 'obligationIds'>,
): Promise<MeasuredState[]> {
  const { rows } = await sql<MeasuredState>`select p.id, p.counts_on as "countsOn", p.says, p.title_en as title, p.source_en as source
    from evidence.item p
    where p.party_id = ${partyId} and p.edition_id = ${editionId} and p.kind = ${kind} and p.origin = 'measured' and p.state = 'submitted'
      and array(select o.obligation_id from evidence.item_obligation o where o.item_id = p.id order by 1) = ${[...obligationIds].sort()}::text[]
    order by p.counts_on desc, p.id desc limit 20`.execute(db);
  return rows;
}

/** Whether the newest state already says this, and was recorded less than a month ago. Pure. */
export function isStillSaid(newest: MeasuredState | undefined, item: Measured, now: Date): boolean {
  if (newest === undefined || dayOf(addMonths(endOf(newest.countsOn), MONTHS_UNCHANGED)) <= countsOn(item, now)) return false;
  return newest.says === item.says && newest.title === bothOf(item.title).en && newest.source === bothOf(item.source).en;
}

/** The parties with measured evidence of a kind that counts. */
export async function measuredParties(db: Database, editionId: string, kind: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct i.party_id as id from evidence.item i
    where i.edition_id = ${editionId} and i.kind = ${kind} and i.origin = 'measured' and i.state = 'submitted'`.execute(db);
  return rows.map(({ id }) => id);
}
