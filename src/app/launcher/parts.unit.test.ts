import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { preparePlace } from '../backup/back-up.ts';
import type { WebOrder } from '../server.ts';
import { checkRestored } from './database/cluster.ts';
import { BALLAST_BYTES, decideDisk, ensureBallast, freeBallast, readDisk, WATERMARK_BYTES } from './database/disk.ts';
import { findHolder, takeLock } from './database/lock.ts';
import { isPassable, prepareDataDirectory, runsAsRoot } from './database/owner.ts';
import { findProcess } from './database/running-process.ts';
import { fitsSocket } from './database/socket-folder.ts';
import { startWebProcess } from './process/web-process.ts';
import { StartRefused } from './start-refused.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'launcher-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a web process that cannot be started is reported as ended, and ends nothing else', async () => {
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
  test('is held by one process and let go', () => {
    const release = takeLock(folder);
    expect(findHolder(folder)).toEqual({ pid: process.pid });
    expect(() => takeLock(folder)).toThrow(StartRefused);
    release();
    expect(findHolder(folder)).toBeUndefined();
    takeLock(folder)();
  });

  test('a lock of a dead process is replaced, also when its number lives on in another one', async () => {
    const dead = spawn(process.execPath, ['-e', '0']);
    await once(dead, 'exit');
    for (const held of [`{"pid":${dead.pid},"started":"x"}`, `{"pid":${process.pid},"started":"an earlier boot"}`, '', 'not json']) {
      writeFileSync(join(folder, 'manumit.lock'), held);
      const release = takeLock(folder);
      expect(findHolder(folder)).toEqual({ pid: process.pid });
      release();
    }
  });
});

describe('a process', () => {
  test('is known by its start, its program and its command line', () => {
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
    expect(decideDisk(WATERMARK_BYTES)).toEqual({ freeBytes: WATERMARK_BYTES, low: false });
  });

  test('is read where the directory lies', async () => {
    const { freeBytes } = await readDisk(folder);
    expect(freeBytes).toBeGreaterThan(0);
    expect((await readDisk(folder, Number.MAX_SAFE_INTEGER)).isLow).toBe(true);
    await expect(readDisk(join(folder, 'gone'))).rejects.toThrow(/ENOENT/);
  });

  test('ballast takes real blocks and gives them back once', async () => {
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
  test('file rights distinguish owner, group and others', () => {
    const owner = { uid: 7, gid: 8 };
    expect(isPassable({ mode: 0o700, uid: 7, gid: 0 }, owner)).toBe(true);
    expect(isPassable({ mode: 0o700, uid: 0, gid: 0 }, owner)).toBe(false);
    expect(isPassable({ mode: 0o710, uid: 0, gid: 8 }, owner)).toBe(true);
    expect(isPassable({ mode: 0o701, uid: 0, gid: 8 }, owner)).toBe(false);
    expect(isPassable({ mode: 0o711, uid: 0, gid: 0 }, owner)).toBe(true);
  });

  test.runIf(runsAsRoot())('as root, below a closed folder it is refused and the folder named', () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    // The folder of this test is closed as well, and is the first on the way.
    expect(() => prepareDataDirectory(join(closed, 'data'))).toThrow(`cannot pass through ${folder}.`);
    expect(existsSync(join(closed, 'data')), 'nothing is left behind').toBe(false);
  });

  test('a path that is a file is refused in plain words', () => {
    writeFileSync(join(folder, 'file'), 'kept');
    expect(() => prepareDataDirectory(join(folder, 'file', 'data'))).toThrow(/cannot be used.*MANUMIT_DATA/);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('kept');
  });

  test.runIf(process.platform === 'linux')('a place that takes no folder is refused at once', () => {
    expect(() => prepareDataDirectory('/proc/manumit-test/deep/data')).toThrow(/cannot be used.*MANUMIT_DATA/);
  });

  test('where a restore was killed no empty database is begun, and the words say how to go on', () => {
    checkRestored(folder);
    mkdirSync(join(folder, 'restoring'));
    expect(() => checkRestored(folder)).toThrow(/interrupted.*npx manumit restore again/);
    mkdirSync(join(folder, 'postgres'));
    checkRestored(folder);
  });

  test('a place of backups that is a file, or takes no folder, is refused at once', () => {
    writeFileSync(join(folder, 'file'), 'kept');
    for (const place of [
      join(folder, 'file'),
      join(folder, 'file', 'deep'),
      ...(process.platform === 'linux' ? ['/proc/manumit-test/deep'] : []),
    ])
      expect(() => preparePlace(place)).toThrow(/Backups cannot be kept.*BACKUP_TO/);
    preparePlace(join(folder, 'new', 'place'));
    expect(statSync(join(folder, 'new', 'place')).mode & 0o777).toBe(0o700);
  });

  test('socket paths up to 107 bytes fit', () => {
    const rest = '/.s.PGSQL.5432'.length;
    expect(fitsSocket(`/${'a'.repeat(106 - rest)}`)).toBe(true);
    expect(fitsSocket(`/${'a'.repeat(107 - rest)}`)).toBe(false);
    expect(fitsSocket(`/${'é'.repeat(53)}`)).toBe(false);
  });
});
