import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import { type Connection, connect } from '#platform/db/pool.ts';
import { readTables } from '../catalogue.ts';
import { restorePointName } from '../contents.ts';
import { STEADY_TEXT } from '../digest.ts';

/** A moment of the running database: its name, its position in the write-ahead log, and a connection whose snapshot shows exactly that moment. */
export type RestorePoint = { name: string; lsn: string; reader: Client };

const MAX_ATTEMPTS = 120;

/**
 * Marks one moment by a name that states it and opens a snapshot of it. A copy rolled forward to the mark can then be compared with the snapshot.
 * Writers wait for a few milliseconds. If the lock is not free at once, the attempt is released and repeated, so that it never blocks a writer for longer.
 */
export async function createRestorePoint(connection: Connection): Promise<RestorePoint> {
  const [lockClient, reader] = [await connect(connection), await connect(connection)];
  try {
    const tables = await readTables(lockClient);
    const all = tables.map((table) => table.name).join(', ');
    await reader.query(STEADY_TEXT);
    for (let attempt = 1; ; attempt += 1) {
      await lockClient.query('begin isolation level repeatable read');
      try {
        await lockClient.query(`set local lock_timeout = '100ms'; set local statement_timeout = '500ms'; lock table ${all} in share mode`);
        // Once nobody writes, so that nothing in the marked state is later than its name says.
        const name = restorePointName(Date.now());
        const { rows } = await lockClient.query<{ lsn: string; snapshot: string }>(
          'select pg_create_restore_point($1) as lsn, pg_export_snapshot() as snapshot',
          [name],
        );
        await reader.query('begin isolation level repeatable read read only');
        await reader.query(`set transaction snapshot ${reader.escapeLiteral(rows[0]!.snapshot)}`);
        return { name, lsn: rows[0]!.lsn, reader };
      } catch (error) {
        await reader.query('rollback');
        if (!['55P03', '57014', '40P01'].includes((error as { code?: string }).code ?? '') || attempt === MAX_ATTEMPTS) throw error;
      } finally {
        await lockClient.query('rollback');
      }
      await wait(250 + Math.random() * 500);
    }
  } catch (error) {
    await reader.end();
    throw error;
  } finally {
    await lockClient.end();
  }
}
