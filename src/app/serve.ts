import { randomBytes } from 'node:crypto';
import type { ClientBase } from 'pg';
import { newId } from '#kernel/ids.ts';
import { withMigrationLock } from '#platform/db/migrate.ts';
import { connect } from '#platform/db/pool.ts';
import { renewVoucherKey } from '#platform/identity/voucher.ts';
import { currentCourseContent } from '#rooms/courses/index.ts';
import { loadFacts } from '#rooms/nations/index.ts';
import { currentPolicies } from '#rooms/policy/index.ts';
import { seedBaseline } from '#rooms/reviews/index.ts';
import { startNightlyWork } from './backup/nightly.ts';
import { recipientsOf } from './backup/run.ts';
import { sweepScratch } from './backup/scratch.ts';
import type { Config } from './config/config.ts';
import { readSingleSignOn } from './config/single-sign-on-file.ts';
import { holdsFinishedExercise } from './exercise/finish.command.ts';
import { openKeys } from './keys/open-keys.ts';
import { bringUpToDate } from './launcher/bring-up-to-date.ts';
import { ensureBallast } from './launcher/database/disk.ts';
import { checkExercise, markAsExercise } from './launcher/exercise-mark.ts';
import { type Installation, openInstallation } from './launcher/installation.ts';
import { lockForUploads } from './launcher/lock-for-uploads.ts';
import { refuseFaultyNode } from './launcher/process/node-faults.ts';
import { restartWebProcess, startUnlessEnding } from './launcher/process/restart-web-process.ts';
import { type StopRequest, watchForStop } from './launcher/process/stop-request.ts';
import { startWebProcess } from './launcher/process/web-process.ts';
import { withProgress } from './launcher/progress.ts';
import { startDatabaseRepair } from './launcher/repair-database.ts';
import { buildStaffApplication, checkStaffApplication } from './launcher/staff-application.ts';
import { workAsInstallation } from './operator.ts';
import { measuringOf, startMeasuring } from './serving/measuring.ts';
import { StartRefused } from './start-refused.ts';

/** The result of a start: its addresses and, before the first sign-up, the one-time link for the first person. */
export type Running = { address: string; setUpLink: string | undefined };

export type ServeOptions = {
  config: Config;
  exercise?: boolean;
  /** Receives what the operator should know while it runs. */
  log: (line: string) => void;
  /** Fills the database after its migrations, before it serves requests. The facts of the product are loaded unless it is an exercise. */
  prepare?: (installation: Installation) => Promise<void>;
  onReady: (running: Running) => void;
  /** For development: starts the web process in place of startWebProcess. The staff application is then not built. */
  startWeb?: typeof startWebProcess;
};

const BALLAST_INTERVAL_MS = 10 * 60_000;

/**
 * Runs an installation until it is asked to stop or cannot continue: database, staff application, web process.
 * Returns true if it was stopped on request. Throws StartRefused where it cannot start. In every case the database is stopped last.
 */
export async function serve(options: ServeOptions): Promise<boolean> {
  const { config, exercise = false, log } = options;
  // An unreadable rules file must be reported at the start, not to the first person who signs in.
  readSingleSignOn(config);
  refuseFaultyNode({ host: config.host, addresses: [config.publicUrl, config.deskUrl], isProxied: config.trustedProxy.length > 0 });
  if (!config.databaseUrl) checkExercise(config.dataDirectory, exercise);
  const release = lockForUploads(config);
  const stop = watchForStop();
  try {
    // A leftover that cannot be removed, for instance because root made it, must not prevent the service from starting.
    await sweepScratch(config.dataDirectory).catch((error: Error) =>
      log(
        `What the proof of a backup left in ${config.dataDirectory} could not be removed, and holds the database in the clear: ${error.message}`,
      ),
    );
    const build = !options.startWeb && needsBuilding() ? withProgress('Building the pages', buildStaffApplication) : undefined;
    // Its failure is handled below, after the database was closed in good order.
    build?.catch(() => {});
    const installation = await withProgress('Starting the database', () => openInstallation(config, log));
    try {
      if (exercise && !config.databaseUrl) markAsExercise(config.dataDirectory);
      return await run(installation, build, stop, options);
    } finally {
      await installation.stop();
    }
  } finally {
    stop.dispose();
    release();
  }
}

async function run(
  installation: Installation,
  build: Promise<void> | undefined,
  stop: StopRequest,
  options: ServeOptions,
): Promise<boolean> {
  const { config, exercise = false, log, startWeb = startWebProcess } = options;
  const lost = new Promise<'lost'>((resolve) => {
    installation.onCrash(({ state, reason }) => {
      log(reason);
      if (state === 'given-up') resolve('lost');
    });
  });
  const setUpToken = await withProgress('Bringing the database up to date', () => prepare(installation, options));
  await build;
  const { databaseUrl, oidc, ...open } = config;
  const watchedFolder = databaseUrl ? null : config.dataDirectory;
  const loadedContent = { policies: currentPolicies(), courses: currentCourseContent() };
  const order = {
    config: open,
    app: installation.app,
    watchedFolder,
    exercise,
    singleSignOn: readSingleSignOn(config),
    read: loadedContent,
  };
  const requestRepair = startDatabaseRepair(installation, config, log);
  // Of two processes on one server, the public one leaves this to the other.
  const nightly = databaseUrl && config.surface === 'public' ? undefined : await startNightlyWork(config, installation, exercise, log);
  const measuring = config.surface === 'public' ? undefined : startMeasuring(measuringOf(config, installation, exercise), log);
  const ballastTimer = watchedFolder ? setInterval(() => void tryEnsureBallast(watchedFolder, log), BALLAST_INTERVAL_MS) : undefined;
  try {
    // A first start that is refused ends the program. From then on the web process is restarted after every exit: the database stays up.
    const start = (ending: AbortSignal) => startWeb(order, { onTrouble: requestRepair, ending });
    const programEnd = Promise.race([stop.requested.then(() => 'stop' as const), lost]);
    const first = await startUnlessEnding(start, programEnd);
    if (first.web === undefined) return first.event === 'stop';
    let { web } = first;
    options.onReady({ address: web.address, setUpLink: setUpToken && `${config.deskUrl}/desk/set-up/${setUpToken}` });
    if (watchedFolder) await tryEnsureBallast(watchedFolder, log);
    for (let ends: readonly number[] = []; ; ) {
      const event = await Promise.race([programEnd, web.ended.then((how) => ({ how }))]);
      if (typeof event === 'string') {
        await web.drain();
        return event === 'stop';
      }
      log(`The web process ended unexpectedly (${event.how}).`);
      const restarted = await restartWebProcess(start, { ends, programEnd, log });
      if (restarted.web === undefined) return restarted.event === 'stop';
      ({ web, ends } = restarted);
    }
  } finally {
    clearInterval(ballastTimer);
    await Promise.all([nightly?.stop(), measuring?.stop()]);
  }
}

// Backups are signed, so a process that makes them needs the key file, even where it serves only public pages.
async function makesBackups(config: Config, exercise: boolean): Promise<boolean> {
  return !config.databaseUrl && !exercise && (await recipientsOf(config)).length > 0;
}

function needsBuilding(): boolean {
  return ['missing', 'outdated'].includes(checkStaffApplication());
}

/** Prepares roles, migrations, keys and reference data; then, before the first sign-up, creates a fresh token for the first person. */
async function prepare(
  installation: Installation,
  { config, exercise = false, prepare: fill, log }: ServeOptions,
): Promise<string | undefined> {
  await bringUpToDate(installation, config.highestLabel, log);
  const client = await connect(installation.deployer);
  try {
    // Another start on this database would load the same facts.
    return await withMigrationLock(client, async () => {
      if (!exercise) await refuseExercise(client, config);
      if (config.surface !== 'public') await renewVoucherKey(client, await openKeys(client, config));
      else if (await makesBackups(config, exercise)) await openKeys(client, config);
      await fill?.(installation);
      // An exercise has invented parties of its own.
      if (!exercise)
        await workAsInstallation(installation, config, exercise, async ({ platform, token }) => {
          await loadFacts(platform, token);
          await seedBaseline(platform, token);
        });
      // A new link invalidates the previous one, which a desk elsewhere may just have shown.
      return config.surface === 'public' ? undefined : newSetUpLink(client);
    });
  } finally {
    await client.end();
  }
}

// A data directory has a mark of its own, which a database brought back by other means does not have. Its invented parties would be served as real ones.
async function refuseExercise(client: ClientBase, { databaseUrl, dataDirectory }: Config): Promise<void> {
  await client.query('set role manumit_schema');
  const isExercise = await holdsFinishedExercise(client);
  await client.query('reset role');
  if (!isExercise) return;
  if (databaseUrl)
    throw new StartRefused(
      'The database of DATABASE_URL holds an exercise, with invented parties. Set DATABASE_URL to the database of your installation.',
    );
  markAsExercise(dataDirectory);
  throw new StartRefused(
    `The database in ${dataDirectory} is that of an exercise, with invented parties, and its directory is now marked as such. npm run exercise serves it; for a real installation set MANUMIT_DATA to another directory.`,
  );
}

async function newSetUpLink(client: ClientBase): Promise<string | undefined> {
  const token = randomBytes(24).toString('base64url');
  await client.query('set role manumit_schema');
  const { rows } = await client.query<{ open: boolean }>('select identity.new_set_up_link($1, $2) as open', [newId(), token]);
  await client.query('reset role');
  return rows[0]?.open ? token : undefined;
}

async function tryEnsureBallast(folder: string, log: (line: string) => void): Promise<void> {
  await ensureBallast(folder).catch((error: Error) => log(`No space could be reserved for recovery: ${error.message}`));
}
