import type { Pool, PoolClient } from 'pg';
import { isDatabaseLost, translateDatabaseError } from '../database-error.ts';
import { prepare, type Statement, sendWhole } from './batch.ts';
import { asFewStatements } from './calls.ts';

/** Most acts that leave together. More would let one that waits for a lock hold up too many behind it. */
const SEATS = 8;
/** Connections that carry acts, of the pool's: on more of them acts share less and wake more processes. */
const CARRIAGES = 3;

type Act = { statements: readonly Statement[]; resolve: () => void; reject: (error: unknown) => void };
type Station = { readonly waiting: Act[]; running: number; connecting: number };

const stations = new WeakMap<object, Station>();

/**
 * Stores an act that needs no answer from the database before it commits: one transaction of its own, kept whole or not at all, on disk when
 * this resolves. Acts that come while others are under way leave together on one connection, one transaction after the other, and share
 * one write to the socket and one flush of the disk: those cost more than most acts.
 */
export function carry(pool: Pool, statements: readonly Statement[]): Promise<void> {
  const station = stations.get(pool) ?? { waiting: [], running: 0, connecting: 0 };
  stations.set(pool, station);
  const { waiting } = station;
  return new Promise((resolve, reject) => {
    waiting.push({ statements, resolve, reject });
    if (station.running < CARRIAGES) void run(pool, station);
  });
}

/** Requests that wait for a connection, and acts that wait for a carriage. A carriage that waits for its connection is none of them. */
export function waitingFor(pool: Pick<Pool, 'waitingCount'>): number {
  const { waiting, connecting } = stations.get(pool) ?? { waiting: [], connecting: 0 };
  return Math.max(0, pool.waitingCount - connecting) + waiting.length;
}

async function run(pool: Pool, station: Station): Promise<void> {
  station.running += 1;
  let client: PoolClient | undefined;
  let lost = false;
  try {
    station.connecting += 1;
    client = await pool.connect().finally(() => {
      station.connecting -= 1;
    });
    while (!lost && station.waiting.length > 0) lost = await ride(client, station.waiting.splice(0, SEATS));
  } catch (error) {
    // No connection to be had. Another that has one takes them along.
    if (station.running > 1) return;
    for (const act of station.waiting.splice(0)) act.reject(error);
  } finally {
    client?.release(lost);
    station.running -= 1;
    if (lost && station.waiting.length > 0 && station.running < CARRIAGES) void run(pool, station);
  }
}

// The commit of all but the last does not wait for the disk; that of the last does, and the log it flushes holds theirs before it. Nobody is answered
// before that: an act that was acknowledged is on disk.
const LATER: Statement = { text: 'select pg_catalog.set_config($1, $2, $3)', values: ['synchronous_commit', 'off', true], describe: false };
// A commit waits for the disk only where it wrote something. The last one does by this, whatever its act did; and where it was refused, it is asked for alone.
const FLUSH: Statement = { text: 'select pg_catalog.pg_logical_emit_message($1, $2, $3)', values: [true, 'manumit', ''], describe: false };

async function ride(client: PoolClient, acts: readonly Act[]): Promise<boolean> {
  const last = acts.length - 1;
  // An act that is refused half-way would leave those behind it without the statements it was the first to name.
  const sent = acts.map(({ statements }, at) => asFewStatements(last === 0 ? statements : [...statements, at === last ? FLUSH : LATER]));
  const prepared = prepare(client, [...sent.flat(), FLUSH]).catch(() => {});
  const ends = await Promise.allSettled(sent.map((statements) => sendWhole(client, statements)));
  await prepared;
  let unsafe: unknown;
  if (ends[last]!.status === 'rejected' && ends.some(({ status }) => status === 'fulfilled')) {
    unsafe = await sendWhole(client, [FLUSH]).then(
      () => undefined,
      // Whatever it was: those it concerns have committed already, so none of them is tried again on another connection.
      translateDatabaseError,
    );
  }
  for (const [at, end] of ends.entries()) {
    if (end.status === 'rejected') acts[at]!.reject(end.reason);
    else if (unsafe) acts[at]!.reject(unsafe);
    else acts[at]!.resolve();
  }
  return unsafe !== undefined || ends.some((end) => end.status === 'rejected' && isDatabaseLost(end.reason));
}
