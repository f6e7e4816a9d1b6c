import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { connect, createPool, type PoolTrouble } from '#platform/db/pool.ts';
import { ensureVoucherKey, vouch } from '#platform/identity/voucher.ts';
import { copyCluster } from '../backup/copy/copy-cluster.ts';
import { exportMembers } from '../backup/copy/logical.ts';
import { readConfig } from '../config/config.ts';
import { keysFromFile } from '../keys/key-file.ts';
import { openKeys } from '../keys/open-keys.ts';
import { bringUpToDate } from './bring-up-to-date.ts';
import { type EmbeddedServer, startEmbedded } from './database/embedded.ts';
import { findPostmaster } from './database/postmaster.ts';
import { asApplication, type Installation } from './installation.ts';
import { until } from './program-under-test.ts';
import { startDatabaseRepair } from './repair-database.ts';

const PASSWORD = 'application role of this test';
const dataDirectory = mkdtempSync(join(tmpdir(), 'keys-test-'));
const config = readConfig({ MANUMIT_DATA: dataDirectory }, false);
let server: EmbeddedServer;
let installation: Installation;
let client: pg.Client;
let pool: pg.Pool;
let trouble: PoolTrouble[] = [];
const messages: string[] = [];

const keysNow = async (): Promise<{ claims: Buffer; voucher: Buffer | null }> =>
  (await client.query('select key as claims, (select key from identity.voucher_key) as voucher from identity.claims_key')).rows[0];
// The signature of an attacker who has read a key and is connected as the application's role.
const forged = async (key: Buffer, meanwhile = async () => {}): Promise<boolean> => {
  const connection = await pool.connect();
  try {
    const claims = `{"person": "${'0'.repeat(8)}-0000-4000-8000-${'0'.repeat(12)}", "kind": "person", "sole": true, "grants": []}`;
    await connection.query('begin');
    await connection.query(
      `select set_config('manumit.claims', encode(sha256($1 || sha256($1 || convert_to($2::text || '|' || pg_backend_pid() || '|' || extract(epoch from now())::text, 'UTF8'))), 'hex') || $2::text, true)`,
      [key, claims],
    );
    await meanwhile();
    const { rows } = await connection.query(`select identity.holds('{${ROLE.policyOffice}}') as holds`);
    await connection.query('rollback');
    return rows[0].holds;
  } finally {
    connection.release();
  }
};

beforeAll(async () => {
  server = await startEmbedded({ dataDirectory });
  const app = asApplication(server.connection, PASSWORD);
  installation = { deployer: server.connection, app, appPassword: PASSWORD, stop: server.stop, onCrash: server.onCrash };
  await bringUpToDate(installation, 'unclassified');
  client = await connect(server.connection);
  await openKeys(client, config);
  pool = createPool(app, { max: 2, timeoutMs: 30_000, onTrouble: (one) => trouble.push(one) });
});
afterAll(async () => {
  await pool?.end();
  await client?.end();
  await server?.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

describe('the keys of claims and vouchers', () => {
  test('are in no copy of the cluster and in no export', async () => {
    const { claims, voucher } = await keysNow();
    const { rows } = await client.query<{ claims: string; voucher: string }>(
      `select pg_relation_filepath('identity.claims_key') as claims, pg_relation_filepath('identity.voucher_key') as voucher`,
    );
    // Flushed to disk, so that a copy could contain them.
    await client.query('checkpoint');
    const paths: string[] = [];
    let holds = 0;
    const search = async (members: AsyncGenerator<{ path: string; body: AsyncIterable<Buffer> }>) => {
      for await (const { path, body } of members) {
        const bytes = await buffer(body);
        paths.push(path);
        for (const key of [claims, voucher!, Buffer.from(claims.toString('hex')), Buffer.from(voucher!.toString('hex'))])
          if (bytes.includes(key)) holds += 1;
      }
    };
    await search(copyCluster(server.connection, dataDirectory, () => {}));
    expect(paths).toContain(`postgres/${rows[0]!.claims}_init`);
    for (const path of [rows[0]!.claims, rows[0]!.voucher]) expect(paths).not.toContain(`postgres/${path}`);
    await search(exportMembers(client, false, () => {}));
    expect(paths.some((path) => path.startsWith('tables/identity.person/') || path === 'contents.json')).toBe(true);
    expect(holds).toBe(0);
  });

  test('change at the next start, which makes the old ones invalid, and running transactions continue', async () => {
    const before = await keysNow();
    expect(await forged(before.claims)).toBe(true);
    const atWork = await pool.connect();
    await atWork.query('begin');
    await bringUpToDate(installation, 'unclassified');
    const after = await keysNow();
    expect(after.claims.equals(before.claims)).toBe(false);
    // Another session is connected: a transaction that began earlier still knows the old key. Once it ends, only the new key counts.
    await atWork.query('rollback');
    atWork.release();
    await until(async () => (await forged(before.claims)) === false);
    expect(await forged(after.claims)).toBe(true);
  });

  test('may be renewed twice during a transaction, which continues', async () => {
    const before = await keysNow();
    const twice = async () => void (await client.query('select identity.renew_claims_key(), identity.renew_claims_key()'));
    expect(await forged(before.claims, twice)).toBe(true);
    await until(async () => (await forged(before.claims)) === false);
    expect(await forged((await keysNow()).claims)).toBe(true);
  });

  test('are lost in a crash of the server and created again: claims by the next connection, vouchers by the launcher', async () => {
    const before = await keysNow();
    const keys = keysFromFile(config.keyFile);
    await expect(vouch({ keys, pool }, 'a')).resolves.toBeInstanceOf(Buffer);
    trouble = [];
    const back = new Promise<void>((resolve) => server.onCrash(({ state }) => state === 'restarted' && resolve()));
    process.kill(findPostmaster(join(dataDirectory, 'postgres'))!.pid, 'SIGQUIT');
    await back;
    await client.end().catch(() => {});
    client = await connect(server.connection);
    await until(() =>
      pool.query('select 1').then(
        () => true,
        () => false,
      ),
    );
    expect(trouble).toContain('no-voucher-key');
    await expect(vouch({ keys, pool }, 'a')).rejects.toMatchObject({ code: 'platform/database-lost' });
    const claims = (await keysNow()).claims;
    expect(claims.equals(before.claims)).toBe(false);
    expect([await forged(before.claims), await forged(claims)]).toEqual([false, true]);
    const report = startDatabaseRepair(installation, config, (line) => messages.push(line));
    report();
    await until(() => messages.length > 0);
    expect(messages).toEqual(["The application's access to the database was restored."]);
    await expect(vouch({ keys, pool }, 'a')).resolves.toBeInstanceOf(Buffer);
    expect((await keysNow()).voucher!.equals(before.voucher!)).toBe(false);
    // Another crash right after the first removes it: no connection reports that twice.
    await client.query('delete from identity.voucher_key');
    report();
    await until(async () => (await keysNow()).voucher !== null);
    await ensureVoucherKey(client, keys);
  });
});

describe('the application’s role', () => {
  const asApplicationRole = async (text: string) => {
    const connection = await pool.connect();
    const ended = await connection.query(text).then(
      () => 'allowed',
      (error: { code: string }) => error.code,
    );
    connection.release();
    return ended;
  };
  // Every connection of the pool is new.
  const fresh = async () => {
    await pool.end();
    trouble = [];
    pool = createPool(installation.app, { max: 1, timeoutMs: 30_000, onTrouble: (one) => trouble.push(one) });
    return pool.query('select 1').then(
      () => 'answered',
      (error: { code: string }) => error.code,
    );
  };

  test('can neither drop its own rights nor change the schema', async () => {
    for (const text of ['drop owned by manumit_app', 'drop owned by current_user cascade', 'create schema mine'])
      expect([text, await asApplicationRole(text)]).toEqual([text, '42501']);
    expect(await fresh()).toBe('answered');
  });

  test.each([
    ['its password', `alter role manumit_app password 'mine'`, 'refused'],
    ['its settings', 'alter role manumit_app set statement_timeout = 1', 'role-altered'],
    ['its settings in this database', 'alter role current_user in database manumit set row_security = off', 'refused'],
    ['the libraries it loads', `alter role manumit_app set local_preload_libraries = 'none'`, 'refused'],
    ['its settings so that no connection begins', 'alter role manumit_app set default_transaction_read_only = on', 'refused'],
  ])('may change %s, as PostgreSQL allows every role, until the launcher is notified and reverts it', async (_what, text, met) => {
    expect(await asApplicationRole(text)).toBe('allowed');
    // After a crash, each connection must create a key before it is used.
    if (text.includes('read_only')) await client.query('delete from identity.claims_key');
    expect(await fresh()).toBe('08004');
    expect(trouble).toEqual([met]);
    messages.length = 0;
    startDatabaseRepair(installation, config, (line) => messages.push(line))();
    await until(() => messages.length > 0);
    expect(await fresh()).toBe('answered');
  });
});
