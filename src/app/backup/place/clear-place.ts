import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartRefused } from '../../launcher/start-refused.ts';
import { readSmall, type Signers } from '../sealing/signatures.ts';
import { BACKUPS, type Backup, isFinished, LOG, listBackups, logFolder, MANIFEST, nameOf, spent } from './place.ts';

/** What is cleared: as of which moment, what is older than how many days, and the cluster that keeps its log here now, where there is one. */
export type Clearing = { now: Date; keepDays: number; living?: string | undefined };

/**
 * Removes spent backups, the log before the oldest that stays, the logs of earlier incarnations that no backup here needs, and backups from before they were signed. What
 * is refused for any other reason stays, with its log, to be looked at. Nothing goes with a backup dated so long after the one before it that the clock may be ahead: the
 * next one tells. Answers the names of the backups removed.
 */
export async function clearPlace(place: string, signers: Signers, clearing: Clearing): Promise<string[]> {
  const all = listBackups(place, signers);
  const [newest, previous] = all.map(({ manifest }) => new Date(manifest.made));
  if (newest && previous && previous < daysBefore(newest, clearing.keepDays + 1)) return [];
  // The oldest first: killed half-way, it leaves no gap in the row.
  const gone = spent(all, clearing.now, clearing.keepDays).reverse();
  // What was never finished is no backup; one that is being written now is newer than these.
  const before = all[0]?.name ?? '';
  const unfinished = foldersIn(place, BACKUPS).filter((name) => NAME.test(name) && name < before && !isFinished(place, name));
  const unsigned = unsignedSpent(place, all, clearing);
  for (const name of [...unfinished, ...gone.map((one) => one.name), ...unsigned])
    await rm(join(place, BACKUPS, name), { recursive: true });
  const kept = all.filter((one) => !gone.includes(one));
  const refused = refusedIn(place, kept);
  // Of which cluster one is cannot be told: it may be any.
  if (refused.every((text) => jsonOf(text) !== undefined)) {
    await clearOwnLogs(place, kept, refused as string[]);
    await clearOtherLogs(place, kept, refused as string[], clearing);
  }
  return [...gone.map(({ name }) => name), ...unsigned];
}

// Links lead elsewhere, where nothing is ours to remove.
function foldersIn(place: string, folder: string): string[] {
  const root = join(place, folder);
  if (!lstatSync(root, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

/** The manifest of a backup from before they were signed, as far as it says when it may go. */
const Unsigned = z.object({ format: z.literal(1), made: z.iso.datetime() });

// They are refused by a restore, and open with the identity by hand alone: once a signed one is proven they are kept as long as others, and no longer.
function unsignedSpent(place: string, signed: readonly Backup[], { now, keepDays }: Clearing): string[] {
  if (!signed.some(({ proof }) => proof)) return [];
  return foldersIn(place, BACKUPS).filter((name) => {
    const manifest = Unsigned.safeParse(jsonOf(manifestOf(place, name)));
    return manifest.success && nameOf(manifest.data.made) === name && manifest.data.made < daysBefore(now, keepDays).toISOString();
  });
}

// The manifests of what is refused; undefined for one that cannot be read.
function refusedIn(place: string, kept: readonly Backup[]): (string | undefined)[] {
  const names = foldersIn(place, BACKUPS).filter((name) => isFinished(place, name) && !kept.some((one) => one.name === name));
  return names.map((name) => manifestOf(place, name));
}

async function clearOwnLogs(place: string, kept: readonly Backup[], refused: readonly string[]): Promise<void> {
  const clusters = kept.flatMap(({ manifest }) => manifest.cluster ?? []);
  for (const folder of new Set(clusters.map((cluster) => logFolder(place, cluster)))) {
    const own = clusters.filter((cluster) => logFolder(place, cluster) === folder);
    // One refused may begin before those that hold.
    if (!existsSync(folder) || refused.some((text) => text.includes(own[0]!.incarnation))) continue;
    const firsts = own.map(({ firstSegment }) => firstSegment);
    for (const file of readdirSync(folder).filter((name) => isBefore(name, firsts))) await rm(join(folder, file));
  }
}

// A restore looks for the log of the cluster its backup is of, and for no other. One whose backup is still to come is written each minute, so it is never old.
async function clearOtherLogs(
  place: string,
  kept: readonly Backup[],
  refused: readonly string[],
  { now, keepDays, living }: Clearing,
): Promise<void> {
  const isNeeded = (folder: string) =>
    kept.some(({ manifest }) => manifest.cluster && logFolder(place, manifest.cluster) === join(place, LOG, folder)) ||
    // One refused, or from before they were signed, which named the system alone.
    refused.some((text) => text.includes(folder.split('-')[0]!)) ||
    (living !== undefined && folder.endsWith(`-${living}`));
  for (const folder of foldersIn(place, LOG).filter((name) => INCARNATION.test(name) && !isNeeded(name))) {
    const path = join(place, LOG, folder);
    const files = readdirSync(path);
    if (!files.every((file) => SEGMENT.test(file))) continue;
    const newest = Math.max(...files.map((file) => lstatSync(join(path, file)).mtimeMs), lstatSync(path).mtimeMs);
    if (newest >= daysBefore(now, keepDays).getTime()) continue;
    for (const file of files) await rm(join(path, file));
    await rmdir(path);
  }
}

// As `nameOf` makes them: a folder of any other name was never a backup of ours.
const NAME = /^[\d-]+T[\d-]+Z$/;
// System number and incarnation; the system alone before incarnations were kept apart.
const INCARNATION = /^\d+(-[0-9a-f-]{36})?$/;
// Signed, or from before that, and what was half written.
const SEGMENT = /^[0-9A-F]{24}(\.partial)?\.(signed|zst\.age)(\.new)?$/;

// The first eight letters are the timeline; only within one is there a before and after.
function isBefore(file: string, firsts: readonly string[]): boolean {
  const same = firsts.filter((first) => first.slice(0, 8) === file.slice(0, 8));
  return /^[0-9A-F]{24}\./.test(file) && same.length > 0 && same.every((first) => file.slice(0, 24) < first);
}

function manifestOf(place: string, name: string): string | undefined {
  try {
    return readSmall(join(place, BACKUPS, name, MANIFEST));
  } catch (error) {
    if (error instanceof StartRefused) return undefined;
    throw error;
  }
}

function jsonOf(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
