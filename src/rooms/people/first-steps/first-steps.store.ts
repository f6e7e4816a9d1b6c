import { sql } from 'kysely';
import { GROUPS } from '#kernel/roles.ts';
import type { Database } from '#platform/db/transaction.ts';

/** How many people hold the policy office on a day, and at which parties a person represents the nation. People who have left do not count. */
export async function readHolders(db: Database, day: string): Promise<{ office: number; represented: ReadonlySet<string> }> {
  const rows = await db
    .selectFrom('identity.role_grant as g')
    .innerJoin('identity.person as p', 'p.id', 'g.person_id')
    .select(['g.role', 'g.person_id', 'g.party_id'])
    .where('g.role', 'in', [...GROUPS.office, ...GROUPS.representatives])
    .where('g.ended_at', 'is', null)
    .where('p.kind', '=', 'person')
    .where('p.disabled_at', 'is', null)
    .where(sql<boolean>`g.valid_from <= ${day}::date and (g.valid_to is null or g.valid_to >= ${day}::date)`)
    .execute();
  const isOffice = (role: string) => (GROUPS.office as readonly string[]).includes(role);
  return {
    office: new Set(rows.flatMap(({ role, person_id }) => (isOffice(role) ? [person_id] : []))).size,
    represented: new Set(rows.flatMap(({ role, party_id }) => (isOffice(role) || party_id === null ? [] : [party_id]))),
  };
}

/** The steps that are set aside now. */
export async function stepsAside(db: Database): Promise<ReadonlySet<string>> {
  const rows = await db.selectFrom('identity.first_step').select('step').where('aside', '=', true).execute();
  return new Set(rows.map(({ step }) => step));
}
