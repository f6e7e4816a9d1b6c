import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import type { FirstLooks } from './first-looks.schema.ts';

/** A trainee's record from these sheets: its source, its share, whether it was revoked since, and whether it can still be signed. */
export type Sheet = { sourceId: string; score: number | null; revoked: boolean; unsigned: boolean };

/**
 * The people of a class who were recorded from these sheets before. A record that was revoked and entered again has its own source, which begins with that of
 * the sheets and a counter; the last one is the current one.
 */
export async function enteredBefore(db: Database, moduleId: string, sheets: string): Promise<Map<string, Sheet & { times: number }>> {
  const { rows } = await sql<Sheet & { traineeId: string; times: number }>`
    select distinct on (c.trainee_id) c.trainee_id as "traineeId", c.source_id as "sourceId", c.score, c.revoked_at is not null as "revoked",
      c.acknowledged_at is null and c.revoked_at is null as unsigned,
      count(*) over (partition by c.trainee_id)::int as times
    from training.completion c where c.module_id = ${moduleId} and c.source = 'class' and (c.source_id = ${sheets} or starts_with(c.source_id, ${sheets} || ' again '))
    order by c.trainee_id, c.revoked_at is not null, c.id desc`.execute(db);
  return new Map(rows.map(({ traineeId, ...sheet }) => [traineeId, sheet]));
}

/**
 * Which of these people had already read part of a module, tried its check or completed it otherwise than by these sheets: what they knew before can no longer
 * be measured. Other sheets that were revoked do not count: they were another person's, or wrongly counted.
 */
export async function findBegunElsewhere(
  db: Database,
  moduleId: string,
  sheets: string,
  trainees: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select t.id from unnest(${[...trainees]}::uuid[]) t (id)
    where exists (select from training.lesson_done d where d.trainee_id = t.id and d.module_id = ${moduleId})
      or exists (select from training.attempt a where a.trainee_id = t.id and a.module_id = ${moduleId})
      or exists (select from training.completion c where c.trainee_id = t.id and c.module_id = ${moduleId} and not (c.source = 'class'
        and (c.revoked_at is not null or c.source_id = ${sheets} or starts_with(c.source_id, ${sheets} || ' again '))))`.execute(db);
  return new Set(rows.map(({ id }) => id));
}

/** Which of these people already have a stored first look for a module: from the player, from other sheets, or for an older version. It is kept. */
export async function tookFirstLook(db: Database, moduleId: string, trainees: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct f.trainee_id as id from training.first_look f where f.module_id = ${moduleId} and f.trainee_id = any (${[...trainees]}::uuid[])`.execute(
    db,
  );
  return new Set(rows.map(({ id }) => id));
}

/** The first looks entered from paper for the people of a class in a module, by number, with what the version on the sheet asked. */
export async function looksOnPaper(db: Database, classId: string, moduleId: string): Promise<FirstLooks['looks']> {
  const { rows } = await sql<FirstLooks['looks'][number]>`
    select f.trainee_id as "traineeId", t.service_number as number, f.module_version as version, v.first_look as asked, f.score as before,
      f.sheet_score as test, f.answered_at::date::text as day
    from training.access_slip s join training.trainee t on t.id = s.trainee_id join training.first_look f on f.trainee_id = s.trainee_id
      left join training.paper_version v on v.module_id = f.module_id and v.version = f.module_version
    where s.class_id = ${classId} and f.module_id = ${moduleId} and f.sheet is not null order by t.service_number`.execute(db);
  return rows;
}
