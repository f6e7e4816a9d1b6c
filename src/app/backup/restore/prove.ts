import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ChainState } from '../chain.ts';
import type { Contents, Proof } from '../contents.ts';
import { decryptVerified } from '../crypto/encrypted-file.ts';
import type { BackupSigner, Signers } from '../crypto/signatures.ts';
import { type Backup, PROOF, writeSignedJson } from '../place/place.ts';
import { importInto } from './import-installation.ts';
import { restoreCluster } from './restore.ts';

/**
 * What a trial restore needs: the backup, its identity, whose signatures count, an empty folder to fill, and the location of the archived log, if that is to be
 * rolled forward too.
 */
export type TrialOrder = {
  backup: Backup;
  identity: string;
  signers: Signers;
  scratch: string;
  place?: string;
  /** Rolls forward to this moment only; without it, to the end of the log. */
  until?: Date | undefined;
  lastSegment?: string | undefined;
  withoutLog?: boolean;
  requireNewest: boolean;
};

/** What a trial restore found. */
export type Trial = Pick<Proof, 'seconds' | 'tables' | 'rows' | 'links' | 'chain'>;

/**
 * Proves a backup with the passing key of the process that made it, and writes the signed proof next to it.
 * Throws where anything differs; then there is no proof, and the backup does not count.
 */
export async function proveBackup(order: Pick<TrialOrder, 'backup' | 'identity' | 'scratch'> & { signer: BackupSigner }): Promise<Proof> {
  const { backup, signer } = order;
  const trial = await restoreOnTrial({ ...order, signers: signer.signers, requireNewest: false });
  const proof: Proof = {
    format: 2,
    installation: signer.signers.installation,
    sequence: backup.manifest.sequence,
    manifest: backup.hash,
    at: new Date().toISOString(),
    ...trial,
  };
  await writeSignedJson(join(backup.folder, PROOF), signer.sign('proof', proof));
  return proof;
}

/** Restores a backup into an empty folder, starts it, compares every table, verifies the ledger, and removes it again. Throws where anything differs. */
export async function restoreOnTrial(order: TrialOrder): Promise<Trial> {
  const began = performance.now();
  try {
    const { contents, chain } = await restoreBackup(order);
    const tables = Object.values(contents.tables);
    return {
      seconds: Math.round(performance.now() - began) / 1000,
      tables: tables.length,
      rows: tables.reduce((sum, { rows }) => sum + rows, 0),
      links: chain.links,
      chain: chain.hash,
    };
  } finally {
    rmSync(order.scratch, { recursive: true, force: true });
  }
}

async function restoreBackup({ scratch, ...order }: TrialOrder): Promise<{ contents: Contents; chain: ChainState }> {
  const { backup, identity } = order;
  if (backup.manifest.kind === 'cluster') return restoreCluster({ ...order, place: order.place, dataDirectory: scratch });
  const { encrypted } = backup.manifest;
  return importInto(scratch, await decryptVerified(join(backup.folder, encrypted.file), encrypted, identity));
}
