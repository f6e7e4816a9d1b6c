import type { ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type Connection, connect } from '#platform/db/pool.ts';
import { StartRefused } from '../../start-refused.ts';
import { clusterIn, prepareCluster, readSuperuserPassword } from './cluster.ts';
import { freeBallast, isFull } from './disk.ts';
import { takeLock } from './lock.ts';
import { prepareDataDirectory, runsAsRoot, SERVER_OWNER } from './owner.ts';
import { findPostmaster, hasEnded, PostmasterFailed, type ServerSetup, startPostmaster, stopOrphan, stopPostmaster } from './postmaster.ts';
import { prepareRuntime } from './runtime.ts';
import { prepareEndpoint, removeShortFolder } from './socket-folder.ts';

/** The superuser's connection. Only the launcher and the command line hold it. */
export type SuperuserConnection = Exclude<Connection, string>;

/** What happened to the server after it was up: it ended unexpectedly, is up again, or could not be restarted within ten seconds. */
export type CrashEvent = { state: 'crashed' | 'restarted' | 'given-up'; reason: string };

/** A running embedded server. */
export type EmbeddedServer = {
  connection: SuperuserConnection;
  /** Stops the server cleanly and releases the data directory. Safe to call twice. */
  stop(): Promise<void>;
  onCrash(listener: (event: CrashEvent) => void): void;
};

const START_TIMEOUT_MS = 10_000;
const PAUSE_MS = 200;
const SPACE_PAUSE_MS = 1_000;
const DATABASE = 'manumit';

/**
 * Starts a real PostgreSQL on this data directory, creating both if needed, with an empty database `manumit`.
 * `log` receives one plain sentence per unusual event; `timeoutMs` is how long a start is retried after a crash. Throws StartRefused, with the lock released.
 */
export async function startEmbedded({
  dataDirectory,
  log = () => {},
  timeoutMs = START_TIMEOUT_MS,
}: {
  dataDirectory: string;
  log?: (line: string) => void;
  timeoutMs?: number;
}): Promise<EmbeddedServer> {
  prepareDataDirectory(resolve(dataDirectory));
  const directory = realpathSync(dataDirectory);
  const unlock = takeLock(directory);
  let setting: ServerSetup | undefined;
  try {
    setting = await prepareSetting(directory, log);
    const password = await prepareCluster(directory, setting.runtime, setting.owner);
    const child = await startWithin(setting, directory, { timeoutMs: timeoutMs, log });
    const connection = { ...setting.endpoint, user: 'postgres', password, database: DATABASE };
    const server = superviseServer(child, { setting, connection, directory, unlock, log, timeoutMs });
    await createDatabase(connection).catch(async (cause) => {
      await server.stop();
      throw cause;
    });
    return server;
  } catch (error) {
    if (setting) removeShortFolder(setting.endpoint.host);
    unlock();
    throw error;
  }
}

/** The superuser's connection to the server that another process of this installation runs, or undefined if none runs. */
export function findEmbedded(dataDirectory: string): SuperuserConnection | undefined {
  const password = readSuperuserPassword(dataDirectory);
  const running = password && findPostmaster(clusterIn(realpathSync(dataDirectory)));
  return running ? { ...running.endpoint, user: 'postgres', password, database: DATABASE } : undefined;
}

async function prepareSetting(directory: string, log: (line: string) => void): Promise<ServerSetup> {
  const cluster = clusterIn(directory);
  const orphan = findPostmaster(cluster);
  if (await stopOrphan(cluster)) {
    log('An earlier start was killed and left its database server running. It has been stopped cleanly.');
    if (orphan) removeShortFolder(orphan.endpoint.host);
  }
  const owner = runsAsRoot() ? SERVER_OWNER : undefined;
  const runtime = prepareRuntime(directory, owner);
  return { cluster, logFile: join(directory, 'postgres.log'), runtime, owner, endpoint: await prepareEndpoint(directory, owner) };
}

type StartLimits = { timeoutMs: number; log: (line: string) => void; isGivenUp?: () => boolean; waitForSpace?: boolean };

// After a crash the remains of the old server may hold its memory for a moment, so a start is retried for ten seconds. A server that was up and ran out of disk
// space is retried until there is some, so no operator has to start it after clearing the disk.
async function startWithin(
  setting: ServerSetup,
  directory: string,
  { timeoutMs, log, isGivenUp, waitForSpace }: StartLimits,
): Promise<ChildProcess> {
  const deadline = Date.now() + timeoutMs;
  let isWaiting = false;
  for (;;) {
    try {
      return await startPostmaster(setting);
    } catch (error) {
      if (!(error instanceof PostmasterFailed)) throw error;
      // The server's log is on the same disk: a server that ends for lack of space may be unable to say so.
      const lacksSpace = error.isDiskFull || (await isFull(directory));
      const isDiskFull = lacksSpace && waitForSpace;
      if (lacksSpace && freeBallast(directory)) log('The disk is full. The space reserved for recovery has been freed.');
      else if (isGivenUp?.() || (!isDiskFull && Date.now() > deadline)) {
        throw new StartRefused(
          `The database server does not start. Its log (${setting.logFile}) ends with:\n${error.output || error.message}`,
          {
            cause: error,
          },
        );
      } else if (isDiskFull && !isWaiting) {
        isWaiting = true;
        log('The disk is full and the database cannot start. It starts automatically once there is space.');
      }
      await wait(isDiskFull ? SPACE_PAUSE_MS : PAUSE_MS);
    }
  }
}

type Supervised = {
  setting: ServerSetup;
  connection: SuperuserConnection;
  directory: string;
  unlock: () => void;
  log: (line: string) => void;
  timeoutMs: number;
};

function superviseServer(first: ChildProcess, { setting, connection, directory, unlock, log, timeoutMs }: Supervised): EmbeddedServer {
  const listeners: ((event: CrashEvent) => void)[] = [];
  const notify = (state: CrashEvent['state'], reason: string) => {
    for (const listener of listeners) listener({ state, reason });
  };
  let child = first;
  let restart: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  const watchForExit = () => {
    child.once('exit', (code, signal) => {
      if (!stopping) restart = restartServer(signal ? `signal ${signal}` : `exit code ${code}`);
    });
  };
  const restartServer = async (reason: string) => {
    notify('crashed', `The database server ended unexpectedly (${reason}).`);
    try {
      child = await startWithin(setting, directory, {
        timeoutMs: timeoutMs,
        log,
        isGivenUp: () => stopping !== undefined,
        waitForSpace: true,
      });
      watchForExit();
      notify('restarted', 'The database server is running again.');
    } catch (error) {
      if (!stopping) notify('given-up', (error as Error).message);
    }
  };
  watchForExit();
  // The server may have ended between getting ready and this check.
  if (hasEnded(child)) child.emit('exit', child.exitCode, child.signalCode);

  const stopAll = async () => {
    await restart;
    await stopPostmaster(child, setting);
    removeShortFolder(setting.endpoint.host);
    unlock();
  };
  return {
    connection,
    stop: () => {
      stopping ??= stopAll();
      return stopping;
    },
    onCrash: (listener) => listeners.push(listener),
  };
}

async function createDatabase(connection: SuperuserConnection): Promise<void> {
  const client = await connect({ ...connection, database: 'postgres' });
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}
