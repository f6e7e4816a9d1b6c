import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Installation } from './installation.ts';

/** One kind of fault. `inject` puts it in while writers are at work, and answers whether it struck; `n` says at which call, where that matters. */
export type Fault = { readonly name: string; readonly inject: (installation: Installation, n: number) => Promise<boolean> };

const PAGE = 8192;
const SEGMENT = 16 * 1024 * 1024;

/** Processes that end without a word. */
export const KILLS: readonly Fault[] = [
  { name: 'web process killed', inject: async (it) => kill(it.processes().web) },
  { name: 'launcher killed', inject: async (it) => kill(it.processes().launcher) },
  { name: 'one backend killed', inject: async (it, n) => kill(oneOf(it.processes().backends, n)) },
  { name: 'database server killed', inject: async (it) => kill(it.processes().postmaster, ...it.processes().backends) },
  {
    name: 'everything killed at once',
    inject: async (it) => {
      const { launcher, web, postmaster, backends } = it.processes();
      return kill(launcher, web, postmaster, ...backends);
    },
  },
  { name: 'everything killed, last page of the log torn', inject: tearLog },
];

/** System calls of the database that fail, once, at the n-th time. */
export const CALLS: readonly Fault[] = [
  ['fdatasync', 'EIO'],
  ['fdatasync', 'ENOSPC'],
  ['pwrite64', 'EIO'],
  ['pwrite64', 'ENOSPC'],
  ['fsync', 'EIO'],
].map(([call, error]) => ({ name: `${call} fails with ${error}`, inject: (it, n) => failCall(it, call!, error!, n) }));

/** Whether this machine lets system calls be failed: strace is there and may attach. */
export function canFailCalls(): boolean {
  return spawnSync('strace', ['-e', 'trace=none', 'true']).status === 0;
}

// Answers whether the first of them was there to be killed.
function kill(...pids: number[]): boolean {
  const there = pids.map((pid) => {
    try {
      return pid > 0 && process.kill(pid, 'SIGKILL');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      return false;
    }
  });
  return there[0] ?? false;
}

const oneOf = (pids: readonly number[], n: number) => pids[n % pids.length] ?? 0;

// What a power cut leaves where a page was half written: rubbish right behind the last record that was flushed.
async function tearLog(installation: Installation): Promise<boolean> {
  const { launcher, web, postmaster, backends } = installation.processes();
  if (web === 0) return false;
  // From here on nothing is acknowledged any more: what was, lies before the place asked for next.
  process.kill(web, 'SIGSTOP');
  const [row] = await installation.ask(
    `select pg_current_wal_flush_lsn() - '0/0'::pg_lsn as lsn, pg_walfile_name(pg_current_wal_flush_lsn()) as file`,
  );
  kill(launcher, web, postmaster, ...backends);
  await wait(50);
  const flushed = Number(row!.lsn) % SEGMENT;
  const rest = PAGE - (flushed % PAGE);
  const file = openSync(join(installation.cluster, 'pg_wal', String(row!.file)), 'r+');
  try {
    return writeSync(file, randomBytes(rest), 0, rest, flushed) === rest;
  } finally {
    closeSync(file);
  }
}

// Each process counts its own calls. Only what strace says it failed has struck.
async function failCall(installation: Installation, call: string, error: string, n: number): Promise<boolean> {
  const { postmaster, backends } = installation.processes();
  const folder = mkdtempSync(join(tmpdir(), 'crash-calls-'));
  const written = join(folder, 'calls');
  const pids = [postmaster, ...backends].flatMap((pid) => ['-p', String(pid)]);
  const words = ['-f', '-qq', '-o', written, '-e', `trace=${call}`, '-e', `inject=${call}:error=${error}:when=${1 + (n % 4)}`, ...pids];
  const tracer = spawn('strace', words, { stdio: 'ignore' });
  const over = once(tracer, 'exit');
  try {
    // A checkpoint makes the calls that ordinary writes do not.
    if (call !== 'fdatasync') void installation.ask('checkpoint').catch(() => {});
    for (let waited = 0; waited < 30 && !hasStruck(written); waited++) await wait(100);
    tracer.kill('SIGINT');
    await over;
    return hasStruck(written);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const hasStruck = (written: string) => existsSync(written) && readFileSync(written, 'utf8').includes('(INJECTED)');
