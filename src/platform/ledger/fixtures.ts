import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';

/**
 * Places every entry there is. A transaction that is open anywhere on the server, as of another test's database, holds later ones back, so that this
 * may have to wait. Answers how many it placed.
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
