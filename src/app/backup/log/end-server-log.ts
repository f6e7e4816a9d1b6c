import { type Connection, connect } from '#platform/db/pool.ts';
import { logSince } from '../kept-days.ts';
import { SLOT } from './archive-log.ts';

/**
 * Ends the segment of the write-ahead log that is being written, and lets the server remove those before it. A server on which little happens would keep them for
 * weeks. Log that could not be archived for days goes too: once it can be archived again, a new backup begins.
 */
export async function endServerLog(deployer: Connection, now: Date): Promise<void> {
  const client = await connect(deployer);
  try {
    // Segments that the slot still holds back: not the history that a restore leaves there, nor one that waits to be removed.
    await client.query(
      `select pg_drop_replication_slot(slot_name) from pg_replication_slots
       where slot_name = $1 and exists (select from pg_ls_waldir() where modification < $2 and name ~ '^[0-9A-F]{24}$'
         and name >= pg_walfile_name(restart_lsn) and name < pg_walfile_name(pg_current_wal_lsn()))`,
      [SLOT, logSince(now)],
    );
    await client.query('select pg_switch_wal()');
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}
