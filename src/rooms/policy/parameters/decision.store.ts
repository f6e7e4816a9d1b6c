import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';

const COLUMNS = ['decision.parameter_id', 'decision.number', 'decision.value', 'decision.reason', 'decision.decided_at'] as const;

/** All decisions on the parameters of an edition, the newest of each parameter first. */
export function readDecisions(db: Database, editionId: string) {
  return db
    .selectFrom('policy.parameter_decision as decision')
    .select([...COLUMNS, sql<string>`decision.from_day::text`.as('from_day')])
    .where('decision.edition_id', '=', editionId)
    .orderBy('decision.parameter_id')
    .orderBy('decision.number', 'desc')
    .execute();
}

/** The same with the names of those who decided, for the desk. */
export function readNamedDecisions(db: Database, editionId: string) {
  return db
    .selectFrom('policy.parameter_decision as decision')
    .innerJoin('identity.person as person', 'person.id', 'decision.decided_by')
    .select([...COLUMNS, sql<string>`decision.from_day::text`.as('from_day'), 'person.name as decided_by'])
    .where('decision.edition_id', '=', editionId)
    .orderBy('decision.parameter_id')
    .orderBy('decision.number', 'desc')
    .execute();
}
