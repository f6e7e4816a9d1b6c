import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Grade } from '../reviews.schema.ts';

/** What a finding says. */
export type FindingContent = {
  grade: Grade;
  title: string;
  text: string;
  obligationIds: string[];
  clauseIds: string[];
  evidenceIds: string[];
  citesAbsence: boolean;
  owner: string;
  due: string;
};

const columnsOf = (content: FindingContent) => ({
  grade: content.grade,
  title: content.title,
  body: content.text,
  obligation_ids: content.obligationIds,
  clause_ids: content.clauseIds,
  evidence_ids: content.evidenceIds,
  cites_absence: content.citesAbsence,
  owner: content.owner,
  due: content.due,
});

/** Builds the insert of a finding in a given state. `carriedFrom` is the finding of an earlier round that it continues. The command runs the statement. */
export function insertFinding(
  db: Database,
  row: {
    id: string;
    participation: { id: string; party_id: string; round_id: string };
    content: FindingContent;
    state: string;
    carriedFrom: string | null;
    by: string;
    at: Date;
  },
) {
  return db.insertInto('reviews.finding').values({
    id: row.id,
    participation_id: row.participation.id,
    party_id: row.participation.party_id,
    round_id: row.participation.round_id,
    ...columnsOf(row.content),
    state: row.state,
    carried_from: row.carriedFrom,
    drafted_by: row.by,
    drafted_at: row.at,
  });
}

/** One finding with its round and party, or undefined where the reader may not see it. */
export function findFinding(db: Database, id: string) {
  return db.selectFrom('reviews.finding').selectAll().where('id', '=', id).executeTakeFirst();
}
export type FindingRow = NonNullable<Awaited<ReturnType<typeof findFinding>>>;

/** The same, locked until the end of the transaction. */
export function lockFinding(db: Database, id: string) {
  return db.selectFrom('reviews.finding').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Findings of these participations with the title of the round they were carried over from. */
export function findingsOf(db: Database, participationIds: readonly string[]) {
  return db
    .selectFrom('reviews.finding as f')
    .leftJoin('reviews.finding as old', 'old.id', 'f.carried_from')
    .leftJoin('reviews.round as before', 'before.id', 'old.round_id')
    .selectAll('f')
    .select(['before.title_en', 'before.title_fr'])
    .where('f.participation_id', '=', anyOf(participationIds))
    .orderBy('f.id')
    .execute();
}

/** Moves or rewords a finding at the version that was read. No changed row means that another user changed it first. */
export function changeFinding(
  db: Database,
  finding: { id: string; version: number },
  change: { state?: string; content?: FindingContent },
) {
  return db
    .updateTable('reviews.finding')
    .set({ version: finding.version + 1, ...(change.state && { state: change.state }), ...(change.content && columnsOf(change.content)) })
    .where('id', '=', finding.id)
    .where('version', '=', finding.version);
}

/** Opens every drafted finding of the round, at adoption. */
export function openFindings(db: Database, roundId: string) {
  return db.updateTable('reviews.finding').set({ state: 'open' }).where('round_id', '=', roundId).where('state', '=', 'drafted');
}

/** Counts the unsettled findings of a round. */
export async function countUnsettled(db: Database, roundId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from reviews.finding
    where round_id = ${roundId} and state in ('open', 'reported')`.execute(db);
  return rows[0]!.count;
}

/** Adds one event to the history of a finding; events are never changed. */
export function insertFindingEvent(
  db: Database,
  row: {
    id: string;
    findingId: string;
    partyId: string;
    kind: string;
    text: string;
    evidenceIds?: string[];
    samePerson?: boolean;
    by: string;
    at: Date;
  },
) {
  return db.insertInto('reviews.finding_event').values({
    id: row.id,
    finding_id: row.findingId,
    party_id: row.partyId,
    kind: row.kind,
    body: row.text,
    evidence_ids: row.evidenceIds ?? [],
    same_person: row.samePerson ?? false,
    person_id: row.by,
    at: row.at,
  });
}

/** The persons who reported progress, from the events of a finding. */
export function reportersOf(events: readonly { kind: string; person_id: string }[]): string[] {
  return events.filter(({ kind }) => kind === 'progress').map((event) => event.person_id);
}

/** The events of these findings, the oldest first. */
export function eventsOf(db: Database, findingIds: readonly string[]) {
  return db.selectFrom('reviews.finding_event').selectAll().where('finding_id', '=', anyOf(findingIds)).orderBy('id').execute();
}
