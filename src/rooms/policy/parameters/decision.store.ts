import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { type Deciding, heldDecisions } from './parameter-value.rules.ts';

const COLUMNS = [
  'decision.edition_id as editionId',
  'decision.parameter_id as parameterId',
  'decision.number',
  'decision.reason',
  'decision.decided_at as decidedAt',
] as const;
const VALUE = sql<number | string>`decision.value`.as('value');
const FROM_DAY = sql<string>`decision.from_day::text`.as('fromDay');

/** All decisions that hold in an edition, also those of editions that it supersedes, the newest of each parameter first. */
export async function readDecisions(db: Database, edition: Deciding) {
  const rows = await db
    .selectFrom('policy.parameter_decision as decision')
    .select([...COLUMNS, VALUE, FROM_DAY])
    .orderBy('decision.parameter_id')
    .execute();
  return newestFirst(heldDecisions(edition, rows));
}

/** The same with the names of those who decided, for the desk. */
export async function readNamedDecisions(db: Database, edition: Deciding) {
  const rows = await db
    .selectFrom('policy.parameter_decision as decision')
    .innerJoin('identity.person as person', 'person.id', 'decision.decided_by')
    .select([...COLUMNS, VALUE, FROM_DAY, 'person.name as decidedBy'])
    .orderBy('decision.parameter_id')
    .execute();
  return newestFirst(heldDecisions(edition, rows));
}

function newestFirst<R extends { parameterId: string; number: number }>(rows: R[]): R[] {
  return rows.sort((a, b) => (a.parameterId < b.parameterId ? -1 : a.parameterId > b.parameterId ? 1 : b.number - a.number));
}
