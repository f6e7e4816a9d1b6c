import type { ClientBase } from 'pg';
import { clearTable, dropFunctions, dropObject, readCallers, readObjects } from './schema-objects.ts';
import type { DefinitionFile, SqlFiles } from './sql-files.ts';

/**
 * How the functions, policies, triggers and defaults of a database differ from the files. `toApply`: files to apply. `drop`: objects that are dropped first.
 * `removedPaths`: recorded paths that this program does not have. `unknown`: objects that no current or earlier file creates.
 */
export type Definitions = { toApply: DefinitionFile[]; drop: string[]; removedPaths: string[]; unknown: string[] };

type Recorded = { path: string; hash: string; makes: string[] };

/** Compares database and files. `applied`: files of this plan that are in the database and not recorded yet. */
export async function planDefinitions(client: ClientBase, { definitions, fixed }: SqlFiles, applied?: Definitions): Promise<Definitions> {
  const recorded = applied ? definitions : await readRecorded(client);
  const objects = await readObjects(client);
  const existing = new Set(objects);
  const hashes = new Map(recorded.map(({ path, hash }) => [path, hash]));
  const changed = definitions.filter(({ path, hash, makes }) => hashes.get(path) !== hash || makes.some((object) => !existing.has(object)));
  const affected = withCallers(changed, [...recorded, ...definitions], await readCallers(client));
  const paths = new Set(affected.map(({ path }) => path));
  const known = new Set(definitions.map(({ path }) => path));
  const replaced = recorded.filter(({ path }) => paths.has(path));
  const drop = new Set([...replaced, ...affected].flatMap(({ makes }) => makes).filter((object) => existing.has(object)));
  return {
    toApply: definitions.filter(({ path }) => paths.has(path)),
    drop: [...drop],
    removedPaths: recorded.filter(({ path }) => !known.has(path)).map(({ path }) => path),
    unknown: surplusObjects(objects, [...definitions.flatMap(({ makes }) => makes), ...fixed], drop),
  };
}

// Objects that exist more often than the files create them and are not about to be dropped.
function surplusObjects(objects: readonly string[], created: readonly string[], dropping: ReadonlySet<string>): string[] {
  const expected = Map.groupBy(created, (object) => object);
  return [...new Set(objects.filter((object) => !expected.get(object)?.pop() && !dropping.has(object)))];
}

// A function is dropped and created again, with everything that calls it, because its signature may have changed.
function withCallers(changed: readonly DefinitionFile[], files: readonly Recorded[], callers: ReadonlyMap<string, string[]>): Recorded[] {
  const fileOf = new Map(files.flatMap((file) => file.makes.map((object) => [object, file] as const)));
  const affected = new Map<string, Recorded>();
  const add = (file: Recorded | undefined) => {
    if (!file || affected.has(file.path)) return;
    affected.set(file.path, file);
    for (const object of file.makes) for (const caller of callers.get(object) ?? []) add(fileOf.get(caller));
    // Objects that an earlier version of the file created are dropped too.
    for (const before of files.filter(({ path }) => path === file.path))
      for (const object of before.makes) for (const caller of callers.get(object) ?? []) add(fileOf.get(caller));
  };
  for (const file of changed) add(file);
  return [...affected.values()];
}

async function readRecorded(client: ClientBase): Promise<Recorded[]> {
  const { rows } = await client.query<{ known: boolean }>(`select to_regclass('platform.definition') is not null as known`);
  return rows[0]!.known ? (await client.query<Recorded>('select path, hash, makes from platform.definition')).rows : [];
}

/**
 * Applies a plan around the changes to tables. Policies are dropped first, so that a table file may drop a column they use. Triggers, defaults and functions
 * are dropped afterwards, so that rows the table file changes are still checked and counted. The owner's policies are dropped with these: without them the
 * table file would find no rows.
 */
export async function applyDefinitions(
  client: ClientBase,
  { toApply, drop }: Definitions,
  work: () => Promise<void>,
  attempt: (name: string, work: () => Promise<unknown>) => Promise<void>,
): Promise<void> {
  const owners = await ownersPolicies(client);
  for (const object of drop) if (object.startsWith('policy ') && !owners.has(object)) await dropObject(client, object);
  await work();
  const left = new Set(await readObjects(client));
  const rest = drop.filter((object) => left.has(object));
  for (const object of rest) if (!object.startsWith('function ')) await dropObject(client, object);
  await attempt('of functions that changed', () => dropFunctions(client, rest));
  // A function may call one that is created later.
  await client.query('set local check_function_bodies = off');
  for (const { path, kind, sql } of toApply)
    await attempt(path, async () => {
      const table = /^alter table ([\w.]+) enable row level security;/m.exec(sql)?.[1];
      if (kind === 'access' && table) await clearTable(client, table);
      await client.query(sql);
    });
}

async function ownersPolicies(client: ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ object: string }>(
    `select 'policy ' || polname || ' on ' || n.nspname || '.' || c.relname as object
     from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
     where polroles = array['manumit_schema'::regrole::oid]`,
  );
  return new Set(rows.map(({ object }) => object));
}

/** Records the applied files and removes the records of files that no longer exist. */
export async function recordDefinitions(client: ClientBase, { toApply, removedPaths }: Definitions): Promise<void> {
  await client.query('delete from platform.definition where path = any ($1)', [[...removedPaths, ...toApply.map(({ path }) => path)]]);
  await client.query(
    `insert into platform.definition (path, hash, makes)
     select d.path, d.hash, array(select jsonb_array_elements_text(d.makes)) from jsonb_to_recordset($1) as d (path text, hash text, makes jsonb)`,
    [JSON.stringify(toApply.map(({ path, hash, makes }) => ({ path, hash, makes })))],
  );
}
