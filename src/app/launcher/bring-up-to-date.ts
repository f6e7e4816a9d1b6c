import type { Label } from '#kernel/labels.ts';
import { connect } from '#platform/db/pool.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { declareHighestLabel } from './declare-highest-label.ts';
import type { Installation } from './installation.ts';
import { StartRefused } from './start-refused.ts';

/**
 * Roles, migrations, reference data and the highest label, as the deployer. Answers the migrations applied now. Throws StartRefused naming a migration that
 * cannot be applied, or the label of something that may not be here.
 */
export async function bringUpToDate(
  { deployer, appPassword }: Pick<Installation, 'deployer' | 'appPassword'>,
  highestLabel: Label,
): Promise<string[]> {
  const client = await connect(deployer);
  try {
    const applied = await prepareDatabase(client, appPassword);
    await declareHighestLabel(client, highestLabel);
    return applied;
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('Migration ')) throw new StartRefused(cause.message, { cause });
    throw cause;
  } finally {
    await client.end();
  }
}
