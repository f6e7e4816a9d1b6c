import type { Pool, PoolClient } from 'pg';
import { isDatabaseLost, translateDatabaseError } from '../database-error.ts';
import { prepare, type Statement, sendWhole } from './batch.ts';
import { asFewStatements } from './calls.ts';

/** Most acts under way on the connection of a line. */
const PLACES = 12;

type Act = { statements: readonly Statement[]; resolve: () => void; reject: (error: unknown) => void };
/** `acts` carries them, `disk` waits for the disk. `flushing` is the flush under way, `next` that of those who came meanwhile. */
type Connections = {
  acts: PoolClient;
  disk: PoolClient;
  lost: boolean;
  flushing: Promise<void> | undefined;
  next: Promise<void> | undefined;
};
type Line = { readonly waiting: Act[]; underWay: number; connections: Connections | undefined; connecting: boolean };

const lines = new WeakMap<Pool, Line>();

/**
 * Stores an act as `carry` does (carriage.ts), behind those that came before it and on the same connection: for acts that come in great numbers, that cost this program as much as
 * the database, and that never wait for each other's rows. None of them waits for the disk there. A second connection does, for all that have committed meanwhile:
 * an act that waited would keep the connection from the next one, and on several connections they would wake each other more than they share.
 */
export function follow(pool: Pool, statements: readonly Statement[]): Promise<void> {
  const line = lines.get(pool) ?? { waiting: [], underWay: 0, connections: undefined, connecting: false };
  lines.set(pool, line);
  return new Promise((resolve, reject) => {
    line.waiting.push({ statements, resolve, reject });
    move(pool, line);
  });
}

function move(pool: Pool, line: Line): void {
  const { connections } = line;
  if (connections === undefined) {
    if (line.waiting.length > 0 && !line.connecting) void connect(pool, line);
    return;
  }
  while (!connections.lost && line.underWay < PLACES && line.waiting.length > 0) void send(pool, line, connections, line.waiting.shift()!);
  if (line.underWay > 0 || connections.flushing || connections.next) return;
  line.connections = undefined;
  connections.acts.release(connections.lost);
  connections.disk.release(connections.lost);
  move(pool, line);
}

async function connect(pool: Pool, line: Line): Promise<void> {
  line.connecting = true;
  let acts: PoolClient | undefined;
  try {
    acts = await pool.connect();
    line.connections = { acts, disk: await pool.connect(), lost: false, flushing: undefined, next: undefined };
  } catch (error) {
    acts?.release();
    for (const act of line.waiting.splice(0)) act.reject(error);
  } finally {
    line.connecting = false;
  }
  move(pool, line);
}

// A commit that does not wait for the disk; and one that does, for all that was written before it, since it writes something itself.
const LATER: Statement = { text: 'select pg_catalog.set_config($1, $2, $3)', values: ['synchronous_commit', 'off', true], describe: false };
const FLUSH: Statement = { text: 'select pg_catalog.pg_logical_emit_message($1, $2, $3)', values: [true, 'manumit', ''], describe: false };

async function send(pool: Pool, line: Line, connections: Connections, { statements, resolve, reject }: Act): Promise<void> {
  line.underWay += 1;
  try {
    const few = asFewStatements([...statements, LATER]);
    // An act that is refused half-way would leave those behind it without the statements it was the first to name.
    void prepare(connections.acts, few).catch(() => {});
    await sendWhole(connections.acts, few);
    // Only a connection that was there before the act and is there after it has seen that the database did not end in between, and lose what was not yet on disk.
    flush(connections)
      .then(resolve, reject)
      .finally(() => move(pool, line));
  } catch (error) {
    connections.lost ||= isDatabaseLost(error);
    reject(error);
  }
  line.underWay -= 1;
  move(pool, line);
}

/** Resolves once all that has committed until now is on disk. Throws where that is not known: then nothing more is sent on these connections. */
function flush(connections: Connections): Promise<void> {
  if (connections.flushing !== undefined) {
    // The one under way may have begun before.
    const again = () => {
      connections.next = undefined;
      return flush(connections);
    };
    connections.next ??= connections.flushing.then(again, again);
    return connections.next;
  }
  const flushed = async () => {
    try {
      await sendWhole(connections.disk, [FLUSH]);
    } catch (error) {
      connections.lost = true;
      // Whatever it was: those who wait for it have committed already, so none of them is tried again on another connection.
      throw translateDatabaseError(error);
    } finally {
      connections.flushing = undefined;
    }
  };
  connections.flushing = flushed();
  return connections.flushing;
}
