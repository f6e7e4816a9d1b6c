import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { Choice, Known, Value } from './answer.rules.ts';

/** The current answer to one question. */
export type AnswerRecord = {
  questionId: string;
  sectionId: string;
  known: Known | null;
  choice: Choice | null;
  value: Value | null;
  note: string | null;
  documentId: string | null;
  page: string | null;
  by: string | null;
  byLink: string | null;
  at: Date | null;
  version: number;
};

/** The answers of a return this reader may see, by the id of their question: all, or those to some questions. */
export async function answersOf(db: Database, returnId: string, questionIds?: readonly string[]): Promise<AnswerRecord[]> {
  const filter = questionIds ? sql`and question_id = any (${[...questionIds]}::text[])` : sql``;
  const { rows } = await sql<AnswerRecord>`select question_id as "questionId", section_id as "sectionId", known, choice, value, note,
      document_id as "documentId", page, answered_by as by, by_link as "byLink", answered_at as at, version
    from returns.answer where return_id = ${returnId} ${filter} order by question_id`.execute(db);
  return rows;
}

/** Inserts one row per question, with what is already known. */
export function insertQuestions(
  of: { id: string; partyId: string },
  rows: readonly { sectionId: string; questionId: string; known: Known | null }[],
) {
  return sql`insert into returns.answer (return_id, party_id, section_id, question_id, known)
    select ${of.id}::uuid, ${of.partyId}::uuid, q->>'sectionId', q->>'questionId', nullif(q->'known', 'null'::jsonb)
    from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) q`;
}

type Key = { returnId: string; questionId: string; version: number };
type AnswerRow = {
  choice: Choice;
  value: Value | null;
  note: string | null;
  documentId: string | null;
  page: string | null;
  by: { person: string } | { link: string };
  at: Date;
};

/** Stores an answer at the version its author has read. `by` is the person or link that wrote it. */
export function storeAnswer(key: Key, row: AnswerRow) {
  const [person, link] = 'person' in row.by ? [row.by.person, null] : [null, row.by.link];
  return sql`update returns.answer set choice = ${row.choice}, value = ${row.value === null ? null : JSON.stringify(row.value)}::jsonb, note = ${row.note},
      document_id = ${row.documentId}, page = ${row.page}, answered_by = ${person}, by_link = ${link}, answered_at = ${row.at}, version = version + 1
    where return_id = ${key.returnId} and question_id = ${key.questionId} and version = ${key.version}`;
}

/** The same, but refuses if no row matches: this version, of a return open for answers, of this author's party. */
export function storeAnswerOrRefuse(key: Key, row: AnswerRow) {
  return sql`with kept as (${storeAnswer(key, row)} returning version)
    select platform.refuse('platform/conflict') where not exists (select from kept)`;
}

/** The release of each section, as the party chose. A section without a row is for headquarters and its reviewers only. */
export async function releasesOf(db: Database, returnId: string): Promise<Map<string, 'reviewers' | 'parties' | 'public'>> {
  const rows = await db
    .selectFrom('returns.section')
    .select(['section_id', 'release'])
    .where('return_id', '=', returnId)
    .orderBy('section_id')
    .execute();
  return new Map(rows.map((row) => [row.section_id, row.release as 'reviewers']));
}

/** Chooses the release of a section. */
export function setRelease(db: Database, of: { id: string; partyId: string }, sectionId: string, release: string) {
  return db.updateTable('returns.section').set({ release }).where('return_id', '=', of.id).where('section_id', '=', sectionId);
}

/** Inserts one row per section. */
export function insertSections(db: Database, of: { id: string; partyId: string }, sectionIds: readonly string[]) {
  return db.insertInto('returns.section').values(sectionIds.map((section_id) => ({ return_id: of.id, party_id: of.partyId, section_id })));
}
