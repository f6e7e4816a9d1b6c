import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { StartRefused } from '../../start-refused.ts';
import { readSmall, type Signers } from '../crypto/signatures.ts';
import { backupsWithLog, logSince } from '../kept-days.ts';
import { BACKUPS, type Backup, expiredBackups, folderNameOf, isFinished, LOG, listBackups, logFolder, MANIFEST } from './place.ts';

/** What to clear: the current time, the retention in days, and the cluster that archives its log here now, where there is one. */
export type ClearOptions = { now: Date; keepDays: number; currentIncarnation?: string | undefined };

/**
 * Removes expired backups, the log before the backups of the last days and the newest proven one, the logs of earlier incarnations that none of these needs, and
 * backups from before signing. A backup that is refused for any other reason stays, with its log, so that an operator can examine it.
 * Nothing is removed so long after the newest backup, nor together with one dated so long after the previous one, that the clock may be ahead: the next backup
 * will show which is right. What expired before that went on the nights before. Returns the names of the backups removed.
 */
export async function clearPlace(place: string, signers: Signers, options: ClearOptions): Promise<string[]> {
  const all = listBackups(place, signers);
  const [newest, previous] = all.map(({ manifest }) => new Date(manifest.made));
  const isAhead = (later: Date, earlier: Date | undefined) => earlier && earlier < daysBefore(later, options.keepDays + 1);
  if (newest && (isAhead(options.now, newest) || isAhead(newest, previous))) return [];
  // The oldest first: a process killed midway leaves no gap in the chain.
  const expired = expiredBackups(all, options.now, options.keepDays).reverse();
  // An unfinished folder is no backup; one that is being written now is newer than these.
  const before = all[0]?.name ?? '';
  const unfinished = listFolders(place, BACKUPS).filter((name) => NAME.test(name) && name < before && !isFinished(place, name));
  const unsigned = expiredUnsigned(place, all, options);
  for (const name of [...unfinished, ...expired.map((one) => one.name), ...unsigned])
    await rm(join(place, BACKUPS, name), { recursive: true });
  const remaining = all.filter((one) => !expired.includes(one));
  const refused = readRefusedManifests(place, remaining);
  // While a refused backup cannot be read, its cluster is unknown, and any log could belong to it.
  if (refused.every((text) => tryParseJson(text) !== undefined)) {
    const needing = backupsWithLog(remaining, options.now);
    await clearOwnLogs(place, needing, refused as string[]);
    await clearOtherLogs(place, needing, refused as string[], options);
  }
  return [...expired.map(({ name }) => name), ...unsigned];
}

/** The folders in a folder of the place. A link is none: it leads elsewhere, where nothing is ours to remove. */
export function listFolders(place: string, folder: string): string[] {
  const root = join(place, folder);
  if (!lstatSync(root, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(root, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

/** The manifest of a backup from before signing, as far as needed to know when it may be removed. */
const Unsigned = z.object({ format: z.literal(1), made: z.iso.datetime() });

// A restore refuses these; they can only be opened by hand with the identity. Once a signed backup is proven, they are kept as long as others, and no longer.
function expiredUnsigned(place: string, signed: readonly Backup[], { now, keepDays }: ClearOptions): string[] {
  if (!signed.some(({ proof }) => proof)) return [];
  return listFolders(place, BACKUPS).filter((name) => {
    const manifest = Unsigned.safeParse(tryParseJson(tryReadManifest(place, name)));
    return manifest.success && folderNameOf(manifest.data.made) === name && manifest.data.made < daysBefore(now, keepDays).toISOString();
  });
}

// The manifests of refused backups; undefined for one that cannot be read.
function readRefusedManifests(place: string, remaining: readonly Backup[]): (string | undefined)[] {
  const names = listFolders(place, BACKUPS).filter((name) => isFinished(place, name) && !remaining.some((one) => one.name === name));
  return names.map((name) => tryReadManifest(place, name));
}

async function clearOwnLogs(place: string, needing: readonly Backup[], refused: readonly string[]): Promise<void> {
  const clusters = needing.flatMap(({ manifest }) => manifest.cluster ?? []);
  for (const folder of new Set(clusters.map((cluster) => logFolder(place, cluster)))) {
    const own = clusters.filter((cluster) => logFolder(place, cluster) === folder);
    // A refused backup may begin before the valid ones.
    if (!existsSync(folder) || refused.some((text) => text.includes(own[0]!.incarnation))) continue;
    const firstSegments = own.map(({ firstSegment }) => firstSegment);
    for (const file of readdirSync(folder).filter((name) => isBefore(name, firstSegments))) await rm(join(folder, file));
  }
}

// A restore reads only the log of the cluster in its backup. The log of a cluster without a backup yet is written every minute, so it is never old.
async function clearOtherLogs(
  place: string,
  needing: readonly Backup[],
  refused: readonly string[],
  { now, currentIncarnation }: ClearOptions,
): Promise<void> {
  const isNeeded = (folder: string) =>
    needing.some(({ manifest }) => manifest.cluster && logFolder(place, manifest.cluster) === join(place, LOG, folder)) ||
    // A refused backup, or one from before signing, which named the system number alone.
    refused.some((text) => text.includes(folder.split('-')[0]!)) ||
    (currentIncarnation !== undefined && folder.endsWith(`-${currentIncarnation}`));
  for (const folder of listFolders(place, LOG).filter((name) => INCARNATION.test(name) && !isNeeded(name))) {
    const path = join(place, LOG, folder);
    const files = readdirSync(path);
    if (!files.every((file) => SEGMENT.test(file))) continue;
    const newest = Math.max(...files.map((file) => lstatSync(join(path, file)).mtimeMs), lstatSync(path).mtimeMs);
    if (newest >= logSince(now).getTime()) continue;
    for (const file of files) await rm(join(path, file));
    await rmdir(path);
  }
}

/** The name of a folder as `folderNameOf` makes it: one with another kind of name was never one of our backups. */
export const NAME = /^[\d-]+T[\d-]+Z$/;
// System number and incarnation; the system number alone in logs from before incarnations.
const INCARNATION = /^\d+(-[0-9a-f-]{36})?$/;
// Signed segments, segments from before signing, and half-written files.
const SEGMENT = /^[0-9A-F]{24}(\.partial)?\.(signed|zst\.age)(\.new)?$/;

// The first eight letters are the timeline; segments are ordered only within one timeline.
function isBefore(file: string, firstSegments: readonly string[]): boolean {
  const same = firstSegments.filter((first) => first.slice(0, 8) === file.slice(0, 8));
  return /^[0-9A-F]{24}\./.test(file) && same.length > 0 && same.every((first) => file.slice(0, 24) < first);
}

function tryReadManifest(place: string, name: string): string | undefined {
  try {
    return readSmall(join(place, BACKUPS, name, MANIFEST));
  } catch (error) {
    if (error instanceof StartRefused) return undefined;
    throw error;
  }
}

function tryParseJson(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
