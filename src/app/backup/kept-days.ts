import { type Connection, connect } from '#platform/db/pool.ts';
import { hasOpenedChannel } from '#rooms/reports/index.ts';
import type { Config } from '../config/config.ts';
import type { Backup } from './place/place.ts';

/** For how many days the write-ahead log is kept at most: it shows the moment of each transaction, so also when something was reported. */
export const LOG_DAYS = 7;
/** For how many days backups are kept at most once the installation takes reports: they hold reports that were erased since. */
export const DAYS_WITH_REPORTS = 35;

const DAY_MS = 86_400_000;

/** The moment before which log goes. It goes once a night, so one day earlier. */
export const logSince = (now: Date): Date => new Date(now.getTime() - (LOG_DAYS - 1) * DAY_MS);

/** For how many days the backups of an installation are kept: as set, and no more than 35 once it has opened a channel for reports. Backups go once a night. */
export async function keptDays({ backup: { keepDays } }: Pick<Config, 'backup'>, deployer: Connection): Promise<number> {
  return keepDays >= DAYS_WITH_REPORTS && (await hasReports(deployer)) ? DAYS_WITH_REPORTS - 1 : keepDays;
}

/** Whether an installation has ever opened a channel for reports. */
export async function hasReports(deployer: Connection): Promise<boolean> {
  const client = await connect(deployer);
  try {
    // An ordinary deployer sees the rows of tables only as the role that owns them.
    await client.query('set role manumit_schema');
    return await hasOpenedChannel(client);
  } finally {
    await client.end();
  }
}

/** The backups, the newest first, after which the archived log stays: those of the last days, and the newest proven one with those after it. Pure. */
export function backupsWithLog(backups: readonly Backup[], now: Date): Backup[] {
  const since = logSince(now).toISOString();
  const lastProven = backups.findIndex(({ proof }) => proof);
  return backups.filter(({ manifest }, at) => manifest.made >= since || lastProven === -1 || at <= lastProven);
}
