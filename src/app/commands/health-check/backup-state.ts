import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import type { Connection } from '#platform/db/pool.ts';
import { backupStatus } from '#rooms/retention/index.ts';
import { signerFromFile } from '../../backup/crypto/signatures.ts';
import { readHead } from '../../backup/head.ts';
import { backupsWithLog, DAYS_WITH_REPORTS, hasReports, LOG_DAYS } from '../../backup/kept-days.ts';
import { missingSegments, newestArchivedSegment } from '../../backup/log/log.ts';
import { listFolders } from '../../backup/place/clear-place.ts';
import { BACKUPS, type Backup, chainFaults, describeMissingNewer, logFolder, readPlace } from '../../backup/place/place.ts';
import { FREE_SPACE, findLackForLog, findLackOfSpace } from '../../backup/place/space.ts';
import { recipientsOf } from '../../backup/run.ts';
import type { Config } from '../../config/config.ts';
import { holdsExercise } from '../../launcher/exercise-mark.ts';
import { StartRefused } from '../../start-refused.ts';
import type { Finding } from './finding.ts';

/** The state of the backups: the last proven one, its age, whether any was removed or planted, and whether it would survive the loss of the data disk. */
export async function backupState(config: Config, now: Date): Promise<Finding> {
  const about = 'Backup';
  if (!config.databaseUrl && holdsExercise(config.dataDirectory))
    return { about, state: 'not-checked', found: 'an exercise is not backed up' };
  try {
    if ((await recipientsOf(config)).length === 0) return withoutRecipient(config.backup.place);
    return stateOf(config, now);
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    return { about, state: 'fault', found: error.message };
  }
}

const NONE_GOES = 'None goes where no backup was proven, or where the newest expired more than a day ago';

function withoutRecipient(place: string): Finding {
  const count = listFolders(place, BACKUPS).length;
  const [found, repair] = ['none is made, because there is no recipient', 'npx manumit backup-key --to FILE --use, then start again.'];
  if (count === 0) return { about: 'Backup', state: 'warning', found, repair };
  return {
    about: 'Backup',
    state: 'warning',
    found: `${found}; ${place} still holds ${count}, with what was deleted since. Expired ones go at night, except the last proven one. ${NONE_GOES}`,
    repair: `${repair} If none is to be made any more, remove ${place} yourself.`,
  };
}

/** What the database shows about backups: settings without effect where it takes reports, and too little space for the next backup and for the log. */
export async function findBackupRisks(config: Config, connection: Connection): Promise<Finding[]> {
  const reports = (await hasReports(connection)) ? keptWithReports(config) : [];
  // An exercise is not backed up and archives no log.
  if (!config.databaseUrl && holdsExercise(config.dataDirectory)) return reports;
  const recipients = await recipientsOf(config).catch(() => []);
  if (recipients.length === 0 || !existsSync(config.keyFile)) return reports;
  const found = await findLackOfSpace(config, connection, signerFromFile(config.keyFile).signers).catch(asRefused);
  return [
    ...reports,
    ...(found ? [{ about: 'Space for a backup', state: 'fault' as const, found, repair: FREE_SPACE }] : []),
    ...(config.databaseUrl ? [] : await findLogRisk(config.backup.place)),
  ];
}

/** A place without room for the next segment of the archived log. `minFreeBytes`: the space it must have, as a rule that of a segment and a reserve. */
export async function findLogRisk(place: string, minFreeBytes?: number): Promise<Finding[]> {
  const found = await findLackForLog(place, minFreeBytes);
  const repair = 'Free some, or set BACKUP_TO to another disk; archiving resumes automatically.';
  return found ? [{ about: 'Space for the log', state: 'fault', found, repair }] : [];
}

// `backupState` reports a place or a key file that cannot be used.
function asRefused(error: unknown): undefined {
  if (!(error instanceof StartRefused)) throw error;
}

/** Where an installation that takes reports is set to keep backups for longer than it does, or where the program cannot see how long the log is kept. */
export function keptWithReports({ databaseUrl, backup: { keepDays } }: Pick<Config, 'databaseUrl' | 'backup'>): Finding[] {
  const longer: Finding = {
    about: 'Backups with reports',
    state: 'warning',
    found: `BACKUP_KEEP_DAYS is ${keepDays}, and backups go after ${DAYS_WITH_REPORTS} days: they hold reports that were erased since`,
    repair: `Set BACKUP_KEEP_DAYS to ${DAYS_WITH_REPORTS - 1} or less.`,
  };
  const elsewhere: Finding = {
    about: 'Log with reports',
    state: 'not-checked',
    found: `how long the database server keeps its write-ahead log, which shows when something was reported: ${LOG_DAYS} days at most`,
    repair: 'Have its administrator follow docs/operate/backup.md, "Reports".',
  };
  return [...(keepDays >= DAYS_WITH_REPORTS ? [longer] : []), ...(databaseUrl ? [elsewhere] : [])];
}

function stateOf(config: Config, now: Date): Finding {
  const about = 'Backup';
  const { place } = config.backup;
  if (!isWritable(place)) return { about, state: 'fault', found: `${place} cannot be written to`, repair: 'Mount it, or set BACKUP_TO.' };
  // Before the first start there is nothing to compare with.
  if (!existsSync(config.keyFile)) return { about, state: 'not-checked', found: `needs the key file ${config.keyFile}` };
  const { backups, refused } = readPlace(place, signerFromFile(config.keyFile).signers);
  const missing = describeMissingNewer(backups, readHead(config.dataDirectory, place)?.sequence ?? 0, 'this installation');
  const faults = [...refused, ...chainFaults(backups), ...(missing ? [missing] : [])];
  if (faults.length > 0)
    return {
      about,
      state: 'fault',
      found: faults.join(' '),
      repair: `Find out who writes to ${place}, remove the files that are not yours, then run npx manumit backup.`,
    };
  const proven = backups.find(({ proof }) => proof);
  if (!proven) return { about, state: 'warning', found: `none in ${place} is proven yet`, repair: 'Run npx manumit backup.' };
  const found = `proven ${proven.proof!.at.slice(0, 16).replace('T', ' ')} UTC, number ${proven.manifest.sequence}, in ${place}`;
  if (backupStatus(new Date(proven.manifest.made), now) === 'late')
    return { about, state: 'fault', found: `the last ${found}`, repair: 'Run npx manumit backup: it reports why a new one fails.' };
  const gap = logGap(place, backupsWithLog(backups, now));
  if (gap) return { about, found: `${found}. ${gap.found}`, state: gap.state, repair: gap.repair };
  if (!config.databaseUrl && isOnSameDisk(place, config.dataDirectory))
    return {
      about,
      state: 'warning',
      found: `${found}: on the same disk as the data, so they would be lost together`,
      repair: 'Set BACKUP_TO to another disk.',
    };
  return { about, state: 'ok', found };
}

/** Whether two folders are lost together: one lies in the other, or both are on the same device. */
export function isOnSameDisk(place: string, data: string): boolean {
  return isIn(place, data) || statSync(place).dev === statSync(data).dev;
}

const isIn = (folder: string, parent: string) => !relative(parent, folder).startsWith('..');

// With a gap in the log after the newest backup, a restore cannot reach the present. With a gap before it, it cannot reach moments between older backups.
function logGap(place: string, backups: readonly Backup[]): Pick<Finding, 'state' | 'found' | 'repair'> | undefined {
  const newest = backups[0]?.manifest.cluster;
  if (!newest) return undefined;
  const folder = logFolder(place, newest);
  const own = backups.flatMap(({ manifest }) => manifest.cluster ?? []).filter((one) => logFolder(place, one) === folder);
  const oldest = own.filter(({ timeline }) => timeline === newest.timeline).at(-1)!;
  const end = newestArchivedSegment(folder, newest.lastSegment.slice(0, 8));
  const missing = end === undefined ? [] : missingSegments(folder, oldest.lastSegment, end);
  if (missing.length === 0) return undefined;
  const found = `Segments of the log are missing in ${folder}: ${missing.join(', ')}.`;
  const repair = 'Put them back from a copy of the place.';
  if (missing.at(-1)! <= newest.lastSegment)
    return { state: 'warning', found: `${found} Older backups cannot be rolled forward over them.`, repair };
  return { state: 'fault', found: `${found} A restore ends before them.`, repair: `${repair} Where there is none: npx manumit backup.` };
}

// The start creates missing folders, so the nearest existing folder counts.
function isWritable(place: string): boolean {
  let nearest = place;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  try {
    accessSync(nearest, constants.W_OK | constants.X_OK);
    return statSync(nearest).isDirectory();
  } catch {
    return false;
  }
}
