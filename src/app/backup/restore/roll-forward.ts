import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Client } from 'pg';
import { connect } from '#platform/db/pool.ts';
import { type ServerSetup, startPostmaster, stopPostmaster } from '../../launcher/database/postmaster.ts';

/** The target: a restore point, where the server pauses for inspection; a moment; or the end of the available log. */
export type Target = { restorePoint: string } | { until: Date } | 'end';

// The log is already in the cluster, so nothing is ever fetched: the command only has to fail. Nothing else is run or loaded, whatever a file of the cluster
// says.
const SAFE_SETTINGS = {
  restore_command: 'exit 1',
  recovery_target_timeline: 'current',
  archive_mode: 'off',
  archive_command: '',
  archive_library: '',
  archive_cleanup_command: '',
  recovery_end_command: '',
  primary_conninfo: '',
  shared_preload_libraries: '',
  session_preload_libraries: '',
  local_preload_libraries: '',
};
const WAIT_TIMEOUT_MS = 30 * 60_000;

/** The available log ends before the requested moment. */
export class TargetNotReached extends Error {}
const NOT_REACHED = 'recovery ended before configured recovery target was reached';

/** Starts a restored cluster, rolls it forward, runs work on it as superuser, and stops it. Throws MomentNotReached where the log does not reach `until`. */
export async function rollForward<T>(
  setting: ServerSetup,
  password: string,
  target: Target,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const { logFile } = setting;
  const from = existsSync(logFile) ? statSync(logFile).size : 0;
  try {
    return await runOnRestored(setting, password, target, work);
  } catch (cause) {
    // The server reports this only in its log, and exits.
    const log = existsSync(logFile) ? readFileSync(logFile) : Buffer.alloc(0);
    if (log.subarray(log.length < from ? 0 : from).includes(NOT_REACHED)) throw new TargetNotReached(NOT_REACHED, { cause });
    throw cause;
  }
}

async function runOnRestored<T>(setting: ServerSetup, password: string, target: Target, work: (client: Client) => Promise<T>): Promise<T> {
  const settings = { ...SAFE_SETTINGS, ...fileSettings(setting.cluster), ...targetSettings(target) };
  writeFileSync(join(setting.cluster, 'recovery.signal'), '', { mode: 0o600 });
  const child = await startPostmaster({ ...setting, overrides: settings });
  try {
    const client = await connect({ ...setting.endpoint, user: 'postgres', password, database: 'manumit' });
    try {
      await waitForTarget(client, target);
      return await work(client);
    } finally {
      await client.end();
    }
  } finally {
    await stopPostmaster(child, setting);
  }
}

function fileSettings(cluster: string): Record<string, string> {
  const at = (name: string) => join(cluster, name);
  return {
    config_file: at('postgresql.conf'),
    hba_file: at('pg_hba.conf'),
    ident_file: at('pg_ident.conf'),
    data_directory: cluster,
  };
}

function targetSettings(target: Target): Record<string, string> {
  if (target === 'end') return {};
  if ('restorePoint' in target) return { recovery_target_name: target.restorePoint, recovery_target_action: 'pause' };
  return { recovery_target_time: target.until.toISOString().replace('T', ' ').replace('Z', '+00'), recovery_target_action: 'promote' };
}

async function waitForTarget(client: Client, target: Target): Promise<void> {
  const pauses = target !== 'end' && 'restorePoint' in target;
  const query = pauses
    ? `select pg_get_wal_replay_pause_state() = 'paused' as "isReached"`
    : 'select not pg_is_in_recovery() as "isReached"';
  const deadline = Date.now() + WAIT_TIMEOUT_MS;
  while (!(await client.query<{ isReached: boolean }>(query)).rows[0]!.isReached) {
    if (Date.now() > deadline) throw new Error('The restored database did not finish its recovery within half an hour.');
    await wait(20);
  }
}
