import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, expect, test } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { backupState } from '../commands/health-check/backup-state.ts';
import { readConfig } from '../config/config.ts';
import { createKeyFile } from '../keys/key-file.ts';
import { findEmbedded, startEmbedded } from '../launcher/database/embedded.ts';
import { endAll, findFreePort, manumit, serving, until } from '../launcher/program-under-test.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { addRecipient } from './back-up.ts';
import { signerFromFile } from './crypto/signatures.ts';
import { archiveLog } from './log/archive-log.ts';
import { startNightlyWork } from './nightly.ts';
import { listBackups } from './place/place.ts';
import { runBackup } from './run.ts';

const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'manumit-night-')));
  return folders.at(-1)!;
};
const [dataDirectory, place, keys, back] = [folder(), folder(), folder(), folder()];
afterAll(async () => {
  await endAll(dataDirectory);
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

test('the log is archived in every round, during a backup and after it, to the recipients of then', async () => {
  const [data, place] = [folder(), folder()];
  const server = await startEmbedded({ dataDirectory: data });
  const client = await connect(server.connection);
  await prepareDatabase(client, 'application');
  const recipient = await identityToRecipient(await generateX25519Identity());
  const config = readConfig({ MANUMIT_DATA: data, BACKUP_TO: place, BACKUP_RECIPIENT: recipient }, true);
  createKeyFile(config.keyFile, new Date());
  const installation = { deployer: server.connection, app: server.connection };
  let finish: (proven: boolean) => void = () => {};
  let startedBackups = 0;
  const begin = () => {
    startedBackups += 1;
    return { ended: new Promise<boolean>((resolve) => (finish = resolve)), abort: () => finish(false) };
  };
  const messages: string[] = [];
  const work = await startNightlyWork(config, installation, false, (line) => messages.push(line), { everyMs: 50, begin });
  const lastArchivedMs = () =>
    Math.max(
      0,
      ...globSync('log/*/*.signed', { cwd: place }).map((file) => statSync(join(place, file), { throwIfNoEntry: false })?.mtimeMs ?? 0),
    );
  const waitForArchive = async () => {
    const before = lastArchivedMs();
    await client.query('create table if not exists written (n int); insert into written values (1)');
    await until(
      () => lastArchivedMs() > before,
      () => messages.join('\n'),
    );
  };
  await until(() => startedBackups === 1);
  await waitForArchive();
  finish(true);
  for (let round = 0; round < 3; round += 1) await waitForArchive();
  // A recipient added to the file is one of the log within a round. An age file has a line for each recipient.
  const recipientsOfLog = () =>
    globSync('log/*/*.signed', { cwd: place }).map((file) => readFileSync(join(place, file), 'latin1').split('-> X25519').length - 1);
  expect(new Set(recipientsOfLog())).toEqual(new Set([1]));
  addRecipient(data, await identityToRecipient(await generateX25519Identity()));
  await waitForArchive();
  await waitForArchive();
  expect(recipientsOfLog()).toContain(2);
  await work.stop();
  // Two backups at once: one is proven, the other is refused and leaves nothing.
  const results = await Promise.allSettled(
    [1, 2].map(() => runBackup(config, { ...installation, appPassword: '', stop: async () => {}, onCrash: () => {} }, [recipient])),
  );
  const refused = results.filter((one) => one.status === 'rejected').map(({ reason }) => (reason as Error).message);
  expect(refused).toEqual([expect.stringContaining('is in progress')]);
  expect(listBackups(place, signerFromFile(config.keyFile).signers).map(({ proof }) => proof !== undefined)).toEqual([true]);
  await client.end();
  await server.stop();
  expect([startedBackups, messages]).toEqual([1, []]);
});

test('a removed segment of the archived log is reported once, doctor reports it too, and a new backup begins', async () => {
  const [data, place] = [folder(), folder()];
  const server = await startEmbedded({ dataDirectory: data });
  const client = await connect(server.connection);
  await prepareDatabase(client, 'application');
  const recipient = await identityToRecipient(await generateX25519Identity());
  const config = readConfig({ MANUMIT_DATA: data, BACKUP_TO: place, BACKUP_RECIPIENT: recipient }, true);
  createKeyFile(config.keyFile, new Date());
  const installation = { deployer: server.connection, app: server.connection, appPassword: '', stop: async () => {}, onCrash: () => {} };
  const signer = signerFromFile(config.keyFile);
  const archive = () => archiveLog({ connection: server.connection, dataDirectory: data, place, recipients: [recipient], signer });
  await archive();
  await runBackup(config, installation, [recipient]);
  for (let round = 0; round < 3; round += 1) {
    await client.query('create table if not exists written (n int); insert into written values (1); select pg_switch_wal()');
    expect((await archive()).missing).toEqual([]);
  }
  const segments = globSync('log/*/*.signed', { cwd: place }).filter((file) => !file.includes('partial'));
  const removed = segments.sort().at(-2)!;
  rmSync(join(place, removed));
  const segment = basename(removed).slice(0, 24);
  let startedBackups = 0;
  const begin = () => {
    startedBackups += 1;
    return { ended: Promise.resolve(false), abort: () => {} };
  };
  const messages: string[] = [];
  const work = await startNightlyWork(config, installation, false, (line) => messages.push(line), { everyMs: 20, begin });
  await until(() => startedBackups === 1);
  // Another round: each archives the current segment again.
  const modifiedMs = (file: string) => statSync(join(place, file), { throwIfNoEntry: false })?.mtimeMs;
  const modificationTimes = () => globSync('log/*/*.partial.signed', { cwd: place }).map(modifiedMs).join();
  const before = modificationTimes();
  await until(() => modificationTimes() !== before);
  await work.stop();
  const missing = expect.stringContaining(`are missing after the newest backup: ${segment}.`);
  expect([startedBackups, messages]).toEqual([1, [missing, expect.stringContaining('not proven')]]);
  expect(await backupState(config, new Date())).toMatchObject({ state: 'fault', found: expect.stringContaining(segment) });
  await runBackup(config, installation, [recipient]);
  expect((await archive()).missing).toEqual([]);
  expect(await backupState(config, new Date())).toMatchObject({ state: 'warning', found: expect.stringMatching(/Older backups cannot/) });
  await client.end();
  await server.stop();
});

test('a place that is not writable is reported by doctor and the running service, which continues', async () => {
  const [data, blocked] = [folder(), folder()];
  const key = join(folder(), 'identity');
  writeFileSync(join(blocked, 'file'), '');
  const [PORT, METRICS_PORT] = [String(await findFreePort()), String(await findFreePort())];
  const settings = { MANUMIT_DATA: data, BACKUP_TO: join(blocked, 'file', 'place'), PORT, METRICS_PORT, SURFACE: 'public' };
  expect(await manumit(['backup-key', '--to', key, '--use'], settings).code).toBe(0);
  const run = await serving(settings);
  try {
    await until(() => run.output().includes('Backups cannot be stored in'), run.output);
    const ready = await fetch(`http://127.0.0.1:${METRICS_PORT}/readiness`);
    expect([ready.status, ((await ready.json()) as { backup: string }).backup]).toEqual([200, 'none']);
    const doctor = manumit(['doctor'], settings);
    expect(await doctor.code).toBe(1);
    expect(doctor.output()).toMatch(/fault +Backup +.*cannot be written to/);
  } finally {
    run.child.kill('SIGTERM');
    await run.code;
    await endAll(data);
  }
});

test('a backup begins without a restart once the place is writable again', async () => {
  const [data, blocked] = [folder(), folder()];
  writeFileSync(join(blocked, 'file'), '');
  const server = await startEmbedded({ dataDirectory: data });
  const client = await connect(server.connection);
  await prepareDatabase(client, 'application');
  await client.end();
  const recipient = await identityToRecipient(await generateX25519Identity());
  const config = readConfig({ MANUMIT_DATA: data, BACKUP_TO: join(blocked, 'file', 'place'), BACKUP_RECIPIENT: recipient }, true);
  createKeyFile(config.keyFile, new Date());
  let startedBackups = 0;
  const begin = () => {
    startedBackups += 1;
    return { ended: Promise.resolve(true), abort: () => {} };
  };
  const messages: string[] = [];
  const installation = { deployer: server.connection, app: server.connection };
  const work = await startNightlyWork(config, installation, false, (line) => messages.push(line), { everyMs: 50, begin });
  await until(() => messages.length > 0);
  expect([startedBackups, messages]).toEqual([0, [expect.stringContaining('could not be kept')]]);
  rmSync(join(blocked, 'file'));
  await until(() => startedBackups === 1);
  await work.stop();
  await server.stop();
});

test('an installation with a recipient makes, proves and reports a backup, and a restore elsewhere includes the last write', async () => {
  const settings = { MANUMIT_DATA: dataDirectory, BACKUP_TO: place, PORT: String(await findFreePort()), SURFACE: 'public' };
  const key = join(keys, 'identity');
  expect(await manumit(['backup-key', '--to', key, '--use'], settings).code).toBe(0);
  const run = await serving(settings);
  await until(() => run.output().includes('Proven: restored and compared'), run.output);
  const [backup] = listBackups(place, signerFromFile(join(dataDirectory, 'keys')).signers);
  expect(backup).toMatchObject({ proof: { sequence: 1 } });
  const client = await connect(findEmbedded(dataDirectory)!);
  const noted = await client.query('select name, tables from retention.backup');
  expect(noted.rows).toEqual([{ name: backup!.name, tables: backup!.proof!.tables }]);
  await client.query(`insert into identity.person (id, name) values (gen_random_uuid(), 'Last of all')`);
  await client.end();
  run.child.kill('SIGTERM');
  expect(await run.code).toBe(0);

  const doctor = manumit(['doctor'], settings);
  await once(doctor.child, 'close');
  // Both folders of this test are on one device.
  expect(doctor.output()).toMatch(/warning +Backup +proven .* number 1,.*: on the same disk as the data/);
  expect(await manumit(['keys', 'signers', '--to', `${key}.signers`], settings).code).toBe(0);

  const restored = manumit(['restore', '--from', place, '--identity', key, '--to', back, '--json'], settings);
  expect(await restored.code, restored.output()).toBe(0);
  const without = manumit(['doctor'], { ...settings, MANUMIT_DATA: back, SURFACE: 'all' });
  expect(await without.code).toBe(1);
  expect(without.output()).toMatch(/fault +Key file +.*is missing, although there is a database/);
  const server = await startEmbedded({ dataDirectory: back });
  const restoredClient = await connect(server.connection);
  const { rows } = await restoredClient.query(`select name from identity.person where name = 'Last of all'`);
  await restoredClient.end();
  await server.stop();
  expect(rows).toHaveLength(1);
  expect(restored.printed()).toContain('"sequence": 1');

  // A restore is refused without the public keys of the installation, and if a newer backup is known to exist.
  const again = async (...words: string[]) => {
    const run = manumit(words, { ...settings, MANUMIT_DATA: folder() });
    return { code: await run.code, output: run.output() };
  };
  const restore = ['restore', '--from', place, '--identity', key, '--to', join(folder(), 'new')];
  expect(await again(...restore, '--expect-sequence', '2')).toEqual({
    code: 1,
    output: expect.stringContaining('is backup 1, and you expect 2 or a later one'),
  });
  renameSync(`${key}.signers`, join(keys, 'public'));
  expect(await again(...restore)).toEqual({ code: 1, output: expect.stringMatching(/none of .* holds its public keys/) });

  // An export works the same way: its signature is in a file next to it, and a changed export is refused.
  const file = join(folder(), 'export');
  const exported = manumit(['export', '--to', file], settings);
  expect(await exported.code, exported.output()).toBe(0);
  const take = ['import', '--from', file, '--identity', key, '--signers', join(keys, 'public'), '--to', folder()];
  const sound = readFileSync(file);
  writeFileSync(file, sound.subarray(1));
  expect(await again(...take)).toEqual({
    code: 1,
    output: expect.stringContaining('export is refused: it is not the file that was signed'),
  });
  writeFileSync(file, sound);
  expect(await again(...take)).toMatchObject({ code: 0 });

  // Its only backup is gone, and the installation notices.
  rmSync(backup!.folder, { recursive: true });
  const missed = manumit(['doctor'], settings);
  expect(await missed.code).toBe(1);
  expect(missed.output()).toMatch(
    /fault +Backup +The newest backup here is number 0, and this installation knows of number 1: it was removed/,
  );
});
