import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { RowOrigin } from './treaty.rules.ts';
import { cellOf } from './treaty.store.ts';
import type { Instrument } from './treaty-table.schema.ts';

/** Every row ever recorded about a nation, newest first, with its batch. */
export async function readHistory(db: Database, partyId: string) {
  const rows = await db
    .selectFrom('nations.treaty_action as a')
    .leftJoin('nations.import_batch as b', 'b.id', 'a.batch_id')
    .selectAll('a')
    .select(['b.title', 'b.undone_at', 'b.undone_by', 'b.undo_reason'])
    .where('a.party_id', '=', partyId)
    .orderBy('a.recorded_at', 'desc')
    .orderBy('a.id', 'desc')
    .execute();
  return rows.map((row) => ({
    cell: cellOf(row),
    id: row.id,
    instrument: row.instrument as Instrument,
    origin: row.origin as RowOrigin,
    recordedAt: new Date(row.recorded_at).toISOString(),
    recordedBy: row.recorded_by,
    reason: row.reason,
    supersedes: row.supersedes,
    undone: row.undone_at !== null,
    batch:
      row.batch_id === null
        ? null
        : {
            id: row.batch_id,
            title: row.title ?? '',
            undoneAt: row.undone_at && new Date(row.undone_at).toISOString(),
            undoneBy: row.undone_by,
            undoReason: row.undo_reason,
          },
  }));
}

/** What second sources say about a nation's dates, without batches that were undone. */
export async function readCrosscheckRows(db: Database, partyId: string) {
  const { rows } = await sql<{ instrument: Instrument; field: string; main: string; second: string; agrees: boolean; source: string }>`
    select c.instrument, c.field, c.value_main as main, c.value_second as second, c.agrees, c.source
    from nations.crosscheck c join nations.import_batch b on b.id = c.batch_id
    where c.party_id = ${partyId} and b.undone_at is null order by c.instrument, c.field, c.source`.execute(db);
  return rows;
}

/** Imported tables, newest first, with the number of rows in each. */
export async function readImports(db: Database, before: string | number | undefined, limit: number) {
  let query = db
    .selectFrom('nations.import_batch as b')
    .selectAll()
    .select((eb) =>
      eb.selectFrom('nations.treaty_action as a').select(eb.fn.countAll<number>().as('n')).whereRef('a.batch_id', '=', 'b.id').as('rows'),
    )
    .orderBy('b.id', 'desc')
    .limit(limit);
  if (before !== undefined) query = query.where('b.id', '<', String(before));
  return query.execute();
}
