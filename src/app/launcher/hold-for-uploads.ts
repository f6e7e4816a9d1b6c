import { realpathSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { takeLock } from './database/lock.ts';
import { makeDataDirectory } from './database/owner.ts';

/**
 * Takes the data directory of a process that serves the desk and has its database elsewhere, and answers how to let it go: its uploads are spooled there, and a second
 * one would remove them at its start. An embedded server takes it itself; what strangers talk to alone spools nothing. Throws StartRefused while another process has it.
 */
export function holdForUploads({
  databaseUrl,
  surface,
  dataDirectory,
}: Pick<Config, 'databaseUrl' | 'surface' | 'dataDirectory'>): () => void {
  if (!databaseUrl || surface === 'public') return () => {};
  makeDataDirectory(dataDirectory);
  return takeLock(realpathSync(dataDirectory));
}
