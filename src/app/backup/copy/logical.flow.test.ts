import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { placeAll } from '#platform/ledger/fixtures.ts';
import { anItem } from '#rooms/evidence/fixtures.ts';
import { openTestBed, type TestBed, type TestPerson } from '#test/database/harness.ts';
import { dropDatabase, onDatabase } from '#test/database/server.ts';
import { startEmbedded } from '../../launcher/database/embedded.ts';
import { asApplication } from '../../launcher/installation.ts';
import type { Contents } from '../contents.ts';
import { importDatabase } from '../restore/import-database.ts';
import { importInto } from '../restore/import-installation.ts';
import { exportMembers } from './logical.ts';
import { packTar } from './tar.ts';

let bed: TestBed;
let admin: pg.Client;
let focal: TestPerson;
let nation: string;
let first: { bytes: Buffer; contents: Contents };
const made: { name: string; client: pg.Client }[] = [];

async function emptyDatabase(): Promise<pg.Client> {
  const name = `manumit_import_${process.pid}_${randomBytes(3).toString('hex')}`;
  await admin.query(`create database ${name}`);
  const client = await connect(onDatabase(inject('server').deployer, name));
  made.push({ name, client });
  return client;
}

async function exported(client: pg.Client): Promise<{ bytes: Buffer; contents: Contents }> {
  let contents: Contents | undefined;
  const chunks: Buffer[] = [];
  for await (const chunk of packTar(exportMembers(client, false, (description) => (contents = description)))) chunks.push(chunk);
  return { bytes: Buffer.concat(chunks), contents: contents! };
}

async function* archive(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 50_000) yield bytes.subarray(at, at + 50_000);
}

const enter = (who: TestPerson, title: string) =>
  bed.call(who, 'POST', `/desk/api/parties/${nation}/evidence`, anItem({ title, source: 'Tab\there, a line\nthere, and \\N' }));

const noteBackup = (client: pg.Client, name: string) =>
  client.query(
    `insert into retention.backup (id, name, kind, created_at, bytes, recipients, proven_at, proof_seconds, tables, row_count, links, recorded_by)
    values ($1, $2, 'logical', now(), 1, 1, now(), 1, 1, 1, 1, $3)`,
    [randomUUID(), name, focal.personId],
  );

beforeAll(async () => {
  bed = await openTestBed();
  // Also where the deployer is an ordinary role, whose every statement is checked.
  await bed.deployer.query('set role manumit_schema');
  admin = await connect(onDatabase(inject('server').deployer, 'postgres'));
  nation = await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  focal = await bed.signIn.focalPoint(nation);
  for (let n = 0; n < 5; n += 1) expect((await enter(focal, `Order ${n}`)).status).toBe(200);
  // Three of the five get their places; an open transaction of another database may delay them.
  for (let placed = 0; placed < 3; )
    placed += (await bed.platform.pool.query('select ledger.sequence($1) as placed', [3 - placed])).rows[0].placed;
  await noteBackup(bed.deployer, 'before');
  first = await exported(bed.deployer);
});
afterAll(async () => {
  for (const { name, client } of made) {
    await client.end();
    await dropDatabase(admin, name);
  }
  await admin.end();
  await bed.close();
});

test('an import restores the exported installation unchanged, and sequences continue where they were', async () => {
  expect(first.contents.tables['evidence.item']).toMatchObject({ rows: 5 });
  const client = await emptyDatabase();
  const { digests, chain, applied } = await importDatabase(client, archive(first.bytes), inject('server').appPassword);
  expect(applied).toEqual([]);
  expect(chain).toEqual(first.contents.ledger);
  expect(chain).toMatchObject({ links: 3, waiting: 2 });
  const again = await exported(client);
  expect(again.contents.tables).toEqual(first.contents.tables);
  expect(Object.keys(digests)).toHaveLength(Object.keys(first.contents.tables).length);

  // The rights were imported, triggers and foreign keys exist again, and the sequencer places the entries that had no place yet.
  // The test bed's own checks of states (test/database/schema/state-check.ts) are not exported.
  const catalogue = `select (select count(*) from pg_class where relforcerowsecurity) as forced, (select count(*) from pg_policy) as policies,
    (select count(*) from pg_constraint where contype = 'f') as keys, (select count(*) from pg_trigger where tgenabled = 'O' and tgname <> 'state_check') as triggers`;
  expect((await client.query(catalogue)).rows).toEqual((await bed.deployer.query(catalogue)).rows);
  expect(await placeAll(client, client)).toBe(2);
  // The identity sequences of tables continue as well.
  await noteBackup(client, 'after');
  const noted = await client.query('select name from retention.backup order by noted desc');
  expect(noted.rows).toEqual([{ name: 'after' }, { name: 'before' }]);
});

test('an import refuses a database that holds an installation, and changes nothing in it', async () => {
  const before = await exported(bed.deployer);
  await expect(importDatabase(bed.deployer, archive(first.bytes), inject('server').appPassword)).rejects.toThrow(
    /already holds an installation/,
  );
  expect((await exported(bed.deployer)).contents.tables).toEqual(before.contents.tables);
});

test('a truncated, altered or foreign export leaves nothing behind and does not prevent a later import', async () => {
  const client = await emptyDatabase();
  const take = (bytes: Buffer) => importDatabase(client, archive(bytes), inject('server').appPassword);
  await expect(take(first.bytes.subarray(0, first.bytes.length - 5_000))).rejects.toThrow(/ends too early/);
  const altered = Buffer.from(first.bytes);
  altered.write('Order 8', altered.lastIndexOf('Order 3'));
  await expect(take(altered)).rejects.toThrow(/differ from the export: evidence.item. Nothing was imported/);
  const hash = first.contents.migrations[0]!.hash;
  const other = Buffer.from(first.bytes.toString('latin1').replace(hash, 'f'.repeat(64)), 'latin1');
  await expect(take(other)).rejects.toThrow(/differs from that of the export/);
  const { rows } = await client.query('select count(*) as persons from identity.person');
  expect(rows).toEqual([{ persons: 0 }]);
  await take(first.bytes);
});

test('an import records what its own database holds: a view that was made by hand before the export does not stop it', async () => {
  await bed.deployer.query(`insert into platform.relation (name) values ('view evidence.made_by_hand')`);
  const { bytes } = await exported(bed.deployer);
  await bed.deployer.query(`delete from platform.relation where name = 'view evidence.made_by_hand'`);
  const client = await emptyDatabase();
  await importDatabase(client, archive(bytes), inject('server').appPassword);
  const { rows } = await client.query(
    `select name from platform.relation where name in ('view evidence.made_by_hand', 'table evidence.item')`,
  );
  expect(rows).toEqual([{ name: 'table evidence.item' }]);
});

test('after an import, learning records are read from the start: positions name transactions of the server of the export (5d)', async () => {
  const place = `insert into training.xapi_place (party_id, mark, voided_mark, read_at, read_by) values ($1, $2, $2, now(), $3)`;
  await bed.deployer.query(place, [nation, `900000|2026-01-01|${randomUUID()}`, focal.personId]);
  const { bytes } = await exported(bed.deployer);
  await bed.deployer.query('delete from training.xapi_place');
  const target = await emptyDatabase();
  await importDatabase(target, archive(bytes), inject('server').appPassword);
  const { rows } = await target.query('select party_id, mark, voided_mark from training.xapi_place');
  expect(rows).toEqual([{ party_id: nation, mark: null, voided_mark: null }]);
});

test('an export is refused if the schema role sees only part of a table', async () => {
  const name = `closed_${randomUUID().slice(0, 8)}`;
  await bed.deployer.query(`create table platform.${name} (n int); alter table platform.${name} enable row level security`);
  await expect(exported(bed.deployer)).rejects.toThrow(`does not see every row of platform.${name}`);
  await bed.deployer.query(`drop table platform.${name}`);
});

test('after an import into a data directory, the application role can connect before the first start', async () => {
  const data = mkdtempSync(join(tmpdir(), 'manumit-restored-'));
  await importInto(data, archive(first.bytes));
  const server = await startEmbedded({ dataDirectory: data });
  try {
    const app = await connect(asApplication(server.connection, deriveAppPassword(server.connection.password)));
    expect((await app.query('select current_user as me')).rows).toEqual([{ me: 'manumit_app' }]);
    await app.end();
  } finally {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  }
});
