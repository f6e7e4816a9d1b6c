import type { Database } from '#platform/db/transaction.ts';

/** Asks a party about its self-assessment. */
export function insertQuestion(
  db: Database,
  row: {
    id: string;
    participation: { id: string; party_id: string };
    obligationId: string | null;
    question: string;
    due: string;
    by: string;
    at: Date;
  },
) {
  return db.insertInto('reviews.clarification').values({
    id: row.id,
    participation_id: row.participation.id,
    party_id: row.participation.party_id,
    obligation_id: row.obligationId,
    question: row.question,
    due: row.due,
    asked_by: row.by,
    asked_at: row.at,
  });
}

/** One question, or undefined where the reader may not see it. */
export function findQuestion(db: Database, id: string) {
  return db.selectFrom('reviews.clarification').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The questions on one participation, oldest first. */
export function questionsOf(db: Database, participationId: string) {
  return db.selectFrom('reviews.clarification').selectAll().where('participation_id', '=', participationId).orderBy('id').execute();
}

/** Writes the party’s one answer to a question. Does nothing if it already has an answer. */
export function answerQuestion(db: Database, id: string, row: { answer: string; by: string; at: Date }) {
  return db
    .updateTable('reviews.clarification')
    .set({ answer: row.answer, answered_by: row.by, answered_at: row.at })
    .where('id', '=', id)
    .where('answered_at', 'is', null);
}
