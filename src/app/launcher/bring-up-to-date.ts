import type { ClientBase } from 'pg';
import type { Label } from '#kernel/labels.ts';
import { closeToStatements } from '#platform/db/close-to-statements.ts';
import { type Applied, SchemaRefused, withMigrationLock } from '#platform/db/migrate.ts';
import { connect } from '#platform/db/pool.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { StartRefused } from '../start-refused.ts';
import { checkServerIsOwn } from './database/shared-server.ts';
import { declareHighestLabel } from './declare-highest-label.ts';
import type { Installation } from './installation.ts';

/**
 * Prepares roles, migrations, reference data, a new claims key and the highest label, as the deployer. Where the deployer is a superuser, it also closes what
 * an injected statement must not reach.
 * Two starts at once on one database run one after the other. Returns what was applied now. Throws StartRefused naming a file that cannot be applied, the label
 * of a record above the highest label, or another installation on the same server.
 */
export async function bringUpToDate(
  { deployer, appPassword }: Pick<Installation, 'deployer' | 'appPassword'>,
  highestLabel: Label,
  log: (line: string) => void = () => {},
): Promise<Applied> {
  const client = await connect(deployer);
  try {
    return await withMigrationLock(client, () => prepare(client, appPassword, highestLabel, log));
  } catch (cause) {
    if (cause instanceof SchemaRefused) throw new StartRefused(cause.message, { cause });
    throw cause;
  } finally {
    await client.end();
  }
}

async function prepare(client: ClientBase, appPassword: string, highestLabel: Label, log: (line: string) => void): Promise<Applied> {
  await checkServerIsOwn(client, log);
  const applied = await prepareDatabase(client, appPassword);
  await client.query('set role manumit_schema');
  await client.query('select identity.renew_claims_key()');
  await client.query('reset role');
  await closeToStatements(client);
  await declareHighestLabel(client, highestLabel);
  return applied;
}
