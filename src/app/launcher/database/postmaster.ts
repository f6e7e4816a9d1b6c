import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StartRefused } from '../../start-refused.ts';
import type { Owner } from './owner.ts';
import { findProcess } from './running-process.ts';
import type { Runtime } from './runtime.ts';

/** The address of the server: a socket folder, or a loopback port on Windows. */
export type Endpoint = { host: string; port: number };

/** What one start of the server needs. `extra` settings override the usual ones: they say how far a restored cluster is rolled forward. */
export type ServerSetup = {
  cluster: string;
  logFile: string;
  runtime: Runtime;
  owner: Owner | undefined;
  endpoint: Endpoint;
  overrides?: Record<string, string>;
};

/** The server ended, or did not come up. `output` is the end of what it logged in this attempt. */
export class PostmasterFailed extends Error {
  readonly output: string;
  constructor(message: string, output: string) {
    super(message);
    this.name = 'PostmasterFailed';
    this.output = output;
  }
  /** Whether it failed for lack of disk space. */
  get isDiskFull(): boolean {
    return /No space left on device|Disk quota exceeded/i.test(this.output);
  }
}

const STOP_TIMEOUT_MS = 30_000;
const MAX_LOG_BYTES = 10 * 1024 * 1024;

// For two cores and a few hundred people. Values and statements stay out of the log: they may hold names.
const SETTINGS = {
  max_connections: 60,
  // An abandoned prepared transaction would keep its locks, also over a restart.
  max_prepared_transactions: 0,
  shared_buffers: '128MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  random_page_cost: 1.1,
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  // The one method this server is built with (pglz) costs more processor time than most rows: after each checkpoint every page is written whole once. Backups
  // compress the log themselves.
  wal_compression: 'off',
  min_wal_size: '64MB',
  max_wal_size: '512MB',
  // A segment that is used again would keep its old content until then.
  wal_recycle: 'off',
  // The server retains log that a backup has not fetched up to this size. Beyond it the service continues, and a new backup begins.
  max_slot_wal_keep_size: '1GB',
  checkpoint_timeout: '15min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] ',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_parameter_max_length_on_error: 0,
  password_encryption: 'scram-sha-256',
} as const;

/** Starts the server and waits until it accepts connections, however long its recovery lasts. Throws PostmasterFailed if it ends before that. */
export async function startPostmaster(setting: ServerSetup): Promise<ChildProcess> {
  const { cluster, runtime, owner, endpoint } = setting;
  removeStaleLocks(cluster, endpoint);
  rotateLog(setting.logFile);
  const log = openSync(setting.logFile, 'a', 0o600);
  const from = fstatSync(log).size;
  const addressSettings =
    process.platform === 'win32'
      ? { listen_addresses: '127.0.0.1', port: endpoint.port }
      : { listen_addresses: '', unix_socket_directories: endpoint.host, unix_socket_permissions: '0700', port: endpoint.port };
  const options = Object.entries({ ...SETTINGS, ...setting.overrides, ...addressSettings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  // A separate process group: Ctrl-C in the terminal must reach the server last, not first.
  const child = spawn(runtime.postgres, ['-D', cluster, ...options], {
    cwd: '/',
    detached: true,
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', ...(process.platform === 'win32' && { SystemRoot: process.env.SystemRoot }) },
    stdio: ['ignore', log, log],
    ...owner,
  });
  closeSync(log);
  let failure: Error | undefined;
  child.once('error', (error) => {
    failure = error;
  });
  while (!isReady(cluster, child)) {
    if (failure) throw new PostmasterFailed(failure.message, '');
    if (hasEnded(child)) throw new PostmasterFailed('The database server ended while starting.', readFrom(setting.logFile, from));
    await wait(5);
  }
  return child;
}

/** Stops a server we started: connections are closed at once, committed work is kept. */
export async function stopPostmaster(child: ChildProcess, setting: ServerSetup): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  if (process.platform === 'win32') spawnSync(setting.runtime.control, ['stop', '-m', 'fast', '-D', setting.cluster]);
  else child.kill('SIGINT');
  const killTimer = setTimeout(() => child.kill('SIGQUIT'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(killTimer);
}

/** Whether this child process has ended. */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** The running server of this cluster: its process and its socket folder. Recognised by its program and its command line. */
export function findPostmaster(cluster: string): { pid: number; endpoint: Endpoint } | undefined {
  const lines = readPidFile(cluster);
  const found = findProcess(Number(lines?.[0]));
  if (!lines || !found?.program.startsWith('postgres')) return undefined;
  if (!found.command.includes(cluster)) return undefined;
  return { pid: found.pid, endpoint: { host: lines[4] || lines[5] || '', port: Number(lines[3]) } };
}

/** Stops a server whose launcher was killed. Returns whether there was one. Throws StartRefused if it does not end. */
export async function stopOrphan(cluster: string): Promise<boolean> {
  const orphan = findPostmaster(cluster);
  if (!orphan) return false;
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(orphan.pid, signal);
    const deadline = Date.now() + 10_000;
    while (Date.now() < deadline) {
      if (!findPostmaster(cluster)) return true;
      await wait(20);
    }
  }
  throw new StartRefused(
    `A database server from an earlier start (process ${orphan.pid}) does not stop. Stop it yourself: kill -QUIT ${orphan.pid}`,
  );
}

function readPidFile(cluster: string): string[] | undefined {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    // A server that cannot start, such as on a full disk, removes the file again at any moment.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isReady(cluster: string, child: ChildProcess): boolean {
  const lines = readPidFile(cluster);
  // A cluster that is being rolled forward accepts reading connections before it is done.
  return Number(lines?.[0]) === child.pid && ['ready', 'standby'].includes(lines?.[7]?.trim() ?? '');
}

// The server refuses to start while the process number in its files answers to a signal, even if that is a zombie or another program by now. The data directory
// is ours (lock.ts), and surviving backends still hold the shared memory, which the server checks as well.
function removeStaleLocks(cluster: string, { host, port }: Endpoint): void {
  if (findPostmaster(cluster)) return;
  const lockFiles = [join(cluster, 'postmaster.pid'), ...(process.platform === 'win32' ? [] : [join(host, `.s.PGSQL.${port}.lock`)])];
  for (const lockFile of lockFiles) rmSync(lockFile, { force: true });
}

function rotateLog(path: string): void {
  if (existsSync(path) && statSync(path).size > MAX_LOG_BYTES) renameSync(path, `${path}.1`);
}

function readFrom(path: string, from: number): string {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(Math.max(fstatSync(file).size - from, 0), 16_384));
    readSync(file, buffer, 0, buffer.length, from);
    return buffer.toString('utf8').trim();
  } finally {
    closeSync(file);
  }
}
