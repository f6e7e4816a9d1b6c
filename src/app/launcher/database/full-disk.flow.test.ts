import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { endAll, findFreePort, type Run, serving, until } from '../program-under-test.ts';
import { findEmbedded } from './embedded.ts';

// A small separate disk, in memory. Mounting one needs root's full rights, which a container may lack.
const disk = mkdtempSync(join(tmpdir(), 'full-disk-test-'));
const mounted = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=480m,mode=755', 'tmpfs', disk]).status === 0;
const MEBIBYTE = 1024 * 1024;
const dataDirectory = join(disk, 'data');
let port: number;
let metricsPort: number;
let run: Run;

/** Fills the disk until this much is left. */
function fill(leave: number): void {
  const file = openSync(join(disk, `filling-${leave}`), 'a');
  const block = Buffer.alloc(MEBIBYTE, 1);
  try {
    for (let free = freeBytes(); free > leave; free = freeBytes()) writeSync(file, block, 0, Math.min(block.length, free - leave));
  } finally {
    closeSync(file);
  }
}

function freeBytes(): number {
  const { bavail, bsize } = statfsSync(disk);
  return bavail * bsize;
}

async function askDatabase(sql: string): Promise<Record<string, unknown>[]> {
  const client = await connect(findEmbedded(dataDirectory)!);
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Takes the rest of the last page of the server's log, so that the server cannot write why it ends. */
function fillServerLog(): void {
  const file = openSync(join(dataDirectory, 'postgres.log'), 'a');
  try {
    for (;;) writeSync(file, '\n');
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  } finally {
    closeSync(file);
  }
}

/** Lets the write-ahead log grow until the server cannot continue. */
async function growLog(): Promise<void> {
  for (let round = 0; round < 100; round += 1) {
    const result = await askDatabase(`select pg_logical_emit_message(false, 'test', repeat('x', 8000000))`).catch((error: Error) => error);
    if (result instanceof Error) return;
  }
  throw new Error('The log grew without an end.');
}

const readiness = async () => (await fetch(`http://127.0.0.1:${metricsPort}/readiness`)).json() as Promise<Record<string, unknown>>;
const isReady = async () => (await readiness()).status === 'ready';

async function statusOf(method: string, path: string, input: object): Promise<number> {
  const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  return (await fetch(`http://localhost:${port}/desk/api${path}`, { method, headers, body: JSON.stringify(input) })).status;
}

/** A first sign-in with a link that does not exist: refused with 404, or before that with 507. */
const statusOfWrite = () =>
  statusOf('POST', '/invitation', { token: 'x'.repeat(30), name: 'Nobody', password: 'a password of nobody', language: 'en' });
const statusOfSignIn = () => statusOf('POST', '/session', { email: 'nobody@example.org', password: 'not the right one' });

beforeAll(async () => {
  if (!mounted) return;
  port = await findFreePort();
  metricsPort = await findFreePort();
  run = await serving({ PORT: String(port), METRICS_PORT: String(metricsPort), MANUMIT_DATA: dataDirectory });
});
afterAll(async () => {
  if (mounted) {
    await endAll(dataDirectory);
    spawnSync('umount', [disk]);
  }
  rmSync(disk, { recursive: true, force: true });
});

describe.runIf(mounted)('a full disk', () => {
  test('below the watermark refuses writes, and allows reads and sign-ins', async () => {
    expect(await statusOfWrite()).toBe(404);
    await askDatabase('create table kept (n int); insert into kept values (7)');
    fill(100 * MEBIBYTE);
    await until(async () => (await statusOfWrite()) === 507, run.output);
    expect(await readiness()).toMatchObject({ status: 'ready', disk: 'low' });
    expect(await statusOfSignIn()).toBe(401);
  });

  test('below the space reserved for recovery refuses sign-ins too, since each attempt writes', async () => {
    fill(60 * MEBIBYTE);
    await until(async () => (await statusOfSignIn()) === 507, run.output);
    expect(await isReady()).toBe(true);
  });

  test('that stops the write-ahead log: the reserved space is freed and the database restarts', async () => {
    fill(0);
    await growLog();
    await until(() => run.output().includes('space reserved for recovery has been freed'), run.output);
    // The state is checked once a second: it may still show how it was before the server ended.
    const readRows = () => askDatabase('select n from kept').catch(() => undefined);
    await until(async () => findEmbedded(dataDirectory) !== undefined && (await readRows()) !== undefined, run.output);
    await until(isReady, run.output);
    expect(await readRows()).toEqual([{ n: 7 }]);
    expect(await statusOfWrite()).toBe(507);
  });

  test('with no space left, also for the server’s log: the service waits, and resumes once there is space', async () => {
    fill(0);
    await growLog();
    await until(() => run.output().includes('It starts automatically once there is space'), run.output);
    await until(async () => (await readiness()).status === 'database-lost', run.output);
    fillServerLog();
    // Longer than the ten seconds for which a start that fails for another reason is repeated.
    await wait(12_000);
    for (const leave of [100 * MEBIBYTE, 60 * MEBIBYTE, 0]) rmSync(join(disk, `filling-${leave}`));
    await until(isReady, run.output);
    await until(async () => (await statusOfWrite()) === 404, run.output);
    expect(await readiness()).toMatchObject({ status: 'ready', disk: 'ok' });
    expect(await askDatabase('select n from kept')).toEqual([{ n: 7 }]);
    run.child.kill('SIGTERM');
    expect(await run.code).toBe(0);
  });
});
