import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findNobody, runsAsRoot } from '#app/launcher/owner.ts';
import { measureRecoveryPoint } from './crash/recovery-point.ts';
import { ROOT } from './source-tree.ts';

// What takes longer than npm test, or needs more than it: everything it checks, then the database tests on every PostgreSQL server of this
// machine's distribution (15 is the oldest promised). The result and the commit are written to docs/proofs.md.
const DEBIAN = '/usr/lib/postgresql';
const results: string[] = [];
let failed = false;

function note(what: string, ok: boolean, detail: string): void {
  if (!ok) failed = true;
  results.push(`| ${what} | ${ok ? 'passed' : 'FAILED'} | ${detail} |`);
  console.log(`\n== ${what}: ${ok ? 'passed' : 'FAILED'}, ${detail}`);
}

function vitest(what: string, url: string): void {
  const file = join(mkdtempSync(join(tmpdir(), 'manumit-full-')), 'result.json');
  const parameters = [
    'run',
    '--project',
    'database',
    'src/rooms',
    'test/database',
    'src/app/backup/logical',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const { status } = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), parameters, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, TEST_DATABASE_URL: url },
  });
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8')) as { numPassedTests: number; numFailedTests: number };
  note(what, status === 0, `${numPassedTests} passed, ${numFailedTests} failed`);
}

/** Runs the database tests on a fresh cluster of the distribution's server, as an ordinary role that owns nothing but may create databases and roles. */
function onServer(version: string, port: number): void {
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
      note(`database tests on PostgreSQL ${version}`, false, 'the server did not start');
      return;
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
    vitest(`database tests on PostgreSQL ${version}`, `postgres://deployer:deployer@127.0.0.1:${port}/postgres`);
  } finally {
    run('pg_ctl', '-D', data, '-m', 'fast', 'stop');
    rmSync(folder, { recursive: true, force: true });
  }
}

const whole = spawnSync('npm', ['test'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], encoding: 'utf8', maxBuffer: 1 << 28 });
process.stdout.write(whole.stdout);
note('npm test', whole.status === 0, whole.stdout.trim().split('\n').at(-1) ?? '');
const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).filter((version) => existsSync(join(DEBIAN, version, 'bin/initdb'))) : [];
if (versions.length === 0) note('database tests on PostgreSQL 15', false, 'no server in /usr/lib/postgresql: apt-get install postgresql');
versions.forEach((version, at) => {
  onServer(version, 54_400 + at);
});

// Nine ways to alter a log of 10,000 leaves, each at every index: npm test takes a sample of them.
const tampering = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), ['run', '--project', 'unit', 'test/verify-log.test.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, MANUMIT_EVERY_INDEX: '1' },
});
note('every tampering with a log of 10,000 leaves found', tampering.status === 0, 'nine kinds at every index, first bad index named');

const killed = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), ['run', '--project', 'database', 'test/database/migrations.test.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, MANUMIT_FULL: '1' },
});
note('every migration killed at every step, and migrated again', killed.status === 0, 'five steps of each; the same schema in the end');

const RPO_SECONDS = 300;
const point = await measureRecoveryPoint(150).catch((error: Error) => error);
if (point instanceof Error) note('launcher and database killed, data gone, restored from what was kept', false, point.message);
else
  note(
    'launcher and database killed, data gone, restored from what was kept',
    point.restored > 0 && point.lostSeconds <= RPO_SECONDS,
    `${point.restored} of ${point.acknowledged} acknowledged rows are there; the last ${point.lostSeconds.toFixed(0)} s are lost (at most ${RPO_SECONDS})`,
  );

const fuzz = spawnSync(join(ROOT, 'node_modules/.bin/vitest'), ['run', '--project', 'database', 'test/database/fuzz.access.test.ts'], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, FUZZ_REQUESTS: '50000', FUZZ_SEED: String(Date.now() % 1_000_000) },
});
note('50,000 requests drawn from our own OpenAPI document', fuzz.status === 0, 'no accident, no answer that is not declared');

const git = (...parameters: string[]) => spawnSync('git', parameters, { cwd: ROOT, encoding: 'utf8' }).stdout.trim();
const commit = `${git('rev-parse', '--short', 'HEAD')}${git('status', '--porcelain') ? ' with uncommitted changes' : ''}`;
writeFileSync(
  join(ROOT, 'docs/proofs.md'),
  [
    '# Proofs that take longer',
    '',
    'Written by `npm run test:full`: everything `npm test` checks, and what needs more time or another server.',
    '',
    `Last run: ${new Date().toISOString().slice(0, 10)}, commit ${commit}.`,
    '',
    '| what | result | detail |',
    '|---|---|---|',
    ...results,
    '',
  ].join('\n'),
);
process.exitCode = failed ? 1 : 0;
