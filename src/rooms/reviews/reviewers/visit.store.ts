import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';

/** Records a visit: its days, visitors and agenda. */
export function insertVisit(
  db: Database,
  row: {
    id: string;
    participation: { id: string; party_id: string };
    from: string;
    to: string;
    visitors: string;
    agenda: string;
    by: string;
    at: Date;
  },
) {
  return db.insertInto('reviews.visit').values({
    id: row.id,
    participation_id: row.participation.id,
    party_id: row.participation.party_id,
    from_day: row.from,
    to_day: row.to,
    visitors: row.visitors,
    agenda: row.agenda,
    recorded_by: row.by,
    recorded_at: row.at,
  });
}

/** A visit this reader may see, or undefined. */
export function findVisit(db: Database, id: string) {
  return db.selectFrom('reviews.visit').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The visits of a participation with the notes this reader may see, the oldest first. */
export async function visitsOf(db: Database, participationId: string) {
  const visits = await db.selectFrom('reviews.visit').selectAll().where('participation_id', '=', participationId).orderBy('id').execute();
  const ids = visits.map((visit) => visit.id);
  const notes = await db.selectFrom('reviews.visit_note').selectAll().where('visit_id', '=', anyOf(ids)).orderBy('id').execute();
  const ofVisit = Map.groupBy(notes, (note) => note.visit_id);
  return visits.map((visit) => ({ ...visit, notes: ofVisit.get(visit.id) ?? [] }));
}

/** Adds a note to a visit. Notes are added, never changed. */
export function insertNote(
  db: Database,
  row: {
    id: string;
    visit: { id: string; participation_id: string; party_id: string };
    day: string;
    spokeWith: string;
    text: string;
    by: string;
    at: Date;
  },
) {
  return db.insertInto('reviews.visit_note').values({
    id: row.id,
    visit_id: row.visit.id,
    participation_id: row.visit.participation_id,
    party_id: row.visit.party_id,
    day: row.day,
    spoke_with: row.spokeWith,
    body: row.text,
    person_id: row.by,
    at: row.at,
  });
}
