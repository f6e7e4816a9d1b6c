import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { newKey, runCommand } from '#platform/command.ts';
import { withMigrationLock } from '#platform/db/migrate.ts';
import { connect } from '#platform/db/pool.ts';
import { openTestBed, type TestBed } from '#test/database/harness.ts';
import packageJson from '../../../../package.json' with { type: 'json' };
import { finishExercise } from '../../exercise/finish.command.ts';
import { createKeyFile } from '../../keys/key-file.ts';
import { clusterIn, restoringIn } from '../../launcher/database/cluster.ts';
import { type EmbeddedServer, startEmbedded } from '../../launcher/database/embedded.ts';
import { stopOrphan } from '../../launcher/database/postmaster.ts';
import { isUnfinished } from '../../launcher/database/unfinished-import.ts';
import { endAll, findFreePort, manumit, until } from '../../launcher/program-under-test.ts';
import type { ExportManifest } from '../contents.ts';
import { exportMembers } from '../copy/logical.ts';
import { packTar } from '../copy/tar.ts';
import { encryptToFile } from '../crypto/encrypted-file.ts';
import { signerFromFile } from '../crypto/signatures.ts';
import { writeSignedJson } from '../place/place.ts';

const folders: string[] = [];
const folder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'manumit-import-')));
  return folders.at(-1)!;
};
const exports = folder();
const [keyFile, identityFile] = [join(exports, 'keys'), join(exports, 'identity')];
let bed: TestBed;
let server: EmbeddedServer;
let port: string;

/** Writes the whole database as `npx manumit export` does. */
async function writeExport(name: string, exercise: boolean): Promise<void> {
  const signer = signerFromFile(keyFile);
  const [file, recipient] = [join(exports, name), await identityToRecipient(await readIdentity())];
  const encrypted = await encryptToFile(file, packTar(exportMembers(bed.deployer, exercise, () => {})), [recipient]);
  const statement: ExportManifest = {
    format: 2,
    installation: signer.signers.installation,
    made: new Date().toISOString(),
    program: packageJson.version,
    encrypted,
  };
  await writeSignedJson(`${file}.manifest.json`, signer.sign('export', statement));
}

let identity: string | undefined;
const readIdentity = async () => (identity ??= await generateX25519Identity());

const importing = (name: string, settings: Record<string, string>) =>
  manumit(['import', '--from', join(exports, name), '--identity', identityFile, '--signers', keyFile], settings);
const urlOf = (database: string) => {
  const { host, port, user, password } = server.connection;
  return `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;
};
/** Why a start is refused. Throws where it serves. */
async function refusalOf(settings: Record<string, string>): Promise<string> {
  const run = manumit(['serve'], { SURFACE: 'public', PORT: port, ...settings });
  await until(() => run.output().includes('Manumit is running') || run.child.exitCode !== null, run.output);
  run.child.kill('SIGTERM');
  if ((await run.code) !== 1) throw new Error(`It served.\n${run.output()}`);
  return run.output();
}

beforeAll(async () => {
  port = String(await findFreePort());
  bed = await openTestBed();
  await bed.givenParty({ kind: 'nation', code: 'QA', name: 'Alland' });
  createKeyFile(keyFile, new Date());
  writeFileSync(identityFile, await readIdentity());
  await writeExport('real', false);
  const [session, token] = [newId(), newId()];
  await bed.deployer.query('select identity.installation_session($1, $2)', [session, token]);
  await runCommand(bed.platform, finishExercise, { token, key: newKey(), input: { randomSeed: 'a', madeOn: '2026-11-24' } });
  await writeExport('exercise', true);
  server = await startEmbedded({ dataDirectory: folder() });
});
afterAll(async () => {
  await server?.stop();
  await bed?.close();
  for (const made of folders) {
    await endAll(made);
    await stopOrphan(clusterIn(restoringIn(made)));
  }
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

describe('the import of an exercise', () => {
  it('marks the data directory, which then serves as an exercise only, and the import of a real installation removes such a mark', async () => {
    const data = folder();
    const imported = importing('exercise', { MANUMIT_DATA: data });
    expect(await imported.code, imported.output()).toBe(0);
    expect(await refusalOf({ MANUMIT_DATA: data })).toContain('holds an exercise, with invented parties');
    rmSync(join(data, 'postgres'), { recursive: true });
    const other = importing('real', { MANUMIT_DATA: data });
    expect(await other.code, other.output()).toBe(0);
    expect(existsSync(join(data, 'exercise'))).toBe(false);
  });

  it('is refused by a server, whose database stays empty', async () => {
    const client = await connect(server.connection);
    await client.query('create database exercise');
    await client.end();
    const refused = importing('exercise', { DATABASE_URL: urlOf('exercise'), MANUMIT_DATA: folder() });
    expect([await refused.code, refused.output()]).toEqual([1, expect.stringContaining('an exercise uses its own database')]);
    const target = await connect(urlOf('exercise'));
    expect((await target.query(`select to_regnamespace('platform') as platform`)).rows).toEqual([{ platform: null }]);
    await target.end();
  });
});

describe('a start', () => {
  it('refuses the database of an exercise whose data directory lost its mark, and marks it again', async () => {
    const data = folder();
    const imported = importing('exercise', { MANUMIT_DATA: data });
    expect(await imported.code, imported.output()).toBe(0);
    rmSync(join(data, 'exercise'));
    expect(await refusalOf({ MANUMIT_DATA: data })).toContain('is that of an exercise');
    expect(existsSync(join(data, 'exercise'))).toBe(true);
  });
});

describe('an import that is killed', () => {
  it('leaves a data directory that no start uses, and can be repeated', async () => {
    const data = folder();
    const killed = importing('real', { MANUMIT_DATA: data });
    await until(() => existsSync(join(data, 'restoring', 'postgres', 'postmaster.pid')), killed.output);
    killed.child.kill('SIGKILL');
    await killed.code;
    expect(await refusalOf({ MANUMIT_DATA: data })).toContain('A restore or an import into');
    const again = importing('real', { MANUMIT_DATA: data });
    expect(await again.code, again.output()).toBe(0);
    expect([existsSync(join(data, 'postgres')), existsSync(join(data, 'restoring'))]).toEqual([true, false]);
  });

  it('leaves a database of a server that no start uses, and doctor says so until the import is repeated', async () => {
    const client = await connect(server.connection);
    await client.query('create database killed');
    await client.end();
    const [target, settings] = [await connect(urlOf('killed')), { DATABASE_URL: urlOf('killed'), MANUMIT_DATA: folder() }];
    // The import waits for this lock before it creates a table.
    await withMigrationLock(target, async () => {
      const killed = importing('real', settings);
      await until(() => isUnfinished(target), killed.output);
      killed.child.kill('SIGKILL');
      await killed.code;
    });
    expect(await refusalOf(settings)).toContain('an import into it has not finished');
    const doctor = manumit(['doctor'], { ...settings, PORT: port });
    expect(await doctor.code).toBe(1);
    expect(doctor.output()).toMatch(/fault +Database +PostgreSQL .*: an import into it has not finished/);
    const again = importing('real', settings);
    expect(await again.code, again.output()).toBe(0);
    expect(await isUnfinished(target)).toBe(false);
    await target.end();
  });
});
