import type { Pool, PoolClient } from 'pg';
import { isTampered, translateDatabaseError } from '../database-error.ts';

/** A connection for one command or query. It is taken from the pool only when something needs it. */
export type Lease = {
  readonly pool: Pool;
  /** Never answers once the lease was released. */
  readonly acquire: () => Promise<PoolClient>;
  readonly release: (broken: boolean) => Promise<void>;
};

/** A lease on a connection of this pool. It takes no connection yet. */
export function leaseFrom(pool: Pool): Lease {
  let acquired: Promise<PoolClient> | undefined;
  let released = false;
  return {
    pool,
    // A query that fails leaves what it began and did not wait for. On the released connection this would run inside the transaction of the next caller, and no
    // caller would give back a new one. An error would reach no caller either, and end the process.
    acquire: () => {
      if (released) return new Promise(() => {});
      acquired ??= pool.connect();
      return acquired;
    },
    release: async (broken) => {
      released = true;
      (await acquired?.catch(() => undefined))?.release(broken);
    },
  };
}

/**
 * Does work on a connection of the pool, and repeats it on another connection where the first one was tampered with. The tampered connection is discarded, and nothing of
 * the work is stored. `work` releases its connection itself.
 */
export async function retryIfTampered<T>(pool: Pool, work: () => Promise<T>): Promise<T> {
  // Every open connection may have been tampered with; the one after them is new.
  for (let left = pool.options.max; ; left--) {
    try {
      return await work();
    } catch (error) {
      if (left <= 0 || !isTampered(error)) throw translateDatabaseError(error);
    }
  }
}
