import type { Database } from '#platform/db/transaction.ts';

// Registers of a few dozen rows each: everything in force, newest first.
const MOST = 500;

/** A course that was found equivalent, or undefined. */
export function findEquivalent(db: Database, id: string) {
  return db.selectFrom('training.equivalent').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Courses found equivalent that still count. */
export function listEquivalents(db: Database) {
  return db
    .selectFrom('training.equivalent')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('recorded_at', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute();
}

/** Who offers training, as last verified. */
export function listProviders(db: Database) {
  return db
    .selectFrom('training.provider as p')
    .selectAll()
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('training.provider as n').select('n.id').whereRef('n.replaces', '=', 'p.id'))),
    )
    .orderBy('name')
    .orderBy('id')
    .limit(MOST)
    .execute();
}

/** Totals signed for a party, newest first. */
export function listTotals(db: Database, partyId: string) {
  return db
    .selectFrom('training.total')
    .selectAll()
    .where('party_id', '=', partyId)
    .orderBy('as_of', 'desc')
    .orderBy('id')
    .limit(MOST)
    .execute();
}
