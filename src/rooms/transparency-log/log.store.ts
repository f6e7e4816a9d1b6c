import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { type EntryRow, type PlacedEntry, toPlaced } from '#platform/ledger/placed-entry.ts';

/** The witnesses enrolled now. */
export function listWitnesses(db: Database) {
  return db.selectFrom('ledger.witness').selectAll().where('ended_at', 'is', null).orderBy('name').execute();
}

/** Runs of padding below a size. */
export async function paddingBelow(db: Database, size: number): Promise<{ from: number; count: number }[]> {
  const rows = await db
    .selectFrom('ledger.padding')
    .select(['from_index', 'count'])
    .where('from_index', '<', size)
    .orderBy('from_index')
    .execute();
  return rows.map((row) => ({ from: Number(row.from_index), count: row.count }));
}

/** When the first checkpoint beyond a size was signed. */
export async function signedAfter(db: Database, size: number): Promise<Date | null> {
  const row = await db
    .selectFrom('ledger.checkpoint')
    .select('signed_at')
    .where('size', '>', size)
    .orderBy('size')
    .limit(1)
    .executeTakeFirst();
  return row ? new Date(row.signed_at) : null;
}

/** Entries at these places, as far as this reader sees them. */
export async function entriesAt(db: Database, indexes: readonly number[]): Promise<PlacedEntry[]> {
  const { rows } = await sql<EntryRow>`${ENTRY} where l.index = any(${indexes as number[]}::bigint[])`.execute(db);
  return rows.map(toPlaced);
}

/** When each of these entries was erased; entries that were not erased are absent. */
export async function erasedAmong(db: Database, entryIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('ledger.erasure')
    .select(['entry_id', 'approved_at'])
    .where('entry_id', '=', sql<string>`any(${entryIds}::uuid[])`)
    .where('approved_at', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.entry_id, new Date(row.approved_at!).toISOString()]));
}

/** The columns of an `EntryRow`, and where they are. */
export const ENTRY_COLUMNS = `l.index, e.format, e.id, e.at, e.person_id, e.command, e.clause_ids, e.operational, e.party_id, e.subject_kind, e.subject_id,
  e.evidence_kind, e.commitment, o.salt, o.detail from ledger.link l join ledger.entry e on e.id = l.entry_id left join ledger.opening o on o.entry_id = e.id`;
const ENTRY = sql.raw(`select ${ENTRY_COLUMNS}`);
