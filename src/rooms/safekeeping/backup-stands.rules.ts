/** After so many hours without a proven backup a night was missed. */
export const LATE_HOURS = 36;

/** How backups stand: none was ever proven, the last is too old, or all is well. */
export type BackupStands = 'none' | 'late' | 'proven';

/** Whether the newest proven backup is recent enough. Pure. */
export function backupStands(lastMade: Date | null, now: Date): BackupStands {
  if (lastMade === null) return 'none';
  return now.getTime() - lastMade.getTime() > LATE_HOURS * 3_600_000 ? 'late' : 'proven';
}
