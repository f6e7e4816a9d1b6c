import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { ParticipationState } from './participation.rules.ts';

/** The party of a participation, for permission checks; undefined where this subject may not see it. */
export async function partyOfParticipation(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('reviews.participation').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** A participation, locked until the command ends, so that adoption and other commands on it run one after the other. */
export function lockParticipation(db: Database, id: string) {
  return db.selectFrom('reviews.participation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}
export type ParticipationRecord = NonNullable<Awaited<ReturnType<typeof lockParticipation>>>;

/** One party’s participation in a round, or undefined where the reader may not see it. */
export function findParticipation(db: Database, id: string) {
  return db.selectFrom('reviews.participation').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The participations of a round this subject may see. */
export function participationsOf(db: Database, roundId: string) {
  return db.selectFrom('reviews.participation').selectAll().where('round_id', '=', roundId).orderBy('id').execute();
}

/** All participations of a round, locked until the end of the transaction. */
export function lockParticipations(db: Database, roundId: string) {
  return db.selectFrom('reviews.participation').selectAll().where('round_id', '=', roundId).orderBy('id').forUpdate().execute();
}

/** The participation of a party in a round. */
export function participationOfParty(db: Database, roundId: string, partyId: string) {
  return db
    .selectFrom('reviews.participation')
    .selectAll()
    .where('round_id', '=', roundId)
    .where('party_id', '=', partyId)
    .executeTakeFirst();
}

/** Inserts the participations of an opened round, one per party. */
export function insertParticipations(
  db: Database,
  rows: readonly {
    id: string;
    roundId: string;
    partyId: string;
    group: string;
    voluntary: boolean;
    ratings: boolean;
    obligationIds: readonly string[];
    selfAssessmentDue: string;
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
      ratings: row.ratings,
      obligation_ids: [...row.obligationIds],
      state: 'asked',
      since: row.at,
      self_assessment_due: row.selfAssessmentDue,
      comment_due: row.commentDue,
    })),
  );
}

/** What a command may change on a participation besides its state. */
export type ParticipationChange = {
  state: ParticipationState;
  since?: Date;
  signedBy?: string;
  capacity?: string;
  submittedAt?: Date;
  draftSentAt?: Date;
  commentDue?: string;
  unratedReason?: string | null;
  commentsDoneAt?: Date;
};

/** Changes a participation at the version that was read. No changed row means that another user changed it first. */
export function changeParticipation(db: Database, participation: { id: string; version: number }, change: ParticipationChange) {
  return db
    .updateTable('reviews.participation')
    .set({
      version: participation.version + 1,
      state: change.state,
      ...(change.since && { since: change.since }),
      ...(change.submittedAt && { submitted_at: change.submittedAt, signed_by: change.signedBy, signer_capacity: change.capacity }),
      ...(change.draftSentAt && {
        draft_sent_at: change.draftSentAt,
        comment_due: change.commentDue,
        unrated_reason: change.unratedReason,
      }),
      ...(change.commentsDoneAt && { comments_done_at: change.commentsDoneAt }),
    })
    .where('id', '=', participation.id)
    .where('version', '=', participation.version);
}

/** Records that the party consents to publication, or withdraws consent, at the version that was read. */
export function agree(db: Database, participation: { id: string; version: number }, agreement: { by: string; at: Date } | null) {
  return db
    .updateTable('reviews.participation')
    .set({ version: participation.version + 1, public_agreed_at: agreement?.at ?? null, public_agreed_by: agreement?.by ?? null })
    .where('id', '=', participation.id)
    .where('version', '=', participation.version);
}

/** Moves the due dates of participations that have not taken the step yet. */
export function moveDays(db: Database, roundId: string, selfAssessmentDue: string, commentDue: string) {
  return db
    .updateTable('reviews.participation')
    .set({
      self_assessment_due: sql<string>`case when state in ('asked', 'prefilled') then ${selfAssessmentDue}::date else self_assessment_due end`,
      comment_due: sql<string>`case when draft_sent_at is null or comment_due < ${commentDue}::date then ${commentDue}::date else comment_due end`,
    })
    .where('round_id', '=', roundId);
}

/** Records steps of the history: who did what to which participation, and when. */
export function insertSteps(
  db: Database,
  rows: readonly { id: string; participation: { id: string; party_id: string }; action: string; to: string; at: Date; by: string }[],
) {
  return db.insertInto('reviews.step').values(
    rows.map((row) => ({
      id: row.id,
      participation_id: row.participation.id,
      party_id: row.participation.party_id,
      action: row.action,
      to_state: row.to,
      at: row.at,
      person_id: row.by,
    })),
  );
}

/** The steps of these participations, the oldest first. */
export function stepsOf(db: Database, participationIds: readonly string[]) {
  return db
    .selectFrom('reviews.step')
    .select(['participation_id', 'to_state', 'at'])
    .where('participation_id', '=', anyOf(participationIds))
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Counts per participation that determine the next step. */
export async function countsOf(db: Database, participationIds: readonly string[]) {
  const { rows } = await sql<{
    id: string;
    questions_open: number;
    question_due: string | null;
    comments_open: number;
    rated: number;
    findings_open: number;
    finding_due: string | null;
    findings_reported: number;
  }>`select p.id, q.questions_open::int, q.question_due, c.comments_open::int, r.rated::int, f.findings_open::int, f.finding_due, f.findings_reported::int
    from reviews.participation p
    cross join lateral (select count(*) as questions_open, min(due) as question_due from reviews.clarification where participation_id = p.id and answered_at is null) q
    cross join lateral (select count(*) as comments_open from reviews.comment where participation_id = p.id and decision is null) c
    cross join lateral (select count(distinct obligation_id) as rated from reviews.rating where participation_id = p.id) r
    cross join lateral (select count(*) filter (where state = 'open') as findings_open, min(due) filter (where state = 'open') as finding_due,
      count(*) filter (where state = 'reported') as findings_reported from reviews.finding where participation_id = p.id) f
    where p.id = ${anyOf(participationIds)}`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}
