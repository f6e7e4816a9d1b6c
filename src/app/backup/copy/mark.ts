import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import { type Connection, connect } from '#platform/db/pool.ts';
import { readTables } from '../catalogue.ts';
import { STEADY_TEXT } from '../digest.ts';

/** A moment of the running database: its place in the write-ahead log, and a connection that still sees exactly what was there. */
export type Mark = { lsn: string; reader: Client };

const ATTEMPTS = 120;

/**
 * Marks one moment by name, to which a copy can be rolled forward, and lets it be read meanwhile: so the two can be compared.
 * Writers wait for a few milliseconds. A lock that is not had at once is given up and tried again, before it could stand in anybody's way.
 */
export async function takeMark(connection: Connection, name: string): Promise<Mark> {
  const [locker, reader] = [await connect(connection), await connect(connection)];
  try {
    const tables = await readTables(locker);
    const all = tables.map((table) => table.name).join(', ');
    await reader.query(STEADY_TEXT);
    for (let attempt = 1; ; attempt += 1) {
      await locker.query('begin isolation level repeatable read');
      try {
        await locker.query(`set local lock_timeout = '100ms'; set local statement_timeout = '500ms'; lock table ${all} in share mode`);
        const { rows } = await locker.query<{ lsn: string; snapshot: string }>(
          'select pg_create_restore_point($1) as lsn, pg_export_snapshot() as snapshot',
          [name],
        );
        await reader.query('begin isolation level repeatable read read only');
        await reader.query(`set transaction snapshot ${reader.escapeLiteral(rows[0]!.snapshot)}`);
        return { lsn: rows[0]!.lsn, reader };
      } catch (error) {
        await reader.query('rollback');
        if (!['55P03', '57014', '40P01'].includes((error as { code?: string }).code ?? '') || attempt === ATTEMPTS) throw error;
      } finally {
        await locker.query('rollback');
      }
      await wait(250 + Math.random() * 500);
    }
  } catch (error) {
    await reader.end();
    throw error;
  } finally {
    await locker.end();
  }
}
