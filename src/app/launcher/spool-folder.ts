import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Where files that come in are kept aside until they are whole. */
export function spoolFolderOf(dataDirectory: string): string {
  return join(dataDirectory, 'spool');
}

/**
 * Makes the folder, closed to everybody else, and takes away what requests left there whose process was killed: it may be evidence, and stands nowhere where
 * retention and holds would find it. One process at a time uses it. Run before anybody is served.
 */
export function emptySpool(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // The umask takes away from a mode and never adds to it; a folder above may hand its group down.
  chmodSync(folder, 0o700);
}
