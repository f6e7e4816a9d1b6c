import { connect } from '#platform/db/pool.ts';
import { recordBackup } from '#rooms/retention/index.ts';
import type { Config } from '../config/config.ts';
import { BALLAST_BYTES, readDisk, WATERMARK_BYTES } from '../launcher/database/disk.ts';
import { holdsExercise } from '../launcher/exercise-mark.ts';
import type { Installation } from '../launcher/installation.ts';
import { workAsInstallation } from '../operator.ts';
import { StartRefused } from '../start-refused.ts';
import { backUp, preparePlace, readRecipients, type Source } from './back-up.ts';
import type { Proof } from './contents.ts';
import { checkRecipients } from './crypto/encrypted-file.ts';
import { signerFromFile } from './crypto/signatures.ts';
import { archiveErased } from './erased.ts';
import { incarnationOf } from './incarnation.ts';
import { keptDays } from './kept-days.ts';
import { clearPlace } from './place/clear-place.ts';
import type { Backup } from './place/place.ts';
import { proveBackup } from './restore/prove.ts';
import { prepareScratch, withScratch } from './scratch.ts';

/** One backup, its proof, how many older ones were removed, and, where that failed, why the installation could not record it. */
export type BackupRun = { backup: Backup; proof: Proof; removed: string[]; recordFault: string | undefined };

/** The recipients that can open the backups of an installation: those of its settings, and those stored in its data directory. */
export function recipientsOf({ backup, dataDirectory }: Config, more: readonly string[] = []): Promise<string[]> {
  return checkRecipients([...new Set([...more, ...backup.recipients, ...readRecipients(dataDirectory)])]);
}

/**
 * Backs up, proves, removes expired backups, and records the proven backup in the installation itself.
 * Throws where there is no proof, and while another process backs up the same installation: each would remove the other's proof.
 */
export async function runBackup(config: Config, installation: Installation, recipients: readonly string[]): Promise<BackupRun> {
  const lockClient = await connect(installation.deployer);
  try {
    const { rows } = await lockClient.query<{ mine: boolean }>(`select pg_try_advisory_lock(hashtext('manumit backup')) as mine`);
    if (!rows[0]!.mine) throw new StartRefused('Another backup of this installation is in progress. Wait until it ends, then try again.');
    return await backUpAndProve(config, installation, recipients);
  } finally {
    await lockClient.end();
  }
}

async function backUpAndProve(config: Config, installation: Installation, recipients: readonly string[]): Promise<BackupRun> {
  if (recipients.length === 0)
    throw new StartRefused(
      'A backup needs a recipient who can open it: create a key with npx manumit backup-key, if possible on another machine.',
    );
  const { place } = config.backup;
  const { dataDirectory } = config;
  const signer = signerFromFile(config.keyFile);
  preparePlace(place);
  const embedded = !config.databaseUrl;
  const exercise = embedded && holdsExercise(config.dataDirectory);
  const source: Source = { connection: installation.deployer, exercise, ...(embedded && { dataDirectory }) };
  prepareScratch(dataDirectory);
  await checkSpace(config, installation);
  const { backup, identity } = await backUp({ source, place, recipients, signer, dataDirectory });
  const proof = await withScratch(dataDirectory, (scratch) => proveBackup({ backup, identity, signer, scratch }));
  await archiveErased(installation.deployer, { place, recipients, signer });
  const currentIncarnation = embedded ? incarnationOf(dataDirectory) : undefined;
  const keepDays = await keptDays(config, installation.deployer);
  const removed = await clearPlace(place, signer.signers, { now: new Date(), keepDays, currentIncarnation });
  return {
    backup: { ...backup, proof },
    proof,
    removed,
    recordFault: await tryRecord(config, installation, exercise, { ...backup, proof }),
  };
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

// The proof needs the database's size once more in the data directory. A full disk would stop the service, or its uploads, because of its backup.
async function checkSpace({ databaseUrl, dataDirectory }: Config, { deployer }: Installation): Promise<void> {
  const client = await connect(deployer);
  try {
    // On a server run by others, a deployer may query the size of their own database alone.
    const all = databaseUrl
      ? 'select pg_database_size(current_database()) as bytes'
      : 'select sum(pg_database_size(oid)) as bytes from pg_database';
    const { rows } = await client.query<{ bytes: string }>(all);
    const needed = Number(rows[0]!.bytes) + WATERMARK_BYTES + BALLAST_BYTES;
    const { freeBytes } = await readDisk(dataDirectory);
    if (freeBytes >= needed) return;
    const [freeMib, neededMib] = [freeBytes, needed].map((bytes) => Math.ceil(bytes / 1024 / 1024));
    throw new StartRefused(
      `The proof of a backup needs ${neededMib} MiB free in ${dataDirectory}, and there are ${freeMib}. Free some, then run npx manumit backup.`,
    );
  } finally {
    await client.end();
  }
}
