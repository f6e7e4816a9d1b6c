import { sql } from 'kysely';
import { labelColumns, labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { PartRecord } from './part.store.ts';

/** Narrows the label of a part; the database refuses anything else. */
export function narrowLabel(db: Database, part: PartRecord, label: RecordLabel) {
  const { level, releasableTo } = labelColumns(label, part.party_id);
  const statement = sql`update reviews.participation set label_level = ${level}, releasable_to = ${releasableTo}::uuid[], version = version + 1
    where id = ${part.id} and version = ${part.version}`;
  return { compile: () => statement.compile(db) };
}

/** Writes down who asks for a release, from what to what, and why. */
export function askRelease(db: Database, ask: { id: string; part: PartRecord; to: RecordLabel; reason: string; at: Date }) {
  const { part } = ask;
  const to = labelColumns(ask.to, part.party_id);
  const statement = sql`insert into reviews.label_release (id, object_id, party_id, from_level, from_releasable, to_level, to_releasable, reason, asked_by, asked_at)
    values (${ask.id}, ${part.id}, ${part.party_id}, ${part.label_level}, ${part.releasable_to}::uuid[], ${to.level}, ${to.releasableTo}::uuid[], ${ask.reason},
      identity.person(), ${ask.at})`;
  return { compile: () => statement.compile(db) };
}

/** A release of a part that waits for a second person, newest first; undefined where none does. */
export async function releaseAsked(db: Database, part: PartRecord) {
  const { rows } = await sql<{
    id: string;
    level: number;
    releasableTo: string[] | null;
    reason: string;
    byMe: boolean;
  }>`select id, to_level as level,
      to_releasable as "releasableTo", reason, asked_by = identity.person() as "byMe"
    from reviews.label_release where object_id = ${part.id} and decided_by is null and from_level = ${part.label_level}
      and from_releasable is not distinct from ${part.releasable_to}::uuid[] order by asked_at desc, id desc limit 1`.execute(db);
  return rows[0] && { id: rows[0].id, label: labelOfRow(rows[0].level, rows[0].releasableTo), reason: rows[0].reason, byMe: rows[0].byMe };
}

/** Carries an asked-for release out (a definer function asks for the second person again). Answers whether it did. */
export async function decideRelease(db: Database, releaseId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select reviews.release_label(${releaseId}, ${at}) as done`.execute(db);
  return rows[0]?.done ?? false;
}

/** Whether parts of a round are hidden from this holder of the policy office by their label. */
export async function hidesParts(db: Database, roundId: string): Promise<boolean> {
  const { rows } = await sql<{ hides: boolean }>`select reviews.hides_parts(${roundId}) as hides`.execute(db);
  return rows[0]?.hides ?? false;
}
