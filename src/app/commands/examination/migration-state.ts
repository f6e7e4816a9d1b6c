import { readMigrations } from '#platform/db/migrate.ts';
import { type Connection, connect } from '#platform/db/pool.ts';

/** The server's version and, by name, the migrations that are not applied or were edited since. */
export type MigrationState = { version: string; pending: string[]; changed: string[] };

/** Reads how far a database is. Changes nothing. Throws what the driver throws where it cannot be reached. */
export async function migrationState(connection: Connection): Promise<MigrationState> {
  const client = await connect(connection);
  try {
    const { rows } = await client.query<{ version: string; known: boolean }>(
      `select current_setting('server_version') as version, to_regclass('platform.migration') is not null as known`,
    );
    const { version, known } = rows[0]!;
    const applied = known ? (await client.query<{ number: number; hash: string }>('select number, hash from platform.migration')).rows : [];
    const hashes = new Map(applied.map(({ number, hash }) => [number, hash]));
    const all = readMigrations();
    return {
      version,
      pending: all.filter(({ number }) => !hashes.has(number)).map(({ name }) => name),
      changed: all.filter(({ number, hash }) => hashes.has(number) && hashes.get(number) !== hash).map(({ name }) => name),
    };
  } finally {
    await client.end();
  }
}
