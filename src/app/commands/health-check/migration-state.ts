import { changedMigrations, pendingMigrations } from '#platform/db/migrate.ts';
import { type Connection, connect } from '#platform/db/pool.ts';
import { readSqlFiles } from '#platform/db/sql-files.ts';
import { isUnfinished } from '../../launcher/database/unfinished-import.ts';

/**
 * The server's version, whether an import has not finished, the names of the SQL files that are not applied, and the names of the table files edited since they
 * were applied.
 */
export type MigrationState = { version: string; unfinished: boolean; pending: string[]; changed: string[] };

/** Reads how far a database is migrated. Changes nothing. Throws the driver's error where the database cannot be reached. */
export async function migrationState(connection: Connection): Promise<MigrationState> {
  const client = await connect(connection);
  try {
    const { rows } = await client.query<{ version: string; known: boolean }>(
      `select current_setting('server_version') as version, to_regclass('platform.definition') is not null as known`,
    );
    const { version, known } = rows[0]!;
    const [files, unfinished] = [readSqlFiles(), await isUnfinished(client)];
    if (!known) return { version, unfinished, pending: files.tables.map(({ name }) => name), changed: [] };
    return { version, unfinished, pending: await pendingMigrations(client, files), changed: await changedMigrations(client, files) };
  } finally {
    await client.end();
  }
}
