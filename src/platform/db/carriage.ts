import type { Pool, PoolClient } from 'pg';
import { isDatabaseLost } from '../database-error.ts';
import { prepare, type Statement, sendBatch } from './batch.ts';
import { asFewStatements } from './calls.ts';

/** Connections that carry acts, of the pool's. One does most of it: on more of them acts share less and wake more processes. */
const CARRIAGES = 3;
/** Most acts under way on one of them. More would let one that waits for a lock hold up too many behind it. */
const SEATS = 12;
/** Where nothing came back for so long, an act waits for a lock or does much: what comes takes another carriage. */
const HELD_UP_MS = 15;

type Act = { statements: readonly Statement[]; resolve: () => void; reject: (error: unknown) => void };
type Carriage = { readonly client: PoolClient; aboard: number; movedAt: number; lost: boolean };
/** A connection that waits for the disk. `next` is the flush of those who came while one was `underWay`. */
type Flusher = { readonly client: PoolClient; underWay: Promise<void> | undefined; next: Promise<void> | undefined; lost: boolean };
type Station = {
  readonly waiting: Act[];
  readonly carriages: Set<Carriage>;
  flusher: Flusher | undefined;
  /** Connections asked for and not yet there: of a carriage, of the flusher. */
  coming: { carriage: boolean; flusher: boolean };
};

const stations = new WeakMap<object, Station>();

/**
 * Stores an act that needs no answer from the database before it commits: one transaction of its own, kept whole or not at all, on disk when
 * this resolves. Acts that come while others are under way follow them on one connection, one transaction after the other, and are waited for on disk together,
 * by a connection that does nothing else: to flush and to wake processes costs more than most acts.
 */
export function carry(pool: Pool, statements: readonly Statement[]): Promise<void> {
  const station = stationOf(pool);
  return new Promise((resolve, reject) => {
    station.waiting.push({ statements, resolve, reject });
    leave(pool, station);
  });
}

/** Requests that wait for a connection, and acts that wait for a carriage. What waits for a connection of these here is none of them. */
export function waitingFor(pool: Pick<Pool, 'waitingCount'>): number {
  const { waiting, coming } = stationOf(pool);
  return Math.max(0, pool.waitingCount - Number(coming.carriage) - Number(coming.flusher)) + waiting.length;
}

function stationOf(pool: object): Station {
  const station = stations.get(pool) ?? {
    waiting: [],
    carriages: new Set(),
    flusher: undefined,
    coming: { carriage: false, flusher: false },
  };
  stations.set(pool, station);
  return station;
}

/** Gives each act that waits a place, in turn, as far as there are places. */
function leave(pool: Pool, station: Station): void {
  const now = performance.now();
  while (station.waiting.length > 0) {
    const carriage = [...station.carriages].find(
      ({ lost, aboard, movedAt }) => !lost && aboard < SEATS && (aboard === 0 || now - movedAt < HELD_UP_MS),
    );
    if (carriage === undefined) {
      if (!station.coming.carriage && station.carriages.size < CARRIAGES) void addCarriage(pool, station);
      return;
    }
    void ride(pool, station, carriage, station.waiting.shift()!);
  }
}

async function addCarriage(pool: Pool, station: Station): Promise<void> {
  station.coming.carriage = true;
  try {
    station.carriages.add({ client: await pool.connect(), aboard: 0, movedAt: 0, lost: false });
  } catch (error) {
    // No connection to be had. Another carriage takes them along, where there is one.
    if (station.carriages.size === 0) for (const act of station.waiting.splice(0)) act.reject(error);
  } finally {
    station.coming.carriage = false;
  }
  leave(pool, station);
  giveBack(station);
}

// A commit that does not wait for the disk.
const LATER: Statement = { text: 'select pg_catalog.set_config($1, $2, $3)', values: ['synchronous_commit', 'off', true], describe: false };

async function ride(pool: Pool, station: Station, carriage: Carriage, act: Act): Promise<void> {
  // Whoever is alone waits for the disk by themselves, as does whoever leaves before there is somebody to do it: only a connection that was there before
  // the act and is there after it has seen that the database did not end in between and lose what was not yet on disk.
  const flusher = carriage.aboard > 0 ? flusherOf(pool, station) : undefined;
  if (carriage.aboard === 0) carriage.movedAt = performance.now();
  carriage.aboard += 1;
  const statements = asFewStatements(flusher ? [...act.statements, LATER] : act.statements);
  try {
    // An act that is refused half-way would leave those behind it without the statements it was the first to name.
    void prepare(carriage.client, statements).catch(() => {});
    await sendBatch(carriage.client, statements);
    if (flusher) flush(station, flusher).then(act.resolve, act.reject);
    else act.resolve();
  } catch (error) {
    if (isDatabaseLost(error)) carriage.lost = true;
    act.reject(error);
  }
  carriage.aboard -= 1;
  carriage.movedAt = performance.now();
  leave(pool, station);
  giveBack(station);
}

// A commit waits for the disk only where it wrote something, and then for all that was written before it.
const FLUSH: Statement = { text: 'select pg_catalog.pg_logical_emit_message($1, $2, $3)', values: [true, 'manumit', ''], describe: false };

/** Resolves once all that has committed until now is on disk. Throws where that is not known. */
function flush(station: Station, flusher: Flusher): Promise<void> {
  if (flusher.underWay === undefined) {
    flusher.underWay = sendBatch(flusher.client, [FLUSH])
      .then(
        () => {},
        (error: unknown) => {
          flusher.lost = true;
          throw error;
        },
      )
      .finally(() => {
        flusher.underWay = undefined;
        giveBack(station);
      });
    return flusher.underWay;
  }
  // The one under way may have begun before.
  const again = () => {
    flusher.next = undefined;
    return flush(station, flusher);
  };
  flusher.next ??= flusher.underWay.then(again, again);
  return flusher.next;
}

function flusherOf(pool: Pool, station: Station): Flusher | undefined {
  if (station.flusher === undefined && !station.coming.flusher) void addFlusher(pool, station);
  return station.flusher;
}

async function addFlusher(pool: Pool, station: Station): Promise<void> {
  station.coming.flusher = true;
  try {
    station.flusher = { client: await pool.connect(), underWay: undefined, next: undefined, lost: false };
  } catch {
    // Each act waits for the disk by itself meanwhile.
  } finally {
    station.coming.flusher = false;
  }
  giveBack(station);
}

/** Connections nobody needs any more go back to the pool; those that were lost are let go of. */
function giveBack(station: Station): void {
  for (const carriage of station.carriages) {
    if (carriage.aboard > 0 || (station.waiting.length > 0 && !carriage.lost)) continue;
    station.carriages.delete(carriage);
    carriage.client.release(carriage.lost);
  }
  const { flusher } = station;
  if (flusher === undefined || flusher.underWay || flusher.next || (station.carriages.size > 0 && !flusher.lost)) return;
  station.flusher = undefined;
  flusher.client.release(flusher.lost);
}
