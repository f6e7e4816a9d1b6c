import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

/** The texts of a clause that the reader may see, in both languages, the newest first, with the names of those who recorded and ended them. */
export function readTexts(db: Database, editionId: string, clauseId: string) {
  return db
    .selectFrom('policy.official_text as text')
    .innerJoin('identity.person as recorder', 'recorder.id', 'text.recorded_by')
    .leftJoin('identity.person as ender', 'ender.id', 'text.ended_by')
    .selectAll('text')
    .select(['recorder.name as recorder_name', 'ender.name as ender_name', sql<string>`text.read_on::text`.as('read_day')])
    .where('text.edition_id', '=', editionId)
    .where('text.clause_id', '=', clauseId)
    .orderBy('text.recorded_at', 'desc')
    .orderBy('text.id', 'desc')
    .execute();
}

/** The present text of a clause in a language. */
export function findPresentText(db: Database, editionId: string, clauseId: string, language: string) {
  return db
    .selectFrom('policy.official_text')
    .select('id')
    .where('edition_id', '=', editionId)
    .where('clause_id', '=', clauseId)
    .where('language', '=', language)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
}

/** Ends the text, which stays as history. Changes no row where it has ended already or belongs to another clause. */
export function endText(db: Database, text: { id: string; clauseId: string }, by: { person: string; at: Date; reason: string }) {
  return db
    .updateTable('policy.official_text')
    .set({ ended_by: by.person, ended_at: by.at, end_reason: by.reason })
    .where('id', '=', text.id)
    .where('clause_id', '=', text.clauseId)
    .where('ended_at', 'is', null);
}

/** The present texts of an edition that the public pages may show. */
export function readReleasedTexts(db: Database, editionId: string) {
  return db
    .selectFrom('policy.official_text')
    .select(['clause_id', 'language', 'body', 'authority', 'source', sql<string>`read_on::text`.as('read_day')])
    .where('edition_id', '=', editionId)
    .where('released', '=', true)
    .where('ended_at', 'is', null)
    .execute();
}
