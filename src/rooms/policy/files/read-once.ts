import { createHash, type Hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';

const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url));
const STORE = join(PROJECT, 'dist', 'content');

/** The folders of the code that reads and checks policies and courses. */
export const CHECKING_CODE = ['src/kernel', 'src/platform', 'src/site', 'src/rooms/policy', 'src/rooms/courses'];

/**
 * What `read` makes of the files of a folder: stored if the same files passed before. Every start of a program needs all policies and courses, and reading
 * and checking them takes a second. The name of what is stored covers the content of the files, of the code that checks them, of its packages, and Node. If
 * `read` throws, nothing is stored. A program that cannot write into its own folder reads its files each time.
 */
export function readOnce<T>(name: string, folder: string, read: () => T, store = STORE): T {
  const prefix = `${name}-`;
  const file = `${prefix}${keyOf(folder)}`;
  const stored = findStored<T>(join(store, file));
  if (stored) return stored.content;
  const content = read();
  try {
    mkdirSync(store, { recursive: true });
    // Complete before it has its name: another process may read it at any moment.
    const unfinished = join(store, `${process.pid}-${file}`);
    writeFileSync(unfinished, serialize(content));
    renameSync(unfinished, join(store, file));
    for (const other of readdirSync(store)) if (other.startsWith(prefix) && other !== file) rmSync(join(store, other), { force: true });
  } catch {
    // A folder of programs is often closed to the account that runs them.
  }
  return content;
}

function findStored<T>(path: string): { content: T } | undefined {
  try {
    return { content: deserialize(readFileSync(path)) as T };
  } catch {
    return undefined;
  }
}

/** A hash of everything that the checked content depends on. The folder's path is part of the content of an edition. */
function keyOf(folder: string): string {
  const hash = createHash('sha256').update(JSON.stringify([process.version, folder]));
  addFile(hash, join(PROJECT, 'package-lock.json'));
  for (const each of [folder, ...CHECKING_CODE.map((path) => join(PROJECT, path))]) {
    const entries = readdirSync(each, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    for (const path of entries.map((entry) => join(entry.parentPath, entry.name)).sort()) addFile(hash, path);
  }
  return hash.digest('hex').slice(0, 32);
}

function addFile(hash: Hash, path: string): void {
  const content = readFileSync(path);
  hash.update(JSON.stringify([path, content.length])).update(content);
}
