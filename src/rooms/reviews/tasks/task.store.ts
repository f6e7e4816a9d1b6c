import type { Database } from '#platform/db/transaction.ts';

/** Rounds with open work, newest first. */
export function roundsAtWork(db: Database) {
  return db.selectFrom('reviews.round').selectAll().where('state', '<>', 'closed').orderBy('id', 'desc').execute();
}

/** Participations of open rounds this reader may see. */
export function participationsAtWork(db: Database) {
  return db
    .selectFrom('reviews.participation as p')
    .innerJoin('reviews.round as r', 'r.id', 'p.round_id')
    .selectAll('p')
    .where('r.state', '=', 'open')
    .orderBy('p.id')
    .execute();
}

/** Obligations that parties answered with *not known*. Each opens a task, never a finding. Only submitted answers, of rounds that are not closed. */
export function notKnownAnswers(db: Database) {
  return db
    .selectFrom('reviews.answer as a')
    .innerJoin('reviews.participation as p', 'p.id', 'a.participation_id')
    .innerJoin('reviews.round as r', 'r.id', 'p.round_id')
    .select(['a.participation_id', 'a.party_id', 'a.obligation_id', 'a.edition_id', 'p.round_id', 'p.label_level', 'p.releasable_to'])
    .where('a.choice', '=', 'not-known')
    .where('a.submitted_at', 'is not', null)
    .where('r.state', '<>', 'closed')
    .orderBy('a.party_id')
    .orderBy('a.obligation_id')
    .execute();
}
