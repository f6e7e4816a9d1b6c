import { pendingMigrations } from '#platform/db/migrate.ts';
import { readSqlFiles, type SqlFiles } from '#platform/db/sql-files.ts';
import type { Platform } from '#platform/platform.ts';
import { backupStatus } from '#rooms/retention/index.ts';

/** The readiness of the process. `backup` is for information only: a problem there does not stop the service. */
export type Readiness = {
  status: 'ready' | 'migrations-pending' | 'database-lost';
  database: 'reachable' | 'unreachable';
  pending: string[];
  disk: 'ok' | 'low';
  backup: ReturnType<typeof backupStatus> | 'unknown';
};

/** Watches the readiness of the process: `now` reads the last result and costs nothing. */
export type ReadinessWatch = { now: () => Readiness; start: () => Promise<void>; stop: () => Promise<void> };

const CHECK_EVERY_MS = 1_000;
// A database that does not answer gives no result; a busy pool answers later.
const STALE_MS = 10_000;

// Read once: a process serves one version of the sources.
let shippedFiles: SqlFiles | undefined;

/** Checks once a second, one check at a time, with or without requests. */
export function watchReadiness(platform: Platform): ReadinessWatch {
  shippedFiles ??= readSqlFiles();
  const files = shippedFiles;
  let lastState = lost(platform);
  let checkedAt = Number.NEGATIVE_INFINITY;
  let checking: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const check = () =>
    (checking ??= checkReadiness(platform, files).then((state) => {
      lastState = state;
      checkedAt = performance.now();
      checking = undefined;
    }));
  return {
    now: () => (performance.now() - checkedAt < STALE_MS ? { ...lastState, disk: diskOf(platform) } : lost(platform)),
    start: () => {
      timer ??= setInterval(() => void check(), CHECK_EVERY_MS).unref();
      return check();
    },
    stop: async () => {
      clearInterval(timer);
      await checking;
    },
  };
}

async function checkReadiness(platform: Platform, files: SqlFiles): Promise<Readiness> {
  try {
    const client = await platform.pool.connect();
    try {
      const pending = await pendingMigrations(client, files);
      return {
        status: pending.length === 0 ? 'ready' : 'migrations-pending',
        database: 'reachable',
        pending,
        disk: diskOf(platform),
        backup: pending.length === 0 ? backupStatus(await lastProven(client), platform.clock()) : 'unknown',
      };
    } finally {
      client.release();
    }
  } catch {
    return lost(platform);
  }
}

const diskOf = ({ diskIsLow }: Platform) => (diskIsLow() ? 'low' : 'ok');

function lost(platform: Platform): Readiness {
  return { status: 'database-lost', database: 'unreachable', pending: [], disk: diskOf(platform), backup: 'unknown' };
}

async function lastProven(client: { query: (sql: string) => Promise<{ rows: { at: Date | null }[] }> }): Promise<Date | null> {
  return (await client.query('select retention.last_proven() as at')).rows[0]!.at;
}
