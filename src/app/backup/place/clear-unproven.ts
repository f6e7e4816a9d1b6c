import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Signers } from '../crypto/signatures.ts';
import { listFolders, NAME } from './clear-place.ts';
import { BACKUPS, isFinished, listBackups, mayHold, PROOF } from './place.ts';

/**
 * Removes what failed backups left, so that they do not fill the disk night after night: folders that were never finished, and the archives of unproven backups.
 * The newest backup and every proven one stay whole. The manifest of a removed archive stays, because the next backup names it. The caller ensures that no backup
 * is being written. Returns the names of what was cleared.
 */
export async function clearUnproven(place: string, signers: Signers): Promise<string[]> {
  const unfinished = listFolders(place, BACKUPS).filter((name) => NAME.test(name) && !isFinished(place, name));
  for (const name of unfinished) await rm(join(place, BACKUPS, name), { recursive: true });
  const [, ...older] = listBackups(place, signers);
  // A proof that cannot be read at the moment, or is refused, still is one.
  const unproven = older.filter(({ name, manifest }) => !mayHold(place, name, PROOF) && mayHold(place, name, manifest.encrypted.file));
  for (const { folder, manifest } of unproven) await rm(join(folder, manifest.encrypted.file), { force: true });
  return [...unfinished, ...unproven.map(({ name }) => name)];
}
