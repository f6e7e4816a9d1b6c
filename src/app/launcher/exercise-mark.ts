import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartRefused } from '../start-refused.ts';

/** Whether this data directory holds an exercise: invented parties, never to be mixed with real ones. */
export function holdsExercise(dataDirectory: string): boolean {
  return existsSync(join(dataDirectory, 'exercise'));
}

/** Whether this data directory holds the database of an installation, or of an exercise. */
export function holdsInstallation(dataDirectory: string): boolean {
  return existsSync(join(dataDirectory, 'postgres'));
}

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
