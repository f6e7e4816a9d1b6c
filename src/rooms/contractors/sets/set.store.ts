import { sql } from 'kysely';
import type { z } from 'zod';
import type { Database } from '#platform/db/transaction.ts';
import type { ClauseSet } from '../clauses/sets/clause-set.schema.ts';
import { readSet, SHIPPED_SETS } from '../clauses/sets/load-set.ts';
import type { DescribedSet, OfferedSet } from './set.schema.ts';
import { keyOf, languagesOf } from './set-file.rules.ts';

/** A set that contracts may owe. `set.id` is its id alone, `key` names it with its version. */
export type Offered = Pick<z.infer<typeof OfferedSet>, 'key' | 'origin' | 'partyId' | 'newest'> & { readonly set: ClauseSet };

/** The sets that ship and those that were loaded and that the reader may see, the newest version of each first; of one party where it is named. */
export async function offeredSets(db: Database, partyId?: string | null): Promise<Offered[]> {
  const ofParty = partyId === undefined ? sql`true` : sql`(party_id is null or party_id = ${partyId})`;
  const { rows } = await sql<{ party: string | null; file: object }>`select party_id as party, file from contractors.clause_set
    where ${ofParty} order by party_id nulls first, set_id, recorded_at desc, id desc`.execute(db);
  const seen = new Set<string>();
  const own = rows.map(({ party, file }): Offered => {
    const set = readSet(file);
    const first = `${party} ${set.id}`;
    const newest = !seen.has(first);
    seen.add(first);
    return { key: keyOf(set), origin: party === null ? 'installation' : 'party', partyId: party, newest, set };
  });
  const shipped = [...SHIPPED_SETS.values()].map((set): Offered => ({ key: set.id, origin: 'shipped', partyId: null, newest: true, set }));
  return [...shipped, ...own];
}

/** The set of this key at a party, whether it ships or was loaded. */
export async function findSet(db: Database, partyId: string, key: string): Promise<ClauseSet | undefined> {
  return SHIPPED_SETS.get(key) ?? (await offeredSets(db, partyId)).find((one) => one.key === key)?.set;
}

/** What a reader sees of a set. */
export function describeSet(set: ClauseSet): z.infer<typeof DescribedSet> {
  return {
    ...{ id: set.id, title: set.title, version: set.version, source: set.source, languages: languagesOf(set) },
    provisions: set.provisions.map(({ id, title, reference }) => ({ id, title, reference: reference ?? null })),
    notify: notifiedBy(set),
  };
}

/** Whom a set names to be notified, as readers see it. */
export function notifiedBy({ notify }: Pick<ClauseSet, 'notify'>): z.infer<typeof DescribedSet>['notify'] {
  return notify.map(({ id, title, contact }) => ({ id, title, contact: contact ?? null }));
}
