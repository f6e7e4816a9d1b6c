import { sql } from 'kysely';
import { LABELS } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { SubmittedAnswer, SubmittedSection } from './submission.rules.ts';

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

/** A version of an earlier return: its answers by question, and its sections as this reader may see them. */
export type LastVersion = {
  period: string;
  number: number;
  at: Date;
  head: string;
  sections: SubmittedSection[];
  answers: Map<string, SubmittedAnswer>;
};

/** The newest version of the party's last return of this questionnaire. Content that may not be copied under the label is left out. */
export async function lastSubmitted(
  db: Database,
  last: { partyId: string; questionnaireId: string; before: string; within: RecordLabel },
): Promise<LastVersion | undefined> {
  const newest = await db
    .selectFrom('returns.return as r')
    .innerJoin('returns.version as v', (join) => join.onRef('v.return_id', '=', 'r.id').onRef('v.number', '=', 'r.submitted_version'))
    .select(['r.id', 'r.period', 'v.number', 'v.submitted_at', 'v.head'])
    .where('r.party_id', '=', last.partyId)
    .where('r.questionnaire_id', '=', last.questionnaireId)
    .where('r.period', '<', last.before)
    .where('r.label_level', '<=', LABELS.indexOf(last.within.level))
    .where(sql<boolean>`(r.releasable_to is null or ${last.within.releasableTo}::uuid[] <@ r.releasable_to)`)
    .orderBy('r.period', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return undefined;
  const sections = (await sectionsOf(db, newest.id, newest.number)).map(({ content }) => JSON.parse(content) as SubmittedSection);
  const answers = new Map(sections.flatMap((section) => section.answers.map((answer) => [answer.questionId, answer] as const)));
  const { period, number, submitted_at: at, head } = newest;
  return { period, number, at, head, sections, answers };
}
