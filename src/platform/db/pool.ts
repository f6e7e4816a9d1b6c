import { createHmac } from 'node:crypto';
import pg from 'pg';
import { type ConnectionFault, checkNewConnection, checkOf, NAMING_KEY, wasTampered } from './connection-check.ts';

/** How to reach a PostgreSQL server: an address as in DATABASE_URL, or the parts of an embedded one. */
export type Connection = string | { host: string; port: number; user: string; password: string; database: string };

// Dates stay text, so that no time zone shifts them. The big integers that we read are counts and indexes, far below 2^53.
pg.types.setTypeParser(1082, (text) => text);
pg.types.setTypeParser(20, Number);

/** `refused`: the server no longer admits the role. `tampered`: a connection was discarded because its state had changed. */
export type PoolTrouble = ConnectionFault | 'refused' | 'tampered';

/** The database cannot be used at present: it no longer admits this role, or settings were attached to the role. */
export class ConnectionRefused extends Error {
  readonly code = '08004';
}

type PoolOptions = { max?: number; timeoutMs?: number; onLost?: (error: Error) => void; onTrouble?: (trouble: PoolTrouble) => void };

// The server ends a statement itself after the first limit. Beyond the second it has gone, or the way to it, without closing the connection: nothing else would
// end the wait. The driver then closes the connection, and all that was sent on it fails as on a lost one. Longer than two limits of the server: the transactions
// of a group commit wait for each other.
const STATEMENT_TIMEOUT_MS = 30_000;
const ANSWER_TIMEOUT_MS = 65_000;

/**
 * A pool of pipelined connections. `onLost` is called for connections the server closed while idle (without a handler Node would end the process), `onTrouble`
 * for tampering with the role or with a connection, which is then not used again. At most `max` connections; a caller waits `timeoutMs` for one (five
 * seconds) and 30 seconds for the check of a new one, then gets an error. No caller waits longer than 65 seconds for an answer.
 */
export function createPool(connection: Connection, { max = 10, timeoutMs = 5_000, onLost, onTrouble }: PoolOptions = {}): pg.Pool {
  const pool = new pg.Pool({
    ...toClientConfig(connection),
    max,
    pipeline: true,
    connectionTimeoutMillis: timeoutMs,
    idleTimeoutMillis: 60_000,
    // An injected statement may leave something in the memory of its server process, such as plans made under its own settings. It ends with the connection.
    maxLifetimeSeconds: 600,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'manumit',
  });
  pool.on('error', (error) => onLost?.(error));
  pool.on('connect', (client) => client.on('error', (error) => onLost?.(error)));
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>;
  // Not the pool's own `verify`: it waits without end, and where its caller gave up meanwhile, it never gives the connection back.
  const connectChecked = async (): Promise<pg.PoolClient> => {
    const client = await connect();
    if (checkOf(client)) return client;
    try {
      const wrong = await checkNewConnection(client, STATEMENT_TIMEOUT_MS);
      if (wrong) onTrouble?.(wrong);
      if (wrong === 'role-altered') throw new ConnectionRefused('The role was given settings of its own.');
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  };
  const acquireConnection = async (): Promise<pg.PoolClient> => {
    const client = await connectChecked().catch((cause: Error & { code?: string }) => {
      if (!REFUSED_SQLSTATE.test(cause.code ?? '')) throw cause;
      onTrouble?.('refused');
      throw new ConnectionRefused('The database no longer admits this role.', { cause });
    });
    const release = client.release.bind(client);
    client.release = (broken) => {
      const tampered = wasTampered(client, Boolean(broken));
      if (tampered) onTrouble?.('tampered');
      release(broken || tampered);
    };
    return client;
  };
  // pool.query acquires a connection with a callback.
  pool.connect = ((done?: (error?: Error, client?: pg.PoolClient, release?: pg.PoolClient['release']) => void) => {
    if (!done) return acquireConnection();
    void acquireConnection().then(
      (client) => done(undefined, client, client.release),
      (error: Error) => done(error),
    );
  }) as typeof pool.connect;
  return pool;
}

// A wrong password, a role without login, and role settings with which no session can begin: read-only, or ended at once.
const REFUSED_SQLSTATE = /^(22|25|28|42|57P05|58)/;

/** How many pipelines that left together still wait for their answers. A timer closes their connection if these do not come. */
export type Wait = { pipelines: number; readonly since: number };
type TimedClient = { connectionParameters: { query_timeout: number | false }; connection: { stream: { destroy(error: Error): void } } };

const waits = new WeakMap<object, Wait>();
/** Pipelines that leave a connection within this time share a timer: the last of them waits this much less. */
const SHARED_WAIT_MS = 1_000;

/**
 * Sends a pipeline under the limit of its pool, if it has one; `endWait` ends the wait. The driver's own limit makes a timer for each query. With thousands a
 * second, requests then outlived the collections of young objects, and collecting the old ones took a third of the program's time (docs/decisions/034).
 */
export function sendTimed(client: pg.ClientBase, pipeline: { wait: Wait | undefined }): void {
  const { connectionParameters, connection } = client as unknown as TimedClient;
  const limit = connectionParameters.query_timeout;
  if (limit) {
    let wait = waits.get(client);
    if (wait === undefined || performance.now() - wait.since > SHARED_WAIT_MS) {
      const begun: Wait = { pipelines: 0, since: performance.now() };
      const close = () => begun.pipelines > 0 && connection.stream.destroy(new Error('Query read timeout'));
      setTimeout(close, limit).unref();
      waits.set(client, begun);
      wait = begun;
    }
    wait.pipelines += 1;
    pipeline.wait = wait;
  }
  connectionParameters.query_timeout = false;
  try {
    client.query(pipeline as unknown as pg.QueryConfig);
  } finally {
    connectionParameters.query_timeout = limit;
  }
}

/** A pipeline is answered, or lost with its connection. */
export function endWait(pipeline: { wait: Wait | undefined }): void {
  if (pipeline.wait) pipeline.wait.pipelines -= 1;
  pipeline.wait = undefined;
}

/** One connection, for migrations and the installation's own commands. The caller ends it. */
export async function connect(connection: Connection): Promise<pg.Client> {
  const client = new pg.Client({ ...toClientConfig(connection), application_name: 'manumit', connectionTimeoutMillis: 10_000 });
  // If the server goes away, the next query fails; the event itself must not end the process.
  client.on('error', () => {});
  await client.connect();
  return client;
}

function toClientConfig(connection: Connection): pg.ClientConfig {
  const address = typeof connection === 'string' ? { connectionString: connection } : connection;
  // Ends the wait for a server whose machine or network is gone, also where a statement may take any time.
  return { ...address, keepAlive: true, keepAliveInitialDelayMillis: 10_000 };
}

const names = new Map<string, string>();
const MAX_STATEMENT_NAMES = 1_000;

/**
 * A stable name for a statement, so that each connection parses and plans it once. It is unknown outside this process. Undefined once there are too many
 * different statements.
 */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined) return known;
  if (names.size >= MAX_STATEMENT_NAMES) return undefined;
  const name = `m${createHmac('sha256', NAMING_KEY).update(text).digest('hex').slice(0, 32)}`;
  names.set(text, name);
  return name;
}
