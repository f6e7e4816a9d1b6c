import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { type Scope, within } from '../board/board.store.ts';
import type { Cause } from './gap.schema.ts';

// The module to take, as `countMissing` names it, and the cause, in the order in which `stateOf` decides.
const TAKE = sql`case when n.covered_until is not null then coalesce(m.renewed_by, n.module_id) else n.module_id end`;
const CAUSE = sql`case when n.unsigned then 'unsigned' when n.covered_until is not null then case when n.begun then 'begun' else 'expired' end
  when n.source = 'recognised' and cardinality(n.missing) > 0 then 'begun' when n.passed_on is not null and not n.signed then 'unsigned'
  when n.begun or cardinality(n.missing) > 0 then 'begun' else 'not-begun' end`;
const lacking = (scope: Scope, day: string) =>
  sql`${within(scope, 'n')} and (n.until is null or n.until < ${day}::date) and coalesce(n.leaves_on, 'infinity') >= ${day}::date`;

export type GapCount = { partyId: string; module: string; cause: Cause; persons: number; withSlip: number };

/** What keeps people of a scope back on a day, by party, module to take and cause. `today`: a class that ended before has no use. */
export async function countGaps(db: Database, scope: Scope, day: string, today: string): Promise<GapCount[]> {
  const { rows } = await sql<GapCount>`
    select n.party_id as "partyId", ${TAKE} as module, ${CAUSE} as cause, count(*) as persons,
      count(*) filter (where n.enrolled_until >= ${today}::date) as "withSlip"
    from training.need n join training.module m on m.id = n.module_id where ${lacking(scope, day)} group by 1, 2, 3`.execute(db);
  return rows;
}

type GapFilter = { day: string; today: string; partyId: string; module: string; cause: Cause; most: number };

/** Service numbers of the people of one gap who have no access slip, one more than `most` if there are more. */
export async function numbersWithoutSlip(
  db: Database,
  scope: Scope,
  { day, today, partyId, module, cause, most }: GapFilter,
): Promise<string[]> {
  const { rows } = await sql<{ number: string }>`
    select distinct t.service_number as number from training.need n join training.module m on m.id = n.module_id
      join training.trainee t on t.id = n.trainee_id
    where ${lacking(scope, day)} and n.party_id = ${partyId}::uuid and ${TAKE} = ${module} and ${CAUSE} = ${cause}
      and coalesce(n.enrolled_until, '-infinity') < ${today}::date
    order by 1 limit ${most + 1}`.execute(db);
  return rows.map(({ number }) => number);
}
