import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { systemClock } from '#kernel/clock.ts';
import { AppError } from '#kernel/errors.ts';
import { newId } from '#kernel/ids.ts';
import { DEFAULT_LOCALE } from '#kernel/languages.ts';
import { PAGE_LIMIT } from '#kernel/page.ts';
import { flushAccess } from '#platform/access-record.ts';
import { type Command, newKey, runCommand } from '#platform/command.ts';
import { connect, createPool } from '#platform/db/pool.ts';
import { noKeys } from '#platform/keys.ts';
import type { Platform } from '#platform/platform.ts';
import { type Query, runQuery } from '#platform/query.ts';
import { currentCourses } from '#rooms/courses/index.ts';
import { listParties } from '#rooms/parties/views/list-parties.query.ts';
import { currentCatalogue } from '#rooms/policy/index.ts';
import type { Config } from '../config/config.ts';
import { translateError } from '../errors-text.ts';
import { openKeys } from '../keys/open-keys.ts';
import { readDisk } from '../launcher/database/disk.ts';
import { holdsExercise } from '../launcher/exercise-mark.ts';
import { type Installation, joinInstallation } from '../launcher/installation.ts';
import { withProgress } from '../launcher/progress.ts';
import { StartRefused } from '../launcher/start-refused.ts';
import { configOfProcess, printNotice } from './command-line.ts';
import { migrationState } from './health-check/migration-state.ts';

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
 * Runs work as the installation, beside a running server or with the database started for its duration.
 * Throws StartRefused, also where a command or query refuses, with the same words as the desk.
 */
export async function asInstallation<T>(work: (operator: Operator, installation: Installation) => Promise<T>): Promise<T> {
  const config = configOfProcess();
  const installation = await withProgress('Opening the database', () => joinInstallation(config, printNotice));
  try {
    const { pending } = await migrationState(installation.deployer);
    if (pending.length > 0) throw new StartRefused('The database is not up to date. Run npx manumit migrate first.');
    const exercise = !config.databaseUrl && holdsExercise(config.dataDirectory);
    return await workAsInstallation(installation, config, exercise, (operator) => work(operator, installation));
  } finally {
    await installation.stop();
  }
}

/** The same on a database that is open and migrated, under a session that ends with the work. */
export async function workAsInstallation<T>(
  { app, deployer: address }: Pick<Installation, 'app' | 'deployer'>,
  config: Config,
  exercise: boolean,
  work: (operator: Operator) => Promise<T>,
): Promise<T> {
  const pool = createPool(app, { max: 2 });
  const deployer = await connect(address);
  const [session, token] = [newId(), randomBytes(32).toString('base64url')];
  try {
    await deployer.query('set role manumit_schema');
    await deployer.query('select identity.installation_session($1, $2)', [session, token]);
    const keys = config.surface === 'public' ? noKeys() : await openKeys(deployer, config);
    const platform = await platformOf(config, { pool, exercise, keys });
    const result = await work(operatorOf(config, platform, token));
    await flushAccess(platform);
    return result;
  } finally {
    await deployer.query('update identity.session set ended_at = now() where id = $1', [session]);
    await Promise.all([pool.end(), deployer.end()]);
  }
}

/** The party with a code, such as NO. Throws StartRefused where there is none. */
export async function findParty({ ask }: Operator, code: string): Promise<{ id: string; code: string }> {
  for (let after: string | undefined; ; ) {
    const page = await ask(listParties, { after, limit: PAGE_LIMIT });
    const found = page.items.find((party) => party.code.toLowerCase() === code.toLowerCase());
    if (found) return found;
    if (page.next === null) throw new StartRefused(`There is no party with the code ${code}.`);
    after = page.next;
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
    deskUrl,
    log: (line) => printNotice(JSON.stringify(line)),
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
