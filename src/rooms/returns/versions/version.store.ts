import { sql } from 'kysely';
import { LABELS } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Provision } from '../answers/provisions/provision.schema.ts';
import type { SubmittedAnswer, SubmittedCheck } from './submission.rules.ts';

/**
 * A section as submitted. `checks`: those it does not pass, each explained; absent where it passes all. `provisions`: the national law that it cites; absent
 * where it cites none.
 */
export type SubmittedSection = {
  id: string;
  release: 'reviewers' | 'parties' | 'public';
  answers: SubmittedAnswer[];
  checks?: SubmittedCheck[];
  provisions?: Provision[];
};

/** Stores a version with its sections. */
export function insertVersion(
  db: Database,
  row: {
    of: { id: string; partyId: string };
    number: number;
    head: string;
    sha256: string;
    at: Date;
    by: string;
    itemIds: readonly string[];
  },
) {
  return db.insertInto('returns.version').values({
    return_id: row.of.id,
    party_id: row.of.partyId,
    number: row.number,
    head: row.head,
    sha256: row.sha256,
    submitted_at: row.at,
    submitted_by: row.by,
    item_ids: [...row.itemIds],
  });
}

/** Stores the sections of a version, each with its release. */
export function insertVersionSections(
  db: Database,
  of: { id: string; partyId: string },
  number: number,
  sections: readonly { sectionId: string; content: string; release: string }[],
) {
  return db.insertInto('returns.version_section').values(
    sections.map(({ sectionId, content, release }) => ({
      return_id: of.id,
      party_id: of.partyId,
      number,
      section_id: sectionId,
      content,
      release,
    })),
  );
}

/** The versions of a return this reader may see, the oldest first. */
export function versionsOf(db: Database, returnId: string) {
  return db.selectFrom('returns.version').selectAll().where('return_id', '=', returnId).orderBy('number').execute();
}

/** The sections of a version this reader may see, as the stored bytes, with their current release, which may be narrower than the one in the bytes. */
export function sectionsOf(db: Database, returnId: string, number: number) {
  return db
    .selectFrom('returns.version_section')
    .select((row) => ['section_id', 'content', row.fn.coalesce('narrowed_to', 'release').as('release')])
    .where('return_id', '=', returnId)
    .where('number', '=', number)
    .orderBy('section_id')
    .execute();
}

/** Opens the sections of a version to the readers their party chose. */
export function openSections(db: Database, returnId: string, number: number, at: Date) {
  return db
    .updateTable('returns.version_section')
    .set({ opened_at: at })
    .where('return_id', '=', returnId)
    .where('number', '=', number)
    .where('release', '<>', 'reviewers')
    .where('opened_at', 'is', null);
}

/**
 * The party's answers in the newest version of its last return of this questionnaire, by question, with their date. Content that may not be copied under the
 * label is left out.
 */
export async function lastSubmitted(
  db: Database,
  last: { partyId: string; questionnaireId: string; before: string; within: RecordLabel },
): Promise<{ at: Date; answers: Map<string, SubmittedAnswer> } | undefined> {
  const newest = await db
    .selectFrom('returns.return as r')
    .innerJoin('returns.version as v', (join) => join.onRef('v.return_id', '=', 'r.id').onRef('v.number', '=', 'r.submitted_version'))
    .select(['r.id', 'v.number', 'v.submitted_at'])
    .where('r.party_id', '=', last.partyId)
    .where('r.questionnaire_id', '=', last.questionnaireId)
    .where('r.period', '<', last.before)
    .where('r.label_level', '<=', LABELS.indexOf(last.within.level))
    .where(sql<boolean>`(r.releasable_to is null or ${last.within.releasableTo}::uuid[] <@ r.releasable_to)`)
    .orderBy('r.period', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return undefined;
  const sections = await sectionsOf(db, newest.id, newest.number);
  const answers = sections.flatMap(({ content }) => (JSON.parse(content) as SubmittedSection).answers);
  return { at: newest.submitted_at, answers: new Map(answers.map((answer) => [answer.questionId, answer])) };
}
