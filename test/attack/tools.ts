import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort, manumit, until } from '#app/launcher/program-under-test.ts';
import { ROLE } from '#kernel/roles.ts';
import { type Account, signIn } from '../e2e/sign-in.ts';
import { probePaths } from './probe-paths.ts';
import { run } from './run-tool.ts';

// Debian's sqlmap, ffuf and slowhttptest against a running exercise on this machine, bounded in requests and time. Each finding is printed; so is, as the last
// line, what was tried. Ends with 1 where anything was found, or a tool did not finish. Part of `npm run test:full`.

/** The work of one tool, in words, and its findings. */
type Check = { did: string; findings: string[] };
type Target = { address: string; cookie: string; folder: string };

const SLOW_SECONDS = 25;
const SLOW_CONNECTIONS = 1_000;
const PROBE_MS = 2_000;

const folder = mkdtempSync(join(tmpdir(), 'manumit-attack-'));
const data = mkdtempSync(join(tmpdir(), 'manumit-attacked-'));
const port = await findFreePort();
const address = `http://localhost:${port}`;
const exercise = manumit(['exercise', '--json'], { PORT: String(port), MANUMIT_DATA: data });
try {
  await until(() => exercise.printed().includes('\n') || exercise.child.exitCode !== null, exercise.output);
  const { accounts } = JSON.parse(exercise.printed()) as { accounts: Account[] };
  const target = { address, folder, cookie: await signIn(address, accounts.find(({ role }) => role === ROLE.policyOffice)!) };
  const checks: Check[] = [];
  for (const attack of [injectSql, probeAddresses, sendSlowly]) checks.push(await attack(target));
  const accidents = (exercise.output().match(/"unexpected-error"/g) ?? []).length;
  const findings = [...checks.flatMap((check) => check.findings), ...(accidents > 0 ? [`${accidents} unexpected errors in the log`] : [])];
  for (const finding of findings) console.log(`FOUND ${finding}`);
  console.log(`${checks.map(({ did }) => did).join('; ')}; ${findings.length} findings`);
  process.exitCode = findings.length > 0 ? 1 : 0;
} finally {
  exercise.child.kill('SIGTERM');
  await exercise.code;
  for (const one of [folder, data]) rmSync(one, { recursive: true, force: true });
}

/** sqlmap on what strangers and a signed-in person may send: query strings, JSON, a form, a path, a header and a cookie. `*` marks the place to inject into. */
async function injectSql({ address: to, cookie, folder: own }: Target): Promise<Check> {
  const signedIn = ['--cookie', cookie];
  const post = (type: string, data: string) => [
    ...['--method', 'POST', '--data', data],
    ...[`Content-Type: ${type}`, `Origin: ${to}`, `Idempotency-Key: ${randomUUID()}`].flatMap((header) => ['-H', header]),
  ];
  const places: [string, ...string[]][] = [
    ['/api/v1/treaties?at=2020*'],
    ['/treaties', '-H', 'Accept-Language: en*'],
    ['/desk/api/session', '--cookie', 'manumit_desk=abc*'],
    ['/desk/api/session', ...post('application/json', '{"email":"a@example.org*","password":"three words here*"}')],
    ['/learn/en/enter', ...post('application/x-www-form-urlencoded', 'code=ABCD2345*&number=123456*&pin=123456*')],
    ['/desk/api/parties?find=Aldmark*&kind=nation*&after=*', ...signedIn],
    ['/desk/api/colleagues?find=Harrow*', ...signedIn],
    ['/desk/api/people?after=*&party=01a21ff8-9867-71a8-96bb-c58564d28d76*', ...signedIn],
    ['/desk/api/access-records?kind=evidence-item*&objectId=x*&outcome=read*', ...signedIn],
    ['/desk/api/training-counts?day=2026-11-01*', ...signedIn],
    ['/desk/api/rounds/01a21ff8-9867-71a8-96bb-c58564d28d76*/report', ...signedIn],
    ['/desk/api/log/sample?size=10*', ...signedIn],
  ];
  const how = [
    '--batch',
    '--flush-session',
    '--disable-coloring',
    '--level=2',
    '--risk=2',
    '--dbms=postgresql',
    '--technique=BEUSQ',
    '--time-sec=2',
    '--ignore-code=*',
    '--timeout=10',
    '--retries=0',
    '--skip-waf',
    `--output-dir=${join(own, 'sqlmap')}`,
  ];
  const findings: string[] = [];
  for (const [path, ...more] of places) {
    const output = await run('sqlmap', ['-u', `${to}${path}`, ...how, ...more], 300_000);
    if (/identified the following injection point/.test(output)) findings.push(`sqlmap: ${path} takes SQL`);
    else if (!/do(es)? not appear to be injectable/.test(output))
      findings.push(`sqlmap did not finish on ${path}: ${output.trim().split('\n').slice(-3).join(' ')}`);
  }
  return { did: `sqlmap on ${places.length} addresses`, findings };
}

/** ffuf on paths that servers forget to close, signed out and signed in, as they are written: nothing may be found there, and nothing may fail. */
async function probeAddresses({ address: to, cookie, folder: own }: Target): Promise<Check> {
  const paths = probePaths();
  const list = join(own, 'paths');
  writeFileSync(list, paths.join('\n'));
  const shell = Buffer.byteLength(await (await fetch(`${to}/desk/`)).text());
  const findings: string[] = [];
  for (const [who, more] of [
    ['signed out', []],
    ['signed in', ['-H', `Cookie: ${cookie}`]],
  ] as const) {
    const output = await run(
      'ffuf',
      ['-u', `${to}/FUZZ`, '-w', list, '-raw', '-mc', '200-299,500-599', '-t', '4', '-s', '-json', '-maxtime', '240', ...more],
      300_000,
    );
    for (const line of output.split('\n').flatMap((text) => /\{.*\}/.exec(text) ?? [])) {
      const { input, status, length } = JSON.parse(line) as { input: { FUZZ: string }; status: number; length: number };
      const path = Buffer.from(input.FUZZ, 'base64').toString('utf8');
      // Links into the staff application hold: any address of it that is no file and none of its interface is answered with its one page.
      const isShell = status === 200 && length === shell && path.startsWith('desk/') && !/^desk\/(api|assets)\//.test(path);
      if (!isShell) findings.push(`ffuf, ${who}: ${path.slice(0, 80)} is answered ${status}`);
    }
  }
  return { did: `ffuf on ${paths.length} paths, twice`, findings };
}

/** slowhttptest with slow heads, slow bodies, ranges and slow readers, each over a thousand connections: people are answered meanwhile. */
async function sendSlowly({ address: to, cookie, folder: own }: Target): Promise<Check> {
  const modes: [string, ...string[]][] = [
    ['slow heads', '-H', '-u', `${to}/treaties`, '-i', '5'],
    ['slow bodies', '-B', '-u', `${to}/desk/api/session`, '-i', '5', '-s', '8192', '-f', 'application/json'],
    ['ranges', '-R', '-u', `${to}/treaties`, '-a', '5', '-b', '3000', '-t', 'HEAD'],
    ['slow readers', '-X', '-u', `${to}/api/openapi.json`, '-w', '512', '-y', '1024', '-n', '5', '-z', '32', '-k', '3'],
  ];
  const findings: string[] = [];
  let requestCount = 0;
  for (const [name, ...words] of modes) {
    let over = false;
    const bounds = ['-c', String(SLOW_CONNECTIONS), '-r', '200', '-l', String(SLOW_SECONDS), '-p', '5', '-o', join(own, 'slow')];
    const attack = run('slowhttptest', [...words, ...bounds], (SLOW_SECONDS + 30) * 1_000).finally(() => {
      over = true;
    });
    const refused: string[] = [];
    while (!over) {
      requestCount += 1;
      // On a separate connection: one that waits with a thousand others of the same machine is closed (043), and a browser then repeats the request
      // automatically.
      const headers = { cookie, connection: 'close' };
      const answer = await fetch(`${to}/desk/api/session`, { headers, signal: AbortSignal.timeout(PROBE_MS) }).then(
        ({ status }) => String(status),
        (error: Error) => error.name,
      );
      if (answer !== '200') refused.push(answer);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    if (!/slow HTTP test status|Exit status/.test(await attack)) findings.push(`slowhttptest did not finish: ${name}`);
    if (refused.length > 0)
      findings.push(`during ${name} a person was refused ${refused.length} times (${[...new Set(refused)].join(', ')})`);
  }
  return {
    did: `slowhttptest in ${modes.length} ways over ${SLOW_CONNECTIONS} connections, ${requestCount} requests of a person meanwhile`,
    findings,
  };
}
