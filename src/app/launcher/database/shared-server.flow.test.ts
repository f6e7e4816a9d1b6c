import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openToStatements } from '#platform/db/close-to-statements.ts';
import { connect } from '#platform/db/pool.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import { findOpenRights, preparedFinding } from '../../commands/health-check/open-to-statements-finding.ts';
import { bringUpToDate } from '../bring-up-to-date.ts';
import { findFreePort, manumit, serving } from '../program-under-test.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';

// A separate server, connected to as a deployer does: two databases on it share its roles.
const [folder, data] = ['server', 'data'].map((name) => mkdtempSync(join(tmpdir(), `manumit-shared-${name}-`))) as [string, string];
let server: EmbeddedServer;
let admin: pg.Client;
const urlOf = (database: string) => {
  const { host, port, user, password } = server.connection;
  return `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;
};
const migrating = (database: string) => manumit(['migrate'], { MANUMIT_DATA: join(data, database), DATABASE_URL: urlOf(database) });

beforeAll(async () => {
  server = await startEmbedded({ dataDirectory: folder });
  admin = await connect(server.connection);
  for (const name of ['first', 'second', 'third']) await admin.query(`create database ${name}`);
});
afterAll(async () => {
  await admin?.end();
  await server?.stop();
  for (const made of [folder, data]) rmSync(made, { recursive: true, force: true });
});

test('roles can be prepared for several databases at once, and by several starts on one of them', async () => {
  const clients = await Promise.all(['second', 'third', 'second', 'third'].map((name) => connect(urlOf(name))));
  for (let round = 0; round < 5; round += 1) await Promise.all(clients.map((client) => prepareRoles(client, 'application')));
  for (const client of clients) await client.end();
});

test('two simultaneous first starts on one database both succeed, and both revoke the rights to run statements', async () => {
  const start = async (name: string) =>
    serving({ MANUMIT_DATA: join(data, name), DATABASE_URL: urlOf('first'), SURFACE: 'public', PORT: String(await findFreePort()) });
  const both = await Promise.all([start('one'), start('two')]);
  for (const run of both) run.child.kill('SIGTERM');
  for (const run of both) expect(await run.code, run.output()).toBe(0);
  const client = await connect(urlOf('first'));
  expect(await openToStatements(client)).toEqual([]);
  // Reopened, so that both starts reach the closing step at the same time.
  for (let round = 0; round < 3; round += 1) {
    await client.query(`grant usage on language plpgsql to public; grant execute on function pg_cancel_backend(int), pg_advisory_lock(bigint), lo_create(oid) to public;
      drop event trigger manumit_application_changes_no_schema; drop function platform.refuse_schema_change; alter database first reset temp_file_limit`);
    await Promise.all([1, 2, 3].map(() => bringUpToDate({ deployer: urlOf('first'), appPassword: 'application' }, 'unclassified')));
    expect(await openToStatements(client)).toEqual([]);
  }
  await client.end();
});

test('a second installation on a server is refused before it changes anything, and an existing one is warned', async () => {
  const password = async () => (await admin.query(`select rolpassword from pg_authid where rolname = 'manumit_app'`)).rows;
  const before = await password();
  const refused = migrating('second');
  expect(await refused.code).toBe(1);
  expect(refused.output()).toContain('This PostgreSQL server holds another installation, in first.');
  expect(await password()).toEqual(before);
  const client = await connect(urlOf('second'));
  expect((await client.query(`select to_regnamespace('platform') as there`)).rows).toEqual([{ there: null }]);
  // Simulates an installation that began there before this was refused.
  await client.query(
    'create schema platform authorization manumit_schema; create table platform.migration (); alter table platform.migration owner to manumit_schema',
  );
  await client.end();
  const migration = migrating('first');
  expect(await migration.code, migration.output()).toBe(0);
  expect(migration.output()).toContain('holds another installation, in second.');
  const findings = await findOpenRights(urlOf('first'));
  expect(findings.map(({ about, state }) => [about, state])).toEqual([
    ['Database rights', 'ok'],
    ['Shared server', 'warning'],
  ]);
});

test('prepared transactions are reported where the server allows them, with the statement that ends each', () => {
  expect(preparedFinding({ allowed: 0, left: [] })).toEqual([]);
  expect(preparedFinding({ allowed: 10, left: [] })).toMatchObject([
    { state: 'warning', repair: expect.stringMatching(/alter system set max_prepared_transactions = 0;$/) },
  ]);
  expect(preparedFinding({ allowed: 10, left: [`it's`] })).toMatchObject([
    { state: 'fault', found: expect.stringContaining('1 left'), repair: expect.stringContaining(`rollback prepared 'it''s';`) },
  ]);
});
