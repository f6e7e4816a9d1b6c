import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './e2e/browser/browsers.ts';
import {
  type Command,
  isBuild,
  leftToTheWhole,
  NO_TESTS,
  type Selection,
  type Step,
  selectChanged,
  selectRooms,
  stepsOf,
} from './selection.ts';
import { ROOT, readSources } from './source-tree.ts';

// The whole check of the project. --room NAME or --changed selects a part of it (selection.ts), --check its checks without tests. The last line says how many checks passed and failed.
const selection = selectOrEnd();
const output = mkdtempSync(join(tmpdir(), 'manumit-results-'));
let passed = 0;
// Checks for which this machine lacks something (Linux, root, a small disk, strace) are named at the end, because a skipped check has not passed.
const left: string[] = [];
// Failed checks are named again at the end, because a continuous integration shows the end of a long output.
const failures: string[] = [];
const BIN = join(ROOT, 'node_modules/.bin');
const SLOWEST = 10;
const LINES_OF_A_FAILURE = 12;
const files: { name: string; seconds: number; tests: number }[] = [];

type Results = {
  numPassedTests: number;
  numTotalTests: number;
  testResults: {
    name: string;
    startTime: number;
    endTime: number;
    message: string;
    assertionResults: { fullName: string; status: string; failureMessages: string[] }[];
  }[];
};

/**
 * Processor time of all ended children of this process and of their children, in seconds; undefined where there is no /proc. A process that outlives its parent
 * is not counted: some of Chromium, and what a test leaves to the system when it kills a launcher.
 */
function childrenSeconds(): number | undefined {
  try {
    // After the name in brackets: fields 16 and 17 of proc(5), in hundredths of a second.
    const fields = readFileSync('/proc/self/stat', 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return undefined;
  }
}

function spent(began: number, usedBefore: number | undefined): string {
  const used = usedBefore === undefined ? '' : `, ${(childrenSeconds()! - usedBefore).toFixed(1)} s of processor time`;
  return `in ${((performance.now() - began) / 1000).toFixed(1)} s${used}`;
}

/** Runs the commands side by side, as many as there are processors, each with its output in one piece. */
async function checks(commands: readonly Command[]): Promise<void> {
  const began = performance.now();
  const usedBefore = childrenSeconds();
  const waiting = [...commands];
  const inTurn = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await check(next);
  };
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), commands.length) }, inTurn));
  console.log(`== checks without tests: ended ${spent(began, usedBefore)}`);
}

async function check({ title, command, parameters }: Command): Promise<void> {
  const began = performance.now();
  const child = spawn(join(BIN, command), parameters, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (printed += text));
  // A command that cannot be started has no output but this.
  const status = await once(child, 'close').then(
    ([code]) => code as number | null,
    (error: Error) => {
      printed += error.message;
      return null;
    },
  );
  console.log(
    `\n== ${title}\n${printed}== ${title}: ${status === 0 ? 'done' : 'failed'} in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  if (status === 0) passed += 1;
  else fail(title);
}

function fail(name: string, message = ''): void {
  failures.push([name, ...message.split('\n').slice(0, LINES_OF_A_FAILURE)].join('\n    '));
}

async function tests(project: string, only: string[]): Promise<void> {
  const file = join(output, `${project}.json`);
  const began = performance.now();
  const usedBefore = childrenSeconds();
  console.log(`\n== ${project} tests`);
  // Whole paths, because a single word could occur in the path of this checkout.
  const paths = only.map((path) => join(ROOT, path));
  const reports = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const child = spawn(join(BIN, 'vitest'), ['run', '--project', project, ...paths, ...reports], { cwd: ROOT, stdio: 'inherit' });
  // Without a result file, the reason is named below.
  const done = await once(child, 'close').then(
    ([code]) => code === 0,
    () => false,
  );
  // In a part of the tests, the processor time is that of all projects that run at the same time.
  console.log(`== ${project} tests: ${done ? 'done' : 'failed'} ${spent(began, selection ? undefined : usedBefore)}`);
  const failedBefore = failures.length;
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as Results;
    passed += result.numPassedTests;
    for (const { name, startTime, endTime, assertionResults, message } of result.testResults) {
      const path = relative(ROOT, name);
      files.push({ name: path, seconds: (endTime - startTime) / 1000, tests: assertionResults.length });
      for (const { fullName, status, failureMessages } of assertionResults)
        if (status === 'failed') fail(`${path}: ${fullName}`, failureMessages[0]);
        else if (status !== 'passed') left.push(`${project}: ${fullName}`);
      if (message && !assertionResults.some(({ status }) => status === 'failed')) fail(path, message);
    }
    // A run can fail without a failed test (a server that did not start, an unhandled rejection), and a run of no test shows nothing.
    if ((!done && failures.length === failedBefore) || result.numTotalTests === 0) fail(`${project} tests`);
  } catch (error) {
    fail(`${project} tests`, (error as Error).message);
  }
}

function selectOrEnd(): Selection | undefined {
  try {
    return select();
  } catch (error) {
    console.error((error as Error).message);
    process.exit(1);
  }
}

/** The requested selection; undefined if everything is to run. */
function select(): Selection | undefined {
  const options = { room: { type: 'string', multiple: true }, changed: { type: 'boolean' }, check: { type: 'boolean' } } as const;
  const { values } = parseArgs({ options });
  if (values.check) return NO_TESTS;
  if (values.room) return selectRooms(values.room);
  if (!values.changed) return undefined;
  const git = (...words: string[]) => spawnSync('git', words, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
  const base = git('merge-base', 'HEAD', 'origin/main') || git('merge-base', 'HEAD', 'main') || 'HEAD';
  const changed = `${git('diff', '--name-only', '--no-renames', base)}\n${git('ls-files', '--others', '--exclude-standard')}`
    .split('\n')
    .filter(Boolean);
  const selected = selectChanged(changed, readSources());
  if (!('everythingFor' in selected)) return selected;
  console.log(`${selected.everythingFor} has changed, which belongs to no room: everything is run.`);
  return undefined;
}

const steps = stepsOf(selection);
const commands = steps.filter((step) => 'command' in step);
const testSteps = steps.filter((step) => 'project' in step);
const browser = testSteps.some(({ project }) => project === 'browser') ? findBrowser() : undefined;
if (browser && 'path' in browser) process.env.CHROMIUM_PATH = browser.path;
// In the whole run, reports are written in the browser too among the database tests, on the pages that were built above (nothing-left.flow.test.ts).
if (browser && 'path' in browser && !selection) process.env.MANUMIT_REPORTS_IN_BROWSER = '20';
const run = async (selected: readonly Step[]) => {
  for (const step of selected)
    if ('command' in step) await check(step);
    else if (step.project === 'browser' && browser && 'missing' in browser) fail('browser tests', browser.missing);
    else await tests(step.project, step.files);
};
const stories = testSteps.filter(({ project }) => project === 'browser');
if (selection && stories.length > 0) {
  // A person waits for a part of the tests, so from the build on, its stories run at the same time as all else: a story leaves a processor idle.
  const built = run(commands.filter(isBuild));
  const others = async () => {
    await run(commands.filter((command) => !isBuild(command)));
    await built;
    await run(testSteps.filter(({ project }) => project !== 'browser'));
  };
  await Promise.all([built.then(() => run(stories)), others()]);
} else {
  await checks(commands);
  await run(testSteps);
}
rmSync(output, { recursive: true, force: true });
if (left.length > 0) console.log(`\nNot run on this machine:\n${left.map((name) => `  ${name}`).join('\n')}`);
const slowest = files.sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
if (slowest.length > 0)
  console.log(
    `\nSlowest files:\n${slowest.map(({ name, seconds, tests }) => `  ${seconds.toFixed(1).padStart(6)} s  ${name} (${tests} tests)`).join('\n')}`,
  );
const used = childrenSeconds();
if (used !== undefined)
  console.log(`\nProcessor time of all steps, without processes that outlived their parent: ${(used / 60).toFixed(1)} minutes`);
if (selection) {
  console.log('\nA part of the tests: npm test runs them all.');
  const left = leftToTheWhole(selection);
  if (left.length > 0) console.log(`Stories of these rooms that only npm test runs: ${left.join(', ')}`);
}
if (failures.length > 0) console.log(`\nFailed:\n${failures.map((failure) => `  ${failure}`).join('\n')}`);
console.log(`\n${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;
