import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser } from './e2e/browsers.ts';
import { ROOT } from './source-tree.ts';

// The whole check of the project, in the order in which a fault is cheapest to find. The last line says how many checks passed and failed.
const output = mkdtempSync(join(tmpdir(), 'manumit-results-'));
let passed = 0;
let failed = 0;
// What this machine lacks something for (Linux, root, a small disk of its own, strace): named at the end, for a check left out is not one passed.
const left: string[] = [];

type Results = {
  numPassedTests: number;
  numFailedTests: number;
  numTotalTests: number;
  testResults: { assertionResults: { fullName: string; status: string }[] }[];
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

function check(title: string, command: string, ...parameters: string[]): void {
  if (run(title, command, parameters)) passed += 1;
  else failed += 1;
}

function tests(project: string): void {
  const file = join(output, `${project}.json`);
  const done = run(`${project} tests`, 'vitest', [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  try {
    const result = JSON.parse(readFileSync(file, 'utf8')) as Results;
    passed += result.numPassedTests;
    // A run that ended badly without a failed test (a file that would not load, a server that would not start) counts as one.
    failed += Math.max(result.numFailedTests, done ? 0 : 1);
    if (result.numTotalTests === 0) failed += 1;
    for (const { fullName, status } of result.testResults.flatMap(({ assertionResults }) => assertionResults))
      if (status !== 'passed' && status !== 'failed') left.push(`${project}: ${fullName}`);
  } catch {
    failed += 1;
  }
}

check('types of the server', 'tsc', '--noEmit', '-p', 'tsconfig.json');
check('types of the staff application', 'tsc', '--noEmit', '-p', 'tsconfig.web.json');
check('types of the browser tests', 'tsc', '--noEmit', '-p', 'tsconfig.e2e.json');
check('lint and format', 'biome', 'check');
check('unused code', 'knip');
tests('unit');
tests('database');
const browser = findBrowser();
if ('missing' in browser) {
  console.error(browser.missing);
  failed += 1;
} else {
  process.env.CHROMIUM_PATH = browser.path;
  check('build of the staff application', 'vite', 'build', '--logLevel', 'warn');
  tests('browser');
}
rmSync(output, { recursive: true, force: true });
if (left.length > 0) console.log(`\nNot run on this machine:\n${left.map((name) => `  ${name}`).join('\n')}`);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
