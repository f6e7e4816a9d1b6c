import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, connect as dial } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { readSuperuserPassword } from './launcher/database/cluster.ts';
import { findEmbedded } from './launcher/database/embedded.ts';
import { findProcess } from './launcher/database/running-process.ts';
import {
  endAll,
  findFreePort,
  PROGRAM,
  type Run,
  manumit as start,
  serving as startServing,
  until,
} from './launcher/program-under-test.ts';

let dataDirectory: string;
let port: number;

const SECRET = 'word-of-the-mail-server';

// The public surface alone: the browser tests build and test the staff application.
const settings = () => ({
  PORT: String(port),
  MANUMIT_DATA: dataDirectory,
  SURFACE: 'public',
  SMTP_URL: `smtps://name:${SECRET}@mail.invalid`,
  MAIL_FROM: 'manumit@example.org',
});
const manumit = (words: string[], more: Record<string, string> = {}) => start(words, { ...settings(), ...more });
const serving = () => startServing(settings());

/** A file of a process; empty if the process has ended. */
function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

/** The processes a process started, and their children. */
function startedBy(parent: number): number[] {
  const isChild = (pid: number) => new RegExp(`^PPid:\\s+${parent}$`, 'm').test(readProcess(pid, 'status'));
  const children = readdirSync('/proc')
    .map(Number)
    .filter((pid) => findProcess(pid) !== undefined && isChild(pid));
  return children.flatMap((pid) => [pid, ...startedBy(pid)]);
}

/** The web process under a launcher. */
function webOf(launcher: ChildProcess): number {
  const found = startedBy(launcher.pid!).find((pid) => findProcess(pid)?.command.at(-1)?.endsWith('src/app/server.ts'));
  if (!found) throw new Error('There is no web process.');
  return found;
}

const readiness = async () => (await fetch(`http://localhost:${port}/readyz`)).json() as Promise<Record<string, unknown>>;

beforeAll(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'serve-test-'));
  port = await findFreePort();
});
afterAll(async () => {
  await endAll(dataDirectory);
  rmSync(dataDirectory, { recursive: true, force: true });
});

describe.runIf(process.platform === 'linux')('npm start', () => {
  let run: Run;

  test('starts without any data, becomes ready, and prints its address', async () => {
    run = await serving();
    expect(run.output()).toContain(`http://localhost:${port}/`);
    expect(run.output()).toContain(dataDirectory);
    expect(await readiness(), 'what is behind it is nothing for strangers').toEqual({ status: 'ready' });
  });

  test('passes no setting and no secret in the environment or arguments of a process it starts', () => {
    const superuser = readSuperuserPassword(dataDirectory)!;
    const [started, web] = [startedBy(run.child.pid!), webOf(run.child)];
    expect(started).toContain(web);
    expect(started.length).toBeGreaterThan(3);
    for (const pid of started) {
      const visible = ['environ', 'cmdline'].map((file) => readProcess(pid, file)).join('\0');
      if (pid === web) expect(visible).toContain('server.ts');
      for (const secret of [SECRET, superuser, deriveAppPassword(superuser), 'mail.invalid', 'MANUMIT_', 'SMTP_'])
        expect(visible.includes(secret), `${findProcess(pid)?.program}: ${secret}`).toBe(false);
    }
  });

  test('refuses a second start on the same data in one line, and keeps running', async () => {
    const second = manumit(['serve'], { PORT: String(port + 1) });
    expect(await second.code).toBe(1);
    expect(second.said()).toBe(
      `The data directory ${dataDirectory} is in use by process ${run.child.pid}. Stop that one first, or set MANUMIT_DATA to another directory.\n`,
    );
    expect(await readiness()).toMatchObject({ status: 'ready' });
  });

  test('allows commands while it runs', async () => {
    const migrate = manumit(['migrate', '--json']);
    expect(await migrate.code).toBe(0);
    // The duration is reported on standard error if the machine is busy.
    expect(JSON.parse(migrate.printed())).toEqual({ applied: [] });
    const doctor = manumit(['doctor', '--json']);
    await doctor.code;
    const { findings } = JSON.parse(doctor.printed()) as { findings: { about: string; state: string }[] };
    const states = Object.fromEntries(findings.map(({ about, state }) => [about, state]));
    expect(states).toMatchObject({ Server: 'ok', Database: 'ok', Migrations: 'ok', Policies: 'ok', Port: 'ok', 'Disk space': 'ok' });
  });

  test('applies a changed row of the treaty table from a file while the server runs, and undoes the import', async () => {
    const file = join(dataDirectory, 'newer.csv');
    const columns =
      'iso2,instrument,status,signature_date,action,action_date,action_precision,in_force_date,as_of,confidence,source,crosscheck,note';
    writeFileSync(file, `${columns}\nAL,CETS197,not-party,,,,,,2025,single-source,Letter 9 of 2025,,\n`);
    const readStatus = async () => {
      const rows = (await (await fetch(`http://localhost:${port}/api/v1/treaties`)).json()) as Record<string, unknown>[];
      return rows.find(({ iso2, instrument }) => iso2 === 'AL' && instrument === 'CETS197');
    };
    const json = async (...words: string[]) => {
      const run = manumit([...words, '--json']);
      return { code: await run.code, report: JSON.parse(run.printed()) as Record<string, unknown> };
    };
    const before = await readStatus();
    expect(before).toMatchObject({ status: 'party' });
    const { report: preview } = await json('facts', 'import', file);
    expect(preview).toMatchObject({ applied: null, preview: { added: [], changed: [{ iso2: 'AL', instrument: 'CETS197' }], faults: [] } });
    expect(await readStatus(), 'showing changes nothing').toEqual(before);

    const { report: done } = await json('facts', 'import', file, '--apply');
    // The web process learns of a change by another process when its version of the public pages expires.
    await until(async () => (await readStatus())?.status === 'not-party');
    expect(await readStatus()).toMatchObject({ source: 'Letter 9 of 2025' });
    const { batchId } = done.applied as { batchId: string };
    expect((await json('facts', 'undo', batchId, '--reason', 'tried')).report).toMatchObject({ batchId, version: 2 });
    await until(async () => (await readStatus())?.status === 'party');
    expect(await readStatus()).toEqual(before);
    const again = manumit(['facts', 'undo', batchId, '--reason', 'again']);
    expect([await again.code, again.output()]).toEqual([1, expect.stringMatching(/This import has already been undone\.\n$/)]);
  });

  test('answers a request in progress before it stops, and leaves no process behind', async () => {
    const socket = dial(port, 'localhost');
    await once(socket, 'connect');
    const head = [
      'POST /learn/submit HTTP/1.1',
      `Host: localhost:${port}`,
      `Idempotency-Key: ${randomUUID()}`,
      'Content-Type: application/json',
      // Sent once the server has the head: from then on the request is under way.
      'Expect: 100-continue',
    ];
    let answer = '';
    socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    socket.write(`${head.join('\r\n')}\r\nContent-Length: 2\r\n\r\n`);
    await until(() => answer.startsWith('HTTP/1.1 100 Continue\r\n\r\n'));
    answer = '';
    socket.write('{');
    run.child.kill('SIGTERM');
    await wait(300);
    expect(answer).toBe('');
    socket.write('}');
    await until(() => answer !== '');
    expect(answer).toMatch(/^HTTP\/1\.1 422 /);
    socket.destroy();
    expect(await run.code).toBe(0);
    expect(existsSync(join(dataDirectory, 'manumit.lock'))).toBe(false);
    expect(findEmbedded(dataDirectory)).toBeUndefined();
  });

  test('recovers at the next start after kill -9, when the web process has ended unasked', async () => {
    const killed = await serving();
    const web = webOf(killed.child);
    killed.child.kill('SIGKILL');
    await until(() => findProcess(web) === undefined);
    expect(findEmbedded(dataDirectory)).toBeDefined();
    run = await serving();
    expect(run.output()).toContain('An earlier start was killed');
    expect(await readiness()).toMatchObject({ status: 'ready' });
  });

  test('keeps running when the database process is killed, and stops on Ctrl-C', async () => {
    const pid = Number(readFileSync(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    await until(() => run.output().includes('running again'), run.output);
    await until(() => findEmbedded(dataDirectory) !== undefined);
    await until(async () => (await readiness()).status === 'ready');
    run.child.kill('SIGINT');
    expect(await run.code).toBe(0);
  });

  test('restarts the web process however often it ends, reports a crash loop, and does not touch the database', async () => {
    run = await serving();
    const database = readFileSync(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0];
    const answers = () =>
      readiness().then(
        ({ status }) => status === 'ready',
        () => false,
      );
    for (let times = 0; times < 4; times++) {
      const web = webOf(run.child);
      process.kill(web, 'SIGKILL');
      await until(() => findProcess(web) === undefined);
      await until(answers, run.output);
      expect(webOf(run.child)).not.toBe(web);
    }
    expect(run.output()).not.toContain('crash loop');
    process.kill(webOf(run.child), 'SIGKILL');
    await until(() => run.output().includes('ended 5 times within 10 minutes: a crash loop. The database stays up'), run.output);
    expect(readFileSync(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]).toBe(database);
    // Stopping need not wait for the next start.
    run.child.kill('SIGINT');
    expect(await run.code).toBe(0);
    expect(run.output()).not.toMatch(/deprecat|Error/);
  });

  test('stops when the npm that started it is killed', async () => {
    const script = `require('node:child_process').spawn(process.execPath, [${JSON.stringify(PROGRAM)}, 'serve'], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
    const npm = spawn(process.execPath, ['-e', script], {
      stdio: 'ignore',
      env: { PATH: process.env.PATH, ...settings(), npm_command: 'run-script' },
    });
    await until(() => findEmbedded(dataDirectory) !== undefined);
    npm.kill('SIGKILL');
    await until(() => findEmbedded(dataDirectory) === undefined && !existsSync(join(dataDirectory, 'manumit.lock')));
  });

  test('names the port that is taken', async () => {
    const otherServer = createServer().listen(port, 'localhost');
    await once(otherServer, 'listening');
    const refused = manumit(['serve']);
    expect(await refused.code).toBe(1);
    expect(refused.output()).toContain(`Another program listens on port ${port} already.`);
    await new Promise((resolve) => otherServer.close(resolve));
    expect(findEmbedded(dataDirectory)).toBeUndefined();
  });
});
