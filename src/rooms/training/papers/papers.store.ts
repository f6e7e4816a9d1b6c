import { sql } from 'kysely';
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

/** Who of these had read something of a module, tried its check or completed it otherwise than by these sheets: of them nothing is known any more from before. */
export async function begunOtherwise(db: Database, moduleId: string, sourceId: string, trainees: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select t.id from unnest(${[...trainees]}::uuid[]) t (id)
    where exists (select from training.lesson_done d where d.trainee_id = t.id and d.module_id = ${moduleId})
      or exists (select from training.attempt a where a.trainee_id = t.id and a.module_id = ${moduleId})
      or exists (select from training.completion c where c.trainee_id = t.id and c.module_id = ${moduleId} and (c.way, c.source_id) <> ('class', ${sourceId}))`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}
