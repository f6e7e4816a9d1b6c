import {
  closeSync,
  existsSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type Keys, keysOf, type MasterKey, masterKey } from '#platform/keys.ts';
import { StartRefused } from '../start-refused.ts';

const ABOUT =
  'The master keys of this installation. Anyone who reads this file can decrypt what they encrypted. Keep a copy apart from the database and its backups.';

const KeyFile = z.strictObject({
  about: z.string(),
  keys: z
    .array(
      z.strictObject({
        generation: z.int().positive(),
        created: z.iso.datetime(),
        secret: z.base64url().length(43),
      }),
    )
    .nonempty()
    .refine((keys) => keys.every(({ generation }, at) => at === 0 || generation > keys[at - 1]!.generation)),
});

/** The master keys of the file, the newest last, or undefined where there is no file. Throws StartRefused where others can read it or it is damaged. */
export function readKeyFile(path: string): MasterKey[] | undefined {
  if (!existsSync(path)) return undefined;
  checkFileMode(path);
  try {
    const { keys } = KeyFile.parse(JSON.parse(readFileSync(path, 'utf8')));
    return keys.map(({ generation, created, secret }) => masterKey(generation, new Date(created), Buffer.from(secret, 'base64url')));
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code) throw new StartRefused(`The key file ${path} cannot be read (${code}). It must belong to the user this program runs as.`);
    // The parser's message would repeat the content.
    throw new StartRefused(`The key file ${path} is damaged. Restore your copy of it; its content cannot be recomputed.`);
  }
}

/** Creates a key file with one fresh master key, unless another process was quicker; returns the keys in the file. */
export function createKeyFile(path: string, now: Date): MasterKey[] {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const temporaryFile = writeTemporary(path, [masterKey(1, now)]);
  try {
    linkSync(temporaryFile, path);
    syncFolder(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw writeRefusal(path, error);
  } finally {
    rmSync(temporaryFile, { force: true });
  }
  return readKeyFile(path)!;
}

/** Adds a fresh master key to the file, which keeps its owner and mode. The older keys stay: they decrypt what they encrypted. The caller ensures that one runs at a time. */
export function addMasterKey(path: string, now: Date): MasterKey {
  removeTemporaries(path);
  const known = readKeyFile(path) ?? [];
  const fresh = masterKey((known.at(-1)?.generation ?? 0) + 1, now);
  // Run as root, the command would otherwise leave a file that the program itself cannot read.
  const owner = statSync(path, { throwIfNoEntry: false });
  const temporaryFile = writeTemporary(path, [...known, fresh], owner);
  renameSync(temporaryFile, path);
  syncFolder(path);
  return fresh;
}

/**
 * The keys of an existing file. They are read again whenever it changes, so that a rotation reaches a running program. A file that can no longer be used while the
 * program runs is reported by `onFault`, and the keys read before remain valid. Throws StartRefused where the file cannot be used at first.
 */
export function keysFromFile(path: string, onFault: (message: string) => void = logFault): Keys {
  let ring = readKeyFile(path);
  if (!ring) throw new StartRefused(`The key file ${path} is missing.`);
  let lastFingerprint = fingerprintOf(path);
  let lastFault = '';
  return keysOf(() => {
    try {
      const fingerprint = fingerprintOf(path);
      if (fingerprint === undefined || fingerprint === lastFingerprint) return ring!;
      lastFingerprint = fingerprint;
      ring = continuing(path, ring!, readKeyFile(path) ?? ring!);
      lastFault = '';
    } catch (error) {
      const { message } = error as Error;
      if (message !== lastFault) onFault(message);
      lastFault = message;
    }
    return ring!;
  });
}

// Another installation's file would leave what is stored unreadable.
function continuing(path: string, held: readonly MasterKey[], read: MasterKey[]): MasterKey[] {
  if (held.every(({ id }) => read.some((one) => one.id === id))) return read;
  throw new StartRefused(`The key file ${path} no longer holds the master keys in use. Restore your copy of it.`);
}

function logFault(message: string): void {
  process.stderr.write(`${JSON.stringify({ event: 'key-file-unusable', message })}\n`);
}

function fingerprintOf(path: string): string | undefined {
  const stats = statSync(path, { throwIfNoEntry: false });
  // The time of a change of owner or mode is the ctime: a file that was closed again is read again.
  return stats && `${stats.ino} ${stats.mtimeMs} ${stats.ctimeMs} ${stats.size}`;
}

function checkFileMode(path: string): void {
  const mode = statSync(path).mode & 0o777;
  if (process.platform === 'win32' || (mode & 0o077) === 0) return;
  throw new StartRefused(
    `Other users of this machine can read the key file ${path} (mode ${mode.toString(8)}). Close it: chmod 600 ${path}\n` +
      'If others may have read it, run npx manumit keys rotate once it is closed.',
  );
}

function writeTemporary(path: string, keys: readonly MasterKey[], like?: Stats): string {
  const temporaryFile = `${path}.${process.pid}.new`;
  const storedKeys = keys.map(({ generation, created, secret }) => ({ generation, created, secret: secret.toString('base64url') }));
  try {
    rmSync(temporaryFile, { force: true });
    const file = openSync(temporaryFile, 'wx', 0o600);
    try {
      writeSync(file, `${JSON.stringify({ about: ABOUT, keys: storedKeys }, null, 2)}\n`);
      if (like && process.platform !== 'win32') {
        if (like.uid !== process.geteuid?.()) fchownSync(file, like.uid, like.gid);
        fchmodSync(file, like.mode & 0o777);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return temporaryFile;
  } catch (error) {
    throw writeRefusal(path, error);
  }
}

// Removes half-written files of a killed process: keys are stored in the key file alone.
function removeTemporaries(path: string): void {
  const [folder, temporaryFile] = [dirname(path), new RegExp(`^${basename(path)}\\.\\d+\\.new$`)];
  if (existsSync(folder)) for (const name of readdirSync(folder)) if (temporaryFile.test(name)) rmSync(join(folder, name), { force: true });
}

// After a power cut a file exists only if its folder was flushed.
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function writeRefusal(path: string, cause: unknown): StartRefused {
  return new StartRefused(
    `The key file ${path} cannot be written: ${(cause as Error).message}. Set KEY_FILE to a place that this program may write to, or create the file there once and make it readable.`,
    { cause },
  );
}
