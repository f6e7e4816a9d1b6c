import { type SqlBool, sql } from 'kysely';
import type { PartyKind } from '#kernel/party-kinds.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';

/** Names of every party that this reader may see, by code. */
export function partyNames(db: Database) {
  return db.selectFrom('parties.party').select(['id', 'code', 'kind', 'name_en', 'name_fr']).orderBy('code').execute();
}

/** Whether this reader places contracts, and so sees every firm. */
export async function placesContracts(db: Database): Promise<boolean> {
  const { rows } = await sql<{ places: boolean }>`select parties.places_contracts() as places`.execute(db);
  return rows[0]!.places;
}

/**
 * Ids and codes of parties after a given code, in order of their codes; optionally of one kind, or only those of `ids`. `firms`: the only firms that the reader may
 * see, unless all.
 */
export function listPartyIds(
  db: Database,
  ask: {
    kind: PartyKind | undefined;
    ids: readonly string[] | undefined;
    firms: readonly string[] | undefined;
    after: string | number | undefined;
    limit: number;
  },
) {
  let query = db.selectFrom('parties.party').select(['id', 'code']).orderBy('code').limit(ask.limit);
  if (ask.kind !== undefined) query = query.where('kind', '=', ask.kind);
  if (ask.firms !== undefined && ask.kind === 'contractor') query = query.where('id', '=', anyOf(ask.firms));
  // Two indexes answer this (0035): that of all parties but firms, and that of ids.
  if (ask.firms !== undefined && ask.kind === undefined)
    query = query.where(sql<SqlBool>`(kind <> 'contractor' or id = ${anyOf(ask.firms)})`);
  if (ask.after !== undefined) query = query.where('code', '>', String(ask.after));
  if (ask.ids !== undefined) query = query.where('id', '=', anyOf(ask.ids));
  return query.execute();
}
