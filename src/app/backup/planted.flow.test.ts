import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { masterKey } from '#platform/keys.ts';
import { type EmbeddedServer, startEmbedded } from '../launcher/database/embedded.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { backUp, type FinishedBackup } from './back-up.ts';
import type { Contents, Manifest } from './contents.ts';
import { fileMember } from './copy/logical.ts';
import { type Member, packTar, unpackTar } from './copy/tar.ts';
import { decryptComparing, decryptVerified, encryptToFile } from './crypto/encrypted-file.ts';
import { backupSigner, formatSigners, hashOf, readSigners, type Signers } from './crypto/signatures.ts';
import { archiveLog } from './log/archive-log.ts';
import { archivedName } from './log/log.ts';
import {
  chainFaults,
  chooseBackup,
  describeMissingNewer,
  listBackups,
  logFolder,
  readPlace,
  stateMs,
  writeSignedJson,
} from './place/place.ts';
import { proveBackup } from './restore/prove.ts';
import { restoreCluster } from './restore/restore.ts';
import { unpackCluster } from './restore/unpack.ts';

// An attacker writes to the place of the backups and knows its public recipient. Nothing that the attacker planted is restored.
const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'manumit-planted-')));
  return folders.at(-1)!;
};
const PROGRAM = fileURLToPath(new URL('../../../bin/manumit.js', import.meta.url));
const [dataDirectory, sound, outside] = [folder(), folder(), folder()];
const marker = join(outside, 'executed');
const [former, now] = [masterKey(1, new Date()), masterKey(2, new Date())];
const before = backupSigner([former]);
const after = backupSigner([former, now]);
const stranger = backupSigner([masterKey(1, new Date())]);
let server: EmbeddedServer;
let client: pg.Client;
let identity: string;
let recipients: string[];
let first: FinishedBackup;
let second: FinishedBackup;
/** A copy of the place that a test may alter. */
let place: string;

const person = () => client.query(`insert into identity.person (id, name) values ($1, 'Anyone')`, [randomUUID()]);
const restore = (
  order: { signers?: Signers; name?: string; requireNewest?: boolean; lastSegment?: string; until?: Date; target?: string } = {},
) => {
  const { signers = after.signers, name, target = folder(), ...rest } = order;
  const backup = chooseBackup(readPlace(place, signers), place, name);
  return restoreCluster({ backup, place, identity, signers, dataDirectory: target, requireNewest: name === undefined, ...rest });
};
/** Expects that nothing is restored, nothing is executed, and the target directory is unchanged. */
async function refused(why: RegExp, order: Parameters<typeof restore>[0] = {}): Promise<void> {
  const target = folder();
  await expect((async () => restore({ ...order, target }))()).rejects.toThrow(why);
  expect(readdirSync(target).filter((name) => name !== 'postgres.log')).toEqual([]);
  expect(existsSync(marker)).toBe(false);
}
const folderOf = ({ backup }: FinishedBackup) => join(place, 'backups', backup.name);
const logOf = () => logFolder(place, second.backup.manifest.cluster!);
const archivedSegments = () =>
  readdirSync(logOf())
    .filter((file) => !file.includes('partial'))
    .sort();
/** Archived segments that a restore of the second backup rolls forward over. */
const afterSecond = () => archivedSegments().filter((file) => file.slice(0, 24) > second.backup.manifest.cluster!.lastSegment);

/** The backup as an attacker repacks it: with commands in the server settings, forged rows, and everything inside made consistent. */
async function* hostile({ backup, identity: passing }: FinishedBackup): AsyncGenerator<Member> {
  const { encrypted } = backup.manifest;
  const files = new Map<string, Buffer>();
  for await (const member of unpackTar(await decryptVerified(join(sound, 'backups', backup.name, encrypted.file), encrypted, passing))) {
    if (member.folder) {
      yield member;
      continue;
    }
    files.set(member.path, await buffer(member.body));
  }
  const command = `touch ${marker}`;
  files.set(
    'postgres/postgresql.auto.conf',
    Buffer.from(
      `${['recovery_end_command', 'archive_cleanup_command', 'archive_command', 'restore_command']
        .map((name) => `${name} = '${command}'\n`)
        .join('')}archive_mode = on\nhba_file = 'let_in'\n`,
    ),
  );
  files.set('postgres/pg_hba.conf', Buffer.from('local all all trust\n'));
  const contents = JSON.parse(files.get('contents.json')!.toString()) as Contents;
  files.delete('contents.json');
  contents.files = [...files].map(([path, bytes]) => ({
    path,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  }));
  for (const [path, bytes] of files) yield fileMember(path, bytes);
  yield fileMember('contents.json', Buffer.from(JSON.stringify(contents)));
}

/** Replaces a sound archive by the hostile one; returns a manifest that matches it. */
async function plant(target: FinishedBackup): Promise<Manifest> {
  const { manifest } = target.backup;
  const encrypted = await encryptToFile(join(folderOf(target), manifest.encrypted.file), packTar(hostile(target)), recipients);
  return { ...manifest, encrypted: { ...manifest.encrypted, ...encrypted } };
}

beforeAll(async () => {
  identity = await generateX25519Identity();
  recipients = [await identityToRecipient(identity)];
  server = await startEmbedded({ dataDirectory });
  client = await connect(server.connection);
  await prepareDatabase(client, 'application');
  const source = { connection: server.connection, exercise: false, dataDirectory };
  const order = { source, place: sound, recipients, dataDirectory };
  const archive = (signer: typeof before) => archiveLog({ connection: server.connection, dataDirectory, place: sound, recipients, signer });
  await archive(before);
  first = await backUp({ ...order, signer: before });
  await proveBackup({ ...first, signer: before, scratch: folder() });
  await archive(before);
  // The next key is used from here on.
  second = await backUp({ ...order, signer: after }, new Date(Date.now() + 5_000));
  await proveBackup({ ...second, signer: after, scratch: folder() });
  for (let round = 0; round < 3; round += 1) {
    await person();
    await client.query('select pg_switch_wal()');
    await archive(after);
  }
});
beforeEach(() => {
  place = folder();
  cpSync(sound, place, { recursive: true });
});
afterAll(async () => {
  await client.end();
  await server.stop();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

test('backups signed by the former and the next key are restored, also with public keys exported before the rotation', async () => {
  const list = join(folder(), 'identity.signers');
  writeFileSync(list, formatSigners(before.signers));
  const restored = await restore({ signers: readSigners(list) });
  expect(restored.log).toMatchObject({ gap: undefined, newestBackup: 2 });
  expect(restored.log.segments).toBeGreaterThanOrEqual(3);
  expect(listBackups(place, after.signers).map(({ manifest, proof }) => [manifest.sequence, proof?.sequence])).toEqual([
    [2, 2],
    [1, 1],
  ]);
});

test('a planted backup is refused and executes nothing: unsigned, signed by another key, or under the manifest of a sound one', async () => {
  const fitting = await plant(second);
  const manifest = join(folderOf(second), 'manifest.json');
  await refused(/data\.tar\.zst\.age is refused: it is not the file that was signed/);
  // Placed between the comparison and the unpacking, it is found at the end, before anything is started.
  const { encrypted } = second.backup.manifest;
  const late = unpackCluster(await decryptComparing(join(folderOf(second), encrypted.file), encrypted, identity), folder());
  await expect(late).rejects.toThrow(/it is not the file that was signed/);
  writeFileSync(manifest, JSON.stringify({ ...fitting, format: 1 }));
  await refused(/manifest\.json is refused: it is not signed/);
  await refused(/manifest\.json is refused: it is not signed/, { name: second.backup.name });
  await writeSignedJson(manifest, stranger.sign('backup', { ...fitting, installation: stranger.signers.installation }));
  await refused(/manifest\.json is refused: it says it is of the installation/);
  await writeSignedJson(manifest, stranger.sign('backup', fitting));
  await refused(/manifest\.json is refused: it is signed with a key that is not of your installation/);
  await writeSignedJson(manifest, { ...after.sign('backup', second.backup.manifest), statement: fitting });
  await refused(/manifest\.json is refused: it was altered/);
  // A signature of the installation for another kind of statement is not valid for a backup.
  await writeSignedJson(manifest, after.sign('log', fitting));
  await refused(/manifest\.json is refused: it was altered after it was signed, or is signed for something else/);
});

test('a new planted backup is refused, also if signed with a key that no trusted key has signed', async () => {
  const made = new Date(Date.now() + 10_000).toISOString();
  const planted = join(place, 'backups', made.replaceAll(':', '-').replace(/\.\d+/, ''));
  cpSync(folderOf(second), planted, { recursive: true });
  await refused(/manifest\.json is refused: it belongs in the folder/);
  const manifest = { ...second.backup.manifest, made, sequence: 3, previous: second.backup.hash };
  const key = stranger.sign('backup', manifest);
  const [vouched] = after.sign('backup', manifest).vouched;
  await writeSignedJson(join(planted, 'manifest.json'), { ...key, vouched: [{ ...vouched!, key: key.key }] });
  await refused(/signed with a key that is not of your installation/);
  // A sound backup in the same place is restored when the operator names it.
  expect((await restore({ name: second.backup.name })).log.gap).toBeUndefined();
});

test('settings in a signed archive are ignored: no command is executed, and no account that they admit can connect', async () => {
  const manifest = await plant(second);
  await writeSignedJson(join(folderOf(second), 'manifest.json'), after.sign('backup', manifest));
  rmSync(join(folderOf(second), 'proof.json'));
  const target = folder();
  await restore({ name: second.backup.name, target });
  const restarted = await startEmbedded({ dataDirectory: target });
  try {
    const restoredClient = await connect(restarted.connection);
    const { rows } = await restoredClient.query(
      `select name, setting from pg_settings where name in ('recovery_end_command', 'archive_cleanup_command', 'archive_command', 'restore_command') and setting not in ('', '(disabled)')`,
    );
    await restoredClient.end();
    expect(rows).toEqual([]);
    await expect(connect({ ...restarted.connection, password: 'wrong' })).rejects.toThrow(/password/);
  } finally {
    await restarted.stop();
  }
  expect(existsSync(marker)).toBe(false);
});

test('an archive with a link, a recovery signal or a path outside is refused', async () => {
  const manifestOf = async (members: AsyncIterable<Member>) => {
    const { manifest } = second.backup;
    const encrypted = await encryptToFile(join(folderOf(second), manifest.encrypted.file), altered(packTar(members)), recipients);
    await writeSignedJson(
      join(folderOf(second), 'manifest.json'),
      after.sign('backup', { ...manifest, encrypted: { ...manifest.encrypted, ...encrypted } }),
    );
  };
  // The type of a member called "link" is changed to a symbolic link, and its checksum is corrected.
  async function* altered(archive: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const block of archive) {
      if (block.subarray(0, 13).toString() === 'postgres/link') {
        block.write('2', 156);
        block.fill(' ', 148, 156);
        block.write(
          `${block
            .reduce((sum, byte) => sum + byte, 0)
            .toString(8)
            .padStart(6, '0')}\0`,
          148,
        );
      }
      yield block;
    }
  }
  const one = async function* (path: string) {
    yield fileMember(path, Buffer.from('x'));
  };
  rmSync(join(folderOf(second), 'proof.json'));
  for (const [path, why] of [
    ['postgres/link', /neither a file nor a folder/],
    ['postgres/standby.signal', /unexpected file: postgres\/standby.signal/],
    ['postgres/pg_tblspc/16384', /unexpected file/],
    ['manumit.lock', /unexpected file/],
    ['C:/x', /leads outside/],
    ['postgres/../../x', /leads outside/],
  ] as const) {
    await manifestOf(one(path));
    await refused(why, { name: second.backup.name });
  }
});

test('an altered or planted proof does not count', async () => {
  const proof = join(folderOf(second), 'proof.json');
  copyFileSync(join(folderOf(first), 'proof.json'), proof);
  await refused(/proof\.json is refused: it is the proof of another backup/);
  writeFileSync(
    proof,
    JSON.stringify({ format: 1, at: new Date().toISOString(), seconds: 1, with: 'identity', tables: 1, rows: 1, links: 1, chain: '' }),
  );
  await refused(/proof\.json is refused: it is not signed/);
  expect(listBackups(place, after.signers)[0]).toMatchObject({ name: second.backup.name, proof: undefined });
});

test('a log segment that is planted, altered, taken from elsewhere or renamed is refused', async () => {
  const [one, two] = afterSecond() as [string, string];
  const at = (file: string) => join(logOf(), file);
  const bytes = readFileSync(at(two));
  const damaged = Buffer.from(bytes);
  damaged[damaged.length - 100]! ^= 1;
  writeFileSync(at(two), damaged);
  await refused(/\.signed is refused: the content after its signed line is not the content that was signed/);
  copyFileSync(at(one), at(two));
  await refused(/\.signed is refused: it was signed as/);
  const end = bytes.indexOf(10);
  const claim = JSON.parse(bytes.toString('utf8', 0, end)).statement;
  const put = (line: unknown) => writeFileSync(at(two), Buffer.concat([Buffer.from(`${JSON.stringify(line)}\n`), bytes.subarray(end + 1)]));
  put(stranger.sign('log', claim));
  await refused(/\.signed is refused: it is signed with a key that is not/);
  writeFileSync(at(two), bytes.subarray(end + 1));
  await refused(/\.signed is refused: it is not signed/);
  // Two restores of a database continue under one system number: the log of one is not valid for the other.
  put(after.sign('log', { ...claim, incarnation: randomUUID() }));
  await refused(/\.signed is refused: it was signed as .* of the database/);
  put(after.sign('log', { ...claim, previous: { ...claim.previous, hash: '0'.repeat(64) } }));
  await refused(/\.signed is refused: it follows .*, which is not the/);
  // An operator who names the last good segment gets everything before it.
  const { log } = await restore({ name: second.backup.name, lastSegment: one.slice(0, 24) });
  expect(log).toMatchObject({ segments: 1, gap: undefined });
});

test('a segment missing in the middle or at the beginning is reported', async () => {
  const [one, two] = afterSecond() as [string, string];
  renameSync(join(logOf(), two), join(outside, two));
  await refused(new RegExp(`is refused: it follows ${two.slice(0, 24)}, which is not the ${one.slice(0, 24)}`));
  renameSync(join(outside, two), join(logOf(), two));
  rmSync(join(logOf(), one));
  await refused(new RegExp(`is refused: it follows ${one.slice(0, 24)}, which is missing`));
});

test('an old backup offered as the newest is reported, and restored only if the operator names it', async () => {
  rmSync(folderOf(second), { recursive: true });
  await refused(/The newest backup here is number 1, and the archived log knows of number 2: it was removed/);
  expect((await restore({ name: first.backup.name })).log.newestBackup).toBe(2);
  // The command says so too: its options reach the restore.
  const files = folder();
  writeFileSync(join(files, 'identity'), `${identity}\n`, { mode: 0o600 });
  writeFileSync(join(files, 'signers'), formatSigners(after.signers));
  const words = ['restore', '--from', place, '--identity', join(files, 'identity'), '--signers', join(files, 'signers'), '--to', folder()];
  await expect(promisify(execFile)(process.execPath, [PROGRAM, ...words])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('The newest backup here is number 1, and the archived log knows of number 2: it was removed'),
  });
  const earlier = [...words.slice(0, -1), folder(), '--backup', first.backup.name, '--until', '2026-01-01T00:00:00Z'];
  await expect(promisify(execFile)(process.execPath, [PROGRAM, ...earlier])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('No backup here is from before 2026-01-01T00:00:00.000Z.'),
  });
  // A trial goes to the same moment, and to none that the log does not reach.
  const trialUntil = (until: Date) => [
    ...words.slice(0, -1),
    ...[`${folder()}-trial`, '--backup', first.backup.name, '--prove', '--until', until.toISOString()],
  ];
  await expect(promisify(execFile)(process.execPath, [PROGRAM, ...trialUntil(new Date('2099-01-01'))])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('holds no entry after 2099-01-01T00:00:00.000Z'),
  });
  const moment = new Date(stateMs(first.backup) + 1);
  const trial = await promisify(execFile)(process.execPath, [PROGRAM, ...trialUntil(moment)]);
  expect(trial.stdout).toContain(`links at ${moment.toISOString()}, in `);
  const [withoutLog, unnamed] = [
    [...words.slice(0, -1), folder(), '--backup', first.backup.name, '--no-log'],
    [...words, '--no-log'],
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM, ...withoutLog]);
  expect(stdout).toMatch(
    /with 0 segments of the log.*\nThe log was not restored: everything done after 20\S+Z is lost, except erasures\./s,
  );
  await expect(promisify(execFile)(process.execPath, [PROGRAM, ...unnamed])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('With --no-log, name the backup with --backup'),
  });
  const backups = listBackups(place, after.signers);
  expect(describeMissingNewer(backups, 1, 'doctor')).toBeUndefined();
  expect(describeMissingNewer(backups, 2, 'doctor')).toContain('doctor knows of number 2');
});

test('the chain of backups may lack its beginning but not its middle, and the next backup continues the numbers', async () => {
  const all = readPlace(place, after.signers).backups;
  const third = {
    ...second.backup,
    name: 'third',
    hash: 'h3',
    manifest: { ...second.backup.manifest, sequence: 3, previous: second.backup.hash },
  };
  expect(chainFaults([third, ...all])).toEqual([]);
  expect(chainFaults([third, all[0]!])).toEqual([]);
  expect(chainFaults([third, all[1]!])).toEqual([expect.stringMatching(/Between backup 1 .* and backup 3 .* 1 are missing/)]);
  const foreign = { ...third, manifest: { ...third.manifest, previous: 'other' } };
  expect(chainFaults([foreign, all[0]!])).toEqual([expect.stringContaining('does not follow backup 2')]);
  // The newest was removed in the place, but the installation remembers it: the next one is still number 3.
  const moved = join(outside, second.backup.name);
  renameSync(join(sound, 'backups', second.backup.name), moved);
  const source = { connection: server.connection, exercise: false, dataDirectory };
  const next = await backUp({ source, place: sound, recipients, signer: after, dataDirectory }, new Date(Date.now() + 10_000));
  renameSync(moved, join(sound, 'backups', second.backup.name));
  expect(next.backup.manifest).toMatchObject({ sequence: 3, previous: hashOf('backup', second.backup.manifest) });
  expect(chainFaults(listBackups(sound, after.signers))).toEqual([]);
});

test('if complete segments are removed while the server runs, their numbers continue and a restore reports the gap', async () => {
  const copiedPlace = folder();
  cpSync(place, copiedPlace, { recursive: true });
  const log = logFolder(copiedPlace, second.backup.manifest.cluster!);
  await person();
  const archive = () => archiveLog({ connection: server.connection, dataDirectory, place: copiedPlace, recipients, signer: after });
  await archive();
  await client.query('select pg_switch_wal()');
  await person();
  await archive();
  const { lastSegment } = listBackups(copiedPlace, after.signers)[0]!.manifest.cluster!;
  const completeSegments = readdirSync(log).filter((file) => !file.includes('partial'));
  for (const file of completeSegments) rmSync(join(log, file));
  const missing = completeSegments.map((file) => file.slice(0, 24)).filter((segment) => segment > lastSegment);
  expect(await archive()).toMatchObject({ restarted: false, missing });
  expect(missing.length).toBeGreaterThan(0);
  place = copiedPlace;
  await refused(/\.partial\.signed is refused: it follows .*, which is missing/);
});

test('a restore to a moment after the end of the archived log is refused, and the message names the last and the missing segment', async () => {
  const log = logFolder(place, second.backup.manifest.cluster!);
  const archive = () => archiveLog({ connection: server.connection, dataDirectory, place, recipients, signer: after });
  await person();
  await client.query('select pg_switch_wal()');
  await person();
  await archive();
  // The newest complete segment is removed while the server runs: the next one is signed as the successor of the one before it.
  const newest = archivedSegments().at(-1)!;
  rmSync(join(log, newest));
  await client.query('select pg_switch_wal()');
  await person();
  await archive();
  await refused(/holds no entry after .*; it ends with segment [0-9A-F]{24}, archived 20.* Segment [0-9A-F]{24} is missing/, {
    name: second.backup.name,
    until: new Date(Date.now() + 60_000),
  });
});

test('a foreign file under the name of a log segment is replaced by the segment', async () => {
  const { rows } = await client.query<{ name: string }>('select pg_walfile_name(pg_current_wal_lsn()) as name');
  const file = join(logFolder(sound, second.backup.manifest.cluster!), archivedName(rows[0]!.name, true));
  writeFileSync(file, 'planted');
  await person();
  await client.query('select pg_switch_wal()');
  await person();
  await archiveLog({ connection: server.connection, dataDirectory, place: sound, recipients, signer: after });
  expect(readFileSync(file, 'utf8').slice(0, 14)).toBe('{"statement":{');
});
