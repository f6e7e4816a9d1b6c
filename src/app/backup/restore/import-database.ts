import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { migrate } from '#platform/db/migrate.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import { recordRelations } from '#platform/db/schema-objects.ts';
import { readSqlFiles, type TableFile } from '#platform/db/sql-files.ts';
import { restartXapiImports } from '#rooms/readiness/index.ts';
import { StartRefused } from '../../start-refused.ts';
import { columnList, readTables, type Table } from '../catalogue.ts';
import { type ChainState, verifyChain } from '../chain.ts';
import { Contents } from '../contents.ts';
import { type Member, unpackTar } from '../copy/tar.ts';
import { type Digests, differences, digestTables } from '../digest.ts';

/** The imported content, and the comparison of its tables and its ledger. `applied` names the table files of this program that the export did not have. */
export type ImportedDatabase = { contents: Contents; digests: Digests; chain: ChainState; applied: string[] };

/**
 * Imports a whole export into an empty database: builds its tables as they were, fills them and compares each. Then it migrates them to this program, with
 * functions and policies.
 * All rows come in one transaction: after an interruption none is there. `begin` runs before anything is changed, and may refuse the export by its description.
 * Throws StartRefused where the database is not empty or the export is incomplete.
 */
export async function importDatabase(
  client: Client,
  archive: AsyncIterable<Buffer>,
  appPassword: string,
  begin: (contents: Contents) => Promise<void> = async () => {},
): Promise<ImportedDatabase> {
  const members = unpackTar(archive);
  const first = await members.next();
  if (first.done || first.value.path !== 'contents.json')
    throw new StartRefused('This is not an export of Manumit: it does not begin with its description.');
  const contents = Contents.parse(JSON.parse((await readMember(first.value)).toString('utf8')));
  const known = migrationsOf(contents);
  await checkEmpty(client);
  await begin(contents);
  await prepareRoles(client, appPassword);
  await migrate(client, { tables: known, definitions: [], fixed: readSqlFiles().fixed });
  await client.query('begin');
  try {
    await client.query('set local role manumit_schema');
    const digests = await fillTables(client, contents, members);
    const chain = await verifyChain(client);
    // The list of the export may name what only its own database held, such as a view made by hand: it would stop each start.
    if ('platform.relation' in contents.tables) await recordRelations(client);
    if ('training.xapi_place' in contents.tables) await restartXapiImports(client);
    await client.query('commit');
    return { contents, digests, chain, applied: (await migrate(client)).tables };
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

// The table files of the export, as this program has them: the tables are first built as they were when exported.
function migrationsOf({ migrations, program }: Contents): TableFile[] {
  const tableFiles = new Map(readSqlFiles().tables.map((one) => [one.number, one]));
  return migrations.map(({ number, name, hash }) => {
    const own = tableFiles.get(number);
    if (own?.hash === hash) return own;
    throw new StartRefused(
      own
        ? `Migration ${name} of this program differs from that of the export (version ${program}).`
        : `The export was made by a newer program (version ${program}): this program has no migration ${name}. Use that version.`,
    );
  });
}

async function checkEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('identity.person') is not null as there`);
  if (!rows[0]!.there) return;
  const used = await client.query<{ used: boolean }>(
    'select exists (select from identity.person) or exists (select from ledger.entry) as used',
  );
  if (used.rows[0]!.used)
    throw new StartRefused('This database already holds an installation. Import into an empty one; nothing was changed.');
}

async function fillTables(client: Client, contents: Contents, members: AsyncGenerator<Member>): Promise<Digests> {
  const tables = await readTables(client);
  const unexpected = differences(
    Object.fromEntries(tables.map(({ name }) => [name, { rows: 0, sha256: '' }])),
    Object.fromEntries(Object.keys(contents.tables).map((name) => [name, { rows: 0, sha256: '' }])),
  );
  if (unexpected.length > 0) throw new StartRefused(`The export and its own schema do not have the same tables: ${unexpected.join(', ')}.`);
  const keys = await client.query<{ on: string; name: string; definition: string }>(
    `
    select conrelid::regclass::text as on, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and conparentid = 0 and conrelid::regclass::text = any ($1)`,
    [tables.map(({ name }) => name)],
  );
  for (const key of keys.rows) await client.query(`alter table ${key.on} drop constraint ${key.name}`);
  for (const { name } of tables)
    await client.query(`alter table ${name} no force row level security; alter table ${name} disable trigger user`);
  await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`);
  await copyRows(client, contents, members);
  await continueSequences(client, tables);
  for (const { name } of tables)
    await client.query(`alter table ${name} force row level security; alter table ${name} enable trigger user`);
  for (const key of keys.rows) await client.query(`alter table ${key.on} add constraint ${key.name} ${key.definition}`);
  const digests = await digestTables(client, tables);
  const differing = differences(
    digests,
    Object.fromEntries(Object.entries(contents.tables).map(([name, { rows, sha256 }]) => [name, { rows, sha256 }])),
  );
  if (differing.length > 0) throw new StartRefused(`These tables differ from the export: ${differing.join(', ')}. Nothing was imported.`);
  return digests;
}

// Identity sequences continue after the imported rows: restarted, the next row would get a number that is taken.
async function continueSequences(client: Client, tables: readonly Table[]): Promise<void> {
  const identityColumns = await client.query<{ on: string; column: string; sequence: string }>(
    `select attrelid::regclass::text as on, quote_ident(attname) as column, pg_get_serial_sequence(attrelid::regclass::text, attname) as sequence
    from pg_attribute where attidentity <> '' and attrelid::regclass::text = any ($1)`,
    [tables.map(({ name }) => name)],
  );
  for (const { on, column, sequence } of identityColumns.rows)
    await client.query(`select setval($1, coalesce(max(${column}), 0) + 1, false) from ${on}`, [sequence]);
}

async function copyRows(client: Client, contents: Contents, members: AsyncGenerator<Member>): Promise<void> {
  let open: { name: string; stream: Writable } | undefined;
  const close = async () => {
    if (open) await new Promise<void>((resolve, reject) => open!.stream.on('error', reject).end(resolve));
    open = undefined;
  };
  try {
    for await (const member of members) {
      const name = /^tables\/(.+)\/\d+$/.exec(member.path)?.[1];
      const table = name && contents.tables[name];
      if (!name || !table) throw new StartRefused(`The export contains an unknown member: ${member.path}.`);
      if (open?.name !== name) {
        await close();
        const stream = client.query(copyFrom(`copy ${name} (${columnList([...table.columns, ...table.counters])}) from stdin`));
        open = { name, stream };
      }
      await pipeline(member.body, open.stream, { end: false });
    }
    await close();
  } catch (error) {
    // The server waits for the rest of a table. Once COPY is ended with a failure, it accepts the next statement, which is the rollback.
    if (open && !open.stream.closed) await new Promise<void>((resolve) => open!.stream.once('close', resolve).destroy());
    throw error;
  }
}

async function readMember(member: Member): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of member.body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
