import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { readTables } from '#app/backup/catalogue.ts';
import { differences, digestTables } from '#app/backup/digest.ts';
import { closeToStatements } from '#platform/db/close-to-statements.ts';
import { migrate } from '#platform/db/migrate.ts';
import { connect } from '#platform/db/pool.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import { readSqlFiles, type SqlFiles } from '#platform/db/sql-files.ts';
import { copySql, writeInventedChange } from './schema/invented-change.ts';
import { schemaDigest } from './schema/schema-digest.ts';
import { dropDatabase, onDatabase } from './server.ts';

const { deployer, appPassword, template } = inject('server');
// Killing a new installation at every statement takes minutes: npm test tries a few of them, npm run test:full every seventh.
const FULL = process.env.MANUMIT_FULL === '1';

const changedRoot = writeInventedChange();
const today = readSqlFiles();
const changed = readSqlFiles(changedRoot);

let admin: pg.Client;
/** The digests of a new installation for each set of files. */
let sound: Record<string, string>;
let next: Record<string, string>;
const made: { name: string; client: pg.Client }[] = [];

/** A database for one test: empty, or a copy of the template, which has rows. */
async function newDatabase(from = 'template0'): Promise<{ name: string; client: pg.Client }> {
  const name = `manumit_schema_${process.pid}_${randomBytes(3).toString('hex')}`;
  await admin.query(`create database ${name} template ${from}`);
  const client = await connect(onDatabase(deployer, name));
  made.push({ name, client });
  return { name, client };
}

async function newInstallation(files: SqlFiles): Promise<Record<string, string>> {
  const { client } = await newDatabase();
  await prepareRoles(client, appPassword);
  await migrate(client, files);
  if (typeof deployer !== 'string') await closeToStatements(client);
  return schemaDigest(client);
}

/** Migrates on a connection that breaks after this many statements, as when a process is killed. Returns whether that point was reached. */
async function dieAt(name: string, files: SqlFiles, statement: number): Promise<boolean> {
  const client = await connect(onDatabase(deployer, name));
  client.on('error', () => {});
  const { processID } = client as unknown as { processID: number };
  const query = client.query.bind(client) as (...given: unknown[]) => Promise<pg.QueryResult>;
  let sent = 0;
  client.query = ((...given: unknown[]) => {
    const answer = query(...given);
    if (++sent === statement) (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    return answer;
  }) as typeof client.query;
  try {
    await migrate(client, files);
    await client.end();
    return false;
  } catch {
    // The server may still commit when the connection has gone. A schema that is read meanwhile would be half old and half new.
    while ((await admin.query('select from pg_stat_activity where pid = $1', [processID])).rowCount! > 0) await setTimeout(20);
    return true;
  }
}

beforeAll(async () => {
  admin = await connect(onDatabase(deployer, 'postgres'));
  sound = await newInstallation(today);
  next = await newInstallation(changed);
});
afterAll(async () => {
  for (const { name, client } of made) {
    await client.end();
    await dropDatabase(admin, name);
  }
  await admin.end();
  rmSync(changedRoot, { recursive: true, force: true });
});

test('the digest distinguishes two schemas', async () => {
  const { client } = made[0]!;
  expect(await schemaDigest(client)).toEqual(sound);
  await client.query(
    'begin; grant update (code) on parties.party to manumit_app; alter policy migration_read on platform.migration using (false)',
  );
  const { columns, policies, ...rest } = await schemaDigest(client);
  await client.query('rollback');
  expect(sound).toMatchObject(rest);
  expect([columns, policies]).not.toEqual([sound.columns, sound.policies]);
});

test('the template that tests clone has the schema that the current files create, also if it was kept from an earlier run', async () => {
  const { client } = await newDatabase(template);
  expect(await schemaDigest(client)).toEqual(sound);
});

test('PostgreSQL accepts the body of every function, although functions are created before the objects they name', async () => {
  const { rows } = await made[0]!.client.query<{ sql: number; plpgsql: number }>(
    `select count(fmgr_sql_validator(p.oid)) filter (where l.lanname = 'sql')::int as sql, count(plpgsql_validator(p.oid)) filter (where l.lanname = 'plpgsql')::int as plpgsql
     from pg_proc p join pg_language l on l.oid = p.prolang join pg_namespace n on n.oid = p.pronamespace where n.nspowner = 'manumit_schema'::regrole`,
  );
  expect(rows[0]!.sql + rows[0]!.plpgsql).toBeGreaterThan(200);
});

describe('an upgrade', () => {
  test('from a database with rows leads to the schema of a new installation, and keeps every row', async () => {
    const { client } = await newDatabase(template);
    const tables = await readTables(client);
    const before = await digestTables(client, tables);
    const applied = await migrate(client, changed);
    expect(applied.tables).toEqual(['9000-invented']);
    expect(applied.definitions.map((path) => path.replace(/^.*database\//, ''))).toEqual([
      'functions/is_for_assignment.sql',
      'access/invented.sql',
      'access/item.sql',
      'access/summary.sql',
      'access/edition.sql',
    ]);
    expect(await schemaDigest(client)).toEqual(next);
    const changedTables = differences(before, await digestTables(client, tables));
    expect(changedTables).toEqual(['platform.definition', 'platform.migration', 'platform.relation']);
    // The owner could access the rows of a table while its policies were being changed.
    expect((await client.query('select distinct invented from policy.edition')).rows).toEqual([{ invented: 'seen' }]);
    expect(await migrate(client, changed)).toEqual({ tables: [], definitions: [] });
  });

  test('killed at any statement leaves the database unchanged, and the next start completes it', async () => {
    const { name, client } = await newDatabase(template);
    const before = await schemaDigest(client);
    let statement = 1;
    for (; await dieAt(name, changed, statement); statement++) {
      const found = await schemaDigest(client);
      // If it was done, only the answer to the commit can be lost.
      if (JSON.stringify(found) !== JSON.stringify(next)) expect(found, `at statement ${statement}`).toEqual(before);
    }
    expect(statement).toBeGreaterThan(20);
    expect(await schemaDigest(client)).toEqual(next);
  });

  test('by two simultaneous processes is done once', async () => {
    const { name } = await newDatabase(template);
    const both = await Promise.all([1, 2].map(() => connect(onDatabase(deployer, name))));
    const applied = await Promise.all(both.map((client) => migrate(client, changed)));
    expect(applied.map(({ tables }) => tables.length).sort()).toEqual([0, 1]);
    for (const client of both) await client.end();
  });

  test('recreates every policy that calls a changed function', async () => {
    const { client } = await newDatabase(template);
    const definitions = today.definitions.map((file) =>
      file.path.endsWith('/holds.sql')
        ? {
            ...file,
            hash: 'another',
            sql: file.sql
              .replaceAll('(roles text[])', '(roles text[], strict boolean default false)')
              .replaceAll('(text[])', '(text[], boolean)'),
          }
        : file,
    );
    expect((await migrate(client, { ...today, definitions })).definitions.length).toBeGreaterThan(50);
    const { functions, ...rest } = await schemaDigest(client);
    expect(sound).toMatchObject(rest);
    expect(functions).not.toEqual(sound.functions);
    // The earlier version of the program restores its own, because no table was changed.
    await migrate(client, today);
    expect(await schemaDigest(client)).toEqual(sound);
  });
});

test('a new installation killed part-way leaves nothing, and the next start completes it', async () => {
  const { name, client } = await newDatabase();
  await prepareRoles(client, appPassword);
  for (let statement = 1; await dieAt(name, today, statement); statement += FULL ? 7 : 97) {
    const { rows } = await client.query<{ schema: string | null }>(`select to_regnamespace('platform') as schema`);
    if (rows[0]!.schema === null) continue;
    // If something is there, only the answer to the commit was lost: the next start finds nothing to do.
    expect(await migrate(client, today), `at statement ${statement}`).toEqual({ tables: [], definitions: [] });
    break;
  }
  await migrate(client, today);
  if (typeof deployer !== 'string') await closeToStatements(client);
  expect(await schemaDigest(client)).toEqual(sound);
});

describe('a start is refused, and changes nothing,', () => {
  const refused = async (client: pg.Client, files: SqlFiles, why: RegExp) => {
    const before = await schemaDigest(client);
    await expect(migrate(client, files)).rejects.toThrow(why);
    expect(await schemaDigest(client)).toEqual(before);
  };

  test('if a newer version worked on the database', async () => {
    const { client } = await newDatabase(template);
    await migrate(client, changed);
    await refused(
      client,
      today,
      /a newer version of this program has worked on the database \(it applied 9000-invented\)\. Start that version, or restore/,
    );
  });

  test('if an applied table file was edited', async () => {
    const { client } = await newDatabase(template);
    const tables = today.tables.map((file, at) => (at === 3 ? { ...file, hash: 'edited' } : file));
    await refused(client, { ...today, tables }, /0004-policy was changed after it was applied\. Undo the change and write a new file/);
  });

  test.each([
    ['a policy', 'create policy by_hand on parties.party for select to manumit_app using (true)', 'policy by_hand on parties.party'],
    ['a function', 'create function identity.by_hand() returns int language sql return 1', 'function identity.by_hand'],
    ['an overload', 'create function identity.holds(text) returns boolean language sql return true', 'function identity.holds'],
    [
      'a trigger',
      'create trigger by_hand before insert on parties.party for each row execute function platform.record_public_change()',
      'trigger by_hand on parties.party',
    ],
    ['a column', 'alter table parties.party add column by_hand text', 'column parties.party.by_hand'],
    ['a table', 'create table evidence.by_hand as select * from evidence.item', 'table evidence.by_hand'],
    ['a view', 'create view evidence.by_hand as select * from evidence.item', 'view evidence.by_hand'],
    ['a sequence', 'create sequence ledger.by_hand', 'sequence ledger.by_hand'],
  ])('if %s was created manually', async (_, sql, object) => {
    const { client } = await newDatabase(template);
    await client.query(`set role manumit_schema; ${sql}; reset role`);
    await refused(client, today, new RegExp(`no file of this program creates: ${object}\\..*If you created it yourself, drop it`));
    await refused(client, changed, new RegExp(`no file of this program creates: ${object}\\.`));
  });

  test.each([
    ['a column', 'alter table platform.stored_response drop column input_hash', 'column platform.stored_response.input_hash'],
    ['a table', 'drop table platform.stored_response', 'column platform.stored_response.answer, .*, table platform.stored_response'],
  ])('if %s was dropped manually', async (_, sql, missing) => {
    const { client } = await newDatabase(template);
    await client.query(sql);
    await refused(client, today, new RegExp(`lacks what it held when table files were last applied: ${missing}\\. Restore a backup`));
  });

  test('if a file was deleted and no table file drops what it created', async () => {
    const { client } = await newDatabase(template);
    const definitions = today.definitions.filter(({ path }) => !path.endsWith('/is_link.sql'));
    await refused(client, { ...today, definitions }, /creates: function returns\.is_link\..*write a table file that drops it/);
  });

  test('if a file fails, which the message names', async () => {
    const { client } = await newDatabase(template);
    const definitions = today.definitions.map((file) =>
      file.path.endsWith('/is_link.sql') ? { ...file, hash: 'broken', sql: `${file.sql}\nselect 1 / 0;` } : file,
    );
    await refused(
      client,
      { ...today, definitions },
      /Migration rooms\/returns\/database\/functions\/is_link\.sql failed and was undone: division by zero/,
    );
  });
});

test('a policy that was dropped manually is created again at the next start', async () => {
  const { client } = await newDatabase(template);
  await client.query('drop policy item_read on evidence.item');
  expect((await migrate(client)).definitions).toEqual(['rooms/evidence/database/access/item.sql']);
  expect(await schemaDigest(client)).toEqual(sound);
});

describe('a faulty file is refused when it is read', () => {
  const root = copySql();
  afterAll(() => rmSync(root, { recursive: true }));
  const readWith = (path: string, sql: string) => {
    const file = join(root, path);
    const before = existsSync(file) ? readFileSync(file) : undefined;
    writeFileSync(file, sql);
    try {
      return readSqlFiles(root);
    } finally {
      if (before) writeFileSync(file, before);
      else rmSync(file);
    }
  };

  test.each([
    [
      'access/item.sql',
      'create policy p on evidence.document using (true);',
      /creates policies, triggers and defaults of the table item; nothing/,
    ],
    ['functions/enter.sql', 'create or replace function evidence.leave() returns int language sql return 1;', /creates the function enter/],
    ['functions/enter.sql', '', /functions\/enter\.sql: it creates the function enter/],
    ['tables/0004-again.sql', 'select 1;', /Two table files carry the number 4/],
    ['tables/again.sql', 'select 1;', /name it NNNN-what-it-does\.sql/],
  ])('%s: %s', (path, sql, why) => expect(() => readWith(`rooms/evidence/database/${path}`, sql)).toThrow(why));

  test('if another file creates the same object', () => {
    const sql = readFileSync(join(root, 'rooms/evidence/database/functions/enter.sql'), 'utf8');
    expect(() => readWith('rooms/lrs/database/functions/enter.sql', sql)).toThrow(
      /both create function evidence\.enter: one object, one file/,
    );
    expect(readSqlFiles(root)).toEqual(today);
  });
});
