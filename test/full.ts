import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { findNobody, runsAsRoot } from '#app/launcher/database/owner.ts';
import { measureRecoveryPoint } from './crash/recovery-point.ts';
import { findBrowser } from './e2e/browser/browsers.ts';
import { ROOT } from './source-tree.ts';

// The checks that take longer or need more than npm test: everything in npm test, the database tests on every PostgreSQL server of this machine's
// distribution (15 is the oldest supported), and the long runs of faults, forged logs and random requests. `npm run test:full -- --only faults,fuzz` runs some
// parts. Each result is written with its commit and date to docs/proofs.md; a part that was not run keeps its earlier line.
const DEBIAN = '/usr/lib/postgresql';
const PROOFS = join(ROOT, 'docs/proofs.md');

type Result = { ok: boolean; detail: string };
type Part = { name: string; what: string; run: () => Result | Promise<Result> };

/** Runs vitest on these files with these settings. The detail is its count of tests and the files with skipped tests. */
function vitest(project: string, files: string[], environment: Record<string, string>): Result {
  const file = join(mkdtempSync(join(tmpdir(), 'manumit-full-')), 'result.json');
  const words = ['run', '--project', project, ...files, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), words, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  });
  if (!existsSync(file)) return { ok: false, detail: 'it did not come to an end' };
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(file, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    testResults: { name: string; assertionResults: { status: string }[] }[];
  };
  const leftOut = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'skipped').map(() => basename(name)),
  );
  const of = leftOut.length > 0 ? `, ${leftOut.length} left out (${[...new Set(leftOut)].sort().join(', ')})` : '';
  return { ok: status === 0 && numPassedTests > 0, detail: `${numPassedTests} passed, ${numFailedTests} failed${of}` };
}

/** Runs a program of this project. The detail is the last line of its output. */
function program(command: string, words: string[]): Result {
  const { status, stdout } = spawnSync(command, words, {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  process.stdout.write(stdout);
  return { ok: status === 0, detail: stdout.trim().split('\n').at(-1) ?? '' };
}

/** Runs the database tests on a fresh cluster of the distribution's server, as an ordinary role that owns nothing but may create databases and roles. */
function onServer(version: string, port: number): Result {
  const bin = join(DEBIAN, version, 'bin');
  const folder = mkdtempSync(join(tmpdir(), `manumit-pg${version}-`));
  const owner = runsAsRoot() ? findNobody() : undefined;
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const run = (program: string, ...parameters: string[]) =>
    spawnSync(join(bin, program), parameters, { cwd: '/', encoding: 'utf8', ...owner });
  const data = join(folder, 'data');
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8');
  const started = run(
    'pg_ctl',
    '-D',
    data,
    '-w',
    '-l',
    join(folder, 'log'),
    '-o',
    `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`,
    'start',
  );
  try {
    if (started.status !== 0) {
      return { ok: false, detail: 'the server did not start' };
    }
    run(
      'psql',
      '-h',
      folder,
      '-p',
      String(port),
      '-U',
      'postgres',
      '-c',
      `create role deployer login createdb createrole password 'deployer'`,
    );
    return vitest('database', ['src/rooms', 'test/database'], {
      TEST_DATABASE_URL: `postgres://deployer:deployer@127.0.0.1:${port}/postgres`,
    });
  } finally {
    run('pg_ctl', '-D', data, '-m', 'fast', 'stop');
    rmSync(folder, { recursive: true, force: true });
  }
}

const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((version) => existsSync(join(DEBIAN, version, 'bin/initdb'))) : [];
const PARTS: readonly Part[] = [
  { name: 'test', what: 'everything `npm test` checks', run: () => program('npm', ['test']) },
  ...(versions.length > 0 ? versions : ['15']).map((version, at) => ({
    name: `postgresql-${version}`,
    what: `database tests on PostgreSQL ${version}`,
    run: () =>
      versions.length > 0
        ? onServer(version, 54_400 + at)
        : { ok: false, detail: 'no server in /usr/lib/postgresql: apt-get install postgresql' },
  })),
  {
    name: 'faults',
    what: '1,000 faults in a running installation: no acknowledged work is lost or done twice',
    run: () => program(process.execPath, ['test/crash/thousand.ts', '1000']),
  },
  {
    name: 'tampering',
    what: 'nine kinds of tampering at every index of a log of 10,000 leaves: each is found, with the first bad index',
    run: () => vitest('unit', ['test/log/verify-log.test.ts'], { MANUMIT_EVERY_INDEX: '1' }),
  },
  {
    name: 'fuzz',
    what: '50,000 random requests from our own OpenAPI document',
    run: () =>
      vitest('database', ['test/database/fuzz/fuzz.access.test.ts'], { FUZZ_REQUESTS: '50000', FUZZ_SEED: String(Date.now() % 1_000_000) }),
  },
  {
    name: 'migrations',
    what: 'an upgrade killed at every statement and a new installation at every seventh, then run again: the schema is the same',
    run: () => vitest('database', ['test/database/migrations.test.ts'], { MANUMIT_FULL: '1' }),
  },
  {
    name: 'mutation',
    what: 'every policy, permission and condition of a function removed in turn: a test fails each time',
    run: proveMutation,
  },
  {
    name: 'envelopes',
    what: '1,000 changes to an encrypted report and its thread, of 29 kinds: who opens them sees each',
    run: () => vitest('unit', ['src/rooms/reports/crypto/changes.unit.test.ts'], { MANUMIT_ENVELOPE_CHANGES: '1000' }),
  },
  {
    name: 'reports',
    what: 'reports written in Chromium: nothing of them in database, write-ahead log, logs, temporary files, mail, backup or memory of the server',
    run: reportInBrowser,
  },
  {
    name: 'firefox',
    what: 'the browser stories in the Firefox ESR of the distribution',
    run: () => inFirefox(),
  },
  {
    name: 'firefox-resists',
    what: 'the stories of reports in the same Firefox while it resists fingerprinting, as Tor Browser does',
    run: () => inFirefox(['test/e2e/reports'], { MANUMIT_RESIST_FINGERPRINTING: '1' }),
  },
  {
    name: 'attack',
    what: 'Debian’s sqlmap, ffuf and slowhttptest against a running exercise: no findings, and a person still gets answers',
    run: () => program(process.execPath, ['test/attack/tools.ts']),
  },
  {
    name: 'recovery-point',
    what: 'launcher and database killed, data removed, restored from backup and archived log',
    run: proveRecoveryPoint,
  },
];

function proveMutation(): Result {
  const file = join(mkdtempSync(join(tmpdir(), 'manumit-full-')), 'counts');
  const { ok, detail } = vitest('mutation', [], { MANUMIT_COUNTS: file });
  return { ok, detail: existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').sort().join('; ') : detail };
}

function reportInBrowser(): Result {
  const built = program(join(ROOT, 'node_modules/.bin/vite'), ['build']);
  if (!built.ok) return built;
  const { ok, detail } = vitest('database', ['src/rooms/reports/nothing-left.flow.test.ts'], { MANUMIT_REPORTS_IN_BROWSER: REPORTS });
  return { ok, detail: `${detail}, ${REPORTS} reports from a browser` };
}

function inFirefox(files: string[] = [], settings: Record<string, string> = {}): Result {
  const found = findBrowser('firefox');
  if ('missing' in found) return { ok: false, detail: found.missing };
  const version = spawnSync(found.path, ['--version'], { encoding: 'utf8' }).stdout.trim();
  const { ok, detail } = vitest('browser', files, { MANUMIT_BROWSER: 'firefox', FIREFOX_PATH: found.path, ...settings });
  return { ok, detail: `${detail}, in ${version}` };
}

/** A smaller number for a look: the line in docs/proofs.md names it. */
const REPORTS = process.env.MANUMIT_REPORTS_IN_BROWSER ?? '1000';
const RPO_SECONDS = 300;

async function proveRecoveryPoint(): Promise<Result> {
  try {
    const { restored, acknowledged, lostSeconds } = await measureRecoveryPoint(150);
    const lost = `the last ${lostSeconds.toFixed(0)} s are lost (at most ${RPO_SECONDS})`;
    return {
      ok: restored > 0 && lostSeconds <= RPO_SECONDS,
      detail: `${restored} of ${acknowledged} acknowledged rows are there; ${lost}`,
    };
  } catch (error) {
    return { ok: false, detail: (error as Error).message };
  }
}

/** Minutes of processor time of the ended child processes: the duration of a run on an otherwise idle machine. */
function processorMinutes(): number | undefined {
  if (!existsSync('/proc/self/stat')) return undefined;
  const [user, system] = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]!.split(' ').slice(13, 15).map(Number) as [number, number];
  return (user + system) / 100 / 60;
}

const { only } = parseArgs({ options: { only: { type: 'string' } } }).values;
const names = only?.split(',') ?? PARTS.map(({ name }) => name);
const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')}. The parts are: ${PARTS.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const git = (...words: string[]) => spawnSync('git', words, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain', '--', ':!docs') ? ' and uncommitted changes' : ''}`;
for (const part of PARTS.filter(({ name }) => names.includes(name))) {
  console.log(`\n== ${part.what}`);
  const [began, used] = [performance.now(), processorMinutes()];
  const { ok, detail } = await part.run();
  const minutes = ((performance.now() - began) / 60_000).toFixed(1);
  const own = used === undefined ? '' : ` (${(processorMinutes()! - used).toFixed(1)} min of processor time)`;
  console.log(`\n== ${part.what}: ${ok ? 'passed' : 'FAILED'}, ${detail}`);
  if (!ok) process.exitCode = 1;
  const day = new Date().toISOString().slice(0, 10);
  keep(part.name, `| ${part.name} | ${part.what} | ${ok ? 'passed' : 'FAILED'} | ${detail} | ${minutes} min${own} | ${commit} | ${day} |`);
}

/**
 * Replaces the line of a part in docs/proofs.md. It is written after each part, so that an interrupted run keeps its results. Results
 * of servers that are not installed here stay.
 */
function keep(name: string, line: string): void {
  const known = existsSync(PROOFS) ? readFileSync(PROOFS, 'utf8').split('\n') : [];
  const lines = new Map(
    known
      .flatMap((one) => /^\| (?!part )([\w-]+) \|/.exec(one)?.[1] ?? [])
      .map((one) => [one, known.find((row) => row.startsWith(`| ${one} |`))!]),
  );
  lines.set(name, line);
  const head = ['| part | what | result | detail | took | commit | day |', '|---|---|---|---|---|---|---|'];
  const words =
    'Written by `npm run test:full`: checks that need more time, or another server, than `npm test` has. Each line names its commit.';
  writeFileSync(PROOFS, ['# Proofs that take longer', '', words, '', ...head, ...lines.values(), ''].join('\n'));
}
