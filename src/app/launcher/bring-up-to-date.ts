import { connect } from '#platform/db/pool.ts';
import { prepareDatabase } from '../prepare-database.ts';
import type { Installation } from './installation.ts';
import { StartRefused } from './start-refused.ts';

/** Roles, migrations and reference data, as the deployer. Answers the migrations applied now. Throws StartRefused naming a migration that cannot be applied. */
export async function bringUpToDate({ deployer, appPassword }: Pick<Installation, 'deployer' | 'appPassword'>): Promise<string[]> {
  const client = await connect(deployer);
  try {
    return await prepareDatabase(client, appPassword);
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('Migration ')) throw new StartRefused(cause.message, { cause });
    throw cause;
  } finally {
    await client.end();
  }
}
