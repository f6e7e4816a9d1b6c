import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { ParticipationState } from './participation.rules.ts';

/** The party of a part, for the question who may; undefined where this subject may not see it. */
export async function partyOfPart(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('reviews.participation').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** A part, locked until the act is over: adoption and every other act on it come one after the other. */
export function lockPart(db: Database, id: string) {
  return db.selectFrom('reviews.participation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}
export type PartRecord = NonNullable<Awaited<ReturnType<typeof lockPart>>>;

/** One party’s part in a round, or undefined where the reader may not see it. */
export function findPart(db: Database, id: string) {
  return db.selectFrom('reviews.participation').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The parts of a round this subject may see. */
export function partsOf(db: Database, roundId: string) {
  return db.selectFrom('reviews.participation').selectAll().where('round_id', '=', roundId).orderBy('id').execute();
}

/** All parts of a round, locked until the end of the transaction. */
export function lockParts(db: Database, roundId: string) {
  return db.selectFrom('reviews.participation').selectAll().where('round_id', '=', roundId).orderBy('id').forUpdate().execute();
}

/** The part of a party in a round. */
export function partOfParty(db: Database, roundId: string, partyId: string) {
  return db
    .selectFrom('reviews.participation')
    .selectAll()
    .where('round_id', '=', roundId)
    .where('party_id', '=', partyId)
    .executeTakeFirst();
}

/** Writes the parts of a round that is opened, one per party. */
export function insertParts(
  db: Database,
  rows: readonly {
    id: string;
    roundId: string;
    partyId: string;
    group: string;
    voluntary: boolean;
    obligationIds: readonly string[];
    returnDue: string;
    commentDue: string;
    at: Date;
  }[],
) {
  return db.insertInto('reviews.participation').values(
    rows.map((row) => ({
      id: row.id,
      round_id: row.roundId,
      party_id: row.partyId,
      party_group: row.group,
      voluntary: row.voluntary,
      obligation_ids: [...row.obligationIds],
      state: 'asked',
      since: row.at,
      return_due: row.returnDue,
      comment_due: row.commentDue,
    })),
  );
}

/** What an act may write down on a part besides its state. */
export type PartChange = {
  state: ParticipationState;
  since?: Date;
  signedBy?: string;
  capacity?: string;
  returnedAt?: Date;
  draftSentAt?: Date;
  commentDue?: string;
  unratedReason?: string | null;
  commentsDoneAt?: Date;
};

/** Changes a part at the version that was read; no row changed means that somebody else was first. */
export function changePart(db: Database, part: { id: string; version: number }, change: PartChange) {
  return db
    .updateTable('reviews.participation')
    .set({
      version: part.version + 1,
      state: change.state,
      ...(change.since && { since: change.since }),
      ...(change.returnedAt && { returned_at: change.returnedAt, signed_by: change.signedBy, signer_capacity: change.capacity }),
      ...(change.draftSentAt && {
        draft_sent_at: change.draftSentAt,
        comment_due: change.commentDue,
        unrated_reason: change.unratedReason,
      }),
      ...(change.commentsDoneAt && { comments_done_at: change.commentsDoneAt }),
    })
    .where('id', '=', part.id)
    .where('version', '=', part.version);
}

/** Writes down that the party agrees to publication, or no longer, in the version that was read. */
export function agree(db: Database, part: { id: string; version: number }, agreement: { by: string; at: Date } | null) {
  return db
    .updateTable('reviews.participation')
    .set({ version: part.version + 1, public_agreed_at: agreement?.at ?? null, public_agreed_by: agreement?.by ?? null })
    .where('id', '=', part.id)
    .where('version', '=', part.version);
}

/** Moves the days of parts that have not taken the step yet. */
export function moveDays(db: Database, roundId: string, returnDue: string, commentDue: string) {
  return db
    .updateTable('reviews.participation')
    .set({
      return_due: sql<string>`case when state in ('asked', 'prefilled') then ${returnDue}::date else return_due end`,
      comment_due: sql<string>`case when draft_sent_at is null or comment_due < ${commentDue}::date then ${commentDue}::date else comment_due end`,
    })
    .where('round_id', '=', roundId);
}

/** Writes down steps of the path: who did what to which part, and when. */
export function insertSteps(
  db: Database,
  rows: readonly { id: string; part: { id: string; party_id: string }; act: string; to: string; at: Date; by: string }[],
) {
  return db.insertInto('reviews.step').values(
    rows.map((row) => ({
      id: row.id,
      participation_id: row.part.id,
      party_id: row.part.party_id,
      act: row.act,
      to_state: row.to,
      at: row.at,
      person_id: row.by,
    })),
  );
}

/** The steps of these parts, the oldest first. */
export function stepsOf(db: Database, partIds: readonly string[]) {
  return db
    .selectFrom('reviews.step')
    .select(['participation_id', 'to_state', 'at'])
    .where('participation_id', '=', anyOf(partIds))
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Counts per part that the next step follows from. */
export async function countsOf(db: Database, partIds: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    questions_open: number;
    question_due: string | null;
    comments_open: number;
    rated: number;
    findings_open: number;
    finding_due: string | null;
  }>`select p.id, q.questions_open::int, q.question_due, c.comments_open::int, r.rated::int, f.findings_open::int, f.finding_due
    from reviews.participation p
    cross join lateral (select count(*) as questions_open, min(due) as question_due from reviews.clarification where participation_id = p.id and answered_at is null) q
    cross join lateral (select count(*) as comments_open from reviews.comment where participation_id = p.id and decision is null) c
    cross join lateral (select count(distinct obligation_id) as rated from reviews.rating where participation_id = p.id) r
    cross join lateral (select count(*) as findings_open, min(due) as finding_due from reviews.finding where participation_id = p.id and state in ('open', 'reported')) f
    where p.id = ${anyOf(partIds)}`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
