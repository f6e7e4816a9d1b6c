import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { lastDeletion } from '#rooms/retention/index.ts';
import { backupState } from '../../commands/health-check/backup-state.ts';
import { type Config, readConfig } from '../../config/config.ts';
import { createKeyFile } from '../../keys/key-file.ts';
import { openKeys } from '../../keys/open-keys.ts';
import { startEmbedded } from '../../launcher/database/embedded.ts';
import { asApplication } from '../../launcher/installation.ts';
import { until } from '../../launcher/program-under-test.ts';
import { prepareDatabase } from '../../prepare-database.ts';
import { startNightlyWork } from '../nightly.ts';
import { runBackup } from '../run.ts';
import { leaveBackup } from './fixtures.ts';

const [data, place] = ['data', 'place'].map((name) => mkdtempSync(join(tmpdir(), `manumit-night-${name}-`))) as [string, string];
let server: Awaited<ReturnType<typeof startEmbedded>>;
let client: Client;
let config: Config;
beforeAll(async () => {
  config = readConfig({ MANUMIT_DATA: data, BACKUP_TO: place }, true);
  server = await startEmbedded({ dataDirectory: data });
  client = await connect(server.connection);
  await prepareDatabase(client, deriveAppPassword(server.connection.password));
  createKeyFile(config.keyFile, new Date());
  await openKeys(client, config);
});
afterAll(async () => {
  await client.end();
  await server.stop();
  for (const made of [data, place]) rmSync(made, { recursive: true, force: true });
});
afterEach(() => vi.useRealTimers());

const installation = () => {
  const app = asApplication(server.connection, deriveAppPassword(server.connection.password));
  return { deployer: server.connection, app, appPassword: '', stop: async () => {}, onCrash: () => {} };
};

/** Runs the work of a night that is due. Returns what the operator reads in the output. */
async function runNight(): Promise<string[]> {
  const messages: string[] = [];
  const before = await nights();
  // Started a day ago, so that its first night is due now.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 86_400_000 });
  const work = await startNightlyWork(config, installation(), false, (line) => messages.push(line), { everyMs: 20 });
  vi.useRealTimers();
  await until(
    async () => (await nights()) > before,
    () => messages.join('\n'),
  );
  await work.stop();
  return messages;
}

async function nights(): Promise<number> {
  return (await client.query('select count(*)::int as n from retention.deletion')).rows[0].n;
}

describe('startNightlyWork', () => {
  it('deletes data past its retention although the key file is damaged, and reports the key file', async () => {
    await client.query(`insert into identity.spent_work (nonce, until) values ('old', now() - interval '9 months')`);
    const sound = readFileSync(config.keyFile);
    writeFileSync(config.keyFile, '{}');
    const messages = await runNight();
    writeFileSync(config.keyFile, sound);
    expect((await client.query(`select from identity.spent_work where nonce = 'old'`)).rowCount).toBe(0);
    expect(await lastDeletion(client)).toMatchObject({ failed: [], completeAt: expect.any(Date) });
    expect(messages).toEqual([expect.stringMatching(/^The key file cannot be used: The key file .* is damaged/)]);
  });

  it('removes expired backups but not the last proven one where there is no recipient, and doctor counts what is left', async () => {
    const archives = [
      await leaveBackup(config.keyFile, place, { sequence: 1, daysAgo: 34, isProven: true }),
      await leaveBackup(config.keyFile, place, { sequence: 2, daysAgo: 32, isProven: true }),
      await leaveBackup(config.keyFile, place, { sequence: 3, daysAgo: 20, isProven: true }),
    ];
    expect(await runNight()).toEqual([]);
    expect(archives.map((file) => existsSync(file))).toEqual([false, false, true]);
    expect(await backupState(config, new Date())).toMatchObject({
      state: 'warning',
      found: expect.stringMatching(/there is no recipient; .* still holds 1, /),
    });
  });
});

describe('runBackup', () => {
  it('removes expired backups where it refuses because there is no recipient', async () => {
    const elsewhere = join(data, 'elsewhere');
    const archives = [
      await leaveBackup(config.keyFile, elsewhere, { sequence: 1, daysAgo: 33, isProven: true }),
      await leaveBackup(config.keyFile, elsewhere, { sequence: 2, daysAgo: 10, isProven: true }),
    ];
    const refused = runBackup({ ...config, backup: { ...config.backup, place: elsewhere } }, installation(), []);
    await expect(refused).rejects.toThrow('needs a recipient');
    expect(archives.map((file) => existsSync(file))).toEqual([false, true]);
  });
});
