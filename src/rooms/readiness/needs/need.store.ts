import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

/** What is required of these people, and their state in each module. `infinity` is returned as `always`. */
export async function needsOf(db: Database, ids: readonly string[]) {
  const { rows } = await sql<{
    traineeId: string;
    module: string;
    coveredUntil: string | null;
    waivedUntil: string | null;
    missing: string[] | null;
    source: string | null;
    passedOn: string | null;
    signed: boolean;
    renewedBy: string | null;
    behind: string[];
    deltaUntil: string | null;
    enrolledUntil: string | null;
    begun: boolean;
    unsigned: boolean;
    dueOn: string | null;
    graceUntil: string | null;
  }>`select n.trainee_id as "traineeId", n.module_id as module, case when n.covered_until = 'infinity' then 'always' else n.covered_until::text end as "coveredUntil",
      n.waived_until::text as "waivedUntil", n.missing, n.source, n.passed_on::text as "passedOn", n.signed, m.renewed_by as "renewedBy", b.until::text as "deltaUntil",
      n.enrolled_until::text as "enrolledUntil", n.begun, n.unsigned, n.due_on::text as "dueOn", n.grace_until::text as "graceUntil",
      coalesce(b.lessons, '{}') as behind
    from training.need n join training.module m on m.id = n.module_id
      -- Lessons added since what this person took, and until when the first of them may wait.
      left join lateral (select array_agg(distinct x.lesson order by x.lesson) as lessons, min((d ->> 'until')::date) as until
        from jsonb_array_elements(m.deltas) d cross join jsonb_array_elements_text(d -> 'lessons') x (lesson)
        where not exists (select from training.completion c where c.trainee_id = n.trainee_id and c.module_id = n.module_id and c.revoked_at is null
          and c.module_version >= (d ->> 'version')::int and (c.lessons is null or x.lesson = any (c.lessons)))) b on true
    where n.trainee_id = any (${[...ids]}::uuid[]) order by n.module_id`.execute(db);
  return rows;
}
