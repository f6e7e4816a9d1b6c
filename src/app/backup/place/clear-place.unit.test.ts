import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { masterKey } from '#platform/keys.ts';
import packageJson from '../../../../package.json' with { type: 'json' };
import type { Manifest } from '../contents.ts';
import { backupSigner, hashOf } from '../crypto/signatures.ts';
import { archivedName } from '../log/log.ts';
import { clearPlace } from './clear-place.ts';
import { clearUnproven } from './clear-unproven.ts';
import { folderNameOf, logFolder, readPlace } from './place.ts';

const signer = backupSigner([masterKey(1, new Date())]);
const other = backupSigner([masterKey(1, new Date())]);
const now = new Date('2026-11-28T03:00:00.000Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const [system, segment] = ['7461234567890123456', '000000010000000000000003'];
const named = (incarnation: string) => ({ system, incarnation });
let place: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'manumit-clear-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Makes a signed and proven backup, dated so many days ago; a backup of a cluster if an incarnation is given. */
function makeBackup(
  days: number,
  incarnation?: string,
  {
    by = signer,
    of = system,
    first = segment,
    isProven = true,
  }: { by?: typeof signer; of?: string; first?: string; isProven?: boolean } = {},
): string {
  const made = daysAgo(days).toISOString();
  const folder = join(place, 'backups', folderNameOf(made));
  mkdirSync(folder, { recursive: true });
  const cluster = incarnation && { system: of, incarnation, timeline: 1, firstSegment: first, lastSegment: first, restorePoint: 'm' };
  const { installation } = by.signers;
  const manifest: Manifest = {
    format: 2,
    installation,
    sequence: 100 - days,
    previous: null,
    kind: cluster ? 'cluster' : 'logical',
    made,
    seconds: 1,
    program: packageJson.version,
    postgres: '18.1',
    recipients: ['age1'],
    encrypted: { file: 'data', bytes: 1, sha256: 'a' },
    ...(cluster && { cluster }),
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(by.sign('backup', manifest)));
  const proof = { format: 2, installation, sequence: manifest.sequence, manifest: hashOf('backup', manifest), at: made, seconds: 1 };
  if (isProven)
    writeFileSync(join(folder, 'proof.json'), JSON.stringify(by.sign('proof', { ...proof, tables: 1, rows: 1, links: 0, chain: 'a' })));
  return folderNameOf(made);
}

/** Makes a backup in the format from before signing. */
function unsigned(days: number, more: Record<string, unknown> = {}): string {
  const made = daysAgo(days).toISOString();
  const folder = join(place, 'backups', folderNameOf(made));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ format: 1, kind: 'logical', made, ...more }));
  return folderNameOf(made);
}

/** Makes a folder of the archived log that was last written so many days ago. */
function makeLog(folder: string, days: number, files = [archivedName(segment, true)]): string {
  mkdirSync(folder, { recursive: true });
  for (const path of [...files.map((file) => join(folder, file)), folder]) {
    if (path !== folder) writeFileSync(path, 'encrypted');
    utimesSync(path, daysAgo(days), daysAgo(days));
  }
  return folder;
}

const clear = (currentIncarnation?: string) => clearPlace(place, signer.signers, { now, keepDays: 30, currentIncarnation });
const remainingBackups = () => readdirSync(join(place, 'backups')).sort();

test('the archived log of an incarnation is removed once no backup of these days needs it and its files are old too', async () => {
  const [needing, spent, alive, fresh, alone] = Array.from({ length: 5 }, randomUUID) as [string, string, string, string, string];
  makeBackup(40, spent, { of: '7461234567890120000' });
  makeBackup(20);
  makeBackup(1, needing);
  const needed = makeLog(logFolder(place, named(needing)), 90);
  const expired = [
    makeLog(logFolder(place, { system: '7461234567890120000', incarnation: spent }), 7),
    makeLog(logFolder(place, named(alone)), 7, [archivedName(segment, false), `${segment}.zst.age`, `${archivedName(segment, true)}.new`]),
    makeLog(join(place, 'log', '7461234567890120000'), 31),
  ];
  const staying = [
    makeLog(logFolder(place, named(alive)), 90),
    makeLog(logFolder(place, named(fresh)), 5),
    makeLog(logFolder(place, named(randomUUID())), 90, ['notes.txt', archivedName(segment, true)]),
    makeLog(join(place, 'log', 'another program'), 90),
  ];
  await clear(alive);
  expect(expired.filter((folder) => existsSync(folder))).toEqual([]);
  expect(staying.filter((folder) => !existsSync(folder))).toEqual([]);
  expect(readdirSync(needed)).toEqual([archivedName(segment, true)]);
  expect(readdirSync(staying[2]!)).toHaveLength(2);
});

test.each([
  ['of the last six days', true, [3, 4]],
  ['that was proven last, where newer ones were not', false, [2, 3, 4]],
])('the archived log before the backups %s is removed, though older backups stay', async (_, isProven, remaining) => {
  const incarnation = randomUUID();
  const at = (number: number) => `00000001000000000000000${number}`;
  for (const [number, days] of [20, 8, 5, 1].entries())
    makeBackup(days, incarnation, { first: at(number + 1), isProven: isProven || days > 5 });
  const log = makeLog(
    logFolder(place, named(incarnation)),
    1,
    [1, 2, 3, 4].map((number) => archivedName(at(number), true)),
  );
  expect([await clear(incarnation), remainingBackups().length]).toEqual([[], 4]);
  expect(readdirSync(log)).toEqual(remaining.map((number) => archivedName(at(number), true)));
});

test.each(['signed by another installation', 'unsigned and not old yet', 'damaged', 'altered'])(
  'the archived log of a backup that is %s is kept',
  async (how) => {
    makeBackup(1, randomUUID(), { of: '7461234567890120000' });
    const incarnation = randomUUID();
    const neededLog = makeLog(logFolder(place, named(incarnation)), 90);
    if (how.startsWith('signed')) makeBackup(40, incarnation, { by: other });
    else if (how.startsWith('unsigned')) unsigned(29, { cluster: { system } });
    else {
      const manifest = join(place, 'backups', makeBackup(40, incarnation), 'manifest.json');
      if (how === 'damaged') writeFileSync(manifest, '{"stat');
      else writeFileSync(manifest, JSON.stringify({ ...other.sign('backup', { cluster: named(incarnation) }), key: 'x' }));
    }
    expect(await clear()).toEqual([]);
    expect(existsSync(neededLog)).toBe(true);
  },
);

test('backups made before signing expire like others, once a signed one is proven', async () => {
  const [old, young] = [unsigned(31), unsigned(29)];
  expect(await clear()).toEqual([]);
  const signed = makeBackup(2);
  rmSync(join(place, 'backups', signed, 'proof.json'));
  expect(await clear()).toEqual([]);
  const proven = makeBackup(1);
  // A backup under another name, or of another kind, stays for the operator to examine.
  const [renamed, strange] = ['2026-01-01T00-00-00Z', unsigned(50, { format: 3 })];
  mkdirSync(join(place, 'backups', renamed));
  writeFileSync(join(place, 'backups', renamed, 'manifest.json'), JSON.stringify({ format: 1, made: daysAgo(60).toISOString() }));
  expect(await clear()).toEqual([old]);
  expect(remainingBackups()).toEqual([renamed, strange, young, signed, proven].sort());
});

test.runIf(process.platform !== 'win32')('clearing removes nothing behind a symbolic link', async () => {
  makeBackup(1);
  const elsewhere = mkdtempSync(join(tmpdir(), 'manumit-elsewhere-'));
  try {
    const foreignLog = makeLog(join(elsewhere, system), 90);
    symlinkSync(elsewhere, join(place, 'log'));
    await clear();
    rmSync(join(place, 'log'));
    mkdirSync(join(place, 'log'));
    symlinkSync(foreignLog, join(place, 'log', system));
    await clear();
    expect(readdirSync(foreignLog)).toHaveLength(1);
  } finally {
    rmSync(elsewhere, { recursive: true });
  }
});

test.runIf(process.platform !== 'win32')('a backup with an unreadable manifest is kept, with all of the log that it may need', async () => {
  const incarnation = randomUUID();
  const folder = logFolder(place, named(incarnation));
  const logOfHidden = makeLog(folder, 2, [archivedName('000000010000000000000001', true), archivedName(segment, true)]);
  const [hidden] = [makeBackup(2, incarnation), makeBackup(1, incarnation)];
  const manifest = join(place, 'backups', hidden, 'manifest.json');
  const written = readFileSync(manifest);
  rmSync(manifest);
  symlinkSync(manifest, manifest);
  await clear();
  expect(remainingBackups()).toContain(hidden);
  expect(readdirSync(logOfHidden)).toHaveLength(2);
  // Readable though altered, the manifest may still show its cluster.
  rmSync(manifest);
  writeFileSync(manifest, String(written).replace('"seconds":1', '"seconds":2'));
  await clear();
  expect([remainingBackups().length, readdirSync(logOfHidden).length]).toEqual([2, 2]);
  writeFileSync(manifest, written);
  await clear();
  expect(readdirSync(logOfHidden)).toEqual([archivedName(segment, true)]);
});

test('a folder whose name is not that of a backup is kept, and a file is not a backup', async () => {
  makeBackup(1);
  writeFileSync(join(place, 'backups', '.listing'), '');
  expect(readPlace(place, signer.signers).refused).toEqual([]);
  mkdirSync(join(place, 'backups', '.snapshot'));
  mkdirSync(join(place, 'backups', folderNameOf(daysAgo(3).toISOString())));
  await clear();
  expect(remainingBackups()).toEqual(['.listing', '.snapshot', folderNameOf(daysAgo(1).toISOString())]);
});

test('a clock that jumps ahead removes nothing, and the next backup at the right time removes what is due', async () => {
  const [old, young] = [makeBackup(3), makeBackup(2, randomUUID())];
  const ahead = makeBackup(-60);
  const later = (days: number) => clearPlace(place, signer.signers, { now: daysAgo(days), keepDays: 30 });
  expect(await later(-60)).toEqual([]);
  expect(remainingBackups()).toEqual([old, young, ahead]);
  makeBackup(-61);
  expect(await later(-61)).toEqual([old, young]);
});

test('expired backups are removed without a new one, and nothing once the newest is so old that the clock may be ahead', async () => {
  const [old, proven, newest] = [makeBackup(5), makeBackup(3), makeBackup(1, undefined, { isProven: false })];
  const later = (days: number) => clearPlace(place, signer.signers, { now: daysAgo(-days), keepDays: 30 });
  expect(await later(31)).toEqual([]);
  expect(await later(28)).toEqual([old]);
  // The last proven one stays, however old.
  expect(await later(29)).toEqual([]);
  expect(remainingBackups()).toEqual([proven, newest]);
});

test.each([
  ['after the last proven one', [4, 3], [2, 1]],
  ['where none is proven', [], [4, 3, 2, 1]],
])('the archives of unproven backups %s are removed, but not that of the newest, and every manifest stays', async (_, proven, unproven) => {
  const name = (days: number) => folderNameOf(daysAgo(days).toISOString());
  const archiveOf = (days: number) => join(place, 'backups', name(days), 'data');
  for (const days of [4, 3, 2, 1]) {
    makeBackup(days, undefined, { isProven: proven.includes(days) });
    writeFileSync(archiveOf(days), 'encrypted');
  }
  // The proof of a backup is damaged: the backup still counts as proven.
  if (proven.length > 0) writeFileSync(join(place, 'backups', name(4), 'proof.json'), '{');
  mkdirSync(join(place, 'backups', folderNameOf(now.toISOString())));
  const cleared = unproven.filter((days) => days !== 1);
  expect((await clearUnproven(place, signer.signers)).toSorted()).toEqual(
    [...cleared.map(name), folderNameOf(now.toISOString())].toSorted(),
  );
  expect([4, 3, 2, 1].filter((days) => existsSync(archiveOf(days)))).toEqual([4, 3, 2, 1].filter((days) => !cleared.includes(days)));
  expect(remainingBackups()).toEqual([4, 3, 2, 1].map(name));
  expect(await clearUnproven(place, signer.signers)).toEqual([]);
});
