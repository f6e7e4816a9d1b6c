import type { ClientBase } from 'pg';
import { applyDefinitions, type Definitions, planDefinitions, recordDefinitions } from './definitions.ts';
import { compareRelations, recordRelations } from './schema-objects.ts';
import { readSqlFiles, type SqlFiles } from './sql-files.ts';

const MIGRATION_LOCK = 7_201_002;

/** What was applied in this run: the names of table files, and the paths of function and access files. */
export type Applied = { tables: string[]; definitions: string[] };

/** Runs `work` while no other process migrates or prepares this database. May be nested on one connection. */
export async function withMigrationLock<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

/**
 * Brings the database up to date in one transaction as `manumit_schema`: if the process is killed, the database is in its old or its new state. Of two
 * processes at once, one does the work. Throws SchemaRefused, with nothing changed, where an applied table file was edited, the database is newer than these
 * files, it holds something without a file, or a table or column is missing.
 */
export function migrate(client: ClientBase, files = readSqlFiles()): Promise<Applied> {
  return withMigrationLock(client, async () => {
    await client.query('begin');
    try {
      await client.query('set local role manumit_schema');
      const applied = await applyAll(client, files);
      await client.query('commit');
      return applied;
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    }
  });
}

/** Why the database cannot be brought up to date, and what to do about it. */
export class SchemaRefused extends Error {
  override readonly name = 'SchemaRefused';
}

async function applyAll(client: ClientBase, files: SqlFiles): Promise<Applied> {
  const pending = await pendingTables(client, files);
  const plan = await planDefinitions(client, files);
  const relations = await compareRelations(client);
  if (relations.missing.length > 0) throw missingRelations(relations.missing);
  const byHand = [...plan.unknown, ...relations.unknown];
  // A pending table file may drop what it finds; what it does not drop is refused below.
  if (byHand.length > 0 && pending.length === 0) throw withoutFile(byHand);
  if (pending.length === 0 && plan.toApply.length === 0 && plan.removedPaths.length === 0) return { tables: [], definitions: [] };
  await applyDefinitions(client, plan, () => applyTables(client, pending), attempt);
  // The database must now hold exactly what the files say.
  const { toApply, unknown } = await planDefinitions(client, files, plan);
  const remaining = (await compareRelations(client)).unknown.filter((name) => relations.unknown.includes(name));
  if (unknown.length + remaining.length > 0) throw withoutFile([...unknown, ...remaining]);
  if (toApply.length > 0)
    throw new SchemaRefused(`Migration failed: ${toApply.map(({ path }) => path).join(', ')} did not create all it names.`);
  await recordDefinitions(client, plan);
  if (pending.length > 0) await recordRelations(client);
  return { tables: pending.map(({ name }) => name), definitions: plan.toApply.map(({ path }) => path) };
}

async function pendingTables(client: ClientBase, { tables }: SqlFiles) {
  const applied = new Map((await readApplied(client)).map((row) => [row.number, row]));
  for (const { number, name } of applied.values())
    if (!tables.some((file) => file.number === number))
      throw new SchemaRefused(
        `Migration refused: a newer version of this program has worked on the database (it applied ${name}). Start that version, or restore a backup of this one without the log after it: npx manumit restore --no-log.`,
      );
  return tables.filter(({ number, name, hash }) => {
    const row = applied.get(number);
    if (row && row.hash !== hash)
      throw new SchemaRefused(`Migration ${name} was changed after it was applied. Undo the change and write a new file.`);
    return !row;
  });
}

async function readApplied(client: ClientBase) {
  const { rows } = await client.query<{ known: boolean }>(`select to_regclass('platform.migration') is not null as known`);
  if (!rows[0]!.known) return [];
  return (await client.query<{ number: number; name: string; hash: string }>('select number, name, hash from platform.migration')).rows;
}

async function applyTables(client: ClientBase, pending: SqlFiles['tables']): Promise<void> {
  for (const { name, sql } of pending) await attempt(name, () => client.query(sql));
  for (const { number, name, hash } of pending)
    await client.query('insert into platform.migration (number, name, hash) values ($1, $2, $3)', [number, name, hash]);
}

async function attempt(name: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (cause) {
    throw new SchemaRefused(`Migration ${name} failed and was undone: ${(cause as Error).message}`, { cause });
  }
}

function withoutFile(objects: Definitions['unknown']): SchemaRefused {
  return new SchemaRefused(
    `Migration refused: the database holds what no file of this program creates: ${objects.join(', ')}. If a newer version made it, start that version. ` +
      'If you created it yourself, drop it. If its file was deleted, write a table file that drops it.',
  );
}

function missingRelations(relations: readonly string[]): SchemaRefused {
  return new SchemaRefused(
    `Migration refused: the database lacks what it held when table files were last applied: ${relations.join(', ')}. Restore a backup, or create it again as it was.`,
  );
}

/** Whether every file this program knows is applied, by name; table files first. Runs as the application role. */
export async function pendingMigrations(client: ClientBase, files = readSqlFiles()): Promise<string[]> {
  const { rows } = await client.query<{ name: string; hash: string }>(
    'select name, hash from platform.migration union all select path, hash from platform.definition',
  );
  const hashes = new Map(rows.map(({ name, hash }) => [name, hash]));
  return [
    ...files.tables.filter(({ name }) => !hashes.has(name)).map(({ name }) => name),
    ...files.definitions.filter(({ path, hash }) => hashes.get(path) !== hash).map(({ path }) => path),
  ];
}

/** Table files that were edited after they were applied, by name. Runs as the application role. */
export async function changedMigrations(client: ClientBase, { tables } = readSqlFiles()): Promise<string[]> {
  const hashes = new Map((await readApplied(client)).map(({ number, hash }) => [number, hash]));
  return tables.filter(({ number, hash }) => hashes.has(number) && hashes.get(number) !== hash).map(({ name }) => name);
}
