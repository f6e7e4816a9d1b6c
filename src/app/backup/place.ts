import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '../launcher/start-refused.ts';
import { Manifest, Proof } from './contents.ts';
import { putInPlace } from './seal.ts';

/** One backup in a place: its folder, what it says of itself, and its proof if it has one. */
export type Backup = { name: string; folder: string; manifest: Manifest; proof: Proof | undefined };

const BACKUPS = 'backups';
const LOG = 'log';

/** The folder of a new backup, named by its moment. */
export async function newBackupFolder(place: string, now: Date): Promise<string> {
  const folder = join(place, BACKUPS, now.toISOString().replaceAll(':', '-').replace(/\.\d+/, ''));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** Where the write-ahead log of one cluster is kept. */
export function logFolder(place: string, system: string): string {
  return join(place, LOG, system);
}

/** Every complete backup of a place, the newest first. One without a readable manifest never was finished, and is none. */
export function listBackups(place: string): Backup[] {
  const root = join(place, BACKUPS);
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .sort()
    .reverse()
    .flatMap((name) => {
      const folder = join(root, name);
      const manifest = readAs(Manifest, join(folder, 'manifest.json'));
      return manifest ? [{ name, folder, manifest, proof: readAs(Proof, join(folder, 'proof.json')) }] : [];
    });
}

/** The backup to restore: the one named, else the newest that is proven, else the newest. Throws StartRefused where there is none. */
export function chooseBackup(place: string, name?: string): Backup {
  const all = listBackups(place);
  const chosen = name === undefined ? (all.find(({ proof }) => proof) ?? all[0]) : all.find((one) => one.name === name);
  if (chosen) return chosen;
  const known = all.length === 0 ? 'It holds none.' : `It holds ${all.map((one) => one.name).join(', ')}.`;
  throw new StartRefused(`There is no ${name === undefined ? 'complete backup' : `backup ${name}`} in ${place}. ${known}`);
}

/** Writes a manifest or a proof: whole, or not at all. */
export async function writeWhole(path: string, value: Manifest | Proof): Promise<void> {
  await writeFile(`${path}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await putInPlace(`${path}.new`, path);
}

/**
 * Which backups may go: those older than `keepDays`, but never the newest proven one nor anything newer than it. Pure.
 */
export function spent(backups: readonly Backup[], now: Date, keepDays: number): Backup[] {
  const lastProven = backups.find(({ proof }) => proof);
  if (!lastProven) return [];
  const oldest = new Date(now.getTime() - keepDays * 86_400_000).toISOString();
  return backups.filter(({ manifest }) => manifest.made < oldest && manifest.made < lastProven.manifest.made);
}

/** Removes spent backups, and the log before the oldest that stays. Answers the names of the backups removed. */
export async function clearPlace(place: string, now: Date, keepDays: number): Promise<string[]> {
  const all = listBackups(place);
  const gone = spent(all, now, keepDays);
  // What was never finished is no backup; one that is being written now is newer than these.
  const before = all[0]?.name ?? '';
  const unfinished = readdirSync(join(place, BACKUPS)).filter((name) => name < before && !all.some((one) => one.name === name));
  for (const name of unfinished) await rm(join(place, BACKUPS, name), { recursive: true });
  for (const { folder } of gone) await rm(folder, { recursive: true });
  const kept = all.filter((one) => !gone.includes(one)).flatMap(({ manifest }) => manifest.cluster ?? []);
  for (const system of new Set(kept.map((cluster) => cluster.system))) {
    const firsts = kept.filter((cluster) => cluster.system === system).map(({ firstSegment }) => firstSegment);
    const folder = logFolder(place, system);
    const needless = existsSync(folder) ? readdirSync(folder).filter((file) => isBefore(file, firsts)) : [];
    for (const file of needless) await rm(join(folder, file));
  }
  return gone.map(({ name }) => name);
}

// The first eight letters are the timeline; only within one is there a before and after.
function isBefore(file: string, firsts: readonly string[]): boolean {
  const same = firsts.filter((first) => first.slice(0, 8) === file.slice(0, 8));
  return /^[0-9A-F]{24}\./.test(file) && same.length > 0 && same.every((first) => file.slice(0, 24) < first);
}

function readAs<T>(schema: { parse(value: unknown): T }, path: string): T | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
