import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { checkCluster, clusterIn } from '#app/launcher/database/cluster.ts';
import { runsAsRoot, SERVER_OWNER } from '#app/launcher/database/owner.ts';
import { type ServerSetup, startPostmaster, stopPostmaster } from '#app/launcher/database/postmaster.ts';
import { prepareRuntime } from '#app/launcher/database/runtime.ts';
import { prepareEndpoint, removeShortFolder } from '#app/launcher/database/socket-folder.ts';
import { connect } from '#platform/db/pool.ts';
import { APP_PASSWORD, copyKeptCluster, TEMPLATE } from './kept-cluster.ts';

/** How tests connect to the server: as the deployer, and the password of the application role. */
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

// Nothing outlives the run, so fsync is off. test/crash proves on its own installations that an acknowledged write was flushed.
// The write-ahead log is minimal too: a template is cloned some 300 times in a run.
const FORGETFUL = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_init_zero: 'off',
};

/**
 * Starts a real PostgreSQL with the template that each test file clones: a copy of a cached cluster, or the server of TEST_DATABASE_URL, where the template is
 * created.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env.TEST_DATABASE_URL;
  return external ? makeOnServer(project, external) : startCopy(project);
}

async function startCopy(project: TestProject): Promise<() => Promise<void>> {
  const folder = await copyKeptCluster();
  const owner = runsAsRoot() ? SERVER_OWNER : undefined;
  const endpoint = await prepareEndpoint(folder, owner);
  const runtime = prepareRuntime(folder, owner);
  const setting: ServerSetup = {
    cluster: clusterIn(folder),
    logFile: join(folder, 'postgres.log'),
    runtime,
    owner,
    endpoint,
    overrides: FORGETFUL,
  };
  const server = await startPostmaster(setting);
  const deployer = { ...endpoint, user: 'postgres', password: checkCluster(folder), database: 'manumit' };
  project.provide('server', { deployer, appPassword: APP_PASSWORD, template: TEMPLATE });
  return async () => {
    await stopPostmaster(server, setting);
    removeShortFolder(endpoint.host);
    rmSync(folder, { recursive: true, force: true });
  };
}

async function makeOnServer(project: TestProject, deployer: string): Promise<() => Promise<void>> {
  const { makeTemplate } = await import('./template.ts');
  const template = `${TEMPLATE}_${process.pid}`;
  await makeTemplate(deployer, onDatabase(deployer, template), template, APP_PASSWORD);
  project.provide('server', { deployer, appPassword: APP_PASSWORD, template });
  return async () => {
    const admin = await connect(deployer);
    await dropDatabase(admin, template);
    await admin.end();
  };
}

/** The same server, another database. */
export function onDatabase(connection: TestServer['deployer'], database: string) {
  if (typeof connection !== 'string') return { ...connection, database };
  const url = new URL(connection);
  url.pathname = `/${database}`;
  return url.href;
}

/** Drops a database. A closing connection or an autovacuum may still use it, and the deployer may not terminate either, so this waits for them. */
export async function dropDatabase(admin: pg.Client, name: string): Promise<void> {
  await admin.query(`drop database if exists ${name} with (force)`).catch(() => admin.query(`drop database if exists ${name}`));
}
