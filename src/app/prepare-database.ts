import type { ClientBase } from 'pg';
import { migrate } from '#platform/db/migrate.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import { loadPolicies, POLICIES_FOLDER, syncEdition } from '#rooms/policy/index.ts';

/**
 * Makes a database ready to serve: roles, migrations, the ids of the policies. Run as the deployer at every start; answers the migrations applied.
 * Throws `DamagedPolicy`, naming file and line, before anything is changed.
 */
export async function prepareDatabase(client: ClientBase, appPassword: string): Promise<string[]> {
  const editions = loadPolicies(POLICIES_FOLDER);
  await prepareRoles(client, appPassword);
  const applied = await migrate(client);
  for (const edition of editions) await syncEdition(client, edition);
  return applied;
}
