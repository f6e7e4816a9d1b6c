import type { ClientBase } from 'pg';
import { migrate } from '#platform/db/migrate.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import { type EditionData, loadPolicies, syncEdition } from '#rooms/policy/index.ts';

/** Where the parts of the program lie that are data. */
export type DataFolders = { policies: string };

/**
 * Makes a database ready to serve: roles, migrations, the ids of the policies. Run as the deployer at every start; answers what was applied.
 * Throws `DamagedPolicy`, naming file and line, before anything is changed.
 */
export async function prepareDatabase(
  client: ClientBase,
  { appPassword, policies }: { appPassword: string } & DataFolders,
): Promise<{ applied: string[]; editions: EditionData[] }> {
  const editions = loadPolicies(policies);
  await prepareRoles(client, appPassword);
  const applied = await migrate(client);
  for (const edition of editions) await syncEdition(client, edition);
  return { applied, editions };
}
