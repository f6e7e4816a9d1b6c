import { sql } from 'kysely';
import type { z } from 'zod';
import { labelOfRow } from '#kernel/labels.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { defineSort, limitTo } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { ItemView } from './item-view.schema.ts';

/**
 * The columns of an evidence item as readers see it. What only few items have, such as a later item that corrects them, is read for those alone (`viewsOf`):
 * each sub-query on evidence items makes the planner plan the whole row-level policy, even where no row reaches it.
 */
const VIEW = sql`p.id, p.edition_id as "editionId", p.party_id as "partyId", p.by_office as "byPolicyOffice", p.kind, p.says, p.origin, p.state, p.version,
  case when p.title_en is not null then json_build_object('en', p.title_en, 'fr', p.title_fr) end as title,
  case when p.source_en is not null then json_build_object('en', p.source_en, 'fr', p.source_fr) end as source,
  p.date, p.as_of as "asOf", p.page, p.document_id as "documentId", p.address, p.note, p.corrects_id as "correctsId", p.confirms_id as "confirmsId",
  p.entered_name as "enteredBy", p.entered_at as "enteredAt", p.signed_name as "signedBy", p.submitted_at as "submittedAt", p.end_reason as "endReason",
  p.ended_at as "endedAt", p.purge_requested_at as "purgeRequestedAt", p.purge_reason as "purgeReason", case when p.purge_requested_by is not null then p.purge_requested_by = (select identity.person()) end as "purgeRequestedByMe",
  case when p.state = 'purge-requested' then evidence.may_decide_purge(p) else false end as "mayDecidePurge",
  p.purge_request_ended_name as "purgeRequestEndedBy", p.purge_request_ended_at as "purgeRequestEndedAt", p.purge_refused as "purgeRefused", p.purge_refusal as "purgeRefusal", p.purged_at as "purgedAt", p.released_at is not null as released,
  p.label_level as "labelLevel", p.releasable_to as "releasableTo",
  array(select o.obligation_id from evidence.item_obligation o where o.item_id = p.id order by o.obligation_id) as "obligationIds"`;

/** An evidence item as this subject sees it, or undefined. */
export async function viewItem(db: Database, itemId: string): Promise<ItemView | undefined> {
  const { rows } = await sql<ItemRecord>`select ${VIEW} from evidence.item p where p.id = ${itemId}`.execute(db);
  return (await viewsOf(db, rows))[0];
}

/** Several evidence items as this subject sees them, by id; items it may not see are left out. */
export async function viewItems(db: Database, itemIds: readonly string[]): Promise<ItemView[]> {
  const { rows } =
    await sql<ItemRecord>`select ${VIEW} from evidence.item p where p.id = any (${[...itemIds]}::uuid[]) order by p.id`.execute(db);
  return viewsOf(db, rows);
}

/** The orders of submitted evidence; the indexes item_list, item_date and item_kind carry them. */
export const SUBMITTED_SORT = defineSort(
  { submitted: { by: sql`p.submitted_at`, part: 'instant' }, date: { by: sql`p.date`, part: 'text' } },
  sql`p.id`,
  '-submitted',
);

const ofKind = (kind: string | undefined) => (kind === undefined ? sql`` : sql`and p.kind = ${kind}`);

/**
 * Submitted evidence of a party, latest submission first or in the order asked for, of one kind or of all. `counting` leaves out what was corrected, withdrawn
 * or purged since.
 */
export async function listSubmitted(
  db: Database,
  partyId: string,
  rows: number,
  filter: { sort?: z.infer<typeof SUBMITTED_SORT.schema>; after?: string | undefined; kind?: string | undefined; counting?: boolean } = {},
): Promise<ItemView[]> {
  const { where, order } = SUBMITTED_SORT.from(filter.sort, filter.after);
  const counting = filter.counting ? sql`and p.state = 'submitted'` : sql``;
  const found =
    await sql<ItemRecord>`select ${VIEW} from evidence.item p where p.party_id = ${partyId} and p.submitted_at is not null ${ofKind(filter.kind)} ${counting} and ${where}
    order by ${order} ${limitTo(rows)}`.execute(db);
  return viewsOf(db, found.rows);
}

/** Evidence items of a party that were never submitted, newest first. */
export async function listDrafts(
  db: Database,
  partyId: string,
  after: [string] | undefined,
  rows: number,
  kind: string | undefined,
): Promise<ItemView[]> {
  const since = after ? sql`and p.id < ${after[0]}::uuid` : sql``;
  const found =
    await sql<ItemRecord>`select ${VIEW} from evidence.item p where p.party_id = ${partyId} and p.submitted_at is null ${ofKind(kind)} ${since}
    order by p.id desc ${limitTo(rows)}`.execute(db);
  return viewsOf(db, found.rows);
}

/** An evidence item as the obligation drawer lists it: without the details that only its own page shows. */
export type ItemLine = Pick<
  ItemView,
  | 'id'
  | 'kind'
  | 'says'
  | 'origin'
  | 'title'
  | 'source'
  | 'date'
  | 'asOf'
  | 'page'
  | 'documentId'
  | 'address'
  | 'byPolicyOffice'
  | 'enteredBy'
  | 'label'
  | 'released'
> & { submittedAt: string };

/** The evidence of one obligation of an edition. `of`: only of these kinds and origins, each as `kind origin`; absent: of all. */
export type ObligationItems = { editionId: string; partyId: string; obligationId: string; of?: readonly string[] };

function areOf({ editionId, partyId, obligationId, of }: ObligationItems) {
  return sql<boolean>`d.edition_id = ${editionId} and d.party_id = ${partyId} and d.obligation_id = ${obligationId} and d.counts
    ${of ? sql`and d.kind || ' ' || d.origin = any (${[...of]}::text[])` : sql``}`;
}

/** How many evidence items count, of all these together, and how many of them are declared. An item of several obligations counts once. */
export async function countItems(db: Database, from: readonly ObligationItems[]): Promise<{ items: number; declared: number }> {
  const { rows } = await sql<{ items: number; declared: number }>`select count(distinct d.item_id)::int as items,
      (count(distinct d.item_id) filter (where d.origin = 'declared'))::int as declared
    from evidence.item_obligation d where ${sql.join(
      from.map((one) => sql`(${areOf(one)})`),
      sql` or `,
    )}`.execute(db);
  return rows[0]!;
}

/** The evidence items of one obligation that count, newest first by the day they count from. */
export async function itemsOfObligation(db: Database, obligation: ObligationItems, rows: number): Promise<ItemLine[]> {
  const found =
    await sql<ItemLineRecord>`select p.id, p.kind, p.says, p.origin, p.title_en as "titleEn", p.title_fr as "titleFr", p.source_en as "sourceEn",
      p.source_fr as "sourceFr", p.date, p.as_of as "asOf", p.page, p.document_id as "documentId", p.address, p.by_office as "byPolicyOffice",
      p.entered_name as "enteredBy", p.label_level as "labelLevel", p.releasable_to as "releasableTo", p.released_at is not null as released, p.submitted_at as "submittedAt"
    from evidence.item_obligation d join evidence.item p on p.id = d.item_id
    where ${areOf(obligation)}
    order by d.counts_on desc, d.submitted_at desc, d.item_id desc limit ${rows}`.execute(db);
  return found.rows.map(({ titleEn, titleFr, sourceEn, sourceFr, labelLevel, releasableTo, submittedAt, ...row }) => ({
    ...row,
    title: both(titleEn, titleFr),
    source: both(sourceEn, sourceFr),
    label: labelOfRow(labelLevel, releasableTo),
    submittedAt: submittedAt.toISOString(),
  }));
}

const both = (en: string | null, fr: string | null) => (en === null || fr === null ? null : { en, fr });

type ItemLineRecord = Omit<ItemLine, 'title' | 'source' | 'label' | 'submittedAt'> &
  Record<'titleEn' | 'titleFr' | 'sourceEn' | 'sourceFr', string | null> & {
    labelLevel: number;
    releasableTo: string[] | null;
    submittedAt: Date;
  };

type Instants = 'enteredAt' | 'submittedAt' | 'endedAt' | 'purgeRequestedAt' | 'purgeRequestEndedAt' | 'purgedAt';
type LabelRequest = { of: string; id: string; level: number; releasableTo: string[] | null; reason: string; byMe: boolean };
type ItemRecord = Omit<ItemView, Instants | 'label' | 'labelRequest' | 'correctedById'> & {
  labelLevel: number;
  releasableTo: string[] | null;
  enteredAt: Date;
} & Record<Exclude<Instants, 'enteredAt'>, Date | null>;

/** Adds the rare related facts of evidence items: the item that corrects one, and a requested release of the label. */
async function viewsOf(db: Database, items: readonly ItemRecord[]): Promise<ItemView[]> {
  const ended = items.filter(({ state }) => state !== 'draft' && state !== 'submitted').map(({ id }) => id);
  const labelled = items.filter(({ labelLevel, releasableTo }) => labelLevel > 0 || releasableTo !== null).map(({ id }) => id);
  const [corrections, requests] = await Promise.all([
    ended.length === 0
      ? []
      : sql<{ of: string; id: string }>`select corrects_id as of, id from evidence.item where corrects_id = ${anyOf(ended)}`
          .execute(db)
          .then(({ rows }) => rows),
    labelled.length === 0
      ? []
      : sql<LabelRequest>`select distinct on (r.object_id) r.object_id as of, r.id, r.to_level as level, r.to_releasable as "releasableTo", r.reason,
            r.requested_by = (select identity.person()) as "byMe"
          from evidence.label_release r join evidence.item p on p.id = r.object_id where r.object_id = ${anyOf(labelled)} and r.decided_by is null
            and r.from_level = p.label_level and r.from_releasable is not distinct from p.releasable_to order by r.object_id, r.requested_at desc, r.id desc`
          .execute(db)
          .then(({ rows }) => rows),
  ]);
  return items.map((item) =>
    toView(
      item,
      corrections.find(({ of }) => of === item.id)?.id ?? null,
      requests.find(({ of }) => of === item.id),
    ),
  );
}

function toView(
  { labelLevel, releasableTo, ...row }: ItemRecord,
  correctedById: string | null,
  request: LabelRequest | undefined,
): ItemView {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...row,
    correctedById,
    label: labelOfRow(labelLevel, releasableTo),
    labelRequest: request
      ? { id: request.id, label: labelOfRow(request.level, request.releasableTo), reason: request.reason, byMe: request.byMe }
      : null,
    enteredAt: row.enteredAt.toISOString(),
    submittedAt: iso(row.submittedAt),
    endedAt: iso(row.endedAt),
    purgeRequestedAt: iso(row.purgeRequestedAt),
    purgeRequestEndedAt: iso(row.purgeRequestEndedAt),
    purgedAt: iso(row.purgedAt),
  };
}
