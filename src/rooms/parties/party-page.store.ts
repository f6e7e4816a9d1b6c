import type { PartyKind } from '#kernel/roles.ts';
import type { Database } from '#platform/db/transaction.ts';

/** Ids and codes of the parties of a kind after a code, in order of their codes. */
export function listPartyIds(db: Database, kind: PartyKind | undefined, after: string | number | undefined, limit: number) {
  let query = db.selectFrom('parties.party').select(['id', 'code']).orderBy('code').limit(limit);
  if (kind !== undefined) query = query.where('kind', '=', kind);
  if (after !== undefined) query = query.where('code', '>', String(after));
  return query.execute();
}
