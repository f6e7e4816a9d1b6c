import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names a cluster as it lives in one data directory. Two restores of one backup go on under one system number and one timeline; their logs must never be taken for one. */
export function incarnationOf(dataDirectory: string): string {
  const path = fileIn(dataDirectory);
  try {
    // Of two processes the first makes it.
    if (!existsSync(path)) writeFileSync(path, randomUUID(), { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return readFileSync(path, 'utf8');
}

/** For a restore into a directory that held another one: what comes back is an incarnation of its own. */
export function forgetIncarnation(dataDirectory: string): void {
  rmSync(fileIn(dataDirectory), { force: true });
}

function fileIn(dataDirectory: string): string {
  return join(dataDirectory, 'incarnation');
}
