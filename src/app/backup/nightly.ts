import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dayOf } from '#kernel/dates.ts';
import { connect } from '#platform/db/pool.ts';
import { loadPolicyDecisions } from '#rooms/policy/index.ts';
import { syncCurriculum } from '#rooms/readiness/index.ts';
import { runDeletion } from '#rooms/retention/index.ts';
import type { Config } from '../config/config.ts';
import { openKeys } from '../keys/open-keys.ts';
import { hasRoomToDelete } from '../launcher/database/disk.ts';
import type { Installation } from '../launcher/installation.ts';
import { workAsInstallation } from '../operator.ts';
import { preparePlace } from './back-up.ts';
import { signerFromFile } from './crypto/signatures.ts';
import { archiveErased } from './erased.ts';
import { archiveLog } from './log/archive-log.ts';
import { endServerLog } from './log/end-server-log.ts';
import { listBackups } from './place/place.ts';
import { clearWithoutBackup, recipientsOf } from './run.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/manumit.js', import.meta.url));
const ROUND_EVERY_MS = 60_000;
const LOG_NOT_ARCHIVED = 'The log of the database could not be kept for the backups';

/** The scheduled work of a running installation. `stop` archives the rest of the log and abandons a backup under way. */
export type NightlyWork = { stop(): Promise<void> };

/**
 * Archives the write-ahead log every minute, and applies decisions on parameters at the beginning of each day (UTC). Once a night it deletes data past its retention, shortens the log of the embedded server, then backs up and proves the backup in a separate process.
 * The first backup, and one after a gap in the log, begin at once. Without a recipient nothing is backed up; data past its retention and expired backups are still deleted.
 */
export async function startNightlyWork(
  config: Config,
  installation: Pick<Installation, 'deployer' | 'app'>,
  exercise: boolean,
  log: (line: string) => void,
  { everyMs = ROUND_EVERY_MS, begin = startBackup }: { everyMs?: number; begin?: typeof startBackup } = {},
): Promise<NightlyWork> {
  let recipients = exercise ? [] : await recipientsOf(config);
  const { place, at } = config.backup;
  const archivesLog = recipients.length > 0 && !config.databaseUrl;
  const order = { connection: installation.deployer, dataDirectory: config.dataDirectory, place };
  let isBackupDue = recipients.length > 0 && !hasProvenBackup(config);
  let nextRun = nextTime(new Date(), at);
  let backup: BackupProcess | undefined;
  let currentRound: Promise<void> | undefined;
  let archiving: Promise<void> | undefined;
  let isStopping = false;
  let lastMissing = '';
  // The start has applied the decisions of its day.
  let decisionsOf = dayOf(new Date());
  const reported = new Set<string>();
  const reportDaily = (what: string) => (error: unknown) => {
    // Repeated at the next round; reported once a day.
    if (!reported.has(what)) log(`${what}: ${(error as Error).message}`);
    reported.add(what);
  };

  const archiveNow = async () => {
    // A place that is temporarily unavailable, such as an unmounted share, must not prevent the start. It is checked again every minute.
    if (recipients.length === 0) return;
    preparePlace(place);
    // Read each time, so that a new recipient and a rotated key reach the log within a minute. If all are gone, the last ones stay: what cannot be opened is lost.
    const current = await recipientsOf(config);
    if (current.length > 0) recipients = current;
    const signer = signerFromFile(config.keyFile);
    try {
      if (archivesLog) {
        const { restarted, missing } = await archiveLog({ ...order, recipients, signer });
        if (restarted || isNewlyMissing(missing)) isBackupDue = true;
      }
    } finally {
      // Small, and a restore needs it: not even a place without room for the log keeps it from being tried.
      await archiveErased(installation.deployer, { place, recipients, signer }).catch(
        reportDaily('The list of what was erased could not be stored'),
      );
    }
  };
  // A backup made now needs none of these segments. Whether or not it succeeds, the same segments are reported and cause a backup only once.
  const isNewlyMissing = (missing: readonly string[]): boolean => {
    const [before, now] = [lastMissing, missing.join(', ')];
    lastMissing = now;
    if (now === '' || now === before) return false;
    log(
      `Segments of the log archived in ${place} are missing after the newest backup: ${now}. They were removed, or the server could not retain them. A new backup begins; a restore of an older one ends before them.`,
    );
    return true;
  };
  const archive = () => {
    archiving ??= archiveNow()
      .catch(reportDaily(LOG_NOT_ARCHIVED))
      .finally(() => {
        archiving = undefined;
      });
    return archiving;
  };
  const runNight = async () => {
    nextRun = nextTime(new Date(), at);
    reported.clear();
    const onFailure = (rule: string, error: Error) =>
      log(`What has been kept long enough could not all be deleted (${rule}): ${error.message}`);
    const stopsDeletion = () => {
      if (isStopping || config.databaseUrl || hasRoomToDelete(config.dataDirectory)) return isStopping;
      reportDaily('What has been kept long enough could not all be deleted')(new Error('the disk is almost full. Free some space.'));
      return true;
    };
    // A key file that cannot be used must not keep personal data beyond its period: the deletion decrypts and signs nothing.
    const deletion = workAsInstallation(
      installation,
      config,
      exercise,
      ({ platform, token }) => runDeletion(platform, token, { onFailure, isStopping: stopsDeletion }),
      { needsNoKeys: true },
    );
    await deletion.catch(reportDaily('What has been kept long enough could not be deleted'));
    await checkKeys().catch(reportDaily('The key file cannot be used'));
    // A server run by others keeps its log as its administrator says.
    if (!config.databaseUrl)
      await endServerLog(installation.deployer, new Date()).catch(reportDaily('The log of the database could not be shortened'));
    isBackupDue = recipients.length > 0;
    if (!isBackupDue && !exercise)
      await clearWithoutBackup(config, installation.deployer).catch(reportDaily('Expired backups could not be removed'));
  };
  const checkKeys = async () => {
    if (config.surface === 'public') return;
    const client = await connect(installation.deployer);
    try {
      await openKeys(client, config);
    } finally {
      await client.end();
    }
  };
  // The database knows the curriculum with its numbers, so decisions of the policy office that hold from today on are written into it.
  const applyDecisions = async () => {
    const today = dayOf(new Date());
    if (today === decisionsOf) return;
    const client = await connect(installation.deployer);
    try {
      await loadPolicyDecisions(client);
      await syncCurriculum(client);
      decisionsOf = today;
    } finally {
      await client.end();
    }
  };
  const runRound = async () => {
    await applyDecisions().catch(reportDaily('Decisions on the numbers of the policy could not be applied to the curriculum'));
    await archive();
    nextRun = earlierRun(nextRun, new Date(), at);
    if (Date.now() >= nextRun.getTime()) await runNight();
    if (!isBackupDue || backup || isStopping || !isPlaceWritable(place)) return;
    isBackupDue = false;
    backup = begin(log);
    const isProven = await backup.ended;
    backup = undefined;
    if (!isProven && !isStopping)
      log('This backup was not proven and does not count. The next one is made tomorrow night, or by npx manumit backup.');
  };
  const startRound = () => {
    // The log is still archived while a backup is made.
    if (currentRound) void archive();
    else
      currentRound = runRound().finally(() => {
        currentRound = undefined;
      });
  };
  if (recipients.length > 0) startRound();
  const timer = setInterval(startRound, everyMs);
  return {
    async stop() {
      isStopping = true;
      clearInterval(timer);
      backup?.abort();
      await Promise.all([currentRound, backup?.ended, archiving]);
      await archive();
    },
  };
}

// A place that cannot be read must not prevent the start: the first round reports it.
function hasProvenBackup({ keyFile, backup: { place } }: Config): boolean {
  if (!existsSync(keyFile) || !isPlaceWritable(place)) return false;
  try {
    return listBackups(place, signerFromFile(keyFile).signers).some(({ proof }) => proof);
  } catch {
    return false;
  }
}

function isPlaceWritable(place: string): boolean {
  try {
    preparePlace(place);
    return true;
  } catch {
    return false;
  }
}

/** The next moment at this time of day (UTC). Pure. */
export function nextTime(now: Date, at: string): Date {
  const nextRun = new Date(`${now.toISOString().slice(0, 10)}T${at}:00.000Z`);
  return nextRun > now ? nextRun : new Date(nextRun.getTime() + 86_400_000);
}

/** The earlier of the planned night and the next one. A plan made while the clock was ahead would otherwise wait until the real time reached it. Pure. */
export function earlierRun(planned: Date, now: Date, at: string): Date {
  const nextRun = nextTime(now, at);
  return nextRun < planned ? nextRun : planned;
}

/** A backup in a separate process. `over` resolves when it ends: whether it was proven. */
type BackupProcess = { ended: Promise<boolean>; abort: () => void };

function startBackup(log: (line: string) => void): BackupProcess {
  const child = spawn(process.execPath, [PROGRAM, 'backup'], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = `${output}${text}`.slice(-4_000);
    });
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => {
      const lines = output.split('\n').filter((line) => line !== '' && !/ \.\.\.$|: [\d.]+ s$/.test(line));
      for (const line of lines) log(line);
      resolve(code === 0);
    });
  });
  return { ended, abort: () => child.kill('SIGTERM') };
}
