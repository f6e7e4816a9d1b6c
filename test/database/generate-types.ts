import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmbedded } from '#app/launcher/database/embedded.ts';
import { closeToStatements } from '#platform/db/close-to-statements.ts';
import { migrate } from '#platform/db/migrate.ts';
import { connect } from '#platform/db/pool.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import { ROOT } from '../source-tree.ts';
import { databasePages } from './schema/database-pages.ts';
import { GROUP_FUNCTION, groupFunction } from './schema/group-function.ts';

// Writes identity.group() from the table of groups, then src/platform/db/schema.gen.ts and docs/database from a newly migrated database. Run after every change
// of SQL or of src/kernel/roles.ts.
writeFileSync(join(ROOT, GROUP_FUNCTION), groupFunction());
const folder = mkdtempSync(join(tmpdir(), 'manumit-types-'));
const server = await startEmbedded({ dataDirectory: folder });
try {
  const client = await connect(server.connection);
  await prepareRoles(client, 'types');
  await migrate(client);
  // As the launcher does with its own server.
  await closeToStatements(client);
  const pages = await databasePages(client);
  await client.end();
  const docs = join(ROOT, 'docs/database');
  rmSync(docs, { recursive: true, force: true });
  mkdirSync(docs);
  for (const [name, page] of pages) writeFileSync(join(docs, name), page);
  const { host, port, user, password, database } = server.connection;
  const url = `postgres://${user}:${encodeURIComponent(password)}@${encodeURIComponent(host)}:${port}/${database}`;
  const bin = fileURLToPath(new URL('../../node_modules/.bin/kysely-codegen', import.meta.url));
  const out = fileURLToPath(new URL('../../src/platform/db/schema.gen.ts', import.meta.url));
  execFileSync(
    bin,
    ['--url', url, '--dialect', 'postgres', '--date-parser', 'string', '--type-mapping', '{"int8":"number"}', '--out-file', out],
    { stdio: 'inherit' },
  );
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
