import { accessSync, appendFileSync, constants, existsSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Connection, connect } from '#platform/db/pool.ts';
import manifest from '../../../package.json' with { type: 'json' };
import { makeFolders, prepareDataDirectory } from '../launcher/database/owner.ts';
import { StartRefused } from '../start-refused.ts';
import type { Contents, Manifest } from './contents.ts';
import { type ClusterCopy, copyCluster } from './copy/copy-cluster.ts';
import { exportMembers } from './copy/logical.ts';
import { packTar } from './copy/tar.ts';
import { encryptToFile, temporaryIdentity } from './crypto/encrypted-file.ts';
import { type BackupSigner, hashOf } from './crypto/signatures.ts';
import { writeHead } from './head.ts';
import { type Backup, headOf, MANIFEST, newBackupFolder, writeSignedJson } from './place/place.ts';

/** What to back up: the embedded cluster of a data directory, or the database of a server through its deployer. */
export type Source = { connection: Connection; exercise: boolean; dataDirectory?: string };

/** Where a backup is written, which recipients can open it, who signs it, and the data directory in which the installation remembers it. */
export type BackupOrder = { source: Source; place: string; recipients: readonly string[]; signer: BackupSigner; dataDirectory: string };

/** A finished backup, what is in it, and the passing key that opens it while this process lives. */
export type FinishedBackup = { backup: Backup; contents: Contents; identity: string };

const DATA = 'data.tar.zst.age';

/**
 * Backs up a running installation: writes one encrypted archive, then its signed manifest. The manifest makes it a backup and the next in its chain. The caller
 * ensures that one backup runs at a time.
 * The archive is also encrypted to a key that never leaves this process, so the proof can restore the very file that was written.
 */
export async function backUp({ source, place, recipients, signer, dataDirectory }: BackupOrder, now = new Date()): Promise<FinishedBackup> {
  const startedMs = performance.now();
  const head = headOf(place, signer.signers, dataDirectory);
  const folder = await newBackupFolder(place, now);
  const temporary = await temporaryIdentity(recipients);
  try {
    let copied: Pick<ClusterCopy, 'contents'> & Partial<ClusterCopy> = { contents: undefined as unknown as Contents };
    const members = source.dataDirectory
      ? copyCluster(source.connection, source.dataDirectory, (done) => (copied = done))
      : exportDatabase(source, (contents) => (copied = { contents }));
    const encrypted = await encryptToFile(join(folder, DATA), packTar(members), [...recipients, temporary.recipient]);
    const backupManifest: Manifest = {
      format: 2,
      installation: signer.signers.installation,
      sequence: (head?.sequence ?? 0) + 1,
      previous: head?.hash ?? null,
      kind: copied.contents.kind,
      made: now.toISOString(),
      seconds: Math.round(performance.now() - startedMs) / 1000,
      program: manifest.version,
      postgres: copied.contents.postgres,
      recipients: [...recipients],
      encrypted: { file: DATA, ...encrypted },
      ...(copied.cluster && { cluster: copied.cluster }),
    };
    await writeSignedJson(join(folder, MANIFEST), signer.sign('backup', backupManifest));
    const [name, hash] = [basename(folder), hashOf('backup', backupManifest)];
    writeHead(dataDirectory, place, { sequence: backupManifest.sequence, name, hash });
    return {
      backup: { name, folder, manifest: backupManifest, hash, proof: undefined },
      contents: copied.contents,
      identity: temporary.identity,
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

async function* exportDatabase({ connection, exercise }: Source, onContents: (contents: Contents) => void) {
  const client = await connect(connection);
  try {
    yield* exportMembers(client, exercise, onContents);
  } finally {
    await client.end();
  }
}

const RECIPIENTS = 'backup-recipients';

/** The recipients stored in a data directory, one per line; empty where the file is missing. */
export function readRecipients(dataDirectory: string): string[] {
  const path = join(dataDirectory, RECIPIENTS);
  if (!existsSync(path)) return [];
  return readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

/** Creates the folder of the backups. Throws StartRefused where it cannot be created or written to. */
export function preparePlace(place: string): void {
  try {
    makeFolders(place, 0o700);
    accessSync(place, constants.W_OK | constants.X_OK);
    if (!statSync(place).isDirectory()) throw new Error('it is a file');
  } catch (cause) {
    throw new StartRefused(
      `Backups cannot be stored in ${place}: ${(cause as Error).message}. Set BACKUP_TO to a folder that the user of this program may write to.`,
      { cause },
    );
  }
}

/** Writes a recipient into a data directory; every later backup of it is encrypted to that recipient too. Returns the file. */
export function addRecipient(dataDirectory: string, recipient: string): string {
  const path = join(dataDirectory, RECIPIENTS);
  prepareDataDirectory(dataDirectory);
  appendFileSync(path, `${recipient}\n`, { mode: 0o600 });
  return path;
}
