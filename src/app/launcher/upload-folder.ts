import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The folder for incoming files until they are complete. */
export function uploadFolderOf(dataDirectory: string): string {
  return join(dataDirectory, 'uploads');
}

/**
 * Creates the folder, closed to other users, and removes what the requests of a killed process left there: it may be evidence, where neither retention nor
 * holds would find it.
 * One process at a time uses it. Runs before any request is served.
 */
export function emptyUploadFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The umask only removes bits from a mode; a parent folder may pass its group on.
  chmodSync(folder, 0o700);
}
