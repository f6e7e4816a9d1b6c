import { existsSync, globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { findBackupRisks, findLogRisk } from '../../commands/health-check/backup-state.ts';
import { type Config, readConfig } from '../../config/config.ts';
import { createKeyFile } from '../../keys/key-file.ts';
import { BALLAST_BYTES, WATERMARK_BYTES } from '../../launcher/database/disk.ts';
import { startEmbedded } from '../../launcher/database/embedded.ts';
import { prepareDatabase } from '../../prepare-database.ts';
import { signerFromFile } from '../crypto/signatures.ts';
import { archiveLog } from '../log/archive-log.ts';
import { startNightlyWork } from '../nightly.ts';
import { runBackup } from '../run.ts';
import { leaveBackup } from './fixtures.ts';
import { spaceNeeded } from './space.ts';

const [data, place] = ['data', 'place'].map((name) => mkdtempSync(join(tmpdir(), `manumit-space-${name}-`))) as [string, string];
let server: Awaited<ReturnType<typeof startEmbedded>>;
let config: Config;
let recipient: string;
beforeAll(async () => {
  recipient = await identityToRecipient(await generateX25519Identity());
  config = readConfig({ MANUMIT_DATA: data, BACKUP_TO: place, BACKUP_RECIPIENT: recipient }, true);
  server = await startEmbedded({ dataDirectory: data });
  createKeyFile(config.keyFile, new Date());
  const client = await connect(server.connection);
  await prepareDatabase(client, 'application');
  await client.end();
});
afterAll(async () => {
  await server.stop();
  for (const made of [data, place]) rmSync(made, { recursive: true, force: true });
});

describe('spaceNeeded', () => {
  const reserve = WATERMARK_BYTES + BALLAST_BYTES;
  it('counts the archive and the proof together on one disk, and apart on two', () => {
    const needs = { databaseBytes: 1_000, lastBytes: 200 };
    expect(spaceNeeded({ ...needs, isSameDisk: true })).toEqual({ data: 1_300 + reserve, place: 0 });
    expect(spaceNeeded({ ...needs, isSameDisk: false })).toEqual({ data: 1_000 + reserve, place: 300 + BALLAST_BYTES });
  });

  it('expects a first archive to be as large as the database', () => {
    expect(spaceNeeded({ databaseBytes: 1_000, lastBytes: undefined, isSameDisk: true }).data).toBe(2_000 + reserve);
  });
});

describe('runBackup', () => {
  const installation = () => ({
    deployer: server.connection,
    app: server.connection,
    appPassword: '',
    stop: async () => {},
    onCrash: () => {},
  });

  it('refuses a backup that may fill the disk before it writes one, doctor reports the lack, and older unproven archives are removed', async () => {
    // The newest of the same kind counts: the export that follows it is small.
    const archives = [
      await leaveBackup(config.keyFile, place, { sequence: 1, daysAgo: 2, bytes: 1e15 }),
      await leaveBackup(config.keyFile, place, { sequence: 2, daysAgo: 1, kind: 'logical' }),
    ];
    await expect(runBackup(config, installation(), [recipient])).rejects.toThrow(/need \d+ MiB free in .* and there are \d+\. Free some/);
    expect(archives.map((file) => existsSync(file))).toEqual([false, true]);
    expect(await findBackupRisks(config, server.connection)).toMatchObject([
      { about: 'Space for a backup', state: 'fault', found: expect.stringContaining('MiB free in') },
    ]);
  });

  it('removes expired proven backups where it refuses the next one, but not the last proven one', async () => {
    const place = join(data, 'expired');
    const archives = [
      await leaveBackup(config.keyFile, place, { sequence: 1, daysAgo: 33, isProven: true }),
      await leaveBackup(config.keyFile, place, { sequence: 2, daysAgo: 29, isProven: true }),
      await leaveBackup(config.keyFile, place, { sequence: 3, daysAgo: 1, bytes: 1e15 }),
    ];
    const refused = runBackup({ ...config, backup: { ...config.backup, place } }, installation(), [recipient]);
    await expect(refused).rejects.toThrow('Free some');
    expect(archives.map((file) => existsSync(file))).toEqual([false, true, true]);
  });
});

describe('archiveLog', () => {
  it('writes nothing where the place has no room for a segment, the server retains its log, doctor reports it, and archiving resumes', async () => {
    const order = {
      connection: server.connection,
      dataDirectory: data,
      place,
      recipients: [recipient],
      signer: signerFromFile(config.keyFile),
    };
    const archived = () => globSync('log/*/*', { cwd: place }).length;
    const client = await connect(server.connection);
    try {
      await expect(archiveLog({ ...order, minFreeBytes: Number.MAX_SAFE_INTEGER })).rejects.toThrow(
        /^The log is not archived: its next segment needs \d+ MiB free in .* and there are \d+\. The server retains its log/,
      );
      for (let segment = 0; segment < 2; segment += 1)
        await client.query('create table if not exists written (n int); insert into written values (1); select pg_switch_wal()');
      await client.query('checkpoint');
      await expect(archiveLog({ ...order, minFreeBytes: Number.MAX_SAFE_INTEGER })).rejects.toThrow('is not archived');
      expect(archived()).toBe(0);
      expect(await findLogRisk(place, Number.MAX_SAFE_INTEGER)).toMatchObject([{ about: 'Space for the log', state: 'fault' }]);
      expect(await findLogRisk(place)).toEqual([]);
      expect((await archiveLog(order)).whole).toBeGreaterThanOrEqual(2);
      expect(archived()).toBeGreaterThanOrEqual(2);
    } finally {
      await client.end();
    }
  });
});

describe('startNightlyWork', () => {
  it('stores the list of what was erased although the log cannot be archived', async () => {
    const blocked = join(data, 'blocked');
    mkdirSync(blocked);
    writeFileSync(join(blocked, 'log'), 'in the way');
    const client = await connect(server.connection);
    await client.query(`insert into reports.erased_report (report_id, erased_on) values (gen_random_uuid(), '2026-12-01')`);
    await client.end();
    const messages: string[] = [];
    const work = await startNightlyWork(
      { ...config, backup: { ...config.backup, place: blocked } },
      { deployer: server.connection, app: server.connection },
      false,
      (line) => messages.push(line),
      { begin: () => ({ ended: Promise.resolve(true), abort: () => {} }) },
    );
    await work.stop();
    expect([messages, globSync('erased/*.signed', { cwd: blocked }).length]).toEqual([[expect.stringContaining('could not be kept')], 1]);
  });
});
