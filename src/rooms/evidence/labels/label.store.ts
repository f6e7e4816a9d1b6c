import { sql } from 'kysely';
import { labelColumns } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { FoundItem } from '../item.store.ts';

/** Narrows the label of an evidence item; the database refuses any other change. */
export function narrowLabel(item: FoundItem, label: RecordLabel) {
  const { level, releasableTo } = labelColumns(label, item.partyId);
  return sql`update evidence.item set label_level = ${level}, releasable_to = ${releasableTo}::uuid[], version = version + 1
    where id = ${item.id} and version = ${item.version}`;
}

/** Records a request for a release: who asks, from which label to which, and why. */
export function askRelease(ask: { id: string; item: FoundItem; to: RecordLabel; reason: string; at: Date }) {
  const { partyId, content } = ask.item;
  const [from, to] = [labelColumns(content.label!, partyId), labelColumns(ask.to, partyId)];
  return sql`insert into evidence.label_release (id, object_id, party_id, from_level, from_releasable, to_level, to_releasable, reason, requested_by, requested_at)
    values (${ask.id}, ${ask.item.id}, ${partyId}, ${from.level}, ${from.releasableTo}::uuid[], ${to.level}, ${to.releasableTo}::uuid[], ${ask.reason},
      identity.person(), ${ask.at})`;
}

/** Carries out a requested release. A SECURITY DEFINER function checks the second person again. Returns whether it did. */
export async function decideRelease(db: Database, releaseId: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ done: boolean }>`select evidence.release_label(${releaseId}, ${at}) as done`.execute(db);
  return rows[0]?.done ?? false;
}
