import { type Connection, connect } from '#platform/db/pool.ts';
import { APP_ROLE, deriveAppPassword } from '#platform/db/roles.ts';
import type { Config } from '../config/config.ts';
import { StartRefused } from '../start-refused.ts';
import { type CrashEvent, findEmbedded, startEmbedded } from './database/embedded.ts';
import { findHolder } from './database/lock.ts';
import { checkFinished } from './database/unfinished-import.ts';

/** The database of an installation: the connections of the deployer and the application, and how to close it. */
export type Installation = {
  /** May change roles and tables. Never handed to the web process. */
  deployer: Connection;
  app: Connection;
  appPassword: string;
  stop(): Promise<void>;
  onCrash(listener: (event: CrashEvent) => void): void;
};

/** Opens the database for serving: starts the embedded server, or checks that the one of DATABASE_URL answers. Throws StartRefused. */
export async function openInstallation(config: Config, log: (line: string) => void): Promise<Installation> {
  if (config.databaseUrl) return reachServer(config.databaseUrl);
  const server = await startEmbedded({ dataDirectory: config.dataDirectory, log });
  return { ...connectionsOf(server.connection, server.connection.password), stop: server.stop, onCrash: server.onCrash };
}

/** Opens the database for one command: with the running server if there is one, otherwise with the embedded server started for its duration. */
export async function joinInstallation(config: Config, log: (line: string) => void): Promise<Installation> {
  if (config.databaseUrl || !findHolder(config.dataDirectory)) return openInstallation(config, log);
  const running = findEmbedded(config.dataDirectory);
  if (!running) throw new StartRefused(`The installation in ${config.dataDirectory} is starting or stopping. Try again in a moment.`);
  return { ...connectionsOf(running, running.password), stop: async () => {}, onCrash: () => {} };
}

async function reachServer(url: string): Promise<Installation> {
  const secret = decodeURIComponent(new URL(url).password);
  if (!secret)
    throw new StartRefused(
      'DATABASE_URL has no password in it. Give the deployer role one: the application role’s password is derived from it.',
    );
  const client = await connect(url).catch((cause: Error) => {
    throw new StartRefused(`The database of DATABASE_URL does not answer: ${cause.message}`, { cause });
  });
  try {
    await checkFinished(client);
  } finally {
    await client.end();
  }
  return { ...connectionsOf(url, secret), stop: async () => {}, onCrash: () => {} };
}

function connectionsOf(deployer: Connection, secret: string): Pick<Installation, 'deployer' | 'app' | 'appPassword'> {
  const appPassword = deriveAppPassword(secret);
  return { deployer, app: asApplication(deployer, appPassword), appPassword };
}

/** The same server and database, as the application role. Pure. */
export function asApplication(deployer: Connection, appPassword: string): Connection {
  if (typeof deployer !== 'string') return { ...deployer, user: APP_ROLE, password: appPassword };
  const url = new URL(deployer);
  url.username = APP_ROLE;
  url.password = appPassword;
  return url.href;
}
