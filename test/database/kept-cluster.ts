import { createHash, randomUUID } from 'node:crypto';
import {
  chmodSync,
  constants,
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { changeOwner, clusterIn } from '#app/launcher/database/cluster.ts';
import { prepareDataDirectory, runsAsRoot, SERVER_OWNER } from '#app/launcher/database/owner.ts';
import { importsOf, ROOT } from '../source-tree.ts';

/** The password of the application role on every server of the tests. */
export const APP_PASSWORD = 'application role of the tests';

/** The database that each test file clones, in a kept cluster. */
export const TEMPLATE = 'manumit_template';

// npm ci empties this folder, so CI begins without a cache. Only this user reads it, so it may be in a folder that the database server's user cannot enter
// (root's home).
const CACHE = join(ROOT, 'node_modules/.cache/manumit-test-cluster');
const KEPT = 3;
const HALF = 'half-';
const HALF_MS = 3_600_000;

/**
 * A data directory for this run, which the caller removes: a copy of the stopped cluster cached for today's sources. If there is none, it is made first. A new
 * cluster is also used as a copy, so there is one path with or without a cache.
 */
export async function copyKeptCluster(): Promise<string> {
  const cluster = await keep(CACHE, keyOf(sourcesOfTemplate(), new Date()), async (folder) => {
    const { makeCluster } = await import('./template.ts');
    await makeCluster(folder, TEMPLATE, APP_PASSWORD);
    // Files of a running server.
    for (const name of ['socket', 'postgres.log']) rmSync(join(folder, name), { recursive: true, force: true });
  });
  return copyForServer(cluster);
}

/** A copy of a stored cluster outside the store, which the database server's user can enter and owns. */
export function copyForServer(cluster: string): string {
  const copy = mkdtempSync(join(tmpdir(), 'manumit-test-'));
  prepareDataDirectory(copy);
  copyFolder(cluster, copy);
  chmodSync(clusterIn(copy), 0o700);
  if (runsAsRoot()) changeOwner(clusterIn(copy), SERVER_OWNER);
  return copy;
}

/**
 * Every file that the template depends on: all SQL, the policies, installed packages (including the server), and the code that makes it with all its imports.
 * Paths from the root, sorted.
 */
export function sourcesOfTemplate(): string[] {
  const found = new Set([...globSync(['src/**/*.sql', 'policies/**/*.*'], { cwd: ROOT }), 'node_modules/.package-lock.json']);
  const follow = (path: string) => {
    if (found.has(path)) return;
    found.add(path);
    for (const next of importsOf(path, readFileSync(join(ROOT, path), 'utf8'))) if (/^(src|test)\//.test(next)) follow(next);
  };
  follow('test/database/kept-cluster.ts');
  return [...found].sort();
}

/**
 * The name of a cached cluster: a hash of the content of these files, the user, the machine and the day, so that a cluster is only used on the day it was
 * made.
 */
export function keyOf(paths: readonly string[], now: Date, root = ROOT): string {
  const hash = createHash('sha256');
  hash.update(JSON.stringify([process.version, process.platform, process.arch, process.getuid?.(), now.toISOString().slice(0, 10)]));
  for (const path of paths) hash.update(JSON.stringify([path, readFileSync(join(root, path), 'utf8')]));
  return hash.digest('hex').slice(0, 32);
}

/**
 * The folder cached under this key in `cache`. If there is none, `make` fills a temporary folder first. The folder gets its name only when it is complete, and
 * loses it before it is removed, so a killed run never leaves half a folder for later runs. If two runs make the same folder at once, both use the first.
 */
export async function keep(cache: string, key: string, make: (folder: string) => Promise<void>): Promise<string> {
  const cluster = join(cache, key);
  if (!existsSync(cluster)) {
    mkdirSync(cache, { recursive: true, mode: 0o700 });
    const made = mkdtempSync(join(tmpdir(), 'manumit-test-'));
    const half = mkdtempSync(join(cache, HALF));
    try {
      await make(made);
      copyFolder(made, half);
      renameSync(half, cluster);
    } catch (error) {
      // Another run was faster.
      if (!existsSync(cluster)) throw error;
    } finally {
      for (const folder of [made, half]) rmSync(folder, { recursive: true, force: true });
    }
  }
  utimesSync(cluster, new Date(), new Date());
  clear(cache);
  return cluster;
}

// Keeps the few used last, for changes between branches. Unfinished folders were left by runs that were killed.
function clear(cache: string): void {
  const folders = readdirSync(cache)
    .map((name) => ({ path: join(cache, name), usedAt: statSync(join(cache, name), { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.usedAt - a.usedAt);
  const isHalf = ({ path }: { path: string }) => basename(path).startsWith(HALF);
  const old = folders.filter((folder) => !isHalf(folder)).slice(KEPT);
  const left = folders.filter((folder) => isHalf(folder) && Date.now() - folder.usedAt > HALF_MS);
  try {
    for (const { path } of [...old, ...left]) {
      const half = join(cache, `${HALF}${randomUUID()}`);
      renameSync(path, half);
      rmSync(half, { recursive: true, force: true });
    }
  } catch {
    // Another run cleans up at the same time. The next run removes what is left.
  }
}

function copyFolder(from: string, to: string): void {
  cpSync(from, to, { recursive: true, verbatimSymlinks: true, mode: constants.COPYFILE_FICLONE });
}
