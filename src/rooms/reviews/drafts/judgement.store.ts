import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';

/** Adds a rating. The newest rating of an obligation counts. */
export function insertRating(
  db: Database,
  row: {
    id: string;
    participation: { id: string; party_id: string; round_id: string };
    editionId: string;
    obligationId: string;
    status: string;
    reason: string;
    suggestion: string;
    by: string;
    at: Date;
    /** The adopted rating that it corrects. */
    correctsId?: string;
  },
) {
  return db.insertInto('reviews.rating').values({
    id: row.id,
    participation_id: row.participation.id,
    party_id: row.participation.party_id,
    edition_id: row.editionId,
    obligation_id: row.obligationId,
    status: row.status,
    reason: row.reason,
    suggestion: row.suggestion,
    rated_by: row.by,
    rated_at: row.at,
    corrects_id: row.correctsId ?? null,
    round_id: row.correctsId === undefined ? null : row.participation.round_id,
  });
}

/** Ratings of these participations this reader may see, the newest first. */
export function ratingsOf(db: Database, participationIds: readonly string[]) {
  return db
    .selectFrom('reviews.rating')
    .selectAll()
    .where('participation_id', '=', anyOf(participationIds))
    .orderBy('id', 'desc')
    .execute();
}
export type RatingRow = Awaited<ReturnType<typeof ratingsOf>>[number];

/** The newest correction of each rating of an adopted round, for the parties whose report this reader may read. */
export function correctionsOf(db: Database, roundId: string) {
  return db
    .selectFrom('reviews.rating')
    .distinctOn(['party_id', 'obligation_id'])
    .select(['party_id', 'obligation_id', 'status', 'reason', 'rated_at'])
    .where('round_id', '=', roundId)
    .orderBy('party_id')
    .orderBy('obligation_id')
    .orderBy('id', 'desc')
    .execute();
}

/** The ratings that count in a round, for parties of a kind. */
export function newestRatings(db: Database, roundId: string, kind: string | null) {
  let query = db
    .selectFrom('reviews.rating as r')
    .innerJoin('reviews.participation as p', 'p.id', 'r.participation_id')
    .innerJoin('parties.party as party', 'party.id', 'r.party_id')
    .distinctOn(['r.participation_id', 'r.obligation_id'])
    .selectAll('r')
    .select(['p.label_level', 'p.releasable_to'])
    .where('p.round_id', '=', roundId)
    .orderBy('r.participation_id')
    .orderBy('r.obligation_id')
    .orderBy('r.id', 'desc');
  if (kind !== null) query = query.where('party.kind', '=', kind);
  return query.execute();
}

/** Adds a party’s comment on the draft; it is never changed. */
export function insertComment(
  db: Database,
  row: {
    id: string;
    participation: { id: string; party_id: string };
    obligationId: string | null;
    findingId: string | null;
    text: string;
    by: string;
    at: Date;
  },
) {
  return db.insertInto('reviews.comment').values({
    id: row.id,
    participation_id: row.participation.id,
    party_id: row.participation.party_id,
    obligation_id: row.obligationId,
    finding_id: row.findingId,
    body: row.text,
    person_id: row.by,
    at: row.at,
  });
}

/** One comment, or undefined where the reader may not see it. */
export function findComment(db: Database, id: string) {
  return db.selectFrom('reviews.comment').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The comments on these participations, the oldest first. */
export function commentsOf(db: Database, participationIds: readonly string[]) {
  return db.selectFrom('reviews.comment').selectAll().where('participation_id', '=', anyOf(participationIds)).orderBy('id').execute();
}

/** Writes headquarters’ one answer to a comment. Does nothing if the comment already has an answer. */
export function decideComment(db: Database, id: string, row: { decision: string; reason: string; by: string; at: Date }) {
  return db
    .updateTable('reviews.comment')
    .set({ decision: row.decision, reason: row.reason, decided_by: row.by, decided_at: row.at })
    .where('id', '=', id)
    .where('decision', 'is', null);
}
