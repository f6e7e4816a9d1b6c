import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** Names a cluster as it lives in one data directory. Two restores of one backup go on under one system number and one timeline; their logs must never be taken for one. */
export function incarnationOf(dataDirectory: string): string {
  const path = fileIn(dataDirectory);
  for (;;) {
    const found = textOf(path);
    const known = z.uuid().safeParse(found);
    if (known.success) return known.data;
    // What a full disk cut short names nothing, and a backup that bears it would be refused by every restore.
    if (found !== undefined) rmSync(path, { force: true });
    const half = `${path}.${process.pid}.new`;
    try {
      writeFileSync(half, randomUUID(), { mode: 0o600, flush: true });
      // Of two processes the first makes it, whole.
      linkSync(half, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(half, { force: true });
    }
  }
}

/** For a restore into a directory that held another one: what comes back is an incarnation of its own. */
export function forgetIncarnation(dataDirectory: string): void {
  rmSync(fileIn(dataDirectory), { force: true });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

function fileIn(dataDirectory: string): string {
  return join(dataDirectory, 'incarnation');
}
