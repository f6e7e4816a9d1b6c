import type { ClientBase } from 'pg';
import { type Applied, migrate } from '#platform/db/migrate.ts';
import { prepareRoles } from '#platform/db/roles.ts';
import { checkedCourses, currentCurriculum } from '#rooms/courses/index.ts';
import { storePaperVersions } from '#rooms/learning/index.ts';
import { currentCatalogue, loadPolicyDecisions, shippedEdition, syncEdition } from '#rooms/policy/index.ts';
import { syncCurriculum } from '#rooms/readiness/index.ts';

/**
 * Makes a database ready to serve: roles, tables, functions and policies, the ids of the policies, the curriculum, what papers of courses ask. Runs as the deployer at every start; returns
 * what was applied.
 * Throws `DamagedPolicy`, naming file and line of a policy or a course, before anything is changed.
 */
export async function prepareDatabase(client: ClientBase, appPassword: string): Promise<Applied> {
  const { editions } = currentCatalogue();
  const shipped = shippedEdition();
  // The courses of the shipped edition are read with its curriculum, once.
  for (const edition of editions) if (edition !== shipped && edition.folder !== null) checkedCourses(edition.folder, edition);
  const curriculum = currentCurriculum();
  await prepareRoles(client, appPassword);
  const applied = await migrate(client);
  // An incomplete edition stays out of the database: nothing can be recorded under a draft.
  for (const edition of editions.filter(({ incomplete, folder }) => !incomplete && folder !== null)) await syncEdition(client, edition);
  await loadPolicyDecisions(client);
  await syncCurriculum(client, curriculum);
  await storePaperVersions(client);
  return applied;
}
