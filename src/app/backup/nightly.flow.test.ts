import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { findEmbedded, startEmbedded } from '../launcher/embedded.ts';
import { endAll, findFreePort, manumit, serving, until } from '../launcher/program-under-test.ts';
import { nextTime } from './nightly.ts';
import { listBackups } from './place.ts';

const [dataDirectory, place, keys, back] = ['data', 'place', 'keys', 'back'].map((name) =>
  mkdtempSync(join(tmpdir(), `manumit-night-${name}-`)),
) as [string, string, string, string];
afterAll(async () => {
  await endAll(dataDirectory);
  for (const folder of [dataDirectory, place, keys, back]) rmSync(folder, { recursive: true, force: true });
});

test('the night begins at its time, today or tomorrow', () => {
  expect(nextTime(new Date('2026-11-24T02:29:59Z'), '02:30').toISOString()).toBe('2026-11-24T02:30:00.000Z');
  expect(nextTime(new Date('2026-11-24T02:30:00Z'), '02:30').toISOString()).toBe('2026-11-25T02:30:00.000Z');
});

test('an installation with a recipient backs itself up, proves it, says so, and comes back elsewhere to its last act', async () => {
  const settings = { MANUMIT_DATA: dataDirectory, BACKUP_TO: place, PORT: String(await findFreePort()), SURFACE: 'public' };
  const key = join(keys, 'identity');
  expect(await manumit(['backup-key', '--to', key, '--use'], settings).code).toBe(0);
  const run = await serving(settings);
  await until(() => run.output().includes('Proven: restored and compared'), run.output);
  const [backup] = listBackups(place);
  expect(backup).toMatchObject({ proof: { with: 'passing-key' } });
  const client = await connect(findEmbedded(dataDirectory)!);
  const noted = await client.query('select name, tables from safekeeping.backup');
  expect(noted.rows).toEqual([{ name: backup!.name, tables: backup!.proof!.tables }]);
  await client.query(`insert into identity.person (id, name) values (gen_random_uuid(), 'Last of all')`);
  await client.end();
  run.child.kill('SIGTERM');
  expect(await run.code).toBe(0);

  const doctor = manumit(['doctor'], settings);
  await once(doctor.child, 'close');
  expect(doctor.output()).toMatch(/ok +Backup +proven /);

  const restored = manumit(['restore', '--from', place, '--identity', key, '--to', back, '--json'], settings);
  expect(await restored.code, restored.output()).toBe(0);
  const server = await startEmbedded({ dataDirectory: back });
  const look = await connect(server.connection);
  const { rows } = await look.query(`select name from identity.person where name = 'Last of all'`);
  await look.end();
  await server.stop();
  expect(rows).toHaveLength(1);
}, 120_000);
