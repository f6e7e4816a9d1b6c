import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createZstdDecompress } from 'node:zlib';
import type pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { differences, digestTables } from '#app/backup/digest.ts';
import { takeIn } from '#app/backup/restore/take-in.ts';
import { closeToStatements } from '#platform/db/close-to-statements.ts';
import { migrate, readMigrations } from '#platform/db/migrate.ts';
import { connect } from '#platform/db/pool.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import { ROOT } from '../source-tree.ts';
import type { Step } from './schema/migrate-and-die.ts';
import { schemaDigest } from './schema/schema-digest.ts';
import { dropDatabase, onDatabase } from './server.ts';

const { deployer, appPassword, template } = inject('server');
const SCRIPT = join(ROOT, 'test/database/schema/migrate-and-die.ts');
const FIXTURES = join(ROOT, 'test/fixtures/schema');
const STEPS: readonly Step[] = ['begin', 'inside', 'applied', 'noted', 'committed'];
// Every migration at every step takes minutes: npm test takes every fourth at one step, npm run test:full all at each.
const FULL = process.env.MANUMIT_FULL === '1';

let admin: pg.Client;
let sound: Record<string, string>;
const made: { name: string; client: pg.Client }[] = [];

async function emptyDatabase(): Promise<{ name: string; client: pg.Client }> {
  const name = `manumit_schema_${process.pid}_${randomBytes(3).toString('hex')}`;
  await admin.query(`create database ${name}`);
  const client = await connect(onDatabase(deployer, name));
  made.push({ name, client });
  return { name, client };
}

beforeAll(async () => {
  admin = await connect(onDatabase(deployer, 'postgres'));
  const { client } = await emptyDatabase();
  await prepareRoles(client, appPassword);
  await migrate(client);
  sound = await schemaDigest(client);
});
afterAll(async () => {
  for (const { name, client } of made) {
    await client.end();
    await dropDatabase(admin, name);
  }
  await admin.end();
});

/** Migrates in a process of its own, which is killed at this step of this migration. */
async function dieAt(database: string, number: number, step: Step): Promise<void> {
  const order = JSON.stringify({ connection: onDatabase(deployer, database), number, step });
  const child = spawn(process.execPath, [SCRIPT, order], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [, signal] = await once(child, 'exit');
  expect(signal, `migration ${number} at ${step}`).toBe('SIGKILL');
}

const rounds: { at: string; step: Step | undefined }[] = FULL
  ? STEPS.map((step) => ({ at: step, step }))
  : [{ at: 'a step of every fourth', step: undefined }];
test.each(rounds)('killed on its way (at $at), migrating again ends at the same schema', { timeout: 600_000 }, async ({ step }) => {
  const { name, client } = await emptyDatabase();
  await prepareRoles(client, appPassword);
  // In npm test every fourth migration, each at another step than the one before; the next run begins where this one was killed.
  const doomed = readMigrations().filter((_, at) => step !== undefined || at % 4 === 0);
  for (const [at, { number }] of doomed.entries()) await dieAt(name, number, step ?? STEPS[at % STEPS.length]!);
  await migrate(client);
  expect(await schemaDigest(client)).toEqual(sound);
});

test('the template that tests clone, kept from an earlier run or not, has the schema that these migrations make now', async () => {
  const name = `manumit_schema_${process.pid}_template`;
  await admin.query(`create database ${name} template ${template}`);
  const client = await connect(onDatabase(deployer, name));
  made.push({ name, client });
  const migrated = made[0]!.client;
  if (typeof deployer !== 'string') await closeToStatements(migrated);
  expect(await schemaDigest(client)).toEqual(await schemaDigest(migrated));
});

test('the digest tells a schema from another one', async () => {
  const { client } = await emptyDatabase();
  await prepareRoles(client, appPassword);
  await migrate(client);
  expect(await schemaDigest(client)).toEqual(sound);
  await client.query('alter policy migration_read on platform.migration using (false)');
  expect(await schemaDigest(client)).toEqual({ ...sound, policies: expect.not.stringMatching(sound.policies!) });
});

/** Tables whose rows a later migration changes on purpose, each with the number of that migration. */
const CHANGED_SINCE: Record<string, number> = {};

const releases = globSync('*.tar.zst', { cwd: FIXTURES }).map((file) => basename(file, '.tar.zst'));

test('there is a fixture of every release', () => expect(releases).toContain('0.1.0'));

test.each(releases)('an installation of %s comes to today with every row it had', { timeout: 120_000 }, async (release) => {
  const { client } = await emptyDatabase();
  const archive = createReadStream(join(FIXTURES, `${release}.tar.zst`)).pipe(createZstdDecompress());
  // Until 0.1.0 is released its migrations may still change: then node test/database/schema/write-fixture.ts writes it again.
  const { contents } = await takeIn(client, archive, appPassword);
  expect(contents.tables['evidence.piece']!.rows).toBeGreaterThan(100);
  const tables = Object.entries(contents.tables).map(([name, table]) => ({ ...table, name }));
  const now = await digestTables(client, tables);
  const then = Object.fromEntries(tables.map(({ name, rows, sha256 }) => [name, { rows, sha256 }]));
  expect(differences(then, now).filter((name) => !(name in CHANGED_SINCE) && name !== 'platform.migration')).toEqual([]);
  const { migrations: noted, ...shape } = await schemaDigest(client);
  expect(shape).toEqual(Object.fromEntries(Object.entries(sound).filter(([part]) => part !== 'migrations')));
  expect(noted).toBe(sound.migrations);
});
