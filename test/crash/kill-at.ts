import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import pg from 'pg';

// Loaded before the program (--import). Kills this process before the n-th step of a rotation that leaves something behind, `KILL_AT` being n. The first step
// is the new key file. Work in a transaction is lost with it, so in the database the steps are locks, changes and the ends of transactions.
const last = Number(process.env.KILL_AT);
let steps = 0;
const step = () => {
  steps += 1;
  if (steps === last) process.kill(process.pid, 'SIGKILL');
};

const { writeSync, renameSync } = fs;
const isNewKey = (file: unknown) => String(file).endsWith('.new');
fs.writeSync = ((file: number, ...rest: unknown[]) => {
  // A partly written file is found by the name of its descriptor; where the system gives none, it is not counted.
  if (steps > 0 || isNewKey(nameOf(file))) step();
  return (writeSync as (...all: unknown[]) => number)(file, ...rest);
}) as typeof writeSync;
fs.renameSync = (from, to) => {
  if (isNewKey(from)) step();
  renameSync(from, to);
};
syncBuiltinESMExports();

function nameOf(file: number): string {
  try {
    return fs.readlinkSync(`/proc/self/fd/${file}`);
  } catch {
    return '';
  }
}

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function asked(this: pg.Client, ...all: unknown[]) {
  const [first] = all;
  const text = typeof first === 'string' ? first : ((first as { text?: string } | null)?.text ?? '');
  if (steps > 0 && /^\s*(lock|update)|\bcommit\s*;?\s*$/i.test(text)) step();
  return (query as (...all: unknown[]) => unknown).apply(this, all);
} as typeof query;
