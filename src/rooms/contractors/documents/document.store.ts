import { sql } from 'kysely';
import type { z } from 'zod';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { ProvisionState } from '../clauses/check/check-text.ts';
import { coverageOf, hasPassage, type Provided, summarise } from './coverage.rules.ts';
import type { DocumentRow, Drop } from './document.schema.ts';
import { type FoundAlone, type FoundHere, resolveFindings } from './links.rules.ts';

type Row = z.infer<typeof DocumentRow>;
const ROW = sql`d.id, d.party_id as "partyId", d.contract_id as "contractId", c.number, d.name, d.title, d.dated::text, d.pages, d.scanned,
  d.ocr_pages as "ocrPages", d.unread, d.general,
  d.likely, to_json(d.read_at) #>> '{}' as "readAt"`;

/** The party of a document or of the files dropped together, for permission checks; undefined where the reader may not see it. */
export async function partyOfDocument(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('contractors.document').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}
export async function partyOfDrop(db: Database, dropId: string): Promise<string | undefined> {
  return (await db.selectFrom('contractors.document').select('party_id').where('drop_id', '=', dropId).executeTakeFirst())?.party_id;
}

/** A document of the same content at this party. */
export async function findSameFile(db: Database, partyId: string, sha256: string): Promise<Row | undefined> {
  return (
    await sql<Row>`select ${ROW} from contractors.document d left join contractors.contract c on c.id = d.contract_id
      where d.party_id = ${partyId} and d.sha256 = ${sha256}`.execute(db)
  ).rows[0];
}

/** The sets against which a document was checked. */
export async function setsChecked(db: Database, id: string): Promise<string[]> {
  const rows = await db.selectFrom('contractors.finding').select('set_id').distinct().where('document_id', '=', id).execute();
  return rows.map((row) => row.set_id);
}

/** The files that were dropped together, by name. */
export async function documentsOfDrop(db: Database, dropId: string, limit: number): Promise<Row[]> {
  return (
    await sql<Row>`select ${ROW} from contractors.document d left join contractors.contract c on c.id = d.contract_id
      where d.drop_id = ${dropId} order by d.name, d.id limit ${limit}`.execute(db)
  ).rows;
}

/** The files dropped together, newest first, with how many wait for a contract and how many were not read. */
export async function findDrops(db: Database, limit: number): Promise<z.infer<typeof Drop>[]> {
  return (
    await sql<z.infer<typeof Drop>>`select d.drop_id as "dropId", d.party_id as "partyId", to_json(min(d.read_at)) #>> '{}' as at,
      count(*)::int as files, (count(*) filter (where d.contract_id is null and d.general is null))::int as waiting,
      (count(*) filter (where d.unread is not null))::int as unread
      from contractors.document d group by d.drop_id, d.party_id order by min(d.read_at) desc, d.drop_id limit ${limit}`.execute(db)
  ).rows;
}

/** The documents of a contract, newest first: by the date on them, then by when they were read. One without a date counts as older. */
export async function documentsOfContract(db: Database, contractId: string): Promise<Row[]> {
  return (
    await sql<Row>`select ${ROW} from contractors.document d join contractors.contract c on c.id = d.contract_id
      where d.contract_id = ${contractId} order by d.dated desc nulls last, d.read_at desc, d.id desc`.execute(db)
  ).rows;
}

const FOUND = sql`f.set_id as "setId", f.document_id as document, f.provision, f.found as state, f.decided, f.page, f.quote, f.difference, f.wording, f.version,
  f.decided_quote as "enteredQuote", f.decided_page as "enteredPage",
  f.confidence::float, d.name as file, d.links, to_json(f.decided_at) #>> '{}' as "decidedAt"`;

/**
 * What the documents of contracts say of their sets in the light of each other and of the general conditions of the party, the newest document first, by contract.
 */
export async function findingsOfContracts(db: Database, contractIds: readonly string[]): Promise<Map<string, FoundHere[]>> {
  const [own, general] = await Promise.all([
    sql<FoundAlone & { contractId: string; partyId: string }>`select c.id as "contractId", c.party_id as "partyId", ${FOUND}
      from contractors.contract c join contractors.document d on d.contract_id = c.id
      join contractors.finding f on f.document_id = d.id and f.set_id = c.set_id
      where c.id = ${anyOf(contractIds)} order by d.dated desc nulls last, d.read_at desc, d.id desc`.execute(db),
    sql<FoundAlone & { partyId: string }>`select d.party_id as "partyId", ${FOUND}
      from contractors.document d join contractors.finding f on f.document_id = d.id
      where d.general = 'in-force' and d.party_id in (select c.party_id from contractors.contract c where c.id = ${anyOf(contractIds)})
      order by d.dated desc nulls last, d.read_at desc, d.id desc`.execute(db),
  ]);
  const byContract = Map.groupBy(own.rows, ({ contractId }) => contractId);
  return new Map(
    [...byContract].map(([id, found]) => {
      const { setId, partyId } = found[0]!;
      const ofParty = general.rows.filter((one) => one.partyId === partyId && one.setId === setId);
      return [id, resolveFindings(found, setId, ofParty)];
    }),
  );
}

/** The same of one contract. */
export async function findingsOfContract(db: Database, contractId: string): Promise<FoundHere[]> {
  return (await findingsOfContracts(db, [contractId])).get(contractId) ?? [];
}

/** Each provision over the documents of a contract, by its id. */
export function provided(found: readonly FoundHere[]): Map<string, Provided> {
  const byProvision = Map.groupBy(found, ({ provision }) => provision);
  return new Map([...byProvision].map(([provision, said]) => [provision, summarise(said)]));
}

/** Locks contracts until the command ends: what two commands say of one contract is counted one after the other. */
export async function lockContracts(db: Database, ids: readonly string[]): Promise<void> {
  await sql`select from contractors.contract where id = any (${ids}::uuid[]) order by id for update`.execute(db);
}

/** The same of every contract of a party: what its general conditions say is counted for all of them. */
export async function lockContractsOfParty(db: Database, partyId: string): Promise<void> {
  await sql`select from contractors.contract where party_id = ${partyId} order by id for update`.execute(db);
}

/**
 * Counts again what contracts, which are locked, carry of their set. A file that was checked against other sets alone may strike out or add a provision, so its
 * contract counts as not checked.
 */
export async function recountCoverage(db: Database, contractIds: readonly string[]): Promise<void> {
  if (contractIds.length === 0) return;
  const found = await findingsOfContracts(db, contractIds);
  const { rows } = await sql<{
    id: string;
  }>`select distinct c.id from contractors.contract c join contractors.document d on d.contract_id = c.id
    where c.id = ${anyOf(contractIds)}
      and not exists (select from contractors.finding f where f.document_id = d.id and f.set_id = c.set_id)`.execute(db);
  const unchecked = new Set(rows.map(({ id }) => id));
  const coverages = contractIds.map((id) => coverageOf(unchecked.has(id) ? [] : [...provided(found.get(id) ?? []).values()]));
  await sql`update contractors.contract c set coverage = n.coverage
    from unnest(${contractIds}::uuid[], ${coverages}::text[]) as n (id, coverage) where c.id = n.id`.execute(db);
}

/** The numbers of the contracts of a party with the set that each owes. */
export async function numbersOf(db: Database, partyId: string): Promise<[string, string][]> {
  const rows = await db.selectFrom('contractors.contract').select(['number', 'set_id']).where('party_id', '=', partyId).execute();
  return rows.map((row) => [row.number, row.set_id]);
}

type FindingKey = { documentId: string; setId: string; provision: string };

/**
 * Changes documents of contracts, which are locked, or what others say that these take over, and checks the contracts again: what a person decided while the program
 * said something else is open again, and what these contracts carry is counted again. Words that a person entered stay while the program finds no passage.
 */
export async function recheck(db: Database, contractIds: readonly string[], change: () => Promise<unknown>): Promise<void> {
  const before = await findingsOfContracts(db, contractIds);
  await change();
  const after = await findingsOfContracts(db, contractIds);
  const keyOf = ({ document, setId, provision }: FoundHere) => `${document} ${setId} ${provision}`;
  const old = new Map([...before.values()].flat().map((one) => [keyOf(one), one]));
  const changed = [...after.values()].flat().filter((one) => {
    const was = old.get(keyOf(one));
    return was?.resolved !== one.resolved || was.source !== one.source;
  });
  const open = changed.filter((one) => one.decided !== null && (one.enteredQuote === null || hasPassage(one)));
  await sql`update contractors.finding f set decided = null, decided_at = null, decided_by = null, decided_quote = null, decided_page = null,
      version = f.version + 1
    from unnest(${open.map(({ document }) => document)}::uuid[], ${open.map(({ setId }) => setId)}::text[],
      ${open.map(({ provision }) => provision)}::text[]) as one (document, set_id, provision)
    where f.document_id = one.document and f.set_id = one.set_id and f.provision = one.provision`.execute(db);
  const touched = new Set(changed.map(({ document }) => document));
  const ids = [...after].flatMap(([id, found]) => (found.some(({ document }) => touched.has(document)) ? id : []));
  await recountCoverage(db, ids);
}

/** A finding, locked until the command ends. */
export async function lockFinding(db: Database, key: FindingKey) {
  return (
    await sql<{
      state: ProvisionState;
      version: number;
      contractId: string | null;
      partyId: string;
      decided: ProvisionState | null;
      quote: string | null;
    }>`select f.found as state,
      f.version, f.decided, f.quote, d.contract_id as "contractId", f.party_id as "partyId" from contractors.finding f
      join contractors.document d on d.id = f.document_id
      where f.document_id = ${key.documentId} and f.set_id = ${key.setId} and f.provision = ${key.provision} for update of f`.execute(db)
  ).rows[0];
}
