/** The door of the room: what other rooms may call. */
import type { ClientBase } from 'pg';
import { newKey, runCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { missingPurges, type Purge } from './purges/purges.store.ts';
import { replayPurge } from './purges/replay-purge.command.ts';

export { documentOf } from './documents/document.store.ts';
export { FILE_LIMIT_BYTES } from './documents/file-kind.rules.ts';
export { FileName } from './documents/upload-document.command.ts';
export { UploadedFile, withReceivedFile, withUploadedFile } from './documents/uploaded-file.ts';
export { findExcluded } from './evidence.rules.ts';
export { ItemContent, type NewItem } from './item.schema.ts';
export { isStillSaid, measuredParties, measuredStates } from './item.store.ts';
export { knownItems } from './many.store.ts';
export { listPurgeTasks, purgesWaiting } from './purges/list-purge-tasks.query.ts';
export { missingPurges, Purge, purges } from './purges/purges.store.ts';
export {
  recordEvidence,
  recordMany,
  recordMeasured,
  recordState,
  releaseEvidence,
  withdrawMany,
  withdrawRecorded,
} from './record-evidence.ts';
export { labelsHeld, type MeasuredPeriod, measuredWithin, monthsOf, type SummaryRow, summariesOf, totalsOf } from './summary.store.ts';
export { evidenceNews } from './views/evidence-news.ts';
export { ItemView } from './views/item-view.schema.ts';
export { countItems, type ItemLine, itemsOfObligation, listSubmitted, viewItems } from './views/item-view.store.ts';
export { measuredByMonth } from './views/measured.store.ts';

/**
 * Repeats, on a restored database, each purge of the list whose evidence item the database still holds. `client` is connected as the owner of the schema;
 * `token` is a session of the installation. Each purge appends a ledger entry. Returns how many were repeated.
 */
export async function replayPurges(
  platform: Platform,
  token: string,
  client: Pick<ClientBase, 'query'>,
  list: readonly Purge[],
): Promise<number> {
  const missing = await missingPurges(client, list);
  for (const purge of missing) await runCommand(platform, replayPurge, { token, key: newKey(), input: purge });
  return missing.length;
}
