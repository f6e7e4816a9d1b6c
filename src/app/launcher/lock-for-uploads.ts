import { realpathSync } from 'node:fs';
import type { Config } from '../config/config.ts';
import { takeLock } from './database/lock.ts';
import { makeDataDirectory } from './database/owner.ts';

/**
 * Locks the data directory of a process that serves the desk and has its database elsewhere, and returns a function that releases it. Uploads are spooled
 * there, and a second process would remove them at its start.
 * An embedded server locks the directory itself; a public-only process takes no uploads. Throws StartRefused while another process holds it.
 */
export function lockForUploads({
  databaseUrl,
  surface,
  dataDirectory,
}: Pick<Config, 'databaseUrl' | 'surface' | 'dataDirectory'>): () => void {
  if (!databaseUrl || surface === 'public') return () => {};
  makeDataDirectory(dataDirectory);
  return takeLock(realpathSync(dataDirectory));
}
