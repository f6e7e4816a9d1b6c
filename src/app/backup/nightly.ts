import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { deleteExpired } from '#rooms/retention/index.ts';
import { workAsInstallation } from '../commands/operator.ts';
import type { Config } from '../config/config.ts';
import type { Installation } from '../launcher/installation.ts';
import { preparePlace } from './back-up.ts';
import { signerFromFile } from './crypto/signatures.ts';
import { keepErased } from './erased.ts';
import { keepLog } from './log/keep-log.ts';
import { listBackups } from './place/place.ts';
import { recipientsOf } from './run.ts';

const PROGRAM = fileURLToPath(new URL('../../../bin/manumit.js', import.meta.url));
const ROUND_EVERY_MS = 60_000;
const LOG_TROUBLE = 'The log of the database could not be kept for the backups';

/** The scheduled work of a running installation. `stop` archives the rest of the log and abandons a backup under way. */
export type NightlyWork = { stop(): Promise<void> };

/**
 * Archives the write-ahead log every minute. Once a night it deletes data past its retention, then backs up and proves the backup in a separate process.
 * The first backup, and one after a gap in the log, begin at once. Without a recipient nothing is backed up; deletion still runs.
 */
export function startNightlyWork(
  config: Config,
  installation: Pick<Installation, 'deployer' | 'app'>,
  exercise: boolean,
  log: (line: string) => void,
  { everyMs = ROUND_EVERY_MS, begin = startBackup }: { everyMs?: number; begin?: typeof startBackup } = {},
): NightlyWork {
  const recipients = exercise ? [] : recipientsOf(config);
  const { place, at } = config.backup;
  const keepsLog = recipients.length > 0 && !config.databaseUrl;
  const order = { connection: installation.deployer, dataDirectory: config.dataDirectory, place, recipients };
  let wanted = recipients.length > 0 && !hasProven(config);
  let next = nextTime(new Date(), at);
  let backup: Backup | undefined;
  let underWay: Promise<void> | undefined;
  let keeping: Promise<void> | undefined;
  let stopping = false;
  let missed = '';
  const said = new Set<string>();
  const trouble = (what: string) => (error: unknown) => {
    // Repeated at the next round; reported once a day.
    if (!said.has(what)) log(`${what}: ${(error as Error).message}`);
    said.add(what);
  };

  const keepNow = async () => {
    // A place that is temporarily unavailable, such as an unmounted share, must not prevent the start. It is checked again every minute.
    if (recipients.length > 0) preparePlace(place);
    if (recipients.length === 0) return;
    // Read each time, so that a key rotation reaches the log within a minute.
    const signer = signerFromFile(config.keyFile);
    if (keepsLog) {
      const { restarted, missing } = await keepLog({ ...order, signer });
      if (restarted || isNews(missing)) wanted = true;
    }
    await keepErased(installation.deployer, { place, recipients, signer });
  };
  // A backup made now needs none of these segments. Whether or not it succeeds, the same segments are reported and cause a backup only once.
  const isNews = (missing: readonly string[]): boolean => {
    const [before, now] = [missed, missing.join(', ')];
    missed = now;
    if (now === '' || now === before) return false;
    log(
      `Of the log kept in ${place}, segments are missing after the newest backup: ${now}. They were removed, or the server could not hold them back. A new backup begins; a restore of an older one ends before them.`,
    );
    return true;
  };
  const keep = () => {
    keeping ??= keepNow()
      .catch(trouble(LOG_TROUBLE))
      .finally(() => {
        keeping = undefined;
      });
    return keeping;
  };
  const night = async () => {
    next = nextTime(new Date(), at);
    said.clear();
    const carryOut = workAsInstallation(installation, config, exercise, ({ run }) => run(deleteExpired, {}));
    await carryOut.catch(trouble('What has been kept long enough could not be deleted'));
    wanted = recipients.length > 0;
  };
  const round = async () => {
    await keep();
    next = sooner(next, new Date(), at);
    if (Date.now() >= next.getTime()) await night();
    if (!wanted || backup || stopping || !isThere(place)) return;
    wanted = false;
    backup = begin(log);
    const proven = await backup.over;
    backup = undefined;
    if (!proven && !stopping)
      log('This backup was not proven and does not count. The next one is made tomorrow night, or with npx manumit backup.');
  };
  const look = () => {
    // The log is still archived while a backup is made.
    if (underWay) void keep();
    else
      underWay = round().finally(() => {
        underWay = undefined;
      });
  };
  if (recipients.length > 0) look();
  const timer = setInterval(look, everyMs);
  return {
    async stop() {
      stopping = true;
      clearInterval(timer);
      backup?.giveUp();
      await Promise.all([underWay, backup?.over, keeping]);
      await keep();
    },
  };
}

// A place that cannot be read must not prevent the start: the first round reports it.
function hasProven({ keyFile, backup: { place } }: Config): boolean {
  if (!existsSync(keyFile) || !isThere(place)) return false;
  try {
    return listBackups(place, signerFromFile(keyFile).signers).some(({ proof }) => proof);
  } catch {
    return false;
  }
}

function isThere(place: string): boolean {
  try {
    preparePlace(place);
    return true;
  } catch {
    return false;
  }
}

/** The next moment at this time of day (UTC). Pure. */
export function nextTime(now: Date, at: string): Date {
  const next = new Date(`${now.toISOString().slice(0, 10)}T${at}:00.000Z`);
  return next > now ? next : new Date(next.getTime() + 86_400_000);
}

/** The earlier of the planned night and the next one. A plan made while the clock was ahead would otherwise wait until the real time reached it. Pure. */
export function sooner(planned: Date, now: Date, at: string): Date {
  const next = nextTime(now, at);
  return next < planned ? next : planned;
}

/** A backup in a separate process. `over` resolves when it ends: whether it was proven. */
type Backup = { over: Promise<boolean>; giveUp: () => void };

function startBackup(log: (line: string) => void): Backup {
  const child = spawn(process.execPath, [PROGRAM, 'backup'], { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let heard = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      heard = `${heard}${text}`.slice(-4_000);
    });
  const over = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', (code) => {
      const lines = heard.split('\n').filter((line) => line !== '' && !/ \.\.\.$|: [\d.]+ s$/.test(line));
      for (const line of lines) log(line);
      resolve(code === 0);
    });
  });
  return { over, giveUp: () => child.kill('SIGTERM') };
}
