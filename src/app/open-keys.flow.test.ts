import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { createKeyFile } from './launcher/key-file.ts';
import { StartRefused } from './launcher/start-refused.ts';
import { openKeys } from './open-keys.ts';

let on: TestBed;
let folder: string;
const at = (name: string) => ({ keyFile: join(folder, name) });

beforeAll(async () => {
  on = await openTestBed();
  folder = mkdtempSync(join(tmpdir(), 'open-keys-test-'));
});
afterAll(async () => {
  await on.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the first start makes the file; the database keeps its id and nothing else of it', async () => {
  const keys = await openKeys(on.deployer, at('keys'));
  expect(keys.generation).toBe(1);
  const { rows } = await on.deployer.query('select * from platform.master_key');
  expect(rows).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{16}$/), generation: 1, recorded_at: expect.any(Date) }]);
  const { keys: inFile } = JSON.parse(readFileSync(at('keys').keyFile, 'utf8')) as { keys: { secret: string }[] };
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(inFile[0]!.secret, 'base64url').toString('hex').slice(0, 8));
  expect((await openKeys(on.deployer, at('keys'))).signer('log').publicKey).toEqual(keys.signer('log').publicKey);
});

test('a file that is missing, or another installation’s, is refused, and none is made in its place', async () => {
  await expect(openKeys(on.deployer, at('gone'))).rejects.toThrow(StartRefused);
  await expect(openKeys(on.deployer, at('gone'))).rejects.toThrow(/There is no key file .*gone with the master key [0-9a-f]{16} of \d{4}-/);
  createKeyFile(at('foreign').keyFile, new Date());
  await expect(openKeys(on.deployer, at('foreign'))).rejects.toThrow(/foreign does not hold the master key/);
  expect((await on.deployer.query('select from platform.master_key')).rowCount).toBe(1);
});

test('the application role sees nothing of the keys', async () => {
  await expect(on.platform.pool.query('select * from platform.master_key')).rejects.toThrow(/permission denied/);
});
