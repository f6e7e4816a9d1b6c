import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

/** Who of a class was recorded from these sheets before, and whether that was taken back since. */
export async function enteredBefore(db: Database, moduleId: string, sourceId: string): Promise<Map<string, { takenBack: boolean }>> {
  const rows = await db
    .selectFrom('training.completion')
    .select(['trainee_id', 'revoked_at'])
    .where('module_id', '=', moduleId)
    .where('way', '=', 'class')
    .where('source_id', '=', sourceId)
    .execute();
  return new Map(rows.map((row) => [row.trainee_id, { takenBack: row.revoked_at !== null }]));
}

/**
 * Who of these had read something of a module, tried its check or completed it otherwise than by these sheets: of them nothing is known any more from before. Other sheets
 * that were taken back say nothing: they were another person's, or wrongly counted.
 */
export async function begunOtherwise(db: Database, moduleId: string, sourceId: string, trainees: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select t.id from unnest(${[...trainees]}::uuid[]) t (id)
    where exists (select from training.lesson_done d where d.trainee_id = t.id and d.module_id = ${moduleId})
      or exists (select from training.attempt a where a.trainee_id = t.id and a.module_id = ${moduleId})
      or exists (select from training.completion c where c.trainee_id = t.id and c.module_id = ${moduleId} and (c.way, c.source_id) <> ('class', ${sourceId})
        and not (c.way = 'class' and c.revoked_at is not null))`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Of whom of these it is kept already what they knew before a module: from the player, from other sheets, or from an older version of it. That stays. */
export async function lookedBefore(db: Database, moduleId: string, trainees: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct f.trainee_id as id from training.first_look f where f.module_id = ${moduleId} and f.trainee_id = any (${[...trainees]}::uuid[])`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}
