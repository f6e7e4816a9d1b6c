import { sql } from 'kysely';
import { LABELS } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Suggestion } from './self-assessment.rules.ts';

/**
 * The party's last submitted answers to these obligations, by obligation. `within` limits them to a label, where they are copied into content under that label.
 */
export async function lastAnswers(db: Database, partyId: string, exceptParticipation: string, within?: RecordLabel) {
  let query = db
    .selectFrom('reviews.answer as a')
    .innerJoin('reviews.participation as p', 'p.id', 'a.participation_id')
    .innerJoin('reviews.round as r', 'r.id', 'p.round_id')
    .distinctOn('a.obligation_id')
    .select(['a.obligation_id', 'a.choice', 'a.says', 'a.note', 'p.round_id', 'r.title_en', 'r.title_fr'])
    .where('a.party_id', '=', partyId)
    .where('a.participation_id', '<>', exceptParticipation)
    .where('a.submitted_at', 'is not', null)
    .orderBy('a.obligation_id')
    .orderBy('a.submitted_at', 'desc')
    .orderBy('a.participation_id', 'desc');
  if (within)
    query = query
      .where('p.label_level', '<=', LABELS.indexOf(within.level))
      .where(sql<boolean>`(p.releasable_to is null or ${within.releasableTo}::uuid[] <@ p.releasable_to)`);
  const rows = await query.execute();
  return new Map(rows.map((row) => [row.obligation_id, row]));
}

/** Stores the prefilled answers, one row per obligation asked about. */
export function insertPrefilled(
  db: Database,
  participation: { id: string; party_id: string },
  editionId: string,
  rows: readonly Suggestion[],
) {
  return db.insertInto('reviews.answer').values(
    rows.map((row) => ({
      participation_id: participation.id,
      party_id: participation.party_id,
      edition_id: editionId,
      obligation_id: row.obligationId,
      suggested: row.suggested,
      suggested_from: row.from,
    })),
  );
}

/** The answers of a participation this reader may see. */
export function answersOf(db: Database, participationId: string) {
  return db.selectFrom('reviews.answer').selectAll().where('participation_id', '=', participationId).orderBy('obligation_id').execute();
}

/** Stores an answer at the version its author has read. */
export function storeAnswer(
  db: Database,
  key: { participationId: string; obligationId: string; version: number },
  row: { choice: string; says: string | null; note: string | null; by: string; at: Date },
) {
  return db
    .updateTable('reviews.answer')
    .set({ choice: row.choice, says: row.says, note: row.note, answered_by: row.by, answered_at: row.at, version: key.version + 1 })
    .where('participation_id', '=', key.participationId)
    .where('obligation_id', '=', key.obligationId)
    .where('version', '=', key.version);
}

/** Submits all answers of a participation to headquarters. */
export function submitAnswers(db: Database, participationId: string, at: Date) {
  return db
    .updateTable('reviews.answer')
    .set({ submitted_at: at })
    .where('participation_id', '=', participationId)
    .where('submitted_at', 'is', null);
}

/** Links a changed answer to the evidence item it became, before submission. */
export function linkToItem(db: Database, participationId: string, obligationId: string, itemId: string) {
  return db
    .updateTable('reviews.answer')
    .set({ item_id: itemId })
    .where('participation_id', '=', participationId)
    .where('obligation_id', '=', obligationId);
}
