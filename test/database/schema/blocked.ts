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

/**
 * Does work in one transaction of this connection, which holds its locks meanwhile. Where the work fails, for instance because it waited in vain, the transaction is
 * rolled back: left open, it would hold back every later test of this server. Requests that the work sends are returned in a list, so that they are not awaited here.
 */
export async function inTransaction<T>(client: Pick<Client, 'query'>, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  let end = 'rollback';
  try {
    const result = await work();
    end = 'commit';
    return result;
  } finally {
    await client.query(end);
  }
}
