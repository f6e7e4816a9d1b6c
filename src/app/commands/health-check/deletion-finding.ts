import { type Connection, connect } from '#platform/db/pool.ts';
import { lastDeletion } from '#rooms/retention/index.ts';
import type { Finding } from './finding.ts';

const LATE_AFTER_MS = 2 * 86_400_000;

/** When the nightly deletion last deleted all that was due, and what it left the last time. */
export async function deletionState(connection: Connection, now: Date): Promise<Finding> {
  const client = await connect(connection);
  try {
    await client.query('set role manumit_schema');
    return deletionFinding(await lastDeletion(client), now);
  } finally {
    await client.end();
  }
}

/** A deletion that failed, or none within two days, is a warning: data are kept for longer than the rules say. `since`: how long deletions have been recorded. Pure. */
export function deletionFinding({ completeAt, failed, since }: Awaited<ReturnType<typeof lastDeletion>>, now: Date): Finding {
  const about = 'Nightly deletion';
  const found = completeAt ? `all that was due was last deleted on ${minuteOf(completeAt)} UTC` : 'none has been completed yet';
  if (failed.length > 0)
    return {
      about,
      state: 'warning',
      found: `the last one left data of these rules: ${failed.join(', ')}; ${found}`,
      repair: 'The output of the program says why. The next night tries again.',
    };
  if (now.getTime() - (completeAt ?? since).getTime() <= LATE_AFTER_MS) return { about, state: completeAt ? 'ok' : 'not-checked', found };
  return { about, state: 'warning', found, repair: 'Keep the program running at BACKUP_AT. Its output says why a deletion failed.' };
}

const minuteOf = (at: Date) => at.toISOString().slice(0, 16).replace('T', ' ');
