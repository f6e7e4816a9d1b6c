import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '#app/launcher/embedded.ts';
import { prepareDatabase } from '#app/prepare-database.ts';
import { closeToStatements } from '#platform/db/close-to-statements.ts';
import { connect } from '#platform/db/pool.ts';

/** How tests reach the server: as the deployer, and the password of the application role. */
export type TestServer = {
  deployer: { host: string; port: number; user: string; password: string } | string;
  appPassword: string;
  template: string;
};

declare module 'vitest' {
  interface ProvidedContext {
    server: TestServer;
  }
}

const APP_PASSWORD = 'application role of the tests';

/** Starts a real PostgreSQL (or uses TEST_DATABASE_URL), and makes one template: migrated, with the policy loaded. Each test file clones it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.TEST_DATABASE_URL;
  const folder = external ? undefined : mkdtempSync(join(tmpdir(), 'manumit-test-'));
  const embedded = folder ? await startEmbedded({ dataDirectory: folder }) : undefined;
  const deployer = external ?? embedded!.connection;
  const template = `manumit_template_${process.pid}`;
  const admin = await connect(deployer);
  // Nothing here outlives the run, so nobody waits for the disk. What is acknowledged only when it is flushed is shown on installations of their own (test/crash).
  if (embedded) await admin.query('alter role all set synchronous_commit = off');
  await admin.query(`drop database if exists ${template}`);
  await admin.query(`create database ${template}`);
  const client = await connect(onDatabase(deployer, template));
  await prepareDatabase(client, APP_PASSWORD);
  // As the launcher does with a server of its own.
  if (embedded) await closeToStatements(client);
  await client.end();
  project.provide('server', { deployer, appPassword: APP_PASSWORD, template });
  return async () => {
    await dropDatabase(admin, template);
    await admin.end();
    await embedded?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
}

/** The same server, another database. */
export function onDatabase(connection: TestServer['deployer'], database: string) {
  if (typeof connection !== 'string') return { ...connection, database };
  const url = new URL(connection);
  url.pathname = `/${database}`;
  return url.href;
}

/** Takes a database away. A connection that is just closing, or a vacuum of the server, may be in it, and no deployer may end them by force: they leave by themselves. */
export async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`drop database if exists ${name} with (force)`).catch(() => admin.query(`drop database if exists ${name}`));
}
