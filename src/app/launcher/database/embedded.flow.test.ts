import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { StartRefused } from '../../start-refused.ts';
import { until } from '../program-under-test.ts';
import { type CrashEvent, type EmbeddedServer, findEmbedded, startEmbedded } from './embedded.ts';
import { runsAsRoot, SERVER_OWNER } from './owner.ts';
import { findPostmaster } from './postmaster.ts';
import { findProcess } from './running-process.ts';

const MODULE = new URL('./embedded.ts', import.meta.url).href;
let dataDirectory: string;
let server: EmbeddedServer;

/** Starts a launcher in a separate process, to be killed later. Returns it once its server is up. */
async function startElsewhere(): Promise<ChildProcess> {
  const code = `const { startEmbedded } = await import(${JSON.stringify(MODULE)});
    await startEmbedded({ dataDirectory: ${JSON.stringify(dataDirectory)} });
    process.stdout.write('up');`;
  const launcher = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  await Promise.race([
    once(launcher.stdout!, 'data'),
    once(launcher, 'exit').then(() => Promise.reject(new Error('The launcher ended early.'))),
  ]);
  return launcher;
}

async function ask(sql: string): Promise<Record<string, unknown>[]> {
  const client = await connect(server.connection);
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const postmasterPid = () => Number(readFileSync(join(dataDirectory, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

beforeAll(async () => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'embedded-test-'));
  server = await startEmbedded({ dataDirectory });
});
afterAll(async () => {
  await server.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  test('listens only on a private socket, checks passwords, and sorts by code point', async () => {
    expect(statSync(server.connection.host).mode & 0o777).toBe(0o700);
    expect(statSync(join(dataDirectory, 'secrets', 'postgres')).mode & 0o777).toBe(0o600);
    const [row] = await ask(`select current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync,
      current_setting('max_prepared_transactions') as prepared, datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = 'manumit'`);
    expect(row).toEqual({ tcp: '', fsync: 'on', prepared: '0', provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8' });
    await expect(connect({ ...server.connection, password: 'wrong' })).rejects.toThrow(/password authentication failed/);
  });

  test.runIf(runsAsRoot() && process.platform === 'linux')('runs under its own user id, never as root or nobody', () => {
    expect(statSync(join(dataDirectory, 'postgres')).uid).toBe(SERVER_OWNER.uid);
    expect(readFileSync(`/proc/${postmasterPid()}/status`, 'utf8')).toMatch(
      new RegExp(`^Uid:\\s+${SERVER_OWNER.uid}\\s+${SERVER_OWNER.uid}`, 'm'),
    );
  });

  test('is found by a command that runs at the same time', () => {
    expect(findEmbedded(dataDirectory)).toEqual(server.connection);
  });

  test('refuses a second start with a clear message and does not disturb the first one', async () => {
    await expect(startEmbedded({ dataDirectory })).rejects.toThrow(StartRefused);
    await expect(startEmbedded({ dataDirectory })).rejects.toThrow(/in use by this process/);
    expect(await ask('select 1 as one')).toEqual([{ one: 1 }]);
  });

  test('restarts when the server process is killed, and keeps the stored data', async () => {
    await ask('create table kept (n int); insert into kept values (7)');
    const events: CrashEvent[] = [];
    const back = new Promise<void>((resolve) => {
      server.onCrash((event) => {
        events.push(event);
        if (event.state !== 'crashed') resolve();
      });
    });
    const before = postmasterPid();
    process.kill(before, 'SIGKILL');
    await back;
    expect(events.map((event) => event.state)).toEqual(['crashed', 'restarted']);
    expect(events[0]?.reason).toContain('SIGKILL');
    expect(postmasterPid()).not.toBe(before);
    expect(await ask('select n from kept')).toEqual([{ n: 7 }]);
  });

  test('gives up with a reason when the server cannot be restarted', async () => {
    const other = mkdtempSync(join(tmpdir(), 'embedded-test-'));
    const lostServer = await startEmbedded({ dataDirectory: other, timeoutMs: 500 });
    const end = new Promise<CrashEvent>((resolve) => {
      lostServer.onCrash((event) => event.state !== 'crashed' && resolve(event));
    });
    const pid = findPostmaster(join(other, 'postgres'))?.pid;
    rmSync(join(other, 'postgres', 'global', 'pg_control'));
    process.kill(pid!, 'SIGKILL');
    expect(await end).toMatchObject({ state: 'given-up', reason: expect.stringContaining('pg_control') });
    await lostServer.stop();
    expect(existsSync(join(other, 'manumit.lock'))).toBe(false);
    rmSync(other, { recursive: true });
  });

  test('releases everything on stop, and a start after a killed launcher takes over its server', async () => {
    await server.stop();
    expect(existsSync(join(dataDirectory, 'manumit.lock'))).toBe(false);
    expect(findEmbedded(dataDirectory)).toBeUndefined();

    const launcher = await startElsewhere();
    await expect(startEmbedded({ dataDirectory })).rejects.toThrow(`in use by process ${launcher.pid}`);
    const orphan = postmasterPid();
    launcher.kill('SIGKILL');
    await once(launcher, 'exit');
    expect(findProcess(orphan)?.program).toBe('postgres');

    const messages: string[] = [];
    server = await startEmbedded({ dataDirectory, log: (line) => messages.push(line) });
    expect(messages).toEqual([expect.stringContaining('An earlier start was killed')]);
    expect(findProcess(orphan)).toBeUndefined();
    expect(await ask('select n from kept')).toEqual([{ n: 7 }]);
  });

  test('recovers after the launcher and the server were both killed', async () => {
    await server.stop();
    const launcher = await startElsewhere();
    const orphan = postmasterPid();
    launcher.kill('SIGKILL');
    process.kill(orphan, 'SIGKILL');
    await once(launcher, 'exit');
    await until(() => findProcess(orphan) === undefined);
    // Meanwhile another program of the server's own user has the process number of the dead server, which both of its lock files still name.
    const other = spawn('sleep', ['60'], { stdio: 'ignore', cwd: '/', ...(runsAsRoot() && SERVER_OWNER) });
    for (const mark of [join('postgres', 'postmaster.pid'), join('socket', '.s.PGSQL.5432.lock')]) {
      const path = join(dataDirectory, mark);
      writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, String(other.pid)));
    }
    try {
      server = await startEmbedded({ dataDirectory, timeoutMs: 0 });
    } finally {
      other.kill();
    }
    expect(await ask('select n from kept')).toEqual([{ n: 7 }]);
  });
});
