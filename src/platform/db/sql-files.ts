import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE_ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** A file of `database/tables`. Its number orders it over the whole project; its hash shows whether it was edited after it was applied. */
export type TableFile = { number: number; name: string; sql: string; hash: string };

/** A file of `database/functions` or `database/access`: applied again whenever its hash changes. `makes` names every object it creates (schema-objects.ts). */
export type DefinitionFile = { path: string; kind: 'functions' | 'access'; sql: string; hash: string; makes: string[] };

/** All SQL of platform and rooms. `fixed`: the functions that table files create, because a check of a table calls them. */
export type SqlFiles = { tables: TableFile[]; definitions: DefinitionFile[]; fixed: string[] };

/** Reads all SQL files of a source folder (`platform/NAME/database`, `rooms/NAME/database`), in the order in which they are applied. Throws with the name of an invalid file. */
export function readSqlFiles(root = SOURCE_ROOT): SqlFiles {
  const tables = globSync('*/*/database/tables/*.sql', { cwd: root })
    .map((path) => readTableFile(root, path))
    .sort((a, b) => a.number - b.number);
  const twice = tables.find((one, at) => one.number === tables[at + 1]?.number);
  if (twice) throw new Error(`Two table files carry the number ${twice.number}: give ${twice.name} another one.`);
  const read = (kind: DefinitionFile['kind']) =>
    globSync(`*/*/database/${kind}/**/*.sql`, { cwd: root })
      .sort()
      .map((path) => readDefinition(root, path, kind));
  const definitions = [...read('functions'), ...read('access')];
  const made = new Map<string, string>();
  for (const { path, makes } of definitions)
    for (const object of new Set(makes)) {
      if (made.has(object)) throw new Error(`${path} and ${made.get(object)} both create ${object}: one object, one file.`);
      made.set(object, path);
    }
  return { tables, definitions, fixed: tables.flatMap(({ sql }) => objectsIn(sql).filter((object) => object.startsWith('function '))) };
}

const hashOf = (sql: string) => createHash('sha256').update(sql).digest('hex');

function readTableFile(root: string, path: string): TableFile {
  const name = basename(path, '.sql');
  const number = Number(/^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1]);
  if (!Number.isInteger(number)) throw new Error(`Table file ${path}: name it NNNN-what-it-does.sql.`);
  const sql = readFileSync(join(root, path), 'utf8');
  return { number, name, sql, hash: hashOf(sql) };
}

function readDefinition(root: string, path: string, kind: DefinitionFile['kind']): DefinitionFile {
  const sql = readFileSync(join(root, path), 'utf8');
  const makes = objectsIn(sql);
  const name = basename(path, '.sql');
  const stray = makes.find((object) => !(kind === 'functions' ? /^(function|trigger) /.test(object) : isOfTable(object, name)));
  if (makes.length === 0 || stray || (kind === 'functions' && !makes.some((object) => object.endsWith(`.${name}`))))
    throw new Error(
      kind === 'functions'
        ? `${path}: it creates the function ${name}, all of its overloads, and triggers that call it; nothing else.`
        : `${path}: it creates policies, triggers and defaults of the table ${name}; nothing else.`,
    );
  return { path: path.replaceAll('\\', '/'), kind, sql, hash: hashOf(sql), makes };
}

const isOfTable = (object: string, table: string) =>
  /^(policy|trigger) /.test(object) ? object.endsWith(`.${table}`) : /^default [^.]+\.([^.]+)\./.exec(object)?.[1] === table;

// In the notation of schema-objects.ts. A function with several overloads appears once for each.
const CREATED: readonly [statement: RegExp, object: (...found: string[]) => string][] = [
  [/create (?:or replace )?function ([\w.]+)\s*\(/g, (name) => `function ${name}`],
  [/create policy (\w+) on ([\w.]+)/g, (name, table) => `policy ${name} on ${table}`],
  [/create (?:constraint )?trigger (\w+)\s[^;]*?\son ([\w.]+)/g, (name, table) => `trigger ${name} on ${table}`],
  [/alter table ([\w.]+) alter column (\w+) set default/g, (table, column) => `default ${table}.${column}`],
];

function objectsIn(sql: string): string[] {
  // Comments and function bodies create nothing here.
  const code = sql.replaceAll(/\$\$[\s\S]*?\$\$|--[^\n]*/g, '');
  return CREATED.flatMap(([statement, object]) => [...code.matchAll(statement)].map(([, ...found]) => object(...found))).sort();
}
