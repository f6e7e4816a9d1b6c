import type { Client } from 'pg';

/**
 * The server processes of this database that wait for a lock. Within a transaction pg_stat_activity keeps its first snapshot, without the connections that open later:
 * the snapshot is discarded before each look.
 */
export async function readBlocked(client: Pick<Client, 'query'>): Promise<number[]> {
  await client.query('select pg_stat_clear_snapshot()');
  const { rows } = await client.query<{ pid: number }>(
    'select distinct l.pid from pg_locks l join pg_stat_activity a using (pid) where not l.granted and a.datname = current_database()',
  );
  return rows.map(({ pid }) => pid);
}
