import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { findProcess } from '#app/launcher/database/running-process.ts';
import { WAIT_TIMEOUT_MS } from '../timeouts.ts';
import type { Installation } from './installation.ts';

/**
 * One kind of fault. `inject` causes it while writers are at work, and returns whether it hit; `n` selects the call, where that matters. `restarts`: a
 * program must start again.
 */
export type Fault = {
  readonly name: string;
  readonly restarts?: true;
  readonly inject: (installation: Installation, n: number) => Promise<boolean>;
};

const PAGE = 8192;
const SEGMENT = 16 * 1024 * 1024;

/** Processes that are killed. */
export const KILLS: readonly Fault[] = [
  { name: 'web process killed', restarts: true, inject: async (it) => kill(it.processes().web) },
  { name: 'launcher killed', restarts: true, inject: async (it) => kill(it.processes().launcher) },
  { name: 'one backend killed', inject: async (it, n) => kill(oneOf(it.processes().backends, n)) },
  { name: 'database server killed', inject: async (it) => kill(it.processes().postmaster, ...it.processes().backends) },
  {
    name: 'everything killed at once',
    restarts: true,
    inject: async (it) => {
      const { launcher, web, postmaster, backends } = it.processes();
      return kill(launcher, web, postmaster, ...backends);
    },
  },
  { name: 'everything killed, last page of the log torn', restarts: true, inject: tearLog },
];

type Failing = { call: string; error: string; on: 'log' | 'data' };

/** System calls of the database that fail once, at the n-th call: on its log, which every command writes, and on its data, which a checkpoint writes. */
export const CALLS: readonly Fault[] = (
  [
    { call: 'fdatasync', error: 'EIO', on: 'log' },
    { call: 'fdatasync', error: 'ENOSPC', on: 'log' },
    { call: 'pwrite64', error: 'EIO', on: 'log' },
    { call: 'pwrite64', error: 'ENOSPC', on: 'log' },
    { call: 'pwrite64', error: 'EIO', on: 'data' },
    { call: 'pwrite64', error: 'ENOSPC', on: 'data' },
    { call: 'fsync', error: 'EIO', on: 'data' },
  ] satisfies Failing[]
).map((failing) => ({
  name: `${failing.call} of the ${failing.on} fails with ${failing.error}`,
  inject: (it, n) => failCall(it, failing, n),
}));

/** Starts strace on these processes and those they start; resolves once it is attached to all that are still there. */
export async function traceProcesses(
  options: readonly string[],
  pids: readonly number[],
): Promise<{ tracer: ChildProcess; over: Promise<unknown> }> {
  const tracer = spawn('strace', ['-f', ...options, ...pids.flatMap((pid) => ['-p', String(pid)])], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const over = once(tracer, 'exit');
  const settled = new Set<number>();
  const attached = (async () => {
    for await (const line of createInterface(tracer.stderr)) {
      const attached = /Process (\d+) attached|ptrace\(PTRACE_SEIZE, (\d+)\)/.exec(line);
      if (attached) settled.add(Number(attached[1] ?? attached[2]));
      if (pids.every((pid) => settled.has(pid))) return;
    }
  })();
  await Promise.race([attached, over]);
  tracer.stderr.resume();
  return { tracer, over };
}

/** Whether system calls can be made to fail on this machine: strace is installed and may attach. */
export function canFailCalls(): boolean {
  return spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;
}

// Returns whether the first process was there to be killed, once all of them are gone: a dying process looks alive for a moment.
async function kill(...pids: number[]): Promise<boolean> {
  const there = pids.map((pid) => signal(pid, 'SIGKILL'));
  for (const deadline = Date.now() + WAIT_TIMEOUT_MS; pids.some(findProcess) && Date.now() < deadline; ) await wait(5);
  return there[0] ?? false;
}

// Returns whether the process was there.
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return pid > 0 && process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    return false;
  }
}

const oneOf = (pids: readonly number[], n: number) => pids[n % pids.length] ?? 0;

// The result of a power cut during a page write: garbage directly after the last flushed record.
async function tearLog(installation: Installation): Promise<boolean> {
  const { launcher, web, postmaster, backends } = installation.processes();
  if (web === 0) return false;
  // From here on nothing is acknowledged; everything acknowledged is before the position read next.
  process.kill(web, 'SIGSTOP');
  const [row] = await installation.ask(
    `select pg_current_wal_flush_lsn() - '0/0'::pg_lsn as lsn, pg_walfile_name(pg_current_wal_flush_lsn()) as file`,
  );
  await kill(launcher, web, postmaster, ...backends);
  const flushed = Number(row!.lsn) % SEGMENT;
  const rest = PAGE - (flushed % PAGE);
  const file = openSync(join(installation.cluster, 'pg_wal', String(row!.file)), 'r+');
  try {
    return writeSync(file, randomBytes(rest), 0, rest, flushed) === rest;
  } finally {
    closeSync(file);
  }
}

// Each process counts its own calls. A fault hit only if strace reports it, on the right kind of file.
async function failCall(installation: Installation, { call, error, on }: Failing, n: number): Promise<boolean> {
  const { postmaster, backends } = installation.processes();
  const folder = mkdtempSync(join(tmpdir(), 'crash-calls-'));
  const written = join(folder, 'calls');
  // The checkpointer writes the data that the others only log.
  const meant =
    on === 'data' ? backends.filter((pid) => findProcess(pid)?.command.join(' ').includes('checkpointer')) : [postmaster, ...backends];
  const options = ['-y', '-o', written, '-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${1 + (n % 4)}`];
  try {
    const { tracer, over } = await traceProcesses(options, meant);
    if (on === 'data') void installation.ask('checkpoint').catch(() => {});
    for (let waited = 0; waited < 100 && !findInjectedCall(written); waited++) await wait(30);
    await endTracing(installation, tracer, over, written);
    return findInjectedCall(written)?.includes('/pg_wal/') === (on === 'log');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Ends strace while the processes that it traces are stopped. It has the kernel refuse a call with ENOSYS when it starts, and replaces that error when the call ends.
 * A call between the two would keep ENOSYS, an error that no disk gives.
 */
async function endTracing(installation: Installation, tracer: ChildProcess, over: Promise<unknown>, written: string): Promise<void> {
  const stopped = new Set<number>();
  const findMoving = () => {
    const { postmaster, backends } = installation.processes();
    const calls = existsSync(written) ? readFileSync(written, 'utf8') : '';
    return [postmaster, ...backends].filter(
      (pid) => tracerOf(pid) === tracer.pid && !new RegExp(`^${pid} +--- stopped by SIGSTOP`, 'm').test(calls),
    );
  };
  // Again each time, because a process may have started another one before it was stopped.
  for (let moving = findMoving(); moving.length > 0; moving = findMoving()) {
    for (const pid of moving) if (signal(pid, 'SIGSTOP')) stopped.add(pid);
    await wait(5);
  }
  tracer.kill('SIGINT');
  await over;
  for (const pid of stopped) signal(pid, 'SIGCONT');
}

function tracerOf(pid: number): number | undefined {
  try {
    return Number(/^TracerPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}

const findInjectedCall = (written: string) =>
  existsSync(written)
    ? readFileSync(written, 'utf8')
        .split('\n')
        .find((line) => line.includes('(INJECTED)'))
    : undefined;
