import { connect } from '#platform/db/pool.ts';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { startEmbedded } from '../../launcher/database/embedded.ts';
import { OWN_SERVER, otherInstallations, sharedRoles } from '../../launcher/database/shared-server.ts';
import { markAsRestored } from '../../launcher/exercise-mark.ts';
import { StartRefused } from '../../start-refused.ts';
import type { Contents } from '../contents.ts';
import { eraseAgain, type Removal } from '../erased.ts';
import { type ImportedDatabase, importDatabase } from './import-database.ts';

/** The imported database, and how much was removed again from it. */
export type ImportedInstallation = ImportedDatabase & { erasedAgain: number };

/** Imports an export into a new embedded installation and removes again what the list names. */
export async function importInto(
  dataDirectory: string,
  archive: AsyncIterable<Buffer>,
  erased: readonly Removal[] = [],
): Promise<ImportedInstallation> {
  const server = await startEmbedded({ dataDirectory });
  try {
    const client = await connect(server.connection);
    try {
      const secret = server.connection.password;
      const imported = await importDatabase(client, archive, deriveAppPassword(secret), (contents) =>
        markAsRestored(dataDirectory, contents),
      );
      return { ...imported, erasedAgain: await eraseAgain(client, server.connection, secret, erased) };
    } finally {
      await client.end();
    }
  } finally {
    await server.stop();
  }
}

/** Imports an export into the empty database of a server and removes again what the list names. Throws StartRefused where it is the export of an exercise. */
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
    const imported = await importDatabase(client, archive, deriveAppPassword(secret), refuseExercise);
    return { ...imported, erasedAgain: await eraseAgain(client, url, secret, erased) };
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
