import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { connect } from '#platform/db/pool.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { startEmbedded } from './database/embedded.ts';
import { endAll, findFreePort, manumit } from './program-under-test.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'manumit-newer-'));
afterAll(async () => {
  await endAll(dataDirectory);
  rmSync(dataDirectory, { recursive: true, force: true });
});

test('a start on the database of a newer program prints the reason and what to do, without a stack', async () => {
  const server = await startEmbedded({ dataDirectory });
  const client = await connect(server.connection);
  await prepareDatabase(client, 'application');
  await client.query(`insert into platform.migration (number, name, hash) values (9999, '9999-newer', 'h')`);
  await client.end();
  await server.stop();
  const run = manumit(['serve'], { MANUMIT_DATA: dataDirectory, PORT: String(await findFreePort()), SURFACE: 'public' });
  expect(await run.code).toBe(1);
  expect(run.output()).toContain('it applied 9999-newer). Start that version, or restore a backup');
  expect(run.output()).not.toMatch(/^\s+at /m);
});
