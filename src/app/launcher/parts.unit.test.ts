import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { preparePlace } from '../backup/back-up.ts';
import type { WebOrder } from '../server.ts';
import { StartRefused } from '../start-refused.ts';
import { checkRestored } from './database/cluster.ts';
import { BALLAST_BYTES, decideDisk, ensureBallast, freeBallast, hasRoomToDelete, readDisk, WATERMARK_BYTES } from './database/disk.ts';
import { findHolder, takeLock } from './database/lock.ts';
import { isPassable, prepareDataDirectory, runsAsRoot } from './database/owner.ts';
import { findProcess } from './database/running-process.ts';
import { fitsSocket } from './database/socket-folder.ts';
import { startWebProcess } from './process/web-process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a web process that cannot be started is reported as ended, and the launcher continues', async () => {
  const node = process.execPath;
  process.execPath = join(folder, 'gone');
  try {
    const order = { config: {}, app: '', watchedFolder: null, exercise: true } as unknown as WebOrder;
    await expect(startWebProcess(order)).rejects.toThrow(/ended while starting \(spawn .*gone ENOENT\)/);
  } finally {
    process.execPath = node;
  }
});

describe('the lock of a data directory', () => {
  test('is held by one process until it is released', () => {
    const release = takeLock(folder);
    expect(findHolder(folder)).toEqual({ pid: process.pid });
    expect(() => takeLock(folder)).toThrow(StartRefused);
    release();
    expect(findHolder(folder)).toBeUndefined();
    takeLock(folder)();
  });

  test('is taken over if its process is dead, also when another process has the same id', async () => {
    const dead = spawn(process.execPath, ['-e', '0']);
    await once(dead, 'exit');
    for (const content of [`{"pid":${dead.pid},"started":"x"}`, `{"pid":${process.pid},"started":"an earlier boot"}`, '', 'not json']) {
      writeFileSync(join(folder, 'manumit.lock'), content);
      const release = takeLock(folder);
      expect(findHolder(folder)).toEqual({ pid: process.pid });
      release();
    }
  });
});

describe('a process', () => {
  test('is identified by its id and its start time', () => {
    const me = findProcess(process.pid);
    expect(me?.started).toBe(findProcess(process.pid)?.started);
    expect(me?.started).not.toBe(findProcess(process.ppid)?.started);
    expect(findProcess(2 ** 30)).toBeUndefined();
    expect(findProcess(Number.NaN)).toBeUndefined();
  });
});

describe('disk space', () => {
  test('is low below the watermark, not at it', () => {
    expect(decideDisk(WATERMARK_BYTES - 1).isLow).toBe(true);
    expect(decideDisk(WATERMARK_BYTES)).toEqual({ freeBytes: WATERMARK_BYTES, isLow: false });
  });

  test('is measured where the directory is', async () => {
    const { freeBytes } = await readDisk(folder);
    expect(freeBytes).toBeGreaterThan(0);
    expect((await readDisk(folder, Number.MAX_SAFE_INTEGER)).isLow).toBe(true);
    expect([hasRoomToDelete(folder), hasRoomToDelete(folder, Number.MAX_SAFE_INTEGER)]).toEqual([true, false]);
    await expect(readDisk(join(folder, 'gone'))).rejects.toThrow(/ENOENT/);
  });

  test('is reserved by ballast in real blocks, which can be freed once', async () => {
    await ensureBallast(folder);
    const { size, blocks } = statSync(join(folder, 'ballast'));
    expect(size).toBe(BALLAST_BYTES);
    expect(blocks * 512).toBeGreaterThanOrEqual(BALLAST_BYTES);
    expect(freeBallast(folder)).toBe(true);
    expect(freeBallast(folder)).toBe(false);
    expect(existsSync(join(folder, 'ballast'))).toBe(false);
  });
});

describe('the data directory', () => {
  test('is accessible according to the rights of owner, group and others', () => {
    const owner = { uid: 7, gid: 8 };
    expect(isPassable({ mode: 0o700, uid: 7, gid: 0 }, owner)).toBe(true);
    expect(isPassable({ mode: 0o700, uid: 0, gid: 0 }, owner)).toBe(false);
    expect(isPassable({ mode: 0o710, uid: 0, gid: 8 }, owner)).toBe(true);
    expect(isPassable({ mode: 0o701, uid: 0, gid: 8 }, owner)).toBe(false);
    expect(isPassable({ mode: 0o711, uid: 0, gid: 0 }, owner)).toBe(true);
  });

  test.runIf(runsAsRoot())('below a closed folder is refused when running as root, and the message names the folder', () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    // The folder of this test is closed as well, and is the first on the way.
    expect(() => prepareDataDirectory(join(closed, 'data'))).toThrow(`cannot pass through ${folder}.`);
    expect(existsSync(join(closed, 'data')), 'nothing is left behind').toBe(false);
  });

  test('is refused with a clear message if its path is a file', () => {
    writeFileSync(join(folder, 'file'), 'kept');
    expect(() => prepareDataDirectory(join(folder, 'file', 'data'))).toThrow(/cannot be used.*MANUMIT_DATA/);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('kept');
  });

  test.runIf(process.platform === 'linux')('is refused at once where no folder can be created', () => {
    expect(() => prepareDataDirectory('/proc/manumit-test/deep/data')).toThrow(/cannot be used.*MANUMIT_DATA/);
  });

  test('is refused after an interrupted restore, and the message says how to continue', () => {
    checkRestored(folder);
    mkdirSync(join(folder, 'restoring'));
    expect(() => checkRestored(folder)).toThrow(/interrupted.*npx manumit restore or import again/);
    mkdirSync(join(folder, 'postgres'));
    checkRestored(folder);
  });

  test('is refused for backups at once if it is a file or cannot be created', () => {
    writeFileSync(join(folder, 'file'), 'kept');
    for (const place of [
      join(folder, 'file'),
      join(folder, 'file', 'deep'),
      ...(process.platform === 'linux' ? ['/proc/manumit-test/deep'] : []),
    ])
      expect(() => preparePlace(place)).toThrow(/Backups cannot be stored.*BACKUP_TO/);
    preparePlace(join(folder, 'new', 'place'));
    expect(statSync(join(folder, 'new', 'place')).mode & 0o777).toBe(0o700);
  });

  test('supports socket paths of up to 107 bytes', () => {
    const rest = '/.s.PGSQL.5432'.length;
    expect(fitsSocket(`/${'a'.repeat(106 - rest)}`)).toBe(true);
    expect(fitsSocket(`/${'a'.repeat(107 - rest)}`)).toBe(false);
    expect(fitsSocket(`/${'é'.repeat(53)}`)).toBe(false);
  });
});
