import type { ClientBase } from 'pg';
import { newKey, runCommand } from '#platform/command.ts';
import type { Platform } from '#platform/platform.ts';
import { type Erasure, missingErasures } from './erasures/erasures.store.ts';
import { replayErasure } from './erasures/replay-erasures.command.ts';

/** The door of the room. */
export { Erasure, erasures, missingErasures } from './erasures/erasures.store.ts';

/**
 * Does again, on a database just restored, every erasure of the list that it does not know of. `client` is the schema's owner, `token` a session of the
 * installation. Each leaves an entry. Answers how many were missing.
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
