import type { Pool, PoolClient } from 'pg';
import { isDatabaseLost, translateDatabaseError } from '../database-error.ts';
import { coalesceCalls } from './coalesce-calls.ts';
import { prepare, type Statement, sendTransaction } from './pipeline.ts';

/** Makes the commit of its transaction asynchronous: it does not wait for the disk. A later flush covers it, and no caller is answered before that. */
export const COMMIT_ASYNC: Statement = {
  text: 'select pg_catalog.set_config($1, $2, $3)',
  values: ['synchronous_commit', 'off', true],
  describe: false,
};
/** Writes something, so that the commit of its transaction waits for the disk. The log it flushes holds the commits before it. */
export const FLUSH: Statement = {
  text: 'select pg_catalog.pg_logical_emit_message($1, $2, $3)',
  values: [true, 'manumit', ''],
  describe: false,
};

/** Most transactions of one batch. With more, one that waits for a lock would delay too many behind it. */
const MAX_BATCH = 8;
/** Connections of the pool that write batches. With more, fewer transactions share a flush and more processes wake up. */
const MAX_WRITERS = 3;

type Waiting = { statements: readonly Statement[]; resolve: () => void; reject: (error: unknown) => void };
type Queue = { readonly waiting: Waiting[]; writers: number; connecting: number };

const queues = new WeakMap<object, Queue>();

/**
 * Commits a transaction that needs no answer from the database before it commits. It is stored whole or not at all, and is on disk when this resolves, with
 * everything that it could see. So one without statements waits for what was read before: an act that is found done already must not be acknowledged earlier.
 * Group commit: transactions that arrive while others are being written leave together on one connection, one after the other, and share one write to the socket
 * and one flush of the disk, which cost more than most transactions (docs/decisions/010).
 */
export function commitInGroup(pool: Pool, statements: readonly Statement[]): Promise<void> {
  const queue = queues.get(pool) ?? { waiting: [], writers: 0, connecting: 0 };
  queues.set(pool, queue);
  return new Promise((resolve, reject) => {
    queue.waiting.push({ statements, resolve, reject });
    if (queue.writers < MAX_WRITERS) void writeBatches(pool, queue);
  });
}

/** How many requests wait for a connection and how many transactions wait for a writer. A writer that waits for its own connection is not counted. */
export function countWaiting(pool: Pick<Pool, 'waitingCount'>): number {
  const { waiting, connecting } = queues.get(pool) ?? { waiting: [], connecting: 0 };
  return Math.max(0, pool.waitingCount - connecting) + waiting.length;
}

async function writeBatches(pool: Pool, queue: Queue): Promise<void> {
  queue.writers += 1;
  let client: PoolClient | undefined;
  let lost = false;
  try {
    queue.connecting += 1;
    client = await pool.connect().finally(() => {
      queue.connecting -= 1;
    });
    while (!lost && queue.waiting.length > 0) lost = await writeBatch(client, queue.waiting.splice(0, MAX_BATCH));
  } catch (error) {
    // There is no connection. Another writer that has one writes what waits.
    if (queue.writers > 1) return;
    for (const one of queue.waiting.splice(0)) one.reject(error);
  } finally {
    client?.release(lost);
    queue.writers -= 1;
    if (lost && queue.waiting.length > 0 && queue.writers < MAX_WRITERS) void writeBatches(pool, queue);
  }
}

/** Writes transactions one after the other. Returns whether the connection was lost. */
async function writeBatch(client: PoolClient, batch: readonly Waiting[]): Promise<boolean> {
  const last = batch.length - 1;
  // Only the last commit waits for the disk. It writes something in any case, because it may rest on commits of others that are not on disk yet. Where that
  // transaction was refused, the flush is sent alone.
  const transactions = batch.map(({ statements }, at) => coalesceCalls([...statements, at === last ? FLUSH : COMMIT_ASYNC]));
  // Prepared beforehand: a transaction that is refused midway would take with it the statements it was the first to prepare, which those behind it need.
  const prepared = prepare(client, [...transactions.flat(), FLUSH]).catch(() => {});
  const ends = await Promise.allSettled(transactions.map((statements) => sendTransaction(client, statements)));
  await prepared;
  let flushError: unknown;
  if (ends[last]!.status === 'rejected' && ends.some(({ status }) => status === 'fulfilled')) {
    flushError = await sendTransaction(client, [FLUSH]).then(
      () => undefined,
      // Whatever the error: the transactions concerned have committed, so none of them may be repeated on another connection.
      translateDatabaseError,
    );
  }
  for (const [at, end] of ends.entries()) {
    if (end.status === 'rejected') batch[at]!.reject(end.reason);
    else if (flushError) batch[at]!.reject(flushError);
    else batch[at]!.resolve();
  }
  return flushError !== undefined || ends.some((end) => end.status === 'rejected' && isDatabaseLost(end.reason));
}
