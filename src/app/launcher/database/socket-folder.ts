import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Owner } from './owner.ts';
import type { Endpoint } from './postmaster.ts';

/** The longest path of a socket that the operating system allows, in bytes. */
const MAX_SOCKET_PATH_BYTES = 107;
const SHORT_PREFIX = 'manumit-';
const PORT = 5432;

/** Whether the path of the server's socket in this folder is short enough. Pure. */
export function fitsSocket(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) <= MAX_SOCKET_PATH_BYTES;
}

/** The folder of the server's socket, closed to all but its owner: in the data directory, or a short temporary one if that path is too long. */
export async function prepareEndpoint(dataDirectory: string, owner: Owner | undefined): Promise<Endpoint> {
  if (process.platform === 'win32') return { host: '127.0.0.1', port: await findFreePort() };
  const preferred = join(dataDirectory, 'socket');
  const folder = fitsSocket(preferred) ? preferred : mkdtempSync(join(shortRoot(), SHORT_PREFIX));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  if (owner) chownSync(folder, owner.uid, owner.gid);
  return { host: folder, port: PORT };
}

/** Removes a short socket folder; one in the data directory stays. */
export function removeShortFolder(folder: string): void {
  if (folder.startsWith(join(shortRoot(), SHORT_PREFIX))) rmSync(folder, { recursive: true, force: true });
}

function shortRoot(): string {
  return fitsSocket(join(tmpdir(), `${SHORT_PREFIX}XXXXXX`)) ? tmpdir() : '/tmp';
}

/** A loopback port that is free at this moment. */
export async function findFreePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === 'object' && address ? address.port : PORT;
}
