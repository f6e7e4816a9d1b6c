/** After this many hours without a proven backup, a night was missed. */
export const LATE_HOURS = 36;

/** The state of the backups: none was ever proven, the newest is too old, or all is well. */
export type BackupStatus = 'none' | 'late' | 'proven';

/** A backup dated further ahead was made while a clock was wrong, so its age is unknown. */
const AHEAD_HOURS = 24;

/** Whether the newest proven backup is recent enough. A backup dated more than a day ahead counts as late. Pure. */
export function backupStatus(lastMade: Date | null, now: Date): BackupStatus {
  if (lastMade === null) return 'none';
  const hours = (now.getTime() - lastMade.getTime()) / 3_600_000;
  return hours > LATE_HOURS || hours < -AHEAD_HOURS ? 'late' : 'proven';
}
