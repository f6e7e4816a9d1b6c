import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { masterKey } from '#platform/keys.ts';
import { type EmbeddedServer, startEmbedded } from '../launcher/database/embedded.ts';
import { makePassable } from '../launcher/database/owner.ts';
import { findPostmaster } from '../launcher/database/postmaster.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { backUp, type FinishedBackup } from './back-up.ts';
import type { Contents } from './contents.ts';
import { fileMember } from './copy/logical.ts';
import { packTar, unpackTar } from './copy/tar.ts';
import { decryptVerified, encryptToFile } from './crypto/encrypted-file.ts';
import { backupSigner, hashOf } from './crypto/signatures.ts';
import { archiveErased } from './erased.ts';
import { LOG_DAYS } from './kept-days.ts';
import { archiveLog } from './log/archive-log.ts';
import { endServerLog } from './log/end-server-log.ts';
import { chooseBackup, listBackups, readPlace, writeSignedJson } from './place/place.ts';
import { proveBackup } from './restore/prove.ts';
import { restoreCluster } from './restore/restore.ts';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'manumit-backup-'));
  folders.push(made);
  return made;
};
const [dataDirectory, place] = [folder(), folder()];
const signer = backupSigner([masterKey(1, new Date())]);
const { signers } = signer;
let identity: string;
let recipients: string[];
let server: EmbeddedServer;
let client: pg.Client;
let first: FinishedBackup;
let token: string;
const acknowledged: string[] = [];

/** Runs one command with its ledger entry, and records its number once the server has acknowledged it. */
async function act(on: pg.Client): Promise<void> {
  const id = randomUUID();
  // A crash of the server removes the key that signs claims; each new connection of the application creates one.
  await on.query('select identity.create_missing_key()');
  await on.query('begin');
  await on.query('select identity.open($1)', [token]);
  await on.query(
    `select ledger.append($1, now(), 1::smallint, 'test/act', '{}', 'installation', null, 'test', $1, null, sha256('a'), sha256($2), sha256('s'), '{"canary": "PLAINLY-7391"}', $1, sha256('i'), '{}')`,
    [id, Buffer.from(id)],
  );
  await on.query('commit');
  acknowledged.push(id);
}

const source = () => ({ connection: server.connection, exercise: false, dataDirectory });
const keep = () => archiveLog({ connection: server.connection, dataDirectory, place, recipients, signer });
const choose = () => chooseBackup(readPlace(place, signers), place);

async function publish(day: number): Promise<void> {
  await client.query(
    `select ledger.store_checkpoint(ledger.pad(date '2026-01-01' + $1::int, 256, now()), sha256('r'), 'n', 'k', now(), date '2026-01-01' + $1::int)`,
    [day],
  );
}

async function entries(data: string): Promise<string[]> {
  const restarted = await startEmbedded({ dataDirectory: data });
  const client = await connect(restarted.connection);
  const { rows } = await client.query<{ id: string }>(`select id from ledger.entry where command = 'test/act'`);
  await client.end();
  await restarted.stop();
  return rows.map(({ id }) => id);
}

beforeAll(async () => {
  identity = await generateHybridIdentity();
  recipients = [await identityToRecipient(identity)];
  server = await startEmbedded({ dataDirectory });
  client = await connect(server.connection);
  await prepareDatabase(client, 'application');
  token = randomUUID();
  await client.query('select identity.installation_session($1, $2)', [randomUUID(), token]);
  for (let n = 0; n < 50; n += 1) await act(client);
  await client.query('select ledger.sequence(1000)');
  // Published as on every day, once with entries in between and once without: two runs of padding, then entries again.
  for (const day of [1, 2]) await publish(day);
  for (let n = 0; n < 5; n += 1) await act(client);
  await client.query('select ledger.sequence(1000)');
});
afterAll(async () => {
  await client.end();
  await server.stop();
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

test('a backup taken during writes is proven with the passing key, table by table', async () => {
  const writer = await connect(server.connection);
  let stop = false;
  const writing = (async () => {
    while (!stop) await act(writer);
  })();
  first = await backUp({ source: source(), place, recipients, signer, dataDirectory });
  stop = true;
  await writing;
  await writer.end();
  expect(choose()).toEqual({ ...first.backup, proof: undefined });
  const proof = await proveBackup({
    backup: first.backup,
    identity: first.identity,
    signer,
    scratch: folder(),
  });
  expect(proof).toMatchObject({
    manifest: first.backup.hash,
    tables: Object.keys(first.contents.tables).length,
    links: first.contents.ledger.links,
  });
  expect(first.contents.tables['ledger.entry']!.rows).toBeGreaterThanOrEqual(50);
  expect(choose().proof).toEqual(proof);
});

test('after all processes are killed, a restore returns every command acknowledged before the last archiving', async () => {
  expect(await keep()).toMatchObject({ restarted: true });
  for (let round = 0; round < 4; round += 1) {
    for (let n = 0; n < 15; n += 1) await act(client);
    await client.query('select pg_switch_wal()');
    // The server stores the position of the slot with a checkpoint, so a crash sets it back to this one.
    if (round === 1) for (const work of [keep, () => client.query('checkpoint')]) await work();
  }
  for (let n = 0; n < 20; n += 1) await act(client);
  expect(await keep()).toMatchObject({ restarted: false });
  const acknowledgedCount = acknowledged.length;
  for (let n = 0; n < 5; n += 1) await act(client);
  const serverRestarted = new Promise<void>((resolve) => server.onCrash((event) => event.state === 'restarted' && resolve()));
  process.kill(findPostmaster(join(dataDirectory, 'postgres'))!.pid, 'SIGKILL');
  const target = folder();
  const restored = await restoreCluster({ backup: first.backup, place, identity, signers, dataDirectory: target, requireNewest: false });
  expect(restored.log.gap).toBeUndefined();
  const restoredIds = new Set(await entries(target));
  expect(acknowledged.slice(0, acknowledgedCount).filter((id) => !restoredIds.has(id))).toEqual([]);
  expect(restoredIds.size).toBe(acknowledgedCount);
  await serverRestarted;
  // The crash also closed the old connection.
  client = await connect(server.connection);
  // The crash also set the slot back. The segments archived before it are not archived again under a wrong predecessor.
  await act(client);
  await client.query('select pg_switch_wal()');
  await act(client);
  expect(await keep()).toMatchObject({ restarted: false, missing: [] });
  const later = { backup: first.backup, place, identity, signers, dataDirectory: folder(), requireNewest: false };
  expect((await restoreCluster(later)).log).toMatchObject({ gap: undefined, segments: restored.log.segments + 1 });
});

test('a restore to a moment before an erasure still omits the erased data', async () => {
  const erased = acknowledged[0]!;
  const { rows } = await client.query<{ now: Date }>('select now()');
  await act(client);
  await client.query(
    `insert into ledger.erasure (entry_id, reason, requested_by, requested_at, approved_by, approved_at) values ($1, 'r', gen_random_uuid(), now(), gen_random_uuid(), now())`,
    [erased],
  );
  await client.query('delete from ledger.opening where entry_id = $1', [erased]);
  await keep();
  await archiveErased(server.connection, { place, recipients, signer });
  // Counts the entries that were restored and had to be removed again: without the list they would be back.
  const restoredDirectory = folder();
  const order = { backup: first.backup, place, identity, signers, until: rows[0]!.now, requireNewest: false };
  expect(await restoreCluster({ ...order, dataDirectory: restoredDirectory })).toMatchObject({ erasedAgain: 1 });
  const restarted = await startEmbedded({ dataDirectory: restoredDirectory });
  const restoredClient = await connect(restarted.connection);
  const openings = await restoredClient.query('select from ledger.opening where entry_id = $1', [erased]);
  await restoredClient.end();
  await restarted.stop();
  expect(openings.rowCount).toBe(0);
});

test('a restore without the log goes back before a newer program, and still omits the erased data', async () => {
  await client.query(`insert into platform.migration (number, name, hash) values (9999, '9999-newer', 'h')`);
  await keep();
  const order = { backup: first.backup, place, identity, signers, requireNewest: false };
  const { rows } = await client.query<{ now: Date }>('select now()');
  await act(client);
  await keep();
  // With the log, the database is the one of the newer program: what was erased after this moment cannot be erased again in it.
  await client.query(
    `insert into ledger.erasure (entry_id, reason, requested_by, requested_at, approved_by, approved_at) values ($1, 'r', gen_random_uuid(), now(), gen_random_uuid(), now())`,
    [acknowledged[1]],
  );
  await client.query('delete from ledger.opening where entry_id = $1', [acknowledged[1]]);
  await keep();
  await archiveErased(server.connection, { place, recipients, signer });
  const withLog = restoreCluster({ ...order, until: rows[0]!.now, dataDirectory: folder() });
  await expect(withLog).rejects.toMatchObject({ name: 'SchemaRefused', message: expect.stringContaining('it applied 9999-newer') });
  const target = folder();
  expect(await restoreCluster({ ...order, withoutLog: true, dataDirectory: target })).toMatchObject({
    erasedAgain: 2,
    log: { segments: 0 },
  });
  const restarted = await startEmbedded({ dataDirectory: target });
  const restoredClient = await connect(restarted.connection);
  const found = await restoredClient.query(`select name from platform.migration where number = 9999`);
  const openings = await restoredClient.query('select from ledger.opening where entry_id = any ($1)', [acknowledged.slice(0, 2)]);
  await restoredClient.end();
  await restarted.stop();
  expect([found.rows, openings.rowCount]).toEqual([[], 0]);
  await client.query('delete from platform.migration where number = 9999');
});

test('no file of a backup contains plain text of the database, while a planted marker is found', async () => {
  const found = () =>
    readdirSync(place, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .filter((entry) => /PLAINLY-7391|test\/act|identity\.person/.test(readFileSync(join(entry.parentPath, entry.name), 'latin1')));
  expect(found()).toEqual([]);
  writeFileSync(join(place, 'planted'), 'PLAINLY-7391');
  expect(found()).toHaveLength(1);
  rmSync(join(place, 'planted'));
});

test('a restore refuses a wrong identity, a damaged backup and a target in use, and leaves no database behind', async () => {
  const stranger = await generateX25519Identity();
  const target = folder();
  const restore = (order: Partial<Parameters<typeof restoreCluster>[0]>) =>
    restoreCluster({ backup: first.backup, place, identity, signers, dataDirectory: target, requireNewest: false, ...order });
  await expect(restore({ identity: stranger })).rejects.toThrow(/This identity does not open/);
  const encrypted = join(first.backup.folder, first.backup.manifest.encrypted.file);
  const sound = readFileSync(encrypted);
  const damaged = Buffer.from(sound);
  damaged[damaged.length >> 1]! ^= 1;
  writeFileSync(encrypted, damaged);
  await expect(restore({})).rejects.toThrow(/not the file that was signed.*another backup/);
  writeFileSync(encrypted, sound.subarray(0, sound.length >> 1));
  await expect(restore({})).rejects.toThrow(/not the file that was signed.*another backup/);
  rmSync(encrypted);
  await expect(restore({})).rejects.toThrow(/is missing/);
  writeFileSync(encrypted, sound);
  expect(existsSync(join(target, 'postgres'))).toBe(false);
  expect(existsSync(join(target, 'restoring'))).toBe(false);
  await expect(restore({ dataDirectory })).rejects.toThrow(/in use|already holds a database/);
  writeFileSync(join(target, 'letter.txt'), '');
  await expect(restore({})).rejects.toThrow(/not empty: it holds letter.txt/);
});

test('a restore goes into a data directory that holds nothing but its backups, and leaves them there', async () => {
  const target = folder();
  makePassable(target);
  const ownPlace = join(target, 'backup');
  cpSync(place, ownPlace, { recursive: true });
  const backup = chooseBackup(readPlace(ownPlace, signers), ownPlace);
  await restoreCluster({ backup, place: ownPlace, identity, signers, dataDirectory: target, requireNewest: false, withoutLog: true });
  expect(existsSync(join(target, 'postgres'))).toBe(true);
  expect(listBackups(ownPlace, signers)).toEqual(
    listBackups(place, signers).map((one) => ({ ...one, folder: join(ownPlace, 'backups', one.name) })),
  );
});

test('a backup that differs from its description gets no proof and does not count', async () => {
  const { backup, identity: passing } = await backUp(
    { source: source(), place, recipients, signer, dataDirectory },
    new Date(Date.now() + 5_000),
  );
  const encrypted = join(backup.folder, backup.manifest.encrypted.file);
  // The same archive, with a wrong count for one table.
  async function* otherwise() {
    for await (const member of unpackTar(await decryptVerified(join(backup.folder, 'sound'), backup.manifest.encrypted, passing))) {
      if (member.path !== 'contents.json') yield member;
      else {
        const contents = JSON.parse((await buffer(member.body)).toString()) as Contents;
        contents.tables['ledger.entry']!.sha256 = contents.tables['ledger.link']!.sha256;
        yield fileMember(member.path, Buffer.from(JSON.stringify(contents)));
      }
    }
  }
  renameSync(encrypted, join(backup.folder, 'sound'));
  const other = await encryptToFile(encrypted, packTar(otherwise()), [await identityToRecipient(passing)]);
  // Signed by the installation itself: only the comparison can find it.
  const manifest = { ...backup.manifest, encrypted: { ...backup.manifest.encrypted, ...other } };
  await writeSignedJson(join(backup.folder, 'manifest.json'), signer.sign('backup', manifest));
  const prove = proveBackup({
    backup: { ...backup, manifest, hash: hashOf('backup', manifest) },
    identity: passing,
    signer,
    scratch: folder(),
  });
  await expect(prove).rejects.toThrow('These tables differ from the backup: ledger.entry.');
  expect(listBackups(place, signers)[0]).toMatchObject({ name: backup.name, proof: undefined });
  expect(choose().name).toBe(first.backup.name);
});

test('the server keeps none of its log from before the night, but what could not be archived, and that for some days', async () => {
  const wal = join(dataDirectory, 'postgres', 'pg_wal');
  const found = () =>
    readdirSync(wal).filter((name) => /^[0-9A-F]{24}$/.test(name) && readFileSync(join(wal, name)).includes('NIGHTLY-8264')).length;
  await client.query(`select pg_logical_emit_message(true, 'test', 'NIGHTLY-8264')`);
  writeFileSync(join(wal, '00000001.history'), ''); // A restore leaves one, and no log waits because of it.
  utimesSync(join(wal, '00000001.history'), 0, 0);
  await endServerLog(server.connection, new Date());
  expect(found()).toBe(1);
  await endServerLog(server.connection, new Date(Date.now() + LOG_DAYS * 86_400_000));
  expect(found()).toBe(0);
});
