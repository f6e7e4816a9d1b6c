import type { ClientBase } from 'pg';
import { newKey, runCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { type Erasure, missingErasures } from './erasures/erasures.store.ts';
import { replayErasure } from './erasures/replay-erasures.command.ts';

export { Erasure, erasures, missingErasures } from './erasures/erasures.store.ts';
export { erasuresWaiting, listErasureTasks } from './erasures/list-erasure-tasks.query.ts';
/** The public interface of the room. */
export { logHome } from './home/log-home.ts';
export { logNews } from './home/log-news.ts';
export { codeOfReporters } from './published-files.ts';

/**
 * Repeats, on a restored database, each erasure of the list that the database does not have. `client` is connected as the owner of the schema; `token` is a
 * session of the installation. Each erasure appends a ledger entry. Returns how many were missing.
 */
export async function replayErasures(
  platform: Platform,
  token: string,
  client: Pick<ClientBase, 'query'>,
  list: readonly Erasure[],
): Promise<number> {
  const missing = await missingErasures(client, list);
  for (const erasure of missing) await runCommand(platform, replayErasure, { token, key: newKey(), input: erasure });
  return missing.length;
}
