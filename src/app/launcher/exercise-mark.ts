import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config/config.ts';
import { StartRefused } from '../start-refused.ts';

/** Whether this data directory holds an exercise: invented parties, never to be mixed with real ones. */
export function holdsExercise(dataDirectory: string): boolean {
  return existsSync(join(dataDirectory, 'exercise'));
}

/**
 * Refuses a command where no database is: it would create an empty one in a data directory that was mistyped or not named. Throws StartRefused.
 */
export function checkInstallation({ databaseUrl, dataDirectory }: Pick<Config, 'databaseUrl' | 'dataDirectory'>): void {
  if (databaseUrl || holdsInstallation(dataDirectory)) return;
  throw new StartRefused(
    `There is no installation in ${dataDirectory}. Set MANUMIT_DATA to the data directory of yours, or create one with npx manumit serve.`,
  );
}

const holdsInstallation = (dataDirectory: string): boolean => existsSync(join(dataDirectory, 'postgres'));

/** Refuses to run an exercise on real data, or a real installation on an exercise's. Throws StartRefused. */
export function checkExercise(dataDirectory: string, exercise: boolean): void {
  if (!holdsInstallation(dataDirectory) || holdsExercise(dataDirectory) === exercise) return;
  const holds = exercise ? 'a real installation, not an exercise' : 'an exercise, with invented parties';
  throw new StartRefused(`The data directory ${dataDirectory} holds ${holds}. Set MANUMIT_DATA to another directory.`);
}

/** Marks a data directory as an exercise's, permanently. */
export function markAsExercise(dataDirectory: string): void {
  writeFileSync(join(dataDirectory, 'exercise'), 'This directory holds an exercise: everything in it is invented.\n');
}

/** Marks a data directory as its restored database requires: a mark or its absence may be left from the database that was there before. */
export function markAsRestored(dataDirectory: string, { exercise }: { exercise: boolean }): void {
  if (exercise) markAsExercise(dataDirectory);
  else rmSync(join(dataDirectory, 'exercise'), { force: true });
}
