import { createHash } from 'node:crypto';
import pg from 'pg';

/** How to reach a PostgreSQL server: an address as DATABASE_URL gives it, or the parts of an embedded one. */
export type Connection = string | { host: string; port: number; user: string; password: string; database: string };

// Days stay text, so that no time zone moves them; big integers that we read are counts and indexes, far below 2^53.
pg.types.setTypeParser(1082, (text) => text);
pg.types.setTypeParser(20, Number);

/**
 * A pool of pipelined connections. `onLost` hears of connections the server closed while idle (else Node would end the process).
 * At most `max` connections; a caller waits `patienceMs` for one (five seconds), then gets an error.
 */
export function createPool(
  connection: Connection,
  { max = 10, patienceMs = 5_000, onLost }: { max?: number; patienceMs?: number; onLost?: (error: Error) => void } = {},
): pg.Pool {
  const pool = new pg.Pool({
    ...settingsOf(connection),
    max,
    pipeline: true,
    connectionTimeoutMillis: patienceMs,
    idleTimeoutMillis: 60_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'manumit',
  });
  pool.on('error', (error) => onLost?.(error));
  pool.on('connect', (client) => client.on('error', (error) => onLost?.(error)));
  return pool;
}

/** One connection, for migrations and the installation's own acts. The caller ends it. */
export async function connect(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client({ ...settingsOf(connection), application_name: 'manumit', connectionTimeoutMillis: 10_000 });
  // A server that goes away fails the next query; the event itself must not end the process.
  client.on('error', () => {});
  await client.connect();
  return client;
}

function settingsOf(connection: Connection): pg.ClientConfig {
  return typeof connection === 'string' ? { connectionString: connection } : connection;
}

const names = new Map<string, string>();
const MOST_NAMES = 1_000;

/** A steady name for a statement, so that each connection parses and plans it once. Undefined once there are too many different ones. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MOST_NAMES) return undefined;
  const name = `m${createHash('sha256').update(text).digest('hex').slice(0, 20)}`;
  names.set(text, name);
  return name;
}
