import { sql } from 'kysely';
import { anyOf } from '#platform/db/any-of.ts';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { InspectedKind, ObjectFacts } from './access.rules.ts';
import type { AskRecords, OpeningGrant } from './access.schema.ts';

/** The facts of an object from the database, and the grants that could open it. */
export type AccessTo = ObjectFacts & { sole: string | null; grants: (OpeningGrant & { person: string; name: string })[] };

/** Facts and grants of an object; null where there is none, or this reader may not ask. */
export async function accessTo(db: Database, kind: InspectedKind, objectId: string): Promise<AccessTo | null> {
  const { rows } = await sql<{ found: AccessTo | null }>`select identity.access_to(${kind}, ${objectId}) as found`.execute(db);
  return rows[0]!.found;
}

/** The orders of access records; the indexes that end in the minute carry both. */
export const RECORD_SORT = defineSort({ minute: { by: sql`r.minute`, part: 'instant' } }, sql`r.id`, '-minute');

/** Access records that this reader may see, newest first or in the order asked for. */
export function accessRecords(
  db: Database,
  { kind, objectId, partyId, personId, outcome }: Pick<typeof AskRecords._output, 'kind' | 'objectId' | 'partyId' | 'personId' | 'outcome'>,
  { where, order }: ReturnType<typeof RECORD_SORT.from>,
  limit: number,
) {
  let query = db
    .selectFrom('identity.access_record as r')
    .leftJoin('identity.person as p', 'p.id', 'r.person_id')
    .select(['r.id', 'r.minute', 'r.person_id', 'r.kind', 'r.object_id', 'r.party_id', 'r.outcome', 'p.name'])
    .where(where)
    .orderBy(order)
    .limit(limit);
  if (kind) query = query.where('r.kind', '=', kind);
  if (objectId) query = query.where('r.object_id', '=', objectId);
  if (partyId) query = query.where('r.party_id', '=', partyId);
  if (personId) query = query.where('r.person_id', '=', personId);
  if (outcome) query = query.where('r.outcome', '=', outcome);
  return query.execute();
}

/** Names of parties this reader may see. */
export async function partyNamesOf(db: Database, ids: readonly string[]): Promise<Map<string, { en: string; fr: string }>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('parties.party').select(['id', 'name_en', 'name_fr']).where('id', '=', anyOf(ids)).execute();
  return new Map(rows.map((row) => [row.id, { en: row.name_en, fr: row.name_fr }]));
}
