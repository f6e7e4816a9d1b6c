import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import packageJson from '../../../../package.json' with { type: 'json' };
import type { Manifest } from '../contents.ts';
import { hashOf, signerFromFile } from '../crypto/signatures.ts';
import { newBackupFolder, writeSignedJson } from './place.ts';

/** A backup to leave in a place: its number, its age, and the size of its archive as the manifest says. */
type Left = { sequence: number; daysAgo: number; kind?: Manifest['kind']; bytes?: number; isProven?: boolean };

/** Leaves a backup in a place, signed with the keys of the file. Returns its archive. */
export async function leaveBackup(
  keyFile: string,
  place: string,
  { sequence, daysAgo, kind = 'cluster', bytes = 1_000, isProven = false }: Left,
): Promise<string> {
  const signer = signerFromFile(keyFile);
  const { installation } = signer.signers;
  const made = new Date(Date.now() - daysAgo * 86_400_000);
  const folder = await newBackupFolder(place, made);
  const manifest: Manifest = {
    format: 2,
    installation,
    sequence,
    previous: null,
    kind,
    made: made.toISOString(),
    seconds: 1,
    program: packageJson.version,
    postgres: '18.1',
    recipients: ['age1'],
    encrypted: { file: 'data', bytes, sha256: 'a' },
  };
  await writeSignedJson(join(folder, 'manifest.json'), signer.sign('backup', manifest));
  const proof = { format: 2, installation, sequence, manifest: hashOf('backup', manifest), at: manifest.made, seconds: 1 };
  if (isProven)
    await writeSignedJson(join(folder, 'proof.json'), signer.sign('proof', { ...proof, tables: 1, rows: 1, links: 0, chain: 'a' }));
  writeFileSync(join(folder, 'data'), 'encrypted');
  return join(folder, 'data');
}
