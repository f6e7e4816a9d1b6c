import type { Pool, PoolClient } from 'pg';
import { isDatabaseLost, translateDatabaseError } from '../database-error.ts';
import { coalesceCalls } from './coalesce-calls.ts';
import { COMMIT_ASYNC, FLUSH } from './group-commit.ts';
import { prepare, type Statement, sendTransaction } from './pipeline.ts';

/** Most transactions in flight on the connection that writes them. */
const MAX_IN_FLIGHT = 12;

type Waiting = { statements: readonly Statement[]; resolve: () => void; reject: (error: unknown) => void };
/** `writer` writes the transactions, `flusher` waits for the disk. `flushing` is the flush in progress, `next` the flush of those that committed meanwhile. */
type Connections = {
  writer: PoolClient;
  flusher: PoolClient;
  lost: boolean;
  flushing: Promise<void> | undefined;
  next: Promise<void> | undefined;
};
type Queue = { readonly waiting: Waiting[]; inFlight: number; connections: Connections | undefined; connecting: boolean };

const queues = new WeakMap<Pool, Queue>();

/**
 * Commits a transaction as `commitInGroup` does (group-commit.ts), in the order of arrival and on one connection: for transactions that come in great numbers, cost this
 * program as much as the database, and never wait for each other's rows. None of them waits for the disk on that connection. A second connection waits, for all that
 * have committed meanwhile: a transaction that waited would block the next one, and on several connections they would wake more processes than they share flushes.
 */
export function commitInOrder(pool: Pool, statements: readonly Statement[]): Promise<void> {
  const queue = queues.get(pool) ?? { waiting: [], inFlight: 0, connections: undefined, connecting: false };
  queues.set(pool, queue);
  return new Promise((resolve, reject) => {
    queue.waiting.push({ statements, resolve, reject });
    advance(pool, queue);
  });
}

function advance(pool: Pool, queue: Queue): void {
  const { connections } = queue;
  if (connections === undefined) {
    if (queue.waiting.length > 0 && !queue.connecting) void connect(pool, queue);
    return;
  }
  while (!connections.lost && queue.inFlight < MAX_IN_FLIGHT && queue.waiting.length > 0)
    void write(pool, queue, connections, queue.waiting.shift()!);
  if (queue.inFlight > 0 || connections.flushing || connections.next) return;
  queue.connections = undefined;
  connections.writer.release(connections.lost);
  connections.flusher.release(connections.lost);
  advance(pool, queue);
}

async function connect(pool: Pool, queue: Queue): Promise<void> {
  queue.connecting = true;
  let writer: PoolClient | undefined;
  try {
    writer = await pool.connect();
    queue.connections = { writer, flusher: await pool.connect(), lost: false, flushing: undefined, next: undefined };
  } catch (error) {
    writer?.release();
    for (const one of queue.waiting.splice(0)) one.reject(error);
  } finally {
    queue.connecting = false;
  }
  advance(pool, queue);
}

async function write(pool: Pool, queue: Queue, connections: Connections, { statements, resolve, reject }: Waiting): Promise<void> {
  queue.inFlight += 1;
  try {
    const calls = coalesceCalls([...statements, COMMIT_ASYNC]);
    // Prepared beforehand: a transaction that is refused midway would take with it the statements it was the first to prepare, which those behind it need.
    void prepare(connections.writer, calls).catch(() => {});
    await sendTransaction(connections.writer, calls);
    // Only a connection that was open before the transaction and is open after it proves that the database did not restart in between and lose what was not on disk yet.
    flush(connections)
      .then(resolve, reject)
      .finally(() => advance(pool, queue));
  } catch (error) {
    connections.lost ||= isDatabaseLost(error);
    reject(error);
  }
  queue.inFlight -= 1;
  advance(pool, queue);
}

/** Resolves once everything committed until now is on disk. Throws where that is not known; nothing more is then sent on these connections. */
function flush(connections: Connections): Promise<void> {
  if (connections.flushing !== undefined) {
    // The flush in progress may have begun before the last commit.
    const retry = () => {
      connections.next = undefined;
      return flush(connections);
    };
    connections.next ??= connections.flushing.then(retry, retry);
    return connections.next;
  }
  const sendFlush = async () => {
    try {
      await sendTransaction(connections.flusher, [FLUSH]);
    } catch (error) {
      connections.lost = true;
      // Whatever the error: the transactions concerned have committed, so none of them may be repeated on another connection.
      throw translateDatabaseError(error);
    } finally {
      connections.flushing = undefined;
    }
  };
  connections.flushing = sendFlush();
  return connections.flushing;
}
