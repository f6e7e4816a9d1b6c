import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { systemClock } from '#kernel/clock.ts';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { flushAccess } from '#platform/access-record.ts';
import { type Command, newKey, runCommand } from '#platform/command.ts';
import { connect, createPool } from '#platform/db/pool.ts';
import { noKeys } from '#platform/keys.ts';
import type { Platform } from '#platform/platform.ts';
import { type Query, runQuery } from '#platform/query.ts';
import { currentCourses } from '#rooms/courses/index.ts';
import { currentCatalogue, loadPolicyDecisions } from '#rooms/policy/index.ts';
import type { Config } from './config/config.ts';
import { translateError } from './errors-text.ts';
import { openKeys } from './keys/open-keys.ts';
import { readDisk } from './launcher/database/disk.ts';
import type { Installation } from './launcher/installation.ts';
import { StartRefused } from './start-refused.ts';

/** Acts as the installation itself: the same commands and queries as the desk, each command with its ledger entry. */
export type Operator = {
  config: Config;
  platform: Platform;
  /** Session token of the installation, for loaders that run commands themselves. */
  token: string;
  run<I extends z.ZodType, A extends z.ZodType>(command: Command<I, A>, input: z.input<I>): Promise<z.output<A>>;
  ask<I extends z.ZodType, A extends z.ZodType>(query: Query<I, A>, input: z.input<I>): Promise<z.output<A>>;
};

/**
 * Runs work as the installation on a database that is open and migrated, under a session that ends with the work. Throws StartRefused where a command or query
 * refuses, with the same words as the desk, and where the key file cannot be used, unless the work `needsNoKeys`.
 */
export async function workAsInstallation<T>(
  { app, deployer: address }: Pick<Installation, 'app' | 'deployer'>,
  config: Config,
  exercise: boolean,
  work: (operator: Operator) => Promise<T>,
  { needsNoKeys = config.surface === 'public' }: { needsNoKeys?: boolean } = {},
): Promise<T> {
  const pool = createPool(app, { max: 2 });
  const deployer = await connect(address);
  const [session, token] = [newId(), randomBytes(32).toString('base64url')];
  try {
    await deployer.query('set role manumit_schema');
    await deployer.query('select identity.installation_session($1, $2)', [session, token]);
    const keys = needsNoKeys ? noKeys() : await openKeys(deployer, config);
    await loadPolicyDecisions(deployer);
    const platform = await platformOf(config, { pool, exercise, keys });
    const result = await work(operatorOf(config, platform, token));
    await flushAccess(platform);
    return result;
  } finally {
    await deployer.query('update identity.session set ended_at = now() where id = $1', [session]);
    await Promise.all([pool.end(), deployer.end()]);
  }
}

async function platformOf(
  { databaseUrl, dataDirectory, deskUrl }: Config,
  parts: Pick<Platform, 'pool' | 'exercise' | 'keys'>,
): Promise<Platform> {
  const isLow = databaseUrl ? false : (await readDisk(dataDirectory)).isLow;
  return {
    ...parts,
    clock: systemClock,
    diskIsLow: () => isLow,
    // Nobody signs in through a command of an operator.
    diskIsAtReserve: () => false,
    deskUrl,
    log: (line) => void process.stderr.write(`${JSON.stringify(line)}\n`),
    // Read when first used: reading takes longer than most commands, and many use neither.
    services: {
      get catalogue() {
        return currentCatalogue();
      },
      get courses() {
        return currentCourses();
      },
    },
  };
}

function operatorOf(config: Config, platform: Platform, token: string): Operator {
  return {
    config,
    platform,
    token,
    run: (command, input) => translateErrors(runCommand(platform, command, { token, key: newKey(), input })),
    ask: (query, input) => translateErrors(runQuery(platform, query, { token, input }).then((answer) => query.answer.parse(answer))),
  };
}

async function translateErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    const fields = Array.isArray(cause.details.fields) ? (cause.details.fields as { path: string; message: string }[]) : [];
    throw new StartRefused(
      [translateError(DEFAULT_LOCALE, cause.code, cause.details), ...fields.map(({ path, message }) => `  - ${path}: ${message}`)].join(
        '\n',
      ),
      { cause },
    );
  }
}
