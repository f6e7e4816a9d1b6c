import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { backupStands } from '#rooms/safekeeping/index.ts';
import { listBackups } from '../backup/place.ts';
import { recipientsOf } from '../backup/run.ts';
import type { Config } from '../config.ts';
import { holdsExercise } from '../launcher/exercise-mark.ts';
import { StartRefused } from '../launcher/start-refused.ts';
import type { Finding } from './examination.ts';

/** Whether this installation is backed up: the last proven backup, how old it is, and whether it would survive the disk of the data. */
export function backupState(config: Config, now: Date): Finding {
  const about = 'Backup';
  const { place } = config.backup;
  if (!config.databaseUrl && holdsExercise(config.dataDirectory))
    return { about, state: 'not-checked', found: 'an exercise is not backed up' };
  try {
    if (recipientsOf(config).length === 0)
      return {
        about,
        state: 'warning',
        found: 'none is made: there is no recipient',
        mend: 'npx manumit backup-key --to FILE --use, then start again.',
      };
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    return { about, state: 'fault', found: error.message };
  }
  if (!isWritable(place)) return { about, state: 'fault', found: `${place} cannot be written to`, mend: 'Mount it, or set BACKUP_TO.' };
  const proven = listBackups(place).find(({ proof }) => proof);
  if (!proven) return { about, state: 'warning', found: `none in ${place} is proven yet`, mend: 'npx manumit backup makes one now.' };
  const found = `proven ${proven.proof!.at.slice(0, 16).replace('T', ' ')} UTC, in ${place}`;
  if (backupStands(new Date(proven.manifest.made), now) === 'late')
    return { about, state: 'fault', found: `the last ${found}`, mend: 'npx manumit backup says why a new one fails.' };
  if (!config.databaseUrl && place.startsWith(config.dataDirectory))
    return {
      about,
      state: 'warning',
      found: `${found}: on the disk of the data, and lost with it`,
      mend: 'Set BACKUP_TO to another disk.',
    };
  return { about, state: 'ok', found };
}

// Folders that are not there yet are made by the start: what counts is the nearest that is.
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
