import type { Database } from '#platform/db/transaction.ts';

/** Rounds with the authority each belongs to, and the hash of what was adopted. */
export const withAuthority = (db: Database) =>
  db
    .selectFrom('reviews.round as r')
    .leftJoin('reviews.authority as a', 'a.id', 'r.authority_id')
    .leftJoin('reviews.adopted_snapshot as s', 's.round_id', 'r.id')
    .selectAll('r')
    .select(['a.name_en', 'a.name_fr', 'a.reviews_en', 'a.reviews_fr', 'a.interval_months', 's.sha256']);

/** One round, or undefined where there is none. */
export function findRound(db: Database, id: string) {
  return withAuthority(db).where('r.id', '=', id).executeTakeFirst();
}
export type RoundRow = NonNullable<Awaited<ReturnType<typeof findRound>>>;

/** The round, locked until the command ends, so that two commands on it run one after the other. */
export function lockRound(db: Database, id: string) {
  return db.selectFrom('reviews.round').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}
export type LockedRound = NonNullable<Awaited<ReturnType<typeof lockRound>>>;
