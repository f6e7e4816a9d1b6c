import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, type Stats, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { StartRefused } from '../../start-refused.ts';

/** The user and group number a child process runs under. */
export type Owner = { uid: number; gid: number };

/**
 * The user that runs the database server. PostgreSQL refuses to run as root, so root runs it under a number that no account uses: outside the ranges that
 * Debian, Red Hat and systemd assign, and not 65534, which other services share.
 */
export const SERVER_OWNER: Owner = { uid: 60_974, gid: 60_974 };

/** True where the program runs as root (never on Windows). */
export function runsAsRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The account that runs initdb under root: initdb looks up the user's name in the password file, which has none for the server's own number. */
export function findNobody(passwordFile = '/etc/passwd'): Owner {
  const line = readFileSync(passwordFile, 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith('nobody:'));
  const [, , uid, gid] = line?.split(':') ?? [];
  if (!uid || !gid)
    throw new StartRefused('Creating the database as root needs an account named "nobody" in /etc/passwd. Add it, or set DATABASE_URL.');
  return { uid: Number(uid), gid: Number(gid) };
}

/** Refuses an ordinary user without a name: initdb cannot work for it. */
export function checkAccount(): void {
  try {
    userInfo();
  } catch (cause) {
    throw new StartRefused(
      `User number ${process.getuid?.()} has no entry in /etc/passwd, and PostgreSQL cannot create a database without one. Add the entry, or set DATABASE_URL to a PostgreSQL server.`,
      { cause },
    );
  }
}

/**
 * Creates the data directory if needed; as root, so that the database's own number can pass through it. Throws StartRefused, with nothing created, where it
 * cannot.
 */
export function prepareDataDirectory(path: string): void {
  const created: string[] = [];
  try {
    for (const folder of ancestors(path)) if (makeFolder(folder)) created.push(folder);
    // A strict umask would shut the database out of the new folders.
    if (runsAsRoot()) for (const folder of created) chmodSync(folder, 0o755);
    if (readdirSync(path).length === 0) chmodSync(path, runsAsRoot() ? 0o711 : 0o700);
    if (runsAsRoot()) checkPassable(path);
  } catch (cause) {
    for (const folder of created.reverse()) rmdirSync(folder);
    if (cause instanceof StartRefused) throw cause;
    throw new StartRefused(
      `The data directory ${path} cannot be used: ${(cause as Error).message}. Set MANUMIT_DATA to a directory you may write to.`,
      { cause },
    );
  }
}

/** Creates the data directory of a process whose database is elsewhere, if needed: no other user has to reach it. */
export function makeDataDirectory(path: string): void {
  makeFolders(path, runsAsRoot() ? 0o711 : 0o700);
}

/** As root, lets the database's own number pass through a folder that was created without a database; the content has permissions of its own. */
export function makePassable(path: string): void {
  if (runsAsRoot() && existsSync(path)) chmodSync(path, (statSync(path).mode & 0o777) | 0o011);
}

/** Creates a folder and its missing parents, one by one: with `recursive`, Node retries forever where a file system such as /proc accepts none. */
export function makeFolders(path: string, mode: number): void {
  for (const folder of ancestors(path)) makeFolder(folder, mode);
}

function makeFolder(path: string, mode = 0o755): boolean {
  if (existsSync(path)) return false;
  mkdirSync(path, { mode });
  return true;
}

function checkPassable(path: string): void {
  const impassable = findImpassableFolder(path);
  if (!impassable) return;
  throw new StartRefused(
    `As root, the database runs under its own user number (${SERVER_OWNER.uid}), which cannot pass through ${impassable}. ` +
      'Set MANUMIT_DATA to a directory outside it (such as /var/lib/manumit), or let others pass: ' +
      `chmod o+x ${impassable}`,
  );
}

/** The first folder on the way to an existing path that the database's own number cannot pass through, if any. */
export function findImpassableFolder(path: string): string | undefined {
  return ancestors(path).find((folder) => !isPassable(statSync(folder), SERVER_OWNER));
}

/** Whether this user may pass through a folder with these rights. Pure. */
export function isPassable(folder: Pick<Stats, 'mode' | 'uid' | 'gid'>, owner: Owner): boolean {
  if (folder.uid === owner.uid) return (folder.mode & 0o100) !== 0;
  if (folder.gid === owner.gid) return (folder.mode & 0o010) !== 0;
  return (folder.mode & 0o001) !== 0;
}

function ancestors(path: string): string[] {
  const parent = dirname(path);
  return parent === path ? [path] : [...ancestors(parent), path];
}
