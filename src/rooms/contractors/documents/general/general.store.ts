import { sql } from 'kysely';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import { lockContractsOfParty, partyOfDocument } from '../document.store.ts';
import type { FoundHere } from '../links.rules.ts';

/** The contracts of a party with a document that names others: general conditions may say something of them. */
export async function contractsNaming(db: Database, partyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct d.contract_id as id from contractors.document d
    where d.party_id = ${partyId} and d.contract_id is not null
      and (jsonb_array_length(d.links -> 'order') > 0 or jsonb_path_exists(d.links, '$.sets.*.references[*]'))`.execute(db);
  return rows.map(({ id }) => id).sort();
}

/** A document of the reader's, with the contracts of its party locked. */
export async function getConditions(db: Database, documentId: string) {
  const partyId = await partyOfDocument(db, documentId);
  if (partyId === undefined) throw new AppError('platform/not-found');
  await lockContractsOfParty(db, partyId);
  return db
    .selectFrom('contractors.document')
    .select(['party_id', 'contract_id', 'general', 'links'])
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow();
}

/** What is taken over from general conditions and waits for a person: provisions that she confirmed in the conditions themselves. By contract. */
export function waitingIn(
  found: ReadonlyMap<string, readonly FoundHere[]>,
  documentId: string,
  confirmed: ReadonlySet<string>,
): FoundHere[] {
  return [...found.values()]
    .flat()
    .filter(
      (one) =>
        one.source === documentId && one.state === 'by-reference' && one.decided === null && confirmed.has(`${one.setId} ${one.provision}`),
    );
}

/** The provisions that a person confirmed in general conditions. */
export async function confirmedIn(db: Database, documentId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('contractors.finding')
    .select(['set_id', 'provision'])
    .where('document_id', '=', documentId)
    .where('decided', '=', 'present')
    .execute();
  return new Set(rows.map((one) => `${one.set_id} ${one.provision}`));
}
