import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { withUploadedFile } from './uploaded-file.ts';

const uploadFolder = mkdtempSync(join(tmpdir(), 'manumit-upload-'));
afterAll(() => rmSync(uploadFolder, { recursive: true }));

// A small file system in memory. Mounting it requires root's full capabilities, which a container may lack.
const disk = mkdtempSync(join(tmpdir(), 'manumit-upload-full-'));
const mounted = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', disk]).status === 0;
afterAll(() => {
  if (mounted) spawnSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

test.runIf(mounted)('a file that fills an unmonitored disk is refused as disk full, and nothing of it stays', async () => {
  const full = { uploadFolder: disk, diskIsLow: () => false };
  const upload = withUploadedFile(full, Readable.from(Array(20).fill(Buffer.alloc(64 * 1024, 'a'))), 'a.txt', async () => 'kept');
  await expect(upload).rejects.toMatchObject({ code: 'platform/disk-full' });
  expect(readdirSync(disk)).toEqual([]);
});

test.each(['ENOSPC', 'EDQUOT'])('a write that fails with %s is answered as a full disk', async (code) => {
  const failing = Readable.from(
    (async function* () {
      yield Buffer.from('a');
      throw Object.assign(new Error(code), { code });
    })(),
  );
  const upload = withUploadedFile({ uploadFolder, diskIsLow: () => false }, failing, 'a.txt', async () => 'kept');
  await expect(upload).rejects.toMatchObject({ code: 'platform/disk-full' });
  expect(readdirSync(uploadFolder)).toEqual([]);
});

test('an upload stops when the disk fills up, and nothing of it stays', async () => {
  let [chunks, low] = [0, false];
  const coming = Readable.from(
    (function* () {
      for (; chunks < 20; chunks++) {
        low = chunks >= 3;
        yield Buffer.alloc(64 * 1024, 'a');
      }
    })(),
  );
  const upload = withUploadedFile({ uploadFolder, diskIsLow: () => low }, coming, 'a.txt', async () => 'kept');
  await expect(upload).rejects.toMatchObject({ code: 'platform/disk-full' });
  expect(chunks).toBeLessThan(20);
  expect(readdirSync(uploadFolder)).toEqual([]);
});
