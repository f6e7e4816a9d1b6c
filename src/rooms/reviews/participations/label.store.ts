import { sql } from 'kysely';
import { labelColumns, labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { ParticipationRecord } from './participation.store.ts';

/** Narrows the label of a participation; the database refuses anything else. */
export function narrowLabel(participation: ParticipationRecord, label: RecordLabel) {
  const { level, releasableTo } = labelColumns(label, participation.party_id);
  return sql`update reviews.participation set label_level = ${level}, releasable_to = ${releasableTo}::uuid[], version = version + 1
    where id = ${participation.id} and version = ${participation.version}`;
}

/** Records a request for release: who, from which label to which, and why. */
export function askRelease(ask: { id: string; participation: ParticipationRecord; to: RecordLabel; reason: string; at: Date }) {
  const { participation } = ask;
  const to = labelColumns(ask.to, participation.party_id);
  return sql`insert into reviews.label_release (id, object_id, party_id, from_level, from_releasable, to_level, to_releasable, reason, requested_by, requested_at)
    values (${ask.id}, ${participation.id}, ${participation.party_id}, ${participation.label_level}, ${participation.releasable_to}::uuid[], ${to.level}, ${to.releasableTo}::uuid[], ${ask.reason},
      identity.person(), ${ask.at})`;
}

/** The newest release of a participation that waits for a second person, or undefined. */
export async function findPendingRelease(db: Database, participation: ParticipationRecord) {
  const { rows } = await sql<{
    id: string;
    level: number;
    releasableTo: string[] | null;
    reason: string;
    byMe: boolean;
  }>`select id, to_level as level,
      to_releasable as "releasableTo", reason, requested_by = identity.person() as "byMe"
    from reviews.label_release where object_id = ${participation.id} and decided_by is null and from_level = ${participation.label_level}
      and from_releasable is not distinct from ${participation.releasable_to}::uuid[] order by requested_at desc, id desc limit 1`.execute(
    db,
  );
  return rows[0] && { id: rows[0].id, label: labelOfRow(rows[0].level, rows[0].releasableTo), reason: rows[0].reason, byMe: rows[0].byMe };
}

/** Carries out a requested release. A definer function checks again that a second person approves. Answers whether it did. */
export async function decideRelease(db: Database, releaseId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select reviews.release_label(${releaseId}, ${at}) as done`.execute(db);
  return rows[0]?.done ?? false;
}

/** Whether labels hide participations of a round from this member of the policy office. */
export async function hidesParticipations(db: Database, roundId: string): Promise<boolean> {
  const { rows } = await sql<{ hides: boolean }>`select reviews.hides_participations(${roundId}) as hides`.execute(db);
  return rows[0]?.hides ?? false;
}
