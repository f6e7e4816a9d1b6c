import { sql } from 'kysely';
import { labelOfRow } from '#kernel/labels.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { PieceView } from './piece-view.schema.ts';

/** The columns of a piece as readers see it. */
const VIEW = sql`p.id, p.edition_id as "editionId", p.party_id as "partyId", p.by_office as "byPolicyOffice", p.kind, p.says, p.origin, p.state, p.version,
  case when p.title_en is not null then json_build_object('en', p.title_en, 'fr', p.title_fr) end as title,
  case when p.source_en is not null then json_build_object('en', p.source_en, 'fr', p.source_fr) end as source,
  p.date, p.as_of as "asOf", p.page, p.document_id as "documentId", p.address, p.note, p.corrects_id as "correctsId", p.confirms_id as "confirmsId",
  (select c.id from evidence.piece c where c.corrects_id = p.id limit 1) as "correctedById",
  p.entered_name as "enteredBy", p.entered_at as "enteredAt", p.signed_name as "signedBy", p.submitted_at as "submittedAt", p.end_reason as "endReason",
  p.ended_at as "endedAt", p.purge_asked_at as "purgeAskedAt", p.purge_reason as "purgeReason", p.purge_asked_by = (select identity.person()) as "purgeAskedByMe",
  p.purged_at as "purgedAt", p.released_at is not null as released,
  p.label_level as "labelLevel", p.releasable_to as "releasableTo",
  (select json_build_object('id', r.id, 'level', r.to_level, 'releasableTo', r.to_releasable, 'reason', r.reason, 'byMe', r.asked_by = (select identity.person()))
    from evidence.label_release r where r.object_id = p.id and r.decided_by is null and r.from_level = p.label_level
      and r.from_releasable is not distinct from p.releasable_to order by r.asked_at desc, r.id desc limit 1) as asked,
  array(select o.obligation_id from evidence.piece_obligation o where o.piece_id = p.id order by o.obligation_id) as "obligationIds"`;

/** A piece as this subject sees it, or undefined. */
export async function viewPiece(db: Database, pieceId: string): Promise<PieceView | undefined> {
  const { rows } = await sql<PieceRecord>`select ${VIEW} from evidence.piece p where p.id = ${pieceId}`.execute(db);
  return rows[0] && toView(rows[0]);
}

/** Several pieces as this subject sees them, by id; what it may not see is left out. */
export async function viewPieces(db: Database, pieceIds: readonly string[]): Promise<PieceView[]> {
  const { rows } =
    await sql<PieceRecord>`select ${VIEW} from evidence.piece p where p.id = any (${[...pieceIds]}::uuid[]) order by p.id`.execute(db);
  return rows.map(toView);
}

/** Submitted pieces of a party, newest first by their submission; `after` is the key of the last row of the page before. */
export async function listSubmitted(
  db: Database,
  partyId: string,
  after: [string, string] | undefined,
  rows: number,
): Promise<PieceView[]> {
  const since = after ? sql`and (p.submitted_at, p.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql``;
  const found =
    await sql<PieceRecord>`select ${VIEW} from evidence.piece p where p.party_id = ${partyId} and p.submitted_at is not null ${since}
    order by p.submitted_at desc, p.id desc limit ${rows}`.execute(db);
  return found.rows.map(toView);
}

/** Pieces of a party that were never submitted, newest first. */
export async function listDrafts(db: Database, partyId: string, after: [string] | undefined, rows: number): Promise<PieceView[]> {
  const since = after ? sql`and p.id < ${after[0]}::uuid` : sql``;
  const found =
    await sql<PieceRecord>`select ${VIEW} from evidence.piece p where p.party_id = ${partyId} and p.submitted_at is null ${since}
    order by p.id desc limit ${rows}`.execute(db);
  return found.rows.map(toView);
}

/** A piece as the drawer of a duty lists it: what is known of one that counts, without what only its own page shows. */
export type PieceLine = Pick<
  PieceView,
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

/** The pieces of one duty that count, newest first by the day they count from. */
export async function piecesOfDuty(
  db: Database,
  duty: { editionId: string; partyId: string; obligationId: string },
  rows: number,
): Promise<PieceLine[]> {
  const found =
    await sql<PieceLineRecord>`select p.id, p.kind, p.says, p.origin, p.title_en as "titleEn", p.title_fr as "titleFr", p.source_en as "sourceEn",
      p.source_fr as "sourceFr", p.date, p.as_of as "asOf", p.page, p.document_id as "documentId", p.address, p.by_office as "byPolicyOffice",
      p.entered_name as "enteredBy", p.label_level as "labelLevel", p.releasable_to as "releasableTo", p.released_at is not null as released, p.submitted_at as "submittedAt"
    from evidence.piece_obligation d join evidence.piece p on p.id = d.piece_id
    where d.edition_id = ${duty.editionId} and d.party_id = ${duty.partyId} and d.obligation_id = ${duty.obligationId} and d.counts
    order by d.counts_on desc, d.submitted_at desc, d.piece_id desc limit ${rows}`.execute(db);
  return found.rows.map(({ titleEn, titleFr, sourceEn, sourceFr, labelLevel, releasableTo, submittedAt, ...row }) => ({
    ...row,
    title: both(titleEn, titleFr),
    source: both(sourceEn, sourceFr),
    label: labelOfRow(labelLevel, releasableTo),
    submittedAt: submittedAt.toISOString(),
  }));
}

const both = (en: string | null, fr: string | null) => (en === null || fr === null ? null : { en, fr });

type PieceLineRecord = Omit<PieceLine, 'title' | 'source' | 'label' | 'submittedAt'> &
  Record<'titleEn' | 'titleFr' | 'sourceEn' | 'sourceFr', string | null> & {
    labelLevel: number;
    releasableTo: string[] | null;
    submittedAt: Date;
  };

type Instants = 'enteredAt' | 'submittedAt' | 'endedAt' | 'purgeAskedAt' | 'purgedAt';
type Asked = { id: string; level: number; releasableTo: string[] | null; reason: string; byMe: boolean };
type Labelled = { labelLevel: number; releasableTo: string[] | null; asked: Asked | null };
type PieceRecord = Omit<PieceView, Instants | 'label' | 'labelAsked'> &
  Labelled & { enteredAt: Date } & Record<Exclude<Instants, 'enteredAt'>, Date | null>;

function toView({ labelLevel, releasableTo, asked, ...row }: PieceRecord): PieceView {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...row,
    label: labelOfRow(labelLevel, releasableTo),
    labelAsked: asked && { id: asked.id, label: labelOfRow(asked.level, asked.releasableTo), reason: asked.reason, byMe: asked.byMe },
    enteredAt: row.enteredAt.toISOString(),
    submittedAt: iso(row.submittedAt),
    endedAt: iso(row.endedAt),
    purgeAskedAt: iso(row.purgeAskedAt),
    purgedAt: iso(row.purgedAt),
  };
}
