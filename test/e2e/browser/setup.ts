import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { BrowserServer } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { findFreePort, manumit, type Run } from '#app/launcher/program-under-test.ts';
import { HANG_MS } from '../../timeouts.ts';
import { browserName, launchBrowser } from './browsers.ts';

/** A new installation: its address, and the one-time link for its first person. */
export type Fresh = { address: string; setUpLink: string };
/** The exercise: its address, its data directory for the command line, its accounts with the passwords of this start, and the link of a firm. */
export type Exercise = { address: string; data: string; accounts: readonly ExerciseAccount[]; firm: string };
export type ExerciseAccount = { role: string; parties: string[]; name: string; email: string; password: string; passphrase?: string };

declare module 'vitest' {
  interface ProvidedContext {
    browser: string;
    /** The same browser; where script cannot be disabled for one visit, a second browser without script. */
    browserWithoutScript: string;
    /** The folder in which Firefox stores downloads. */
    downloads: string;
    fresh: Fresh;
    exercise: Exercise;
  }
}

/**
 * One browser and one start of each program for all files. The programs are started by their own command lines, each with its own data
 * directory.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const downloads = mkdtempSync(join(tmpdir(), 'manumit-downloads-'));
  const runs: Run[] = [];
  const folders = [downloads];
  const browsers: BrowserServer[] = [await launchBrowser({ downloads })];
  const start = async <Printed>(command: string): Promise<Printed> => {
    const port = String(await findFreePort());
    const folder = mkdtempSync(join(tmpdir(), 'manumit-browser-'));
    const run = manumit([command, '--json'], { PORT: port, MANUMIT_DATA: folder });
    folders.push(folder);
    runs.push(run);
    return readPrinted<Printed>(run);
  };
  const stop = async () => {
    for (const { child } of runs) child.kill('SIGTERM');
    await Promise.all([...browsers.map((browser) => browser.close()), ...runs.map(({ code }) => code)]);
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
    // Unexpected errors of the program, because a story sees only the status 500.
    for (const run of runs) for (const line of run.output().split('\n')) if (line.includes('unexpected-error')) console.error(line);
  };
  try {
    if (browserName() === 'firefox') browsers.push(await launchBrowser({ downloads, script: false }));
    const [fresh, exercise] = await Promise.all([
      start<{ publicUrl: string; setUpLink: string }>('serve'),
      start<{ publicUrl: string; dataDirectory: string; accounts: ExerciseAccount[]; firm: string }>('exercise'),
    ]);
    project.provide('fresh', { address: fresh.publicUrl, setUpLink: fresh.setUpLink });
    project.provide('exercise', {
      address: exercise.publicUrl,
      data: exercise.dataDirectory,
      accounts: exercise.accounts,
      firm: exercise.firm,
    });
    project.provide('browser', browsers[0]!.wsEndpoint());
    project.provide('browserWithoutScript', browsers.at(-1)!.wsEndpoint());
    project.provide('downloads', downloads);
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** The line of JSON that a program prints once it serves. Throws with the whole output if the program ends first or hangs: an exercise is a minute of pure work. */
async function readPrinted<Printed>(run: Run): Promise<Printed> {
  let ended = false;
  void run.code.then(() => {
    ended = true;
  });
  for (const deadline = Date.now() + HANG_MS; Date.now() < deadline && !ended; await wait(50)) {
    const line = run
      .output()
      .split('\n')
      .find((one) => one.startsWith('{') && one.includes('"publicUrl"'));
    if (line !== undefined) return JSON.parse(line) as Printed;
  }
  throw new Error(`The program did not come up:\n${run.output()}`);
}
