import { existsSync, statSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { DamagedFacts, readFacts } from '#rooms/nations/index.ts';
import { DamagedPolicy, loadPolicies, POLICIES_FOLDER } from '#rooms/policy/index.ts';
import { type Config, readConfig } from '../../config/config.ts';
import { readKeyFile } from '../../keys/key-file.ts';
import { checkCluster, checkRestored, clusterIn } from '../../launcher/database/cluster.ts';
import { readDisk, WATERMARK_BYTES } from '../../launcher/database/disk.ts';
import { findEmbedded } from '../../launcher/database/embedded.ts';
import { findHolder } from '../../launcher/database/lock.ts';
import { findImpassableFolder, SERVER_OWNER } from '../../launcher/database/owner.ts';
import { checkRuntime } from '../../launcher/database/runtime.ts';
import { REPEAT_IMPORT, UNFINISHED } from '../../launcher/database/unfinished-import.ts';
import { holdsExercise } from '../../launcher/exercise-mark.ts';
import { checkStaffApplication } from '../../launcher/staff-application.ts';
import { StartRefused } from '../../start-refused.ts';
import { backupState, findBackupRisks } from './backup-state.ts';
import { deletionState } from './deletion-finding.ts';
import type { Finding } from './finding.ts';
import { mailState } from './mail-finding.ts';
import { type MigrationState, migrationState } from './migration-state.ts';
import { findOpenRights } from './open-to-statements-finding.ts';
import { port } from './port-finding.ts';
import { singleSignOn } from './single-sign-on-finding.ts';

/** Checks everything an installation depends on, and changes nothing. */
export async function checkHealth(environment: Record<string, string | undefined>, asRoot: boolean): Promise<Finding[]> {
  const node: Finding = { about: 'Node', state: 'ok', found: process.versions.node };
  let config: Config;
  try {
    config = readConfig(environment, asRoot);
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    return [
      node,
      { about: 'Settings', state: 'fault', found: error.message, repair: 'Correct them; nothing else was checked.' },
      policies(),
      facts(),
    ];
  }
  const settings: Finding = { about: 'Settings', state: 'ok', found: `port ${config.port}, surface ${config.surface}` };
  const data = config.databaseUrl ? [] : [await dataDirectory(config, asRoot), await space(config), programs(asRoot), server(config)];
  return [
    node,
    settings,
    ...data,
    keyFile(config),
    ...(await database(config)),
    ...(await singleSignOn(config)),
    await backupState(config, new Date()),
    policies(),
    facts(),
    staffApplication(),
    await port(config, 'Port', config.port, config.host),
    ...(config.metricsPort ? [await port(config, 'Metrics port', config.metricsPort, '127.0.0.1')] : []),
  ];
}

async function dataDirectory({ dataDirectory: path }: Config, asRoot: boolean): Promise<Finding> {
  const about = 'Data directory';
  if (!existsSync(path)) return { about, state: 'ok', found: `${path} (created at the first start)` };
  if (!statSync(path).isDirectory())
    return { about, state: 'fault', found: `${path} is not a directory`, repair: 'Set MANUMIT_DATA to another path.' };
  const impassable = asRoot ? findImpassableFolder(path) : undefined;
  if (impassable) {
    const repair = `chmod o+x ${impassable}, or set MANUMIT_DATA to a directory outside it.`;
    return { about, state: 'fault', found: `the database's user id ${SERVER_OWNER.uid} cannot pass through ${impassable}`, repair };
  }
  if (holdsExercise(path)) {
    const repair = 'npm run exercise serves it. For a real installation set MANUMIT_DATA to another directory.';
    return { about, state: 'warning', found: `${path} holds an exercise, with invented parties`, repair };
  }
  try {
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
    checkRestored(path);
    if (existsSync(clusterIn(path))) checkCluster(path);
    return { about, state: 'ok', found: path };
  } catch (error) {
    if (error instanceof StartRefused) return { about, state: 'fault', found: error.message };
    if ((error as NodeJS.ErrnoException).code === 'EROFS')
      return {
        about,
        state: 'fault',
        found: `${path} is read-only`,
        repair: 'Mount its disk for writing, or set MANUMIT_DATA to another directory.',
      };
    return { about, state: 'fault', found: `this user cannot use ${path}`, repair: 'Run as the user that owns it.' };
  }
}

async function space({ dataDirectory: path }: Config): Promise<Finding> {
  const about = 'Disk space';
  if (!existsSync(path)) return { about, state: 'not-checked', found: 'no data directory yet' };
  const { freeBytes, isLow } = await readDisk(path);
  const found = `${mebibytes(freeBytes)} free`;
  if (!isLow) return { about, state: 'ok', found };
  return {
    about,
    state: 'fault',
    found: `${found}; writes are refused below ${mebibytes(WATERMARK_BYTES)}`,
    repair: 'Free some; writes resume automatically.',
  };
}

function programs(asRoot: boolean): Finding {
  const about = 'PostgreSQL programs';
  try {
    const runs = checkRuntime(asRoot ? SERVER_OWNER : undefined);
    return {
      about,
      state: 'ok',
      found: runs ? 'installed and running' : 'installed; a copy in the data directory is used, because the database cannot run these',
    };
  } catch (error) {
    return { about, state: 'fault', found: (error as Error).message };
  }
}

function keyFile({ keyFile: path, surface, databaseUrl, dataDirectory }: Config): Finding {
  const about = 'Key file';
  if (surface === 'public') return { about, state: 'ok', found: 'none: public pages need no keys' };
  try {
    const known = readKeyFile(path);
    if (known) return { about, state: 'ok', found: `${path}, ${known.length} ${known.length === 1 ? 'key' : 'keys'}` };
    if (databaseUrl || !existsSync(clusterIn(dataDirectory))) return { about, state: 'ok', found: `${path} (created at the first start)` };
    // Encrypted values in a database restored from a backup can be decrypted with the old key file alone. Which key is missing is known only once the database runs.
    const repair =
      'Restore your copy of it with mode 600, or set KEY_FILE to its path. (If the very first start was interrupted, start again.)';
    return { about, state: 'fault', found: `${path} is missing, although there is a database`, repair };
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error;
    return { about, state: 'fault', found: error.message };
  }
}

function server({ dataDirectory: path }: Config): Finding {
  const about = 'Server';
  const holder = findHolder(path);
  const running = existsSync(path) && findEmbedded(path);
  if (holder)
    return { about, state: 'ok', found: running ? `running (process ${holder.pid})` : `starting or stopping (process ${holder.pid})` };
  if (running)
    return {
      about,
      state: 'warning',
      found: 'an earlier start was killed; its database still runs',
      repair: 'Run npm start: it stops that database and starts its own.',
    };
  return { about, state: 'ok', found: 'not running' };
}

async function database(config: Config): Promise<Finding[]> {
  const about = 'Database';
  const connection = config.databaseUrl ?? (existsSync(config.dataDirectory) ? findEmbedded(config.dataDirectory) : undefined);
  if (!connection)
    return [{ about, state: 'not-checked', found: 'the server is not running', repair: 'Run npm start, then run doctor again.' }];
  let state: MigrationState;
  try {
    state = await migrationState(connection);
  } catch (error) {
    return [
      {
        about,
        state: 'fault',
        found: `does not answer: ${(error as Error).message}`,
        repair: 'Check that it runs, and its address and password.',
      },
    ];
  }
  const { version, unfinished, pending, changed } = state;
  const reached: Finding = { about, state: 'ok', found: `PostgreSQL ${version}` };
  if (unfinished) return [{ ...reached, state: 'fault', found: `${reached.found}: ${UNFINISHED}`, repair: REPEAT_IMPORT }];
  if (Number.parseInt(version, 10) < 15) Object.assign(reached, { state: 'fault', repair: 'Use PostgreSQL 15 or later.' });
  const migrations: Finding = { about: 'Migrations', state: 'ok', found: 'all applied' };
  if (pending.length > 0)
    Object.assign(migrations, { state: 'fault', found: `not applied: ${pending.join(', ')}`, repair: 'Run npx manumit migrate.' });
  if (changed.length > 0) {
    Object.assign(migrations, {
      state: 'fault',
      found: `edited after they were applied: ${changed.join(', ')}`,
      repair: 'Restore the files.',
    });
  }
  if (pending.length > 0) return [reached, migrations];
  return [
    reached,
    migrations,
    await deletionState(connection, new Date()),
    ...(await mailState(connection)),
    ...(await findOpenRights(connection)),
    ...(await findBackupRisks(config, connection)),
  ];
}

function policies(): Finding {
  const about = 'Policies';
  try {
    return {
      about,
      state: 'ok',
      found: loadPolicies(POLICIES_FOLDER)
        .map(({ id }) => id)
        .join(', '),
    };
  } catch (error) {
    if (!(error instanceof DamagedPolicy)) throw error;
    return {
      about,
      state: 'fault',
      found: `${error.faults.length} faults; the first: ${error.message.split('\n')[0]}`,
      repair: 'Run npx manumit policy check to list them.',
    };
  }
}

function facts(): Finding {
  const about = 'Facts';
  try {
    const { nations } = readFacts().parties;
    return { about, state: 'ok', found: `${nations.length} nations, no fault` };
  } catch (error) {
    if (!(error instanceof DamagedFacts)) throw error;
    const found = `${error.faults.length} faults; the first: ${error.message.split('\n')[0]}`;
    return { about, state: 'fault', found, repair: 'Restore the files: the program does not start with these.' };
  }
}

function staffApplication(): Finding {
  const about = 'Staff application';
  const state = checkStaffApplication();
  if (state === 'built') return { about, state: 'ok', found: 'built' };
  if (state === 'absent') return { about, state: 'fault', found: 'its sources are missing', repair: 'Check out the project again.' };
  return { about, state: 'ok', found: `${state === 'missing' ? 'not built yet' : 'older than its sources'}; the next start builds it` };
}

const mebibytes = (bytes: number): string => `${Math.floor(bytes / 1024 / 1024)} MiB`;
