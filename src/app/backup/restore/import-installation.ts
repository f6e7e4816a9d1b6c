import { rmSync } from 'node:fs';
import { connect } from '#platform/db/pool.ts';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { restoringIn } from '../../launcher/database/cluster.ts';
import { startEmbedded } from '../../launcher/database/embedded.ts';
import { takeLock } from '../../launcher/database/lock.ts';
import { prepareDataDirectory } from '../../launcher/database/owner.ts';
import { OWN_SERVER, otherInstallations, sharedRoles } from '../../launcher/database/shared-server.ts';
import { markFinished, markUnfinished } from '../../launcher/database/unfinished-import.ts';
import { StartRefused } from '../../start-refused.ts';
import type { Contents } from '../contents.ts';
import { eraseAgain, type Removal } from '../erased.ts';
import { type ImportedDatabase, importDatabase } from './import-database.ts';
import { createRestoringFolder, placeRestored } from './restoring-folder.ts';

/** The imported database, and how much was removed again from it. */
export type ImportedInstallation = ImportedDatabase & { erasedAgain: number };

/**
 * Imports an export into an empty data directory and removes again what the list names. The database gets its final name only when all of this succeeds. Throws
 * StartRefused, with nothing left that a start could mistake for a database.
 */
export async function importInto(
  dataDirectory: string,
  archive: AsyncIterable<Buffer>,
  erased: readonly Removal[] = [],
): Promise<ImportedInstallation> {
  prepareDataDirectory(dataDirectory);
  const unlock = takeLock(dataDirectory);
  try {
    const imported = await buildEmbedded(await createRestoringFolder(dataDirectory), archive, erased);
    placeRestored(dataDirectory, imported.contents);
    return imported;
  } catch (error) {
    rmSync(restoringIn(dataDirectory), { recursive: true, force: true });
    throw error;
  } finally {
    unlock();
  }
}

async function buildEmbedded(folder: string, archive: AsyncIterable<Buffer>, erased: readonly Removal[]): Promise<ImportedInstallation> {
  const server = await startEmbedded({ dataDirectory: folder });
  try {
    const client = await connect(server.connection);
    try {
      const secret = server.connection.password;
      const imported = await importDatabase(client, archive, deriveAppPassword(secret));
      return { ...imported, erasedAgain: await eraseAgain(client, server.connection, secret, erased) };
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
  }
}

/**
 * Imports an export into the empty database of a server and removes again what the list names. The database is marked meanwhile, so that no start uses it before
 * all of this succeeds. Throws StartRefused where it is the export of an exercise.
 */
export async function importIntoServer(
  url: string,
  archive: AsyncIterable<Buffer>,
  erased: readonly Removal[],
  log: (line: string) => void,
): Promise<ImportedInstallation> {
  const client = await connect(url);
  try {
    // Not refused: after a loss, the damaged database may still exist in addition to the restored one.
    const others = await otherInstallations(client);
    if (others.length > 0) log(`${sharedRoles(others)} ${OWN_SERVER}`);
    const secret = decodeURIComponent(new URL(url).password);
    const imported = await importDatabase(client, archive, deriveAppPassword(secret), async (contents) => {
      refuseExercise(contents);
      await markUnfinished(client);
    });
    const erasedAgain = await eraseAgain(client, url, secret, erased);
    await markFinished(client);
    return { ...imported, erasedAgain };
  } finally {
    await client.end();
  }
}

// A server of DATABASE_URL has no data directory to mark, so invented nations would be served as real ones.
function refuseExercise({ exercise }: Contents): void {
  if (!exercise) return;
  throw new StartRefused(
    'This is an exercise, with invented parties, and an exercise uses its own database. Name an empty data directory with --to; npm run exercise serves it with MANUMIT_DATA set to it. Nothing was changed.',
  );
}
