import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../../start-refused.ts';
import { findProcess } from './running-process.ts';

type Holder = { pid: number; started: string };
const LOCK = 'manumit.lock';

/** The living process that holds this data directory, or undefined. Does not take the lock. */
export function findHolder(dataDirectory: string): { pid: number } | undefined {
  const holder = readHolder(join(dataDirectory, LOCK));
  return holder && isAlive(holder) ? { pid: holder.pid } : undefined;
}

/**
 * Locks the data directory for this process and returns a function that releases it.
 * Throws StartRefused while another living process holds it; a lock left by a dead one is replaced.
 */
export function takeLock(dataDirectory: string): () => void {
  const path = join(dataDirectory, LOCK);
  const self: Holder = { pid: process.pid, started: findProcess(process.pid)?.started ?? 'unknown' };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, JSON.stringify(self), { flag: 'wx', mode: 0o600 });
      return () => {
        if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    removeStale(path, dataDirectory);
  }
  throw new StartRefused(`Another process is locking the data directory ${dataDirectory}. Try again.`);
}

function removeStale(path: string, dataDirectory: string): void {
  const holder = readHolder(path) ?? readHolderAgain(path);
  if (holder && isAlive(holder)) throw lockRefusal(holder, dataDirectory);
  // Two starts may both find the same dead lock. The rename shows which lock was really moved away: a fresh one is put back.
  const movedPath = `${path}.${process.pid}`;
  try {
    renameSync(path, movedPath);
  } catch {
    return;
  }
  const removed = readHolder(movedPath);
  if (removed && isAlive(removed)) {
    renameSync(movedPath, path);
    throw lockRefusal(removed, dataDirectory);
  }
  rmSync(movedPath, { force: true });
}

// The holder may have created the file and not written it yet.
function readHolderAgain(path: string): Holder | undefined {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  return readHolder(path);
}

function readHolder(path: string): Holder | undefined {
  try {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Partial<Holder>;
    return typeof content.pid === 'number' && typeof content.started === 'string'
      ? { pid: content.pid, started: content.started }
      : undefined;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  return findProcess(holder.pid)?.started === holder.started;
}

function lockRefusal(holder: Holder, dataDirectory: string): StartRefused {
  const holderName = holder.pid === process.pid ? 'this process' : `process ${holder.pid}`;
  return new StartRefused(
    `The data directory ${dataDirectory} is in use by ${holderName}. Stop that one first, or set MANUMIT_DATA to another directory.`,
  );
}
