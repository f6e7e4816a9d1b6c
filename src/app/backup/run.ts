import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, connect } from '#platform/db/pool.ts';
import { recordBackup } from '#rooms/retention/index.ts';
import type { Config } from '../config/config.ts';
import { holdsExercise } from '../launcher/exercise-mark.ts';
import type { Installation } from '../launcher/installation.ts';
import { workAsInstallation } from '../operator.ts';
import { StartRefused } from '../start-refused.ts';
import { backUp, preparePlace, readRecipients, type Source } from './back-up.ts';
import type { Proof } from './contents.ts';
import { checkRecipients } from './crypto/encrypted-file.ts';
import { type BackupSigner, type Signers, signerFromFile } from './crypto/signatures.ts';
import { archiveErased } from './erased.ts';
import { incarnationOf } from './incarnation.ts';
import { keptDays } from './kept-days.ts';
import { clearPlace } from './place/clear-place.ts';
import { clearUnproven } from './place/clear-unproven.ts';
import { BACKUPS, type Backup } from './place/place.ts';
import { FREE_SPACE, findLackOfSpace } from './place/space.ts';
import { proveBackup } from './restore/prove.ts';
import { prepareScratch, withScratch } from './scratch.ts';

/** One backup, its proof, how many older ones were removed, and, where that failed, why the installation could not record it. */
export type BackupRun = { backup: Backup; proof: Proof; removed: string[]; recordFault: string | undefined };

/** The recipients that can open the backups of an installation: those of its settings, and those stored in its data directory. */
export function recipientsOf({ backup, dataDirectory }: Config, more: readonly string[] = []): Promise<string[]> {
  return checkRecipients([...new Set([...more, ...backup.recipients, ...readRecipients(dataDirectory)])]);
}

/**
 * Removes the archives of older unproven backups and expired backups, backs up, proves, removes what has expired by the new proof, and records the proven backup
 * in the installation itself.
 * Throws where there is no recipient, too little space or no proof, and while another process backs up the same installation: each would remove the other's proof.
 */
export function runBackup(config: Config, installation: Installation, recipients: readonly string[]): Promise<BackupRun> {
  return withBackupLock(installation.deployer, () => backUpAndProve(config, installation, recipients));
}

/**
 * Removes from the place what a backup would remove before it begins: the archives of older unproven backups, and expired backups. For the nights of an
 * installation without a recipient, which makes no backup any more. Throws where there are backups and the key file, which says whose they are, cannot be used.
 */
export async function clearWithoutBackup(config: Config, deployer: Connection): Promise<void> {
  await withBackupLock(deployer, () => clearBefore(config, deployer));
}

async function withBackupLock<T>(deployer: Connection, work: () => Promise<T>): Promise<T> {
  const lockClient = await connect(deployer);
  try {
    const { rows } = await lockClient.query<{ mine: boolean }>(`select pg_try_advisory_lock(hashtext('manumit backup')) as mine`);
    if (!rows[0]!.mine) throw new StartRefused('Another backup of this installation is in progress. Wait until it ends, then try again.');
    return await work();
  } finally {
    await lockClient.end();
  }
}

async function backUpAndProve(config: Config, installation: Installation, recipients: readonly string[]): Promise<BackupRun> {
  if (recipients.length === 0) {
    await clearBefore(config, installation.deployer).catch(() => {});
    throw new StartRefused(
      'A backup needs a recipient who can open it: create a key with npx manumit backup-key, if possible on another machine.',
    );
  }
  const { place } = config.backup;
  const { dataDirectory } = config;
  const signer = signerFromFile(config.keyFile);
  preparePlace(place);
  const embedded = !config.databaseUrl;
  const exercise = embedded && holdsExercise(config.dataDirectory);
  const source: Source = { connection: installation.deployer, exercise, ...(embedded && { dataDirectory }) };
  prepareScratch(dataDirectory);
  await clearUnproven(place, signer.signers);
  // Also where this backup is refused or fails: what is due to go must not wait for the next proof. A fault here does not prevent a backup; after it, it is thrown.
  const removed = await clearExpired(config, installation.deployer, signer.signers).catch((): string[] => []);
  await checkSpace(config, installation, signer);
  const { backup, identity } = await backUp({ source, place, recipients, signer, dataDirectory });
  const proof = await withScratch(dataDirectory, (scratch) => proveBackup({ backup, identity, signer, scratch }));
  await archiveErased(installation.deployer, { place, recipients, signer });
  removed.push(...(await clearExpired(config, installation.deployer, signer.signers)));
  return {
    backup: { ...backup, proof },
    proof,
    removed,
    recordFault: await tryRecord(config, installation, exercise, { ...backup, proof }),
  };
}

async function clearBefore(config: Config, deployer: Connection): Promise<void> {
  const { place } = config.backup;
  if (!existsSync(join(place, BACKUPS))) return;
  const { signers } = signerFromFile(config.keyFile);
  await clearUnproven(place, signers);
  await clearExpired(config, deployer, signers);
}

async function clearExpired(config: Config, deployer: Connection, signers: Signers): Promise<string[]> {
  const currentIncarnation = config.databaseUrl ? undefined : incarnationOf(config.dataDirectory);
  const keepDays = await keptDays(config, deployer);
  return clearPlace(config.backup.place, signers, { now: new Date(), keepDays, currentIncarnation });
}

// A proven backup counts even if the database could not record it.
async function tryRecord(
  config: Config,
  installation: Installation,
  exercise: boolean,
  backup: Backup & { proof: Proof },
): Promise<string | undefined> {
  const { manifest, proof, name } = backup;
  const { sequence, kind, made, encrypted, recipients } = manifest;
  const { at, seconds, rows, tables, links } = proof;
  try {
    await workAsInstallation(installation, config, exercise, ({ run }) =>
      run(recordBackup, {
        name,
        sequence,
        kind,
        createdAt: made,
        bytes: encrypted.bytes,
        recipients: recipients.length,
        provenAt: at,
        proofSeconds: seconds,
        tables,
        rows,
        links,
      }),
    );
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

// Said before anything is written: the disk may be that of the database.
async function checkSpace(config: Config, { deployer }: Installation, { signers }: BackupSigner): Promise<void> {
  const lack = await findLackOfSpace(config, deployer, signers);
  if (lack) throw new StartRefused(`${lack} ${FREE_SPACE}`);
}
