import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { clusterIn } from '#app/launcher/database/cluster.ts';
import { findEmbedded, startEmbedded } from '#app/launcher/database/embedded.ts';
import { findPostmaster } from '#app/launcher/database/postmaster.ts';
import { endAll, findFreePort, manumit, serving } from '#app/launcher/program-under-test.ts';
import { connect } from '#platform/db/pool.ts';

/** The loss from an outage: rows acknowledged, rows there after the restore, and how long before the end the last of those was written. */
export type RecoveryPoint = { acknowledged: number; restored: number; lostSeconds: number };

const FIRST_BACKUP_MS = 180_000;

/**
 * Runs an installation that backs itself up, and writes to it continuously for a while after its first proven backup. Then kills launcher and database at
 * once, removes the data directory, and restores from the backup.
 */
export async function measureRecoveryPoint(seconds: number): Promise<RecoveryPoint> {
  const folders = ['data', 'place', 'keys', 'back'].map((name) => mkdtempSync(join(tmpdir(), `manumit-rpo-${name}-`)));
  const [dataDirectory, place, keys, back] = folders as [string, string, string, string];
  const settings = { MANUMIT_DATA: dataDirectory, BACKUP_TO: place, PORT: String(await findFreePort()), SURFACE: 'public' };
  const key = join(keys, 'identity');
  try {
    await manumit(['backup-key', '--to', key, '--use'], settings).code;
    const run = await serving(settings);
    const deadline = Date.now() + FIRST_BACKUP_MS;
    while (!run.output().includes('Proven: restored and compared')) {
      if (Date.now() > deadline) throw new Error(`No backup was proven: ${run.output()}`);
      await wait(200);
    }
    await manumit(['keys', 'signers', '--to', `${key}.signers`], settings).code;
    const written = await writeFor(dataDirectory, seconds);
    const end = Date.now();
    const database = findPostmaster(clusterIn(dataDirectory))!.pid;
    run.child.kill('SIGKILL');
    process.kill(database, 'SIGKILL');
    await endAll(dataDirectory);
    rmSync(dataDirectory, { recursive: true, force: true });
    const restore = manumit(['restore', '--from', place, '--identity', key, '--to', back], settings);
    if ((await restore.code) !== 0) throw new Error(restore.output());
    const there = await readBack(back);
    const restored = written.filter(({ id }) => there.has(id));
    return { acknowledged: written.length, restored: restored.length, lostSeconds: (end - (restored.at(-1)?.at ?? 0)) / 1000 };
  } finally {
    await endAll(dataDirectory).catch(() => {});
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
}

async function writeFor(dataDirectory: string, seconds: number): Promise<{ id: string; at: number }[]> {
  const client = await connect(findEmbedded(dataDirectory)!);
  const written: { id: string; at: number }[] = [];
  const until = Date.now() + seconds * 1000;
  while (Date.now() < until) {
    const { rows } = await client.query<{ id: string }>(
      `insert into identity.person (id, name) values (gen_random_uuid(), 'Written') returning id`,
    );
    written.push({ id: rows[0]!.id, at: Date.now() });
    await wait(20);
  }
  await client.end();
  return written;
}

async function readBack(dataDirectory: string): Promise<Set<string>> {
  const server = await startEmbedded({ dataDirectory });
  const client = await connect(server.connection);
  const { rows } = await client.query<{ id: string }>(`select id from identity.person where name = 'Written'`);
  await client.end();
  await server.stop();
  return new Set(rows.map(({ id }) => id));
}
