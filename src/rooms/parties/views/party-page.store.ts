import { sql } from 'kysely';
import type { z } from 'zod';
import type { PartyKind } from '#kernel/party-kinds.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { defineSort } from '#platform/db/sort.ts';
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

/** The orders of the list of parties: by code, or by name in a language. The indexes of table file 0047 carry those of names. */
export const PARTY_SORT = defineSort(
  {
    code: { by: sql`code`, part: 'text' },
    'name-en': { by: sql`name_key_en`, part: 'text' },
    'name-fr': { by: sql`name_key_fr`, part: 'text' },
  },
  sql`id`,
  'code',
);

type PartyKey = { id: string; code: string; name_key_en: string; name_key_fr: string };

/**
 * Ids and sort keys of a page of parties, by code or in the order asked for; optionally of one kind, or only those of `ids`. `firms`: the only firms that the
 * reader may see, unless all. From such a reader firms are hidden, so every party that the reader may see is read before they are sorted (`offset 0`): an index in the
 * order of the names would pass over hidden firms, and the time would reveal where they are.
 */
export async function listPartyIds(
  db: Database,
  ask: {
    kind: PartyKind | undefined;
    ids: readonly string[] | undefined;
    firms: readonly string[] | undefined;
    sort: z.infer<typeof PARTY_SORT.schema>;
    after: string | undefined;
  },
  rows: number,
): Promise<PartyKey[]> {
  const { kind, ids, firms } = ask;
  const { where, order } = PARTY_SORT.from(ask.sort, ask.after);
  const ofKind = kind === undefined ? sql`true` : sql`kind = ${kind}`;
  const found = await sql<PartyKey>`select id, code, name_key_en, name_key_fr
    from (select id, code, name_key_en, name_key_fr from parties.party where ${ofKind} and ${visible(kind, firms)}) p
    where ${ids === undefined ? sql`true` : sql`id = ${anyOf(ids)}`} and ${where} order by ${order} limit ${rows}`.execute(db);
  return found.rows;
}

function visible(kind: PartyKind | undefined, firms: readonly string[] | undefined) {
  if (firms === undefined || (kind !== undefined && kind !== 'contractor')) return sql`true`;
  if (kind === 'contractor') return sql`id = ${anyOf(firms)} offset 0`;
  // Two indexes answer this (0035): that of all parties but firms, and that of ids.
  return sql`(kind <> 'contractor' or id = ${anyOf(firms)}) offset 0`;
}
