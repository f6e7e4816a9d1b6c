import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/**
 * Identifies a cluster in one data directory. Two restores of one backup continue under the same system number and timeline; their logs must never be confused.
 */
export function incarnationOf(dataDirectory: string): string {
  const path = incarnationFile(dataDirectory);
  for (;;) {
    const found = tryReadText(path);
    const parsed = z.uuid().safeParse(found);
    if (parsed.success) return parsed.data;
    // A file truncated by a full disk identifies nothing. Every restore would refuse a backup that refers to it.
    if (found !== undefined) rmSync(path, { force: true });
    const temporaryFile = `${path}.${process.pid}.new`;
    try {
      writeFileSync(temporaryFile, randomUUID(), { mode: 0o600, flush: true });
      // Of two processes, the first creates the whole file.
      linkSync(temporaryFile, path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(temporaryFile, { force: true });
    }
  }
}

/** For a restore into a directory that held another cluster: the restored cluster gets an incarnation of its own. */
export function removeIncarnation(dataDirectory: string): void {
  rmSync(incarnationFile(dataDirectory), { force: true });
}

function tryReadText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return undefined;
  }
}

function incarnationFile(dataDirectory: string): string {
  return join(dataDirectory, 'incarnation');
}
