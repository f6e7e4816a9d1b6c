import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clusterIn } from './launcher/database/cluster.ts';
import { findPostmaster } from './launcher/database/postmaster.ts';
import { endAll, findFreePort, until } from './launcher/program-under-test.ts';

const PROJECT = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = [
  'bin',
  'src',
  'tools',
  'policies',
  'facts',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'tsconfig.web.json',
];

// A copy of the project, whose sources may be changed. Its node_modules has a cache of its own, so that no other Vite server of this checkout is disturbed.
let project: string;
let data: string;
let exercise: string;
let cluster: string;
let address: string;
let port: number;

type Run = { child: ChildProcess; output: () => string; code: Promise<number | null> };

function dev(...parameters: string[]): Run {
  const env = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    TMPDIR: process.env.TMPDIR,
    PORT: String(port),
    NODE_COMPILE_CACHE: join(project, 'compiled'),
  };
  const child = spawn(process.execPath, ['src/app/dev.ts', ...parameters], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  return { child, output: () => output, code: once(child, 'close').then(([code]) => code as number | null) };
}

/** Changes a file of the copy. */
function change(path: string, from: string, to: string): void {
  const text = readFileSync(join(project, path), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(project, path), text.replace(from, to));
}

/** Every process that was started in the copy, or has its path in the command line as the database does. */
const processes = () =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(project) || readlinkSync(`/proc/${pid}/cwd`) === project;
      } catch {
        return false;
      }
    });

/** What PostgreSQL gave the cluster when it was made: the first eight bytes of its control file. A new cluster has another. */
const systemIdentifier = () =>
  readFileSync(join(clusterIn(data), 'global', 'pg_control'))
    .subarray(0, 8)
    .toString('hex');
const get = async (path: string) => {
  const answer = await fetch(`${address}${path}`);
  return { status: answer.status, text: await answer.text(), policy: answer.headers.get('content-security-policy') };
};
const statusAs = (host: string, path: string) =>
  new Promise<number>((resolve, reject) => {
    const outgoing = request(`${address}${path}`, { headers: { host } }, (answer) => resolve(answer.resume().statusCode!));
    outgoing.on('error', reject).end();
  });

beforeAll(async () => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'manumit-dev-')));
  // Permissions as in a checkout: run as root, the database server's user passes through it to the data.
  chmodSync(project, 0o755);
  for (const part of COPIED) cpSync(join(PROJECT, part), join(project, part), { recursive: true });
  mkdirSync(join(project, 'node_modules'));
  for (const name of readdirSync(join(PROJECT, 'node_modules')).filter((one) => !['.vite', '.cache'].includes(one)))
    symlinkSync(join(PROJECT, 'node_modules', name), join(project, 'node_modules', name));
  data = join(project, 'data-dev', 'serve');
  exercise = join(project, 'data-dev', 'exercise');
  port = await findFreePort();
  address = `http://localhost:${port}`;
});
afterAll(async () => {
  await endAll(data);
  await endAll(exercise);
  rmSync(project, { recursive: true, force: true });
});

describe.runIf(process.platform === 'linux')('npm run dev', () => {
  let run: Run;

  test('serves the site and the desk from their sources at one address, with data inside the project', async () => {
    run = dev();
    await until(() => run.output().includes('Manumit is running') || run.child.exitCode !== null, run.output);
    expect(run.output()).toContain(`Desk         ${address}/desk`);
    expect(run.output()).toContain(data);
    expect((await get('/')).text).toContain('<html');
    cluster = systemIdentifier();
    expect((await get('/desk')).text).toContain('main.tsx');
    expect((await get('/desk/main.tsx')).text).toContain('createRoot');
    expect((await get('/desk/api/session')).status).toBe(401);
    // A page below /desk that the server makes.
    expect((await get('/desk/section/abcdefghijklmnopqrstuvwxyz/form')).policy).not.toContain('nonce');
  });

  test('applies the content security policy of the desk, except for what Vite injects, and does not serve the data folder', async () => {
    const { policy } = await get('/desk/compliance');
    expect(policy).toContain("script-src 'self' 'nonce-development';");
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types reader-worker");
    expect((await get(`/desk/@fs${data}/keys`)).status).toBe(403);
    for (const path of ['/', '/desk/', '/desk/api/session']) expect(await statusAs('elsewhere.example', path), path).toBe(403);
    // The program receives the requested host name, and refuses one that is not its own.
    expect(await statusAs('localhost:9', '/')).toBe(421);
  });

  test('reports that the port is taken, and starts nothing', async () => {
    const second = dev();
    expect(await second.code).toBe(1);
    expect(second.output()).toBe(`Another program listens on port ${port} already. Stop it, or set PORT to a free one.\n`);
  });

  test('restarts the server after a change, also after a faulty one, and does not restart the database', async () => {
    const database = findPostmaster(clusterIn(data))!.pid;
    change('src/app/serving/build-app.ts', "status: 'ok'", "status: 'changed'");
    await until(() => run.output().includes('Changed: src/app/serving/build-app.ts. The server starts again.'), run.output);
    // A request sent meanwhile waits for the new process.
    expect(await get('/healthz')).toMatchObject({ status: 200, text: '{"status":"changed"}' });
    change('src/app/serving/build-app.ts', "status: 'changed'", 'status: = broken');
    await until(() => run.output().includes('The web process ended while starting'), run.output);
    writeFileSync(join(project, 'src/platform/db/database/tables/9999-of-a-test.sql'), 'select 1;');
    change('src/app/serving/build-app.ts', 'status: = broken', "status: 'mended'");
    await until(async () => (await get('/healthz')).text.includes('mended'), run.output);
    expect(run.output()).toContain('  9999-of-a-test\n');
    expect(findPostmaster(clusterIn(data))!.pid).toBe(database);
  });

  test('replaces a changed component in an open browser, without a new page', async () => {
    // A browser loads the module first; only then Vite watches for it.
    const [, token] = /wsToken = "([^"]+)"/.exec((await get('/desk/@vite/client')).text)!;
    expect((await get('/desk/tour/Tour.tsx')).text).toContain('useTourState');
    const socket = new WebSocket(`ws://localhost:${port}/desk/?token=${token}`, 'vite-hmr');
    const messages: { type: string; updates?: { path: string }[] }[] = [];
    socket.addEventListener('message', ({ data: message }) => messages.push(JSON.parse(String(message))));
    await once(socket, 'open');
    change('src/web/tour/Tour.tsx', 'return state &&', 'return state !== null &&');
    await until(
      () => messages.some(({ type }) => /update|reload/.test(type)),
      () => JSON.stringify(messages),
    );
    expect(messages.flatMap(({ updates = [] }) => updates.map(({ path }) => path))).toEqual(['/tour/Tour.tsx']);
    expect(messages.some(({ type }) => type === 'full-reload')).toBe(false);
    socket.close();
  });

  test('ends on Ctrl-C, leaves no process behind and keeps the data', async () => {
    expect(processes().length).toBeGreaterThan(2);
    run.child.kill('SIGINT');
    expect(await run.code).toBe(0);
    expect(processes()).toEqual([]);
    expect(systemIdentifier()).toBe(cluster);
  });

  test('finds its data again at the next start', async () => {
    run = dev();
    await until(() => run.output().includes('Manumit is running') || run.child.exitCode !== null, run.output);
    expect((await get('/desk/api/session')).status).toBe(401);
    expect(systemIdentifier()).toBe(cluster);
    run.child.kill('SIGINT');
    expect(await run.code).toBe(0);
  });

  test('prepares an exercise in a folder of its own', async () => {
    run = dev('--exercise');
    await until(() => run.output().includes('Preparing the exercise') || run.child.exitCode !== null, run.output);
    expect(run.output()).toContain('Preparing the exercise');
    expect(readdirSync(clusterIn(exercise))).toContain('PG_VERSION');
    // Ctrl-C would wait until all of it is prepared.
    await endAll(exercise);
    await run.code;
  });
});
