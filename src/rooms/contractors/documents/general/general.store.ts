import { sql } from 'kysely';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import { findingsOfContracts, lockContractsOfParty, partyOfDocument, recountCoverage } from '../document.store.ts';
import type { FoundHere } from '../links.rules.ts';

/** The contracts of a party with a document that names others: general conditions may say something of them. */
export async function contractsNaming(db: Database, partyId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select distinct d.contract_id as id from contractors.document d
    where d.party_id = ${partyId} and d.contract_id is not null
      and (jsonb_array_length(d.links -> 'order') > 0 or jsonb_path_exists(d.links, '$.sets.*.references[*]'))`.execute(db);
  return rows.map(({ id }) => id).sort();
}

/**
 * Changes what general conditions of a party say, whose contracts are locked, and checks again every contract that may take them over: what a person decided while the
 * program found something else is open again, and what each carries is counted again.
 */
export async function recheck(db: Database, partyId: string, change: () => Promise<unknown>): Promise<void> {
  const contracts = await contractsNaming(db, partyId);
  const before = await findingsOfContracts(db, contracts);
  await change();
  const after = await findingsOfContracts(db, contracts);
  const keyOf = ({ document, provision }: FoundHere) => `${document} ${provision}`;
  const old = new Map([...before.values()].flat().map((one) => [keyOf(one), one]));
  const isChanged = (one: FoundHere) => {
    const was = old.get(keyOf(one));
    return was?.resolved !== one.resolved || was.source !== one.source;
  };
  const changed = [...after.values()].flat().filter(isChanged);
  const decided = changed.filter((one) => one.decided !== null);
  await sql`update contractors.finding f set decided = null, decided_at = null, decided_by = null, decided_quote = null, decided_page = null,
      version = f.version + 1
    from unnest(${decided.map(({ document }) => document)}::uuid[], ${decided.map(({ setId }) => setId)}::text[],
      ${decided.map(({ provision }) => provision)}::text[]) as one (document, set_id, provision)
    where f.document_id = one.document and f.set_id = one.set_id and f.provision = one.provision`.execute(db);
  const touched = new Set(changed.map(({ document }) => document));
  for (const [id, found] of after) if (found.some(({ document }) => touched.has(document))) await recountCoverage(db, id);
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
