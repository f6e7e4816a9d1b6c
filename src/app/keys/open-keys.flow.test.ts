import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EncryptedColumn, reencryptColumn } from '#platform/encrypted-column.ts';
import { keysOf, masterKey } from '#platform/keys.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import { StartRefused } from '../start-refused.ts';
import { ENCRYPTED_COLUMNS } from './encrypted-columns.ts';
import { createKeyFile } from './key-file.ts';
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

test('the first start creates the key file, and the database stores only the id of the key', async () => {
  const keys = await openKeys(on.deployer, at('keys'));
  expect(keys.generation).toBe(1);
  const { rows } = await on.deployer.query('select * from platform.master_key');
  expect(rows).toEqual([{ id: expect.stringMatching(/^[0-9a-f]{16}$/), generation: 1, recorded_at: expect.any(Date) }]);
  const { keys: inFile } = JSON.parse(readFileSync(at('keys').keyFile, 'utf8')) as { keys: { secret: string }[] };
  expect(JSON.stringify(rows)).not.toContain(Buffer.from(inFile[0]!.secret, 'base64url').toString('hex').slice(0, 8));
  expect((await openKeys(on.deployer, at('keys'))).signer('log').publicKey).toEqual(keys.signer('log').publicKey);
});

test('a missing key file or that of another installation is refused, and none is created in its place', async () => {
  await expect(openKeys(on.deployer, at('gone'))).rejects.toThrow(StartRefused);
  await expect(openKeys(on.deployer, at('gone'))).rejects.toThrow(/There is no key file .*gone with the master key [0-9a-f]{16} of \d{4}-/);
  createKeyFile(at('foreign').keyFile, new Date());
  await expect(openKeys(on.deployer, at('foreign'))).rejects.toThrow(/foreign does not hold the master key/);
  expect((await on.deployer.query('select from platform.master_key')).rowCount).toBe(1);
});

test('the application role cannot read the table of keys', async () => {
  await expect(on.platform.pool.query('select * from platform.master_key')).rejects.toThrow(/permission denied/);
});

test('a rotation re-encrypts every value, in as many batches as it takes, and each value stays bound to its row', async () => {
  await on.deployer.query(`create table platform.trial (id int primary key, trial_encrypted bytea);
    alter table platform.trial owner to manumit_schema; alter table platform.trial enable row level security; alter table platform.trial force row level security;
    create policy trial_owner on platform.trial to manumit_schema using (true) with check (true)`);
  const column: EncryptedColumn = { table: 'platform.trial', column: 'trial_encrypted', id: 'id', purpose: (id) => `trial/value:${id}` };
  const ring = [masterKey(1, new Date())];
  const keys = keysOf(() => ring);
  const ids = Array.from({ length: 1_200 }, (_, at) => at + 1);
  const encrypted = ids.map((id) => (id === 7 ? null : keys.encrypt(`trial/value:${id}`, Buffer.of(id % 256))));
  await on.deployer.query('insert into platform.trial select * from unnest($1::int[], $2::bytea[])', [ids, encrypted]);
  ring.push(masterKey(2, new Date()));
  expect(await reencryptColumn(on.deployer, keys, column)).toBe(1_199);
  expect(await reencryptColumn(on.deployer, keys, column)).toBe(0);
  ring.shift();
  const { rows } = await on.deployer.query<{ id: number; trial_encrypted: Buffer }>(
    'select * from platform.trial where trial_encrypted is not null',
  );
  for (const row of rows) expect(keys.decrypt(`trial/value:${row.id}`, row.trial_encrypted)).toEqual(Buffer.of(row.id % 256));
  expect(await unregistered()).toEqual(['platform.trial.trial_encrypted']);
  await on.deployer.query('drop table platform.trial');
});

test('every column with encrypted values is registered for rotation, and its table permits the rotation', async () => {
  expect(await unregistered()).toEqual([]);
  for (const { table } of ENCRYPTED_COLUMNS) {
    const { rowCount } = await on.deployer.query(
      `select from pg_policy where polrelid = $1::regclass and 'manumit_schema'::regrole = any(polroles) and polcmd = '*'`,
      [table],
    );
    expect(rowCount, table).toBeGreaterThan(0);
  }
});

/** Columns named as encrypted that no rotation would reach. */
async function unregistered(): Promise<string[]> {
  const { rows } = await on.deployer.query<{ name: string }>(
    `select table_schema || '.' || table_name || '.' || column_name as name from information_schema.columns where data_type = 'bytea' and column_name like '%\\_encrypted'`,
  );
  const known = new Set<string>(ENCRYPTED_COLUMNS.map(({ table, column }) => `${table}.${column}`));
  return rows.map(({ name }) => name).filter((name) => !known.has(name));
}
