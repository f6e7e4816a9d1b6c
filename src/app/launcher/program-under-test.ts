import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { WAIT_TIMEOUT_MS } from '#test/timeouts.ts';
import { clusterIn } from './database/cluster.ts';
import { findHolder } from './database/lock.ts';
import { stopOrphan } from './database/postmaster.ts';

export const PROGRAM = fileURLToPath(new URL('../../../bin/manumit.js', import.meta.url));

// Compiled once for all starts: a test run starts the program some hundred times. vitest.config.ts names the folder, which outlives a run.
const COMPILED = process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), `manumit-compiled-${process.getuid?.() ?? ''}`);

/**
 * A command line in a separate process: all of its output, that without the progress of steps that took longer than a second (`said`), its standard output alone,
 * and its exit code.
 */
export type Run = { child: ChildProcess; output: () => string; said: () => string; printed: () => string; code: Promise<number | null> };

// How withProgress() reports a step: on a busy machine any step may take longer than a second.
const PROGRESS = /^.+ \.\.\.\n|^.+: \d+\.\d s\n/gm;

/** For tests: runs the program with these settings alone, so that none of the machine's own are used. */
export function manumit(words: string[], settings: Record<string, string>): Run {
  const { PATH, HOME, TIME_LIMIT_FACTOR } = process.env;
  const env = { PATH, HOME, TIME_LIMIT_FACTOR, TMPDIR: tmpdir(), NODE_COMPILE_CACHE: COMPILED, ...settings };
  const child = spawn(process.execPath, [PROGRAM, ...words], { stdio: ['ignore', 'pipe', 'pipe'], env });
  let [output, printed] = ['', ''];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (stream === child.stdout) printed += text;
    });
  const said = () => output.replaceAll(PROGRESS, '');
  return { child, output: () => output, said, printed: () => printed, code: once(child, 'close').then(([code]) => code as number | null) };
}

/** For tests: `manumit serve`; resolves once it accepts requests. */
export async function serving(settings: Record<string, string>): Promise<Run> {
  const run = manumit(['serve'], settings);
  await until(() => run.output().includes('Manumit is running') || run.child.exitCode !== null, run.output);
  if (run.child.exitCode !== null) throw new Error(`It ended before it served.\n${run.output()}`);
  return run;
}

/** For tests: waits until a condition is true; `otherwise` explains a wait in vain. */
export async function until(holds: () => boolean | Promise<boolean>, otherwise = () => ''): Promise<void> {
  const deadline = Date.now() + WAIT_TIMEOUT_MS;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain. ${otherwise()}`);
    await wait(20);
  }
}

/** For tests: a port that is free at this moment, below the range the system gives to clients: a restarted program must find it free again. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const probe = createServer().listen(port, '127.0.0.1');
    const free = await once(probe, 'listening').then(
      () => true,
      () => false,
    );
    if (!free) continue;
    await new Promise((resolve) => probe.close(resolve));
    return port;
  }
}

/** For tests: ends every process that a failed test left running on a data directory. */
export async function endAll(dataDirectory: string): Promise<void> {
  const holder = findHolder(dataDirectory);
  if (holder) process.kill(holder.pid, 'SIGKILL');
  await stopOrphan(clusterIn(dataDirectory));
}
