import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, expect, test } from 'vitest';
import { withSpool } from './spool.ts';

const spoolFolder = mkdtempSync(join(tmpdir(), 'manumit-spool-'));
afterAll(() => rmSync(spoolFolder, { recursive: true }));

test('a file that comes while the disk fills up is taken in no further, and nothing of it stays', async () => {
  let [pieces, low] = [0, false];
  const coming = Readable.from(
    (function* () {
      for (; pieces < 20; pieces++) {
        low = pieces >= 3;
        yield Buffer.alloc(64 * 1024, 'a');
      }
    })(),
  );
  const taken = withSpool({ spoolFolder, diskIsLow: () => low }, coming, 'a.txt', async () => 'kept');
  await expect(taken).rejects.toMatchObject({ code: 'platform/disk-full' });
  expect(pieces).toBeLessThan(20);
  expect(readdirSync(spoolFolder)).toEqual([]);
});
