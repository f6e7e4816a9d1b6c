import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { masterKey } from '#platform/keys.ts';
import { decryptVerified, encryptToFile } from '../crypto/encrypted-file.ts';
import { backupSigner } from '../crypto/signatures.ts';
import { writeSigned } from '../crypto/signed-file.ts';
import { readErased } from '../erased.ts';
import { archivedName, readArchivedSegment } from '../log/log.ts';
import { logFolder, readPlace, writeSignedJson } from './place.ts';

// An attacker who can write to the place of the backups, and read what is public there, adds files that are not backups.
const signer = backupSigner([masterKey(1, new Date())]);
const { signers } = signer;
const cluster = { system: '1', incarnation: 'a' };
const segment = '000000010000000000000001';
let place: string;
let backup: string;
let log: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'manumit-strange-'));
  backup = join(place, 'backups', '2026-11-24T02-30-00Z');
  log = logFolder(place, cluster);
  for (const folder of [backup, log, join(place, 'erased')]) mkdirSync(folder, { recursive: true });
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

const UNSUITABLE: readonly [string, (path: string) => void][] = [
  ['a folder', (path) => mkdirSync(path)],
  ['an endless device', (path) => symlinkSync('/dev/zero', path)],
  ['a pipe without a writer', (path) => void spawnSync('mkfifo', [path])],
  ['an oversized file', (path) => sparse(path, 2 ** 31)],
  ['a file with a number without a canonical form', (path) => writeFileSync(path, notCanonical('1e999'))],
  ['a file with half a surrogate pair', (path) => writeFileSync(path, notCanonical('"\\ud800"'))],
];
function sparse(path: string, bytes: number): void {
  writeFileSync(path, '');
  truncateSync(path, bytes);
}
function notCanonical(value: string): string {
  const signed = JSON.stringify(signer.sign('backup', { installation: signers.installation, n: 0 }));
  return `${signed.replace('"n":0', `"n":${value}`)}\n`;
}

test.runIf(process.platform !== 'win32').each(UNSUITABLE)(
  '%s is refused in place of a manifest, a log segment, a list of erasures and the data, and nothing waits for it',
  async (_what, lay) => {
    lay(join(backup, 'manifest.json'));
    const found = readPlace(place, signers);
    expect([found.backups, found.refused]).toEqual([[], [expect.stringContaining('manifest.json is refused')]]);
    const segmentFile = join(log, archivedName(segment, true));
    lay(segmentFile);
    expect(() => readArchivedSegment(segmentFile, cluster, signers)).toThrow(/\.signed is refused/);
    lay(join(place, 'erased', 'list.signed'));
    await expect(readErased(place, await generateX25519Identity(), signers, '')).rejects.toThrow(/list\.signed is refused/);
    const data = join(backup, 'data');
    lay(data);
    await expect(decryptVerified(data, { bytes: 3, sha256: '' }, '')).rejects.toThrow(/it is not the file that was signed/);
  },
);

test.runIf(process.platform !== 'win32')('writing a file does not follow a link planted under its temporary name', async () => {
  const keys = join(place, 'keys');
  writeFileSync(keys, 'the master keys');
  const [manifest, segmentFile, data] = [join(backup, 'manifest.json'), join(log, archivedName(segment, false)), join(backup, 'data')];
  for (const path of [manifest, segmentFile, data]) symlinkSync(keys, `${path}.new`);
  const recipients = [await identityToRecipient(await generateX25519Identity())];
  async function* bytes() {
    yield Buffer.from('a segment');
  }
  await writeSignedJson(manifest, signer.sign('backup', { installation: signers.installation }));
  await writeSigned(segmentFile, bytes(), { kind: 'log', claim: {}, recipients, signer });
  await encryptToFile(data, bytes(), recipients);
  expect(readFileSync(keys, 'utf8')).toBe('the master keys');
  for (const path of [manifest, segmentFile, data]) expect([path, existsSync(`${path}.new`)]).toEqual([path, false]);
});
