import type { Database } from '#platform/db/transaction.ts';
import { type LockedRound, withAuthority } from '../participations/round-row.store.ts';
import type { Release } from '../reviews.schema.ts';
import type { Calendar, RoundState } from './round.rules.ts';

/** Rows of the register, with the entry that replaced each. */
export function listAuthorities(db: Database) {
  return db
    .selectFrom('reviews.authority as a')
    .leftJoin('reviews.authority as later', 'later.replaces', 'a.id')
    .selectAll('a')
    .select('later.id as replaced_by')
    .orderBy('a.valid_from')
    .orderBy('a.id')
    .execute();
}

/** One authority, or undefined. */
export function findAuthority(db: Database, id: string) {
  return db.selectFrom('reviews.authority').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Registers an authority; one that replaces another names it. */
export function insertAuthority(
  db: Database,
  row: {
    id: string;
    name: { en: string; fr: string };
    reviews: { en: string; fr: string };
    intervalMonths: number | null;
    from: string;
    to: string | null;
    replaces: string | null;
    source: string;
    by: string;
    at: Date;
  },
) {
  return db.insertInto('reviews.authority').values({
    id: row.id,
    name_en: row.name.en,
    name_fr: row.name.fr,
    reviews_en: row.reviews.en,
    reviews_fr: row.reviews.fr,
    interval_months: row.intervalMonths,
    valid_from: row.from,
    valid_to: row.to,
    replaces: row.replaces,
    source: row.source,
    recorded_by: row.by,
    recorded_at: row.at,
  });
}

/** The titles of all rounds, newest first. */
export function roundTitles(db: Database) {
  return db.selectFrom('reviews.round').select(['id', 'title_en', 'title_fr']).orderBy('id', 'desc').execute();
}

/** Rounds, newest first, one page at a time. */
export function listRounds(db: Database, after: readonly (string | number)[] | undefined, limit: number) {
  let query = withAuthority(db)
    .orderBy('r.id', 'desc')
    .limit(limit + 1);
  if (after) query = query.where('r.id', '<', String(after[0]));
  return query.execute();
}

/** Writes a planned round. */
export function insertRound(
  db: Database,
  row: {
    id: string;
    title: { en: string; fr: string };
    authorityId: string | null;
    editionId: string;
    scope: string[];
    invited: string[] | null;
    calendar: Calendar;
    ratings: boolean;
    by: string;
    at: Date;
  },
) {
  return db.insertInto('reviews.round').values({
    id: row.id,
    title_en: row.title.en,
    title_fr: row.title.fr,
    authority_id: row.authorityId,
    edition_id: row.editionId,
    scope: row.scope,
    invited: row.invited,
    self_assessment_due: row.calendar.selfAssessmentDue,
    comment_due: row.calendar.commentDue,
    adoption_planned: row.calendar.adoptionPlanned,
    follow_up_due: row.calendar.followUpDue,
    cut_off: row.calendar.cutOff,
    ratings: row.ratings,
    planned_by: row.by,
    planned_at: row.at,
  });
}

/** What a command may change on a round besides its state. */
export type RoundChange = {
  state?: RoundState;
  calendar?: Calendar;
  authorityId?: string;
  openedAt?: Date;
  adoptedAt?: Date;
  adoptedBy?: string;
  release?: Release;
  closedAt?: Date;
};

/** Changes a round at the version the command has read. */
export function changeRound(db: Database, round: { id: string; version: number }, change: RoundChange) {
  return db
    .updateTable('reviews.round')
    .set({
      version: round.version + 1,
      ...(change.state && { state: change.state }),
      ...(change.authorityId && { authority_id: change.authorityId }),
      ...(change.calendar && {
        self_assessment_due: change.calendar.selfAssessmentDue,
        comment_due: change.calendar.commentDue,
        adoption_planned: change.calendar.adoptionPlanned,
        follow_up_due: change.calendar.followUpDue,
        cut_off: change.calendar.cutOff,
      }),
      ...(change.openedAt && { opened_at: change.openedAt }),
      ...(change.adoptedAt && { adopted_at: change.adoptedAt, adopted_by: change.adoptedBy, release: change.release }),
      ...(change.closedAt && { closed_at: change.closedAt }),
    })
    .where('id', '=', round.id)
    .where('version', '=', round.version);
}

/** The dates of a round in the names that rules and responses use. */
export function calendarOf(
  row: Pick<LockedRound, 'self_assessment_due' | 'comment_due' | 'adoption_planned' | 'follow_up_due' | 'cut_off'>,
): Calendar {
  return {
    selfAssessmentDue: row.self_assessment_due,
    commentDue: row.comment_due,
    adoptionPlanned: row.adoption_planned,
    followUpDue: row.follow_up_due,
    cutOff: row.cut_off,
  };
}
