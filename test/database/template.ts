import { startEmbedded } from '#app/launcher/database/embedded.ts';
import { prepareDatabase } from '#app/prepare-database.ts';
import { closeToStatements } from '#platform/db/close-to-statements.ts';
import { type Connection, connect } from '#platform/db/pool.ts';

/** Creates an embedded cluster with the template in this folder, and stops it. */
export async function makeCluster(dataDirectory: string, template: string, appPassword: string): Promise<void> {
  const server = await startEmbedded({ dataDirectory });
  try {
    await makeTemplate(server.connection, { ...server.connection, database: template }, template, appPassword);
  } finally {
    await server.stop();
  }
}

/**
 * Creates the database `template`: every migration applied, the policy and the curriculum loaded. An embedded server is also closed to arbitrary statements,
 * as the launcher does. `inside` is the same server with that database.
 */
export async function makeTemplate(deployer: Connection, inside: Connection, template: string, appPassword: string): Promise<void> {
  const admin = await connect(deployer);
  await admin.query(`drop database if exists ${template}`);
  await admin.query(`create database ${template}`);
  await admin.end();
  const client = await connect(inside);
  await prepareDatabase(client, appPassword);
  if (typeof deployer !== 'string') await closeToStatements(client);
  await client.end();
}
