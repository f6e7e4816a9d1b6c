import { sql } from 'kysely';
import { labelColumns, labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { ReturnRecord } from '../return.store.ts';

/** Narrows the label of a return and everything in it. The database refuses anything else. */
export function narrowLabel(found: ReturnRecord, label: RecordLabel) {
  const { level, releasableTo } = labelColumns(label, found.partyId);
  return sql`update returns.return set label_level = ${level}, releasable_to = ${releasableTo}::uuid[], version = version + 1
    where id = ${found.id} and version = ${found.version}`;
}

/** Records a request for release: who, from which label to which, and why. */
export function askRelease(ask: { id: string; found: ReturnRecord; to: RecordLabel; reason: string; at: Date }) {
  const { id, partyId, label } = ask.found;
  const [from, to] = [labelColumns(label, partyId), labelColumns(ask.to, partyId)];
  return sql`insert into returns.label_release (id, object_id, party_id, from_level, from_releasable, to_level, to_releasable, reason, requested_by, requested_at)
    values (${ask.id}, ${id}, ${partyId}, ${from.level}, ${from.releasableTo}::uuid[], ${to.level}, ${to.releasableTo}::uuid[], ${ask.reason}, identity.person(), ${ask.at})`;
}

/** The newest release of a return that waits for a second person, or undefined. */
export async function findPendingRelease(db: Database, { id, partyId, label }: ReturnRecord) {
  const from = labelColumns(label, partyId);
  const { rows } = await sql<{
    id: string;
    level: number;
    releasableTo: string[] | null;
    reason: string;
    byMe: boolean;
  }>`select id, to_level as level, to_releasable as "releasableTo", reason, requested_by = identity.person() as "byMe"
    from returns.label_release where object_id = ${id} and decided_by is null and from_level = ${from.level}
      and from_releasable is not distinct from ${from.releasableTo}::uuid[] order by requested_at desc, id desc limit 1`.execute(db);
  return rows[0] && { id: rows[0].id, label: labelOfRow(rows[0].level, rows[0].releasableTo), reason: rows[0].reason, byMe: rows[0].byMe };
}

/** Carries out a requested release. A definer function checks again that a second person approves. Answers whether it did. */
export async function decideRelease(db: Database, releaseId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select returns.release_label(${releaseId}, ${at}) as done`.execute(db);
  return rows[0]?.done ?? false;
}
