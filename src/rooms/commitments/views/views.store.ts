import { sql } from 'kysely';
import { labelColumns, labelOfRow } from '#kernel/labels.ts';
import type { RecordLabel } from '#kernel/record-label.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { CurrentView, Side } from './difference.rules.ts';

/** The newest views on the obligations of these parties, at most one per obligation and side, or only on one obligation. */
export async function currentViews(
  db: Database,
  editionId: string,
  partyIds: readonly string[],
  obligationId?: string,
): Promise<(CurrentView & { partyId: string; obligationId: string })[]> {
  const filter = obligationId === undefined ? sql`` : sql`and obligation_id = ${obligationId}`;
  const { rows } = await sql<
    CurrentView & { partyId: string; obligationId: string }
  >`select distinct on (party_id, obligation_id, side) party_id as "partyId", obligation_id as "obligationId", side, difference
    from commitments.recorded_view where edition_id = ${editionId} and party_id = any (${[...partyIds]}::uuid[]) ${filter}
    order by party_id, obligation_id, side, id desc`.execute(db);
  return rows;
}

/** One recorded view of the history of an obligation. */
export type RecordedView = { side: Side; difference: string; reason: string; by: string | null; at: string; label: RecordLabel };

const SHOWN = 20;

/** The views that were recorded on one obligation of a party, newest first. */
export async function viewsOf(db: Database, editionId: string, partyId: string, obligationId: string): Promise<RecordedView[]> {
  const { rows } = await sql<
    Omit<RecordedView, 'at' | 'label'> & { at: Date; level: number; releasableTo: string[] | null }
  >`select side, difference, reason, recorded_name as by, recorded_at as at, label_level as level, releasable_to as "releasableTo"
    from commitments.recorded_view where edition_id = ${editionId} and party_id = ${partyId} and obligation_id = ${obligationId}
    order by id desc limit ${SHOWN}`.execute(db);
  return rows.map(({ level, releasableTo, at, ...view }) => ({ ...view, at: at.toISOString(), label: labelOfRow(level, releasableTo) }));
}

/** Adds a view; earlier ones stay. The claims supply the person. */
export function insertView(row: {
  id: string;
  editionId: string;
  partyId: string;
  obligationId: string;
  side: Side;
  difference: string;
  reason: string;
  at: Date;
  label: RecordLabel;
}) {
  const { level, releasableTo } = labelColumns(row.label, row.partyId);
  return sql`insert into commitments.recorded_view (id, edition_id, party_id, obligation_id, side, difference, reason, recorded_at, label_level,
      releasable_to)
    values (${row.id}, ${row.editionId}, ${row.partyId}, ${row.obligationId}, ${row.side}, ${row.difference}, ${row.reason}, ${row.at}, ${level},
      ${releasableTo}::uuid[])`;
}

/**
 * The parties of which the subject may read evidence of several origins: only there can sources differ. A case that informs contradicts a nil return too. Within one edition it must be about one obligation. Over
 * several editions any obligations will do, because the mappings decide which of them meet.
 */
export async function partiesOfSeveralOrigins(db: Database, editionIds: readonly string[]): Promise<string[]> {
  const about = editionIds.length === 1 ? sql`, obligation_id` : sql``;
  const { rows } = await sql<{ partyId: string }>`select distinct party_id as "partyId" from (
      select party_id from evidence.summary where edition_id = any (${[...editionIds]}::text[]) and effect <> 'zero'
      group by party_id${about} having count(distinct origin) > 1) as several`.execute(db);
  return rows.map(({ partyId }) => partyId);
}
