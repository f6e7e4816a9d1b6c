import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClientBase } from 'pg';

const SOURCE_ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MIGRATION_LOCK = 7_201_002;

/** One SQL file: its number orders it over the whole project, its hash shows whether an applied one was edited. */
export type Migration = { number: number; name: string; sql: string; hash: string };

/** All migrations of platform and rooms, in order. Two with one number are a mistake and are refused. */
export function readMigrations(root = SOURCE_ROOT): Migration[] {
  const migrations = globSync('**/migrations/*.sql', { cwd: root })
    .map((path) => {
      const name = basename(path, '.sql');
      const number = Number(/^(\d{4})-[a-z0-9-]+$/.exec(name)?.[1]);
      if (!Number.isInteger(number)) throw new Error(`Migration ${path}: name it NNNN-what-it-does.sql.`);
      const sql = readFileSync(join(root, path), 'utf8');
      return { number, name, sql, hash: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((a, b) => a.number - b.number);
  const twice = migrations.find((one, at) => one.number === migrations[at + 1]?.number);
  if (twice) throw new Error(`Two migrations carry the number ${twice.number}: give ${twice.name} another one.`);
  return migrations;
}

/** Does this while no other process migrates or prepares the same database. May be nested on one connection. */
export async function withMigrationLock<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}

/**
 * Brings the database up to date, each file in one transaction as `manumit_schema`; two processes at once do the work once.
 * Answers the names applied now. Throws where a file that was applied has since been edited, naming it.
 */
export function migrate(client: ClientBase, migrations = readMigrations()): Promise<string[]> {
  return withMigrationLock(client, () => applyAll(client, migrations));
}

async function applyAll(client: ClientBase, migrations: readonly Migration[]): Promise<string[]> {
  try {
    await client.query('set role manumit_schema');
    await client.query(`create schema if not exists platform;
      create table if not exists platform.migration (number int primary key, name text not null, hash text not null, applied_at timestamptz not null default now());
      grant usage on schema platform to manumit_app; grant select on platform.migration to manumit_app`);
    const { rows } = await client.query<{ number: number; hash: string }>('select number, hash from platform.migration');
    const applied = new Map(rows.map((row) => [row.number, row.hash]));
    const done: string[] = [];
    for (const migration of migrations) {
      const hash = applied.get(migration.number);
      if (hash === migration.hash) continue;
      if (hash !== undefined)
        throw new Error(`Migration ${migration.name} was changed after it was applied. Undo the change and write a new file.`);
      await apply(client, migration);
      done.push(migration.name);
    }
    return done;
  } finally {
    await client.query('reset role');
  }
}

async function apply(client: ClientBase, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into platform.migration (number, name, hash) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.hash,
    ]);
    await client.query('commit');
  } catch (cause) {
    await client.query('rollback');
    throw new Error(`Migration ${migration.name} failed and was undone: ${(cause as Error).message}`, { cause });
  }
}

/** Whether every migration this program knows is applied. Runs as the application role. */
export async function pendingMigrations(client: ClientBase, migrations = readMigrations()): Promise<string[]> {
  const { rows } = await client.query<{ number: number }>('select number from platform.migration');
  const applied = new Set(rows.map((row) => row.number));
  return migrations.filter((migration) => !applied.has(migration.number)).map((migration) => migration.name);
}
