import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './e2e/browser/browsers.ts';
import { type Selection, selectChanged, selectRooms, stepsOf } from './selection.ts';
import { ROOT, readSources } from './source-tree.ts';

// The whole check of the project. --room NAME or --changed selects a part of it (selection.ts). The last line says how many checks passed and failed.
const selection = selectOrEnd();
const output = mkdtempSync(join(tmpdir(), 'manumit-results-'));
let passed = 0;
let failed = 0;
// Checks for which this machine lacks something (Linux, root, a small disk, strace) are named at the end, because a skipped check has not passed.
const left: string[] = [];
const SLOWEST = 10;
const files: { name: string; seconds: number; tests: number }[] = [];

type Results = {
  numPassedTests: number;
  numFailedTests: number;
  numTotalTests: number;
  testResults: { name: string; startTime: number; endTime: number; assertionResults: { fullName: string; status: string }[] }[];
};

function run(title: string, command: string, parameters: string[], environment: Record<string, string> = {}): boolean {
  const began = performance.now();
  console.log(`\n== ${title}`);
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin', command), parameters, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  console.log(`== ${title}: ${status === 0 ? 'done' : 'failed'} in ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return status === 0;
}

function check(title: string, command: string, parameters: string[]): void {
  if (run(title, command, parameters)) passed += 1;
  else failed += 1;
}

function tests(project: string, only: string[]): void {
  const file = join(output, `${project}.json`);
  const done = run(`${project} tests`, 'vitest', [
    'run',
    '--project',
    project,
    // Whole paths, because a single word could occur in the path of this checkout.
    ...only.map((path) => join(ROOT, path)),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as Results;
    passed += result.numPassedTests;
    // A run that failed without a failed test (a file that did not load, a server that did not start) counts as one failure.
    failed += Math.max(result.numFailedTests, done ? 0 : 1);
    if (result.numTotalTests === 0) failed += 1;
    for (const { name, startTime, endTime, assertionResults } of result.testResults)
      files.push({ name: relative(ROOT, name), seconds: (endTime - startTime) / 1000, tests: assertionResults.length });
    for (const { fullName, status } of result.testResults.flatMap(({ assertionResults }) => assertionResults))
      if (status !== 'passed' && status !== 'failed') left.push(`${project}: ${fullName}`);
  } catch {
    failed += 1;
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
  const { values } = parseArgs({ options: { room: { type: 'string', multiple: true }, changed: { type: 'boolean' } } });
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

for (const step of stepsOf(selection)) {
  if ('command' in step) check(step.title, step.command, step.parameters);
  else if (step.project !== 'browser') tests(step.project, step.files);
  else {
    const browser = findBrowser();
    if ('missing' in browser) {
      console.error(browser.missing);
      failed += 1;
    } else {
      process.env.CHROMIUM_PATH = browser.path;
      tests(step.project, step.files);
    }
  }
}
rmSync(output, { recursive: true, force: true });
if (left.length > 0) console.log(`\nNot run on this machine:\n${left.map((name) => `  ${name}`).join('\n')}`);
const slowest = files.sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
if (slowest.length > 0)
  console.log(
    `\nSlowest files:\n${slowest.map(({ name, seconds, tests }) => `  ${seconds.toFixed(1).padStart(6)} s  ${name} (${tests} tests)`).join('\n')}`,
  );
if (selection) console.log('\nA part of the tests: npm test runs them all.');
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
