import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { clusterIn, restoringIn } from '../../launcher/database/cluster.ts';
import { stopOrphan } from '../../launcher/database/postmaster.ts';
import { markAsRestored } from '../../launcher/exercise-mark.ts';
import { StartRefused } from '../../start-refused.ts';
import type { Contents } from '../contents.ts';
import { removeIncarnation } from '../incarnation.ts';

/**
 * Creates the folder in which a restore or an import builds the database; while it exists and no database does, a start is refused. Removes what an interrupted
 * run left there. The caller holds the lock of the data directory. Throws StartRefused where the directory holds a database.
 */
export async function createRestoringFolder(dataDirectory: string): Promise<string> {
  const unfinished = restoringIn(dataDirectory);
  await stopOrphan(clusterIn(unfinished));
  checkNoDatabase(dataDirectory);
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o711 });
  return unfinished;
}

/** Throws StartRefused where the directory holds a database. */
export function checkNoDatabase(dataDirectory: string): void {
  if (!existsSync(clusterIn(dataDirectory))) return;
  throw new StartRefused(`${dataDirectory} already holds a database. Restore into an empty directory; nothing was changed.`);
}

/** Gives the database that was built there its final name, after its password and its marks. */
export function placeRestored(dataDirectory: string, contents: Pick<Contents, 'exercise'>): void {
  const unfinished = restoringIn(dataDirectory);
  markAsRestored(dataDirectory, contents);
  rmSync(join(dataDirectory, 'secrets'), { recursive: true, force: true });
  renameSync(join(unfinished, 'secrets'), join(dataDirectory, 'secrets'));
  removeIncarnation(dataDirectory);
  renameSync(clusterIn(unfinished), clusterIn(dataDirectory));
  rmSync(unfinished, { recursive: true });
}
