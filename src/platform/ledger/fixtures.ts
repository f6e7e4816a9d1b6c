import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';

/**
 * Assigns every entry its place in the log. A transaction that is open anywhere on the server, such as another test's, delays later entries, so this may have
 * to wait. Returns how many entries it placed.
 */
export async function placeAll(pool: Pick<pg.Pool, 'query'>, owner: Pick<pg.Client, 'query'>, batch = 1_000): Promise<number> {
  for (let placed = 0; ; ) {
    placed += (await pool.query<{ placed: number }>('select ledger.sequence($1) as placed', [batch])).rows[0]!.placed;
    const { rows } = await owner.query(
      'select from ledger.entry e where not exists (select from ledger.link l where l.entry_id = e.id) limit 1',
    );
    if (rows.length === 0) return placed;
    await wait(5);
  }
}
