import type { Database } from '#platform/db/transaction.ts';

/** Who of a class was recorded from these sheets before. */
export async function enteredBefore(db: Database, moduleId: string, sourceId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('training.completion')
    .select('trainee_id')
    .where('module_id', '=', moduleId)
    .where('way', '=', 'class')
    .where('source_id', '=', sourceId)
    .execute();
  return new Set(rows.map((row) => row.trainee_id));
}
