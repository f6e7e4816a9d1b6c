import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '../../start-refused.ts';
import { Manifest, Proof, restorePointMs } from '../contents.ts';
import { writeAtomically } from '../crypto/encrypted-file.ts';
import { readSmall, type Signed, type Signers, verifySigned } from '../crypto/signatures.ts';
import { type Head, readHead } from '../head.ts';

/** One backup in a place: its folder, its manifest with its hash, and its proof if it has one. The installation signed both. */
export type Backup = { name: string; folder: string; manifest: Manifest; hash: string; proof: Proof | undefined };

/** The content of a place: the backups of an installation, the newest first, and a sentence for each refused one. */
export type Place = { backups: Backup[]; refused: string[] };

/** A cluster in one data directory. */
export type Cluster = { system: string; incarnation: string };

export const BACKUPS = 'backups';
export const LOG = 'log';
export const MANIFEST = 'manifest.json';
export const PROOF = 'proof.json';

/** The folder of a new backup, named by its moment. */
export async function newBackupFolder(place: string, now: Date): Promise<string> {
  const folder = join(place, BACKUPS, folderNameOf(now.toISOString()));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

/** The folder for the archived write-ahead log of one incarnation of a cluster. */
export function logFolder(place: string, { system, incarnation }: Cluster): string {
  return join(place, LOG, `${system}-${incarnation}`);
}

/** Everything in a place. A folder without a manifest was never finished and is no backup. One with an invalid manifest or proof is refused. */
export function readPlace(place: string, signers: Signers): Place {
  const root = join(place, BACKUPS);
  const found: Place = { backups: [], refused: [] };
  for (const name of existsSync(root) ? readdirSync(root).sort() : []) {
    if (!isFinished(place, name)) continue;
    try {
      const backup = readBackup(join(root, name), name, signers);
      found.backups.push(backup);
      if (existsSync(join(root, name, PROOF))) backup.proof = readProof(backup, signers);
    } catch (error) {
      if (!(error instanceof StartRefused)) throw error;
      found.refused.push(error.message);
    }
  }
  found.backups.sort((a, b) => b.manifest.sequence - a.manifest.sequence);
  return found;
}

/** Whether this folder of a place has a manifest: one that surely has none was never finished. */
export function isFinished(place: string, name: string): boolean {
  return mayHold(place, name, MANIFEST);
}

/** Whether a folder of a place has a file. A folder that cannot be read, as on a share that fails for a moment, counts as having it. */
export function mayHold(place: string, name: string, file: string): boolean {
  try {
    return lstatSync(join(place, BACKUPS, name, file), { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    // A path below a file (ENOTDIR) does not exist.
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}

/** The valid backups of a place, the newest first. */
export function listBackups(place: string, signers: Signers): Backup[] {
  return readPlace(place, signers).backups;
}

function readBackup(folder: string, name: string, signers: Signers): Backup {
  const file = join(folder, MANIFEST);
  const { statement: manifest, hash } = verifySigned(readSmall(file), { kind: 'backup', schema: Manifest, signers, file });
  if (folderNameOf(manifest.made) !== name)
    throw new StartRefused(`${file} is refused: it belongs in the folder ${folderNameOf(manifest.made)}.`);
  return { name, folder, manifest, hash, proof: undefined };
}

function readProof({ folder, hash }: Backup, signers: Signers): Proof {
  const file = join(folder, PROOF);
  const { statement } = verifySigned(readSmall(file), { kind: 'proof', schema: Proof, signers, file });
  if (statement.manifest !== hash) throw new StartRefused(`${file} is refused: it is the proof of another backup.`);
  return statement;
}

/**
 * The faults in the chain of backups: numbers missing between two that are there, or a backup that does not follow the previous one. The oldest may be gone.
 * Pure.
 */
export function chainFaults(backups: readonly Backup[]): string[] {
  return backups.slice(0, -1).flatMap((later, at) => {
    const earlier = backups[at + 1]!;
    const [from, to] = [earlier.manifest.sequence, later.manifest.sequence];
    if (to > from + 1) return [`Between backup ${from} (${earlier.name}) and backup ${to} (${later.name}) ${to - from - 1} are missing.`];
    if (to === from || later.manifest.previous !== earlier.hash)
      return [`Backup ${to} (${later.name}) does not follow backup ${from} (${earlier.name}): they are of two rows.`];
    return [];
  });
}

/** A sentence saying that newer backups were made than the place holds, according to another source; undefined where none is missing. Pure. */
export function describeMissingNewer(backups: readonly Backup[], known: number, source: string): string | undefined {
  const newest = backups[0]?.manifest.sequence ?? 0;
  if (known <= newest) return undefined;
  return `The newest backup here is number ${newest}, and ${source} knows of number ${known}: it was removed, or this is an old copy of the place.`;
}

/**
 * The backup to restore. A backup that the caller names is used if it is valid itself. Otherwise it is the newest proven one, or the newest; then nothing in
 * the place may be refused or missing, since an attacker may have chosen what is left there. Throws StartRefused.
 */
export function chooseBackup({ backups, refused }: Place, place: string, name?: string): Backup {
  const chosen = name === undefined ? (backups.find(({ proof }) => proof) ?? backups[0]) : backups.find((one) => one.name === name);
  const faults = [...refused, ...chainFaults(backups)];
  if (!chosen) {
    const ownRefusals = refused.filter((one) => name !== undefined && one.startsWith(join(place, BACKUPS, name)));
    if (ownRefusals.length > 0) throw new StartRefused(ownRefusals.join('\n'));
    const known = backups.length === 0 ? 'It holds none.' : `It holds ${backups.map((one) => one.name).join(', ')}.`;
    throw new StartRefused(
      [...refused, `There is no ${name === undefined ? 'complete backup' : `backup ${name}`} in ${place}. ${known}`].join('\n'),
    );
  }
  if (name === undefined && faults.length > 0) throw new StartRefused([...faults, chooseByName(chosen)].join('\n'));
  return chosen;
}

/** When the state was current that a backup holds, in milliseconds since 1970. The log leads only to later ones. Pure. */
export function stateMs({ manifest: { cluster, made } }: Backup): number {
  const ms = restorePointMs(cluster?.restorePoint ?? '');
  return Number.isNaN(ms) ? Date.parse(made) : ms;
}

/** Throws StartRefused where a backup holds a later state than that of a moment, naming the last backup before it. Pure. */
export function checkReachable(backup: Backup, backups: readonly Backup[], until: Date): void {
  if (stateMs(backup) < until.getTime()) return;
  const earlier = backups.filter((one) => stateMs(one) < until.getTime()).sort((a, b) => stateMs(b) - stateMs(a))[0];
  throw new StartRefused(
    `Backup ${backup.manifest.sequence} (${backup.name}) holds the state of ${new Date(stateMs(backup)).toISOString()}, and no earlier one can be restored from it. Nothing was restored. ${
      earlier
        ? `The last backup before ${until.toISOString()}: --backup ${earlier.name}`
        : `No backup here is from before ${until.toISOString()}.`
    }`,
  );
}

/** What to do where the newest backup is unknown. */
export function chooseByName({ name, manifest }: Backup): string {
  return `Nothing was restored. Find out who wrote there. To restore backup ${manifest.sequence} of ${manifest.made} all the same: --backup ${name}`;
}

/** The previous backup that the next manifest names; undefined in a place that never had one. */
export function headOf(place: string, signers: Signers, dataDirectory: string): Head | undefined {
  const newest = listBackups(place, signers)[0];
  const newestHere = newest && { sequence: newest.manifest.sequence, name: newest.name, hash: newest.hash };
  const remembered = readHead(dataDirectory, place);
  return remembered && remembered.sequence >= (newestHere?.sequence ?? 0) ? remembered : newestHere;
}

/** Writes a signed manifest or proof atomically. */
export async function writeSignedJson(path: string, value: Signed): Promise<void> {
  await writeAtomically(path, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * The backups that may be removed: the oldest consecutive ones that are older than `keepDays`, but never the newest proven one nor a newer one.
 * A backup with a wrong date leaves no gap in the chain: dated too early it stays with those before it, dated too late it goes with the one after it. Pure.
 */
export function expiredBackups(backups: readonly Backup[], now: Date, keepDays: number): Backup[] {
  const lastProven = backups.findIndex(({ proof }) => proof);
  if (lastProven === -1) return [];
  const oldest = new Date(now.getTime() - keepDays * 86_400_000).toISOString();
  let made = '';
  const old = backups.map(({ manifest }) => {
    if (manifest.made <= now.toISOString()) made = manifest.made;
    return made !== '' && made < oldest;
  });
  return backups.slice(Math.max(old.lastIndexOf(false), lastProven) + 1);
}

/** The name of the folder of a backup made at this moment. */
export function folderNameOf(moment: string): string {
  return moment.replaceAll(':', '-').replace(/\.\d+/, '');
}
