import { chownSync, lchownSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { restoringIn, writeOwnSettings } from '../../launcher/database/cluster.ts';
import { takeLock } from '../../launcher/database/lock.ts';
import { type Owner, prepareDataDirectory, runsAsRoot, SERVER_OWNER } from '../../launcher/database/owner.ts';
import type { ServerSetup } from '../../launcher/database/postmaster.ts';
import { prepareRuntime } from '../../launcher/database/runtime.ts';
import { prepareEndpoint, removeShortFolder } from '../../launcher/database/socket-folder.ts';
import { StartRefused } from '../../start-refused.ts';
import { type ChainState, verifyChain } from '../chain.ts';
import type { Contents } from '../contents.ts';
import { describeDatabase } from '../copy/logical.ts';
import { decryptVerified } from '../crypto/encrypted-file.ts';
import type { Signers } from '../crypto/signatures.ts';
import { differences } from '../digest.ts';
import { eraseAgain, readErased } from '../erased.ts';
import { readHead } from '../head.ts';
import { type RestoredLog, restoreLog } from '../log/log.ts';
import { type Backup, chooseByName, describeMissingNewer, listBackups, logFolder } from '../place/place.ts';
import { checkNoDatabase, createRestoringFolder, placeRestored } from './restoring-folder.ts';
import { rollForward, type Target, TargetNotReached } from './roll-forward.ts';
import { unpackCluster } from './unpack.ts';

/**
 * The result of a restore: the description that was compared, the log rolled forward over it, the current extent of the ledger, and the lists of what was erased
 * that were left out.
 */
export type Restored = {
  contents: Contents;
  log: RestoredLog;
  chain: ChainState;
  lastEntryAt: Date | null;
  erasedAgain: number;
  unopened: string[];
};

export type RestoreOrder = {
  backup: Backup;
  /** Where the backups are. Without the log archived there, only the backup itself is restored. */
  place: string | undefined;
  identity: string;
  /** Whose signatures count. */
  signers: Signers;
  dataDirectory: string;
  until?: Date | undefined;
  /** The last segment of the archived log to read; without it, all of them. */
  lastSegment?: string | undefined;
  /** Restores the backup without the archived log, and still erases again what was erased since. */
  withoutLog?: boolean;
  /** Refuses where the log mentions a newer backup than the place holds. Does not apply where the caller named this backup. */
  requireNewest: boolean;
};

/**
 * Restores a copied cluster into an empty data directory. It unpacks the cluster, compares every file, rolls forward to the moment at which the tables were
 * counted and compares every table. Then it rolls forward along the archived log, verifies the ledger and erases again what two persons erased since.
 * The database gets its final name only when all of this succeeds. Throws StartRefused, with nothing left that a start could mistake for a database.
 */
export async function restoreCluster(order: RestoreOrder): Promise<Restored> {
  const { backup, place, identity, signers, dataDirectory, until } = order;
  const { cluster, encrypted } = backup.manifest;
  if (!cluster) throw new StartRefused(`${backup.name} is an export, not a copied cluster.`);
  prepareDataDirectory(dataDirectory);
  const unlock = takeLock(dataDirectory);
  const unfinished = restoringIn(dataDirectory);
  let endpoint: ServerSetup['endpoint'] | undefined;
  try {
    checkEmpty(dataDirectory);
    await createRestoringFolder(dataDirectory);
    // Small files are checked first.
    const erased = place ? await readErased(place, identity, signers, backup.manifest.made) : { removals: [], unopened: [] };
    const log = await restoreLogAfter(order, cluster, join(unfinished, 'postgres', 'pg_wal'));
    const contents = await unpackCluster(await decryptVerified(join(backup.folder, encrypted.file), encrypted, identity), unfinished);
    writeOwnSettings(join(unfinished, 'postgres'));
    const owner = runsAsRoot() ? SERVER_OWNER : undefined;
    if (owner) changeOwner(join(unfinished, 'postgres'), owner);
    endpoint = await prepareEndpoint(dataDirectory, owner);
    const runtime = prepareRuntime(dataDirectory, owner);
    const setting: ServerSetup = {
      cluster: join(unfinished, 'postgres'),
      logFile: join(dataDirectory, 'postgres.log'),
      runtime,
      owner,
      endpoint,
    };
    const password = readFileSync(join(unfinished, 'secrets', 'postgres'), 'utf8').trim();
    const described = await rollForward(setting, password, { restorePoint: cluster.restorePoint }, (client) =>
      describeDatabase(client, 'cluster', false),
    );
    compareContents(contents, described);
    const target: Target = until ? { until } : 'end';
    const state = await rollForward(setting, password, target, async (client) => {
      const [last, chain] = [await lastEntryAt(client), await verifyChain(client)];
      // What two persons erased since stays erased. This happens before the database gets its name, so that erased data can never be served.
      const connection = { ...setting.endpoint, user: 'postgres', password, database: 'manumit' };
      const erasedAgain = await eraseAgain(client, connection, password, erased.removals);
      return { chain, lastEntryAt: last, erasedAgain };
    }).catch((error: unknown) => {
      throw error instanceof TargetNotReached ? new StartRefused(describeLogEnd(order, log), { cause: error }) : error;
    });
    placeRestored(dataDirectory, contents);
    return { contents, log, unopened: erased.unopened, ...state };
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  } finally {
    if (endpoint) removeShortFolder(endpoint.host);
    unlock();
  }
}

// Where the log ends, and which segment is missing.
function describeLogEnd({ backup, until, lastSegment }: RestoreOrder, { segments, archivedAt, gap, segment }: RestoredLog): string {
  const end = segments > 0 ? `it ends with segment ${segment}, archived ${archivedAt}` : 'nothing of it was archived after this backup';
  const reasons = [
    ...(gap ? [`Segment ${gap} is missing: look for another copy of the place.`] : []),
    ...(lastSegment ? [`You named ${lastSegment} as the last segment.`] : []),
  ];
  return [
    `Nothing was restored: the log archived after backup ${backup.manifest.sequence} holds no entry after ${until!.toISOString()}; ${end}.`,
    ...reasons,
    'To restore all of it, omit --until; or choose a newer backup.',
  ].join(' ');
}

async function restoreLogAfter(
  order: RestoreOrder,
  cluster: NonNullable<Backup['manifest']['cluster']>,
  into: string,
): Promise<RestoredLog> {
  const { place, backup, identity, signers, dataDirectory, lastSegment, requireNewest, withoutLog } = order;
  if (!place || withoutLog) return { segments: 0, segment: undefined, gap: undefined, archivedAt: undefined, newestBackup: 0 };
  const log = await restoreLog({
    folder: logFolder(place, cluster),
    cluster,
    after: cluster.lastSegment,
    upTo: lastSegment,
    identity,
    signers,
    into,
  });
  const backups = listBackups(place, signers);
  const missing =
    describeMissingNewer(backups, log.newestBackup, 'the archived log') ??
    describeMissingNewer(backups, readHead(dataDirectory, place)?.sequence ?? 0, dataDirectory);
  if (requireNewest && missing) throw new StartRefused(`${missing}\n${chooseByName(backup)}`);
  return log;
}

// The key file is put there before a restore, and backups are there in their default place. The other names are left by an interrupted restore, by a proof, or by an installation whose database is gone.
const ALLOWED_NAMES =
  /^(keys|backup|restoring|proof.*|uploads|socket|manumit\.lock.*|postgres\.log|secrets|backup-recipients|backup-heads|incarnation.*|exercise|runtime-.*)$/;

function checkEmpty(dataDirectory: string): void {
  checkNoDatabase(dataDirectory);
  const unexpected = readdirSync(dataDirectory).find((name) => !ALLOWED_NAMES.test(name));
  if (unexpected) throw new StartRefused(`${dataDirectory} is not empty: it holds ${unexpected}. Restore into an empty directory.`);
}

function compareContents(contents: Contents, described: Contents): void {
  const differing = differences(contents.tables, described.tables);
  if (differing.length > 0) throw new StartRefused(`These tables differ from the backup: ${differing.join(', ')}.`);
  if (described.ledger.links !== contents.ledger.links || described.ledger.hash !== contents.ledger.hash)
    throw new StartRefused('The ledger differs from the backup.');
}

async function lastEntryAt(client: Client): Promise<Date | null> {
  const { rows } = await client.query<{ at: Date | null }>('select max(at) as at from ledger.entry');
  return rows[0]!.at;
}

function changeOwner(path: string, owner: Owner): void {
  chownSync(path, owner.uid, owner.gid);
  for (const entry of readdirSync(path, { withFileTypes: true, recursive: true }))
    lchownSync(join(entry.parentPath, entry.name), owner.uid, owner.gid);
}
