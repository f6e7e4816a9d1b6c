import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { globSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Connection } from '#platform/db/pool.ts';
import { SESSION_COOKIE } from '#platform/http/server.ts';
import { openTestBed, type TestBed } from '../../../test/database/harness.ts';
import type { WebOrder } from '../server.ts';
import { findFreePort, until } from './program-under-test.ts';

// An incoming file whose process was killed may be evidence: it is in the data directory, and the next start removes it.
const SERVER = fileURLToPath(new URL('../server.ts', import.meta.url));
let bed: TestBed;
let dataDirectory: string;
let port: number;
const started: ChildProcess[] = [];

beforeAll(async () => {
  bed = await openTestBed();
  dataDirectory = mkdtempSync(join(tmpdir(), 'upload-test-'));
  port = await findFreePort();
});
afterAll(async () => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(dataDirectory, { recursive: true });
  await bed.close();
});

/** A web process of this surface, once it accepts requests. */
async function serve(surface: 'desk' | 'public'): Promise<ChildProcess> {
  const { host, port: at, user, password, database } = bed.platform.pool.options;
  const address = `http://127.0.0.1:${port}`;
  const config = { host: '127.0.0.1', port, surface, dataDirectory, trustedProxy: [], publicUrl: address, deskUrl: address };
  const order: WebOrder = { config, app: { host, port: at, user, password, database } as Connection, watchedFolder: null, exercise: false };
  const env = { PATH: process.env.PATH };
  const child = spawn(process.execPath, [SERVER], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env });
  child.send(order);
  started.push(child);
  const [message] = (await once(child, 'message')) as [{ kind: string }];
  expect(message.kind).toBe('ready');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const over = once(child, 'exit');
  child.kill('SIGKILL');
  await over;
}

test('an upload file of a killed request is readable by its owner only, and is removed before the next start serves', async () => {
  const partyId = await bed.givenParty({ kind: 'nation', code: 'XA', name: 'Aldmark' });
  const focal = await bed.signIn.focalPoint(partyId);
  const folder = join(dataDirectory, 'uploads');
  const listFiles = () => globSync('upload-*/file', { cwd: folder }).map((file) => join(folder, file));

  const first = await serve('desk');
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  socket.write(
    `POST /desk/api/parties/${partyId}/documents?name=a.txt HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nCookie: ${SESSION_COOKIE}=${focal.token}\r\nIdempotency-Key: ${randomUUID()}\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000\r\n\r\nWhat somebody told us.`,
  );
  await until(() => listFiles().some((file) => statSync(file).size > 0));
  const [file = ''] = listFiles();
  expect([folder, join(file, '..'), file].map((path) => (statSync(path).mode & 0o777).toString(8))).toEqual(['700', '700', '600']);
  await kill(first);
  socket.destroy();
  expect(listFiles()).toEqual([file]);

  // Public visitors send no files: their process has no such folder, and leaves that of another process alone.
  await kill(await serve('public'));
  expect(listFiles()).toEqual([file]);

  await kill(await serve('desk'));
  expect(readdirSync(folder)).toEqual([]);
});
