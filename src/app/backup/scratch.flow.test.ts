import { globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, expect, test } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { deriveAppPassword } from '#platform/db/roles.ts';
import { createKeyFile } from '../keys/key-file.ts';
import { startEmbedded } from '../launcher/database/embedded.ts';
import { takeLock } from '../launcher/database/lock.ts';
import { findProcess } from '../launcher/database/running-process.ts';
import { findFreePort, manumit, type Run, serving, until } from '../launcher/program-under-test.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { sweepScratch } from './scratch.ts';

const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'scratch-')));
  return folders.at(-1)!;
};
const runs: Run[] = [];
afterAll(async () => {
  for (const run of runs) run.child.kill('SIGKILL');
  // Processes that a failed test left running.
  for (const made of folders) await sweepScratch(made);
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

test.runIf(process.platform !== 'win32')(
  'with an external database, a proof unpacks only in the data directory, and the next start removes what a killed proof left',
  async () => {
    const [elsewhere, data, place, temporary] = [folder(), folder(), folder(), folder()];
    const server = await startEmbedded({ dataDirectory: elsewhere });
    try {
      const { host, port, user, password, database } = server.connection;
      const client = await connect(server.connection);
      await prepareDatabase(client, deriveAppPassword(password));
      await client.end();
      createKeyFile(join(data, 'keys'), new Date());
      const settings = {
        DATABASE_URL: `postgres://${user}:${password}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`,
        MANUMIT_DATA: data,
        BACKUP_TO: place,
        BACKUP_RECIPIENT: await identityToRecipient(await generateX25519Identity()),
        TMPDIR: temporary,
        SURFACE: 'public',
        PORT: String(await findFreePort()),
      };
      const backup = manumit(['backup'], settings);
      const [pidFile] = await found(() => globSync('proof-*/data/restoring/postgres/postmaster.pid', { cwd: data }), backup.output);
      const postmaster = Number(readFileSync(join(data, pidFile!), 'utf8').split('\n')[0]);
      backup.child.kill('SIGKILL');
      await backup.code;
      expect(readdirSync(temporary)).toEqual([]);
      expect(findProcess(postmaster)).toBeDefined();

      // Another proof under way is left alone.
      const live = join(data, 'proof-alive1');
      mkdirSync(live);
      const release = takeLock(live);
      // So are foreign files. An entry that cannot be removed does not stop the service, nor the removal of the rest.
      const [notes, stuck] = [join(data, 'proof-of-payment'), join(data, 'proof-000000')];
      mkdirSync(notes);
      mkdirSync(join(stuck, 'postgres/postmaster.pid'), { recursive: true });
      const run = await serving(settings);
      runs.push(run);
      expect(
        readdirSync(data)
          .filter((name) => name.startsWith('proof'))
          .sort(),
      ).toEqual(['proof-000000', 'proof-alive1', 'proof-of-payment']);
      expect(run.output()).toMatch(/left in .* could not be removed, .*: /);
      await until(() => findProcess(postmaster) === undefined);
      run.child.kill('SIGTERM');
      expect(await run.code).toBe(0);
      release();
      for (const one of [notes, stuck]) rmSync(one, { recursive: true });

      const again = manumit(['backup'], settings);
      expect([await again.code, again.output()]).toEqual([0, expect.stringContaining('Proven: restored')]);
      expect(readdirSync(data).filter((name) => name.startsWith('proof'))).toEqual([]);
      expect(readdirSync(temporary)).toEqual([]);
    } finally {
      await server.stop();
    }
  },
);

async function found(list: () => string[], otherwise: () => string): Promise<string[]> {
  await until(() => list().length > 0, otherwise);
  return list();
}
