import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findHolder, takeLock } from './database/lock.ts';
import { lockForUploads } from './lock-for-uploads.ts';
import { manumit } from './program-under-test.ts';

// No server listens there: a start that is not refused earlier reports that.
const DATABASE_URL = 'postgres://deployer:word@127.0.0.1:1/manumit';
let dataDirectory: string;
beforeAll(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'uploads-test-'));
});
afterAll(() => rmSync(dataDirectory, { recursive: true }));

test('a process that serves the desk with an external database locks its data directory, others do not', () => {
  const made = join(dataDirectory, 'made', 'now');
  for (const surface of ['desk', 'all'] as const) {
    const release = lockForUploads({ databaseUrl: DATABASE_URL, surface, dataDirectory: made });
    expect(findHolder(made)).toEqual({ pid: process.pid });
    expect(() => lockForUploads({ databaseUrl: DATABASE_URL, surface, dataDirectory: made })).toThrow(/is in use by this process/);
    lockForUploads({ databaseUrl: DATABASE_URL, surface: 'public', dataDirectory: made })();
    // The embedded server locks it, not this function.
    lockForUploads({ databaseUrl: undefined, surface, dataDirectory: made })();
    release();
    expect(findHolder(made)).toBeUndefined();
  }
});

test('a second desk process on one data directory is refused, and the uploads of the first stay', async () => {
  const release = takeLock(dataDirectory);
  const upload = join(dataDirectory, 'uploads', 'upload-1');
  mkdirSync(upload, { recursive: true });
  writeFileSync(join(upload, 'file'), 'What a person reported.');
  const settings = { DATABASE_URL, MANUMIT_DATA: dataDirectory, SURFACE: 'desk' };
  const second = manumit(['serve'], settings);
  expect(await second.code).toBe(1);
  expect(second.output()).toMatch(
    /^The data directory .* is in use by process \d+\. Stop that one first, or set MANUMIT_DATA to another directory\.\n$/,
  );
  const strangers = manumit(['serve'], { ...settings, SURFACE: 'public' });
  expect(await strangers.code).toBe(1);
  expect(strangers.output()).toContain('The database of DATABASE_URL does not answer');
  expect(existsSync(join(upload, 'file'))).toBe(true);
  release();
});
