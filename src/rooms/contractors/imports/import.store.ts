import { sql } from 'kysely';
import type { Database } from '#platform/db/transaction.ts';
import { recountCoverage } from '../documents/document.store.ts';
import type { ColumnMapping, RememberedMapping } from './columns.rules.ts';
import { firmKey } from './firm-key.ts';
import type { StoredFirm, StoredFirms } from './stored-firm.rules.ts';

/** What the register says of a contract, as far as a table may change it. */
export type StoredContract = {
  readonly id: string;
  readonly number: string;
  readonly version: number;
  readonly state: string;
  readonly title: string;
  readonly contractor: string;
  readonly contractorId: string | null;
  /** Since when it has this contractor; null: since it was recorded. */
  readonly contractorSince: string | null;
  readonly value: string | null;
  readonly currency: string | null;
  readonly country: string | null;
  readonly place: string | null;
  readonly abroad: boolean | null;
  readonly offTheShelf: boolean | null;
  readonly labour: string | null;
  readonly recruitsMigrants: boolean | null;
  readonly housesWorkers: boolean | null;
  readonly clauseOn: string | null;
  readonly awardedOn: string | null;
  readonly startsOn: string | null;
  readonly endsOn: string | null;
  readonly officerId: string | null;
  readonly operationId: string | null;
  readonly setId: string;
};

const STORED = sql`id, number, version, state, title, contractor, contractor_id as "contractorId", contractor_since::text as "contractorSince", value::text, currency, country, place, abroad, off_the_shelf as "offTheShelf", labour,
  recruits_migrants as "recruitsMigrants", houses_workers as "housesWorkers", clause_on::text as "clauseOn", awarded_on::text as "awardedOn",
  starts_on::text as "startsOn", ends_on::text as "endsOn", officer_id as "officerId", operation_id as "operationId", set_id as "setId"`;

/** The contracts of a party with these numbers; `lock`: locked until the transaction ends. */
export async function findByNumber(
  db: Database,
  partyId: string,
  numbers: readonly string[],
  lock: boolean,
): Promise<Map<string, StoredContract>> {
  const { rows } = await sql<StoredContract>`select ${STORED} from contractors.contract
    where party_id = ${partyId} and number = any (${[...numbers]}::text[]) order by id ${lock ? sql`for update` : sql``}`.execute(db);
  return new Map(rows.map((row) => [row.number, row]));
}

/** The firms under contracts of these numbers, those that work there before those that left. */
export async function findMembers(db: Database, partyId: string, numbers: readonly string[]): Promise<StoredFirms> {
  const { rows } =
    await sql<StoredFirm>`select m.id, c.number, m.name, m.work, m.country, m.kind, p.name as parent, m.left_on is not null as "hasLeft"
    from contractors.member m join contractors.contract c on c.id = m.contract_id left join contractors.member p on p.id = m.parent_id
    where c.party_id = ${partyId} and c.number = any (${[...numbers]}::text[]) order by "hasLeft", m.recorded_at, m.id`.execute(db);
  return Map.groupBy(rows, ({ number, name }) => firmKey(number, name));
}

/** Who keeps the contracts of a party on a day, by these mail addresses in small letters; as far as the reader keeps them too. */
export async function officersByAddress(
  db: Database,
  partyId: string,
  addresses: readonly string[],
  day: string,
): Promise<Map<string, string>> {
  if (addresses.length === 0) return new Map();
  const { rows } = await sql<{ address: string; person: string }>`select address, person
    from contractors.officers_by_address(${partyId}, ${[...addresses]}::text[], ${day}::date)`.execute(db);
  return new Map(rows.map(({ address, person }) => [address, person]));
}

/** The mapping of the party's last import. */
export async function rememberedMapping(db: Database, partyId: string): Promise<RememberedMapping | null> {
  const row = await db.selectFrom('contractors.column_mapping').select('mapping').where('party_id', '=', partyId).executeTakeFirst();
  return (row?.mapping as RememberedMapping | undefined) ?? null;
}

type Recorded = { partyId: string; now: Date; by: string };
/** A contract with all its fields, for an insert or an update. */
export type FullContract = Omit<StoredContract, 'version'>;

const asRow = (one: FullContract) => ({
  ...{ id: one.id, number: one.number, state: one.state, title: one.title, contractor: one.contractor },
  ...{ contractor_id: one.contractorId, contractor_since: one.contractorSince, value: one.value },
  ...{
    currency: one.currency,
    country: one.country,
    place: one.place,
    abroad: one.abroad,
    off_the_shelf: one.offTheShelf,
    labour: one.labour,
  },
  ...{ recruits_migrants: one.recruitsMigrants, houses_workers: one.housesWorkers, clause_on: one.clauseOn, awarded_on: one.awardedOn },
  ...{ starts_on: one.startsOn, ends_on: one.endsOn, officer_id: one.officerId, operation_id: one.operationId, set_id: one.setId },
});
const RECORD = sql`id uuid, number text, state text, title text, contractor text, contractor_id uuid, contractor_since timestamptz, value numeric, currency text, country text, place text, abroad boolean,
  off_the_shelf boolean, labour text, recruits_migrants boolean, houses_workers boolean, clause_on date, awarded_on date, starts_on date, ends_on date,
  officer_id uuid, operation_id uuid, set_id text`;

/** Records contracts in one statement. */
export function addContracts(contracts: readonly FullContract[], { partyId, now, by }: Recorded) {
  return sql`insert into contractors.contract (id, party_id, number, state, title, contractor, contractor_id, value, currency, country, place, abroad, off_the_shelf,
      labour, recruits_migrants, houses_workers, clause_on, awarded_on, starts_on, ends_on, officer_id, operation_id, set_id, recorded_at, recorded_by)
    select id, ${partyId}::uuid, number, state, title, contractor, contractor_id, value, currency, country, place, abroad, off_the_shelf, labour, recruits_migrants,
      houses_workers, clause_on, awarded_on, starts_on, ends_on, officer_id, operation_id, set_id, ${now}, ${by}::uuid
    from jsonb_to_recordset(${JSON.stringify(contracts.map(asRow))}::jsonb) as r (${RECORD})`;
}

/** Changes contracts. What those carry that owe another set by now is counted: `was` gives the set that each owed. */
export async function changeContracts(db: Database, contracts: readonly FullContract[], was: ReadonlyMap<string, string>): Promise<void> {
  if (contracts.length === 0) return;
  await updateContracts(contracts).execute(db);
  await recountCoverage(
    db,
    contracts.flatMap(({ id, setId }) => (was.get(id) === setId ? [] : id)),
  );
}

// In one statement. Another amount has another value in euros, which the newest rate gives.
function updateContracts(contracts: readonly FullContract[]) {
  return sql`update contractors.contract c set title = r.title, contractor = r.contractor, contractor_id = r.contractor_id, value = r.value, currency = r.currency, country = r.country,
      place = r.place, abroad = r.abroad, off_the_shelf = r.off_the_shelf, labour = r.labour, recruits_migrants = r.recruits_migrants,
      houses_workers = r.houses_workers, clause_on = r.clause_on, awarded_on = r.awarded_on, starts_on = r.starts_on, ends_on = r.ends_on,
      officer_id = r.officer_id, operation_id = r.operation_id, set_id = r.set_id, rate = null, rate_on = null, value_eur = null, version = c.version + 1,
      contractor_since = r.contractor_since
    from jsonb_to_recordset(${JSON.stringify(contracts.map(asRow))}::jsonb) as r (${RECORD}) where c.id = r.id`;
}

export type NewMember = {
  id: string;
  contract_id: string;
  parent_id: string | null;
  kind: string;
  name: string;
  work: string | null;
  country: string | null;
};

/** Records firms under contracts in one statement. */
export function addMembers(members: readonly NewMember[], { partyId, now, by }: Recorded) {
  return sql`insert into contractors.member (id, contract_id, party_id, parent_id, kind, name, work, country, recorded_at, recorded_by)
    select id, contract_id, ${partyId}::uuid, parent_id, kind, name, work, country, ${now}, ${by}::uuid
    from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as r (id uuid, contract_id uuid, parent_id uuid, kind text, name text, work text, country text)`;
}

export type ImportRow = {
  line: number;
  contract_id: string;
  member_id: string | null;
  before: FullContract | null;
  left_version: number;
};

/** Records what each row of an import did. */
export function addImportRows(importId: string, partyId: string, rows: readonly ImportRow[]) {
  return sql`insert into contractors.import_row (import_id, line, party_id, contract_id, member_id, before, left_version)
    select ${importId}::uuid, line, ${partyId}::uuid, contract_id, member_id, nullif(before, 'null'::jsonb), left_version
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (line int, contract_id uuid, member_id uuid, before jsonb, left_version int)`;
}

/** Remembers a mapping, and all headings of its sheet, for the next table of the party. */
export function rememberMapping(mapping: ColumnMapping, headings: readonly string[], { partyId, now, by }: Recorded) {
  return sql`insert into contractors.column_mapping (party_id, mapping, changed_at, changed_by)
    values (${partyId}::uuid, ${JSON.stringify({ ...mapping, headings } satisfies RememberedMapping)}::jsonb, ${now}, ${by}::uuid)
    on conflict (party_id) do update set mapping = excluded.mapping, changed_at = excluded.changed_at, changed_by = excluded.changed_by`;
}

/** The party of an import, for permission checks. */
export async function partyOfImport(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('contractors.import').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** An import that the reader may see, locked until the command ends. */
export function lockImport(db: Database, id: string) {
  return db.selectFrom('contractors.import').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Locks the contracts of an import until the command ends. A statement of its own: what is read after it is what others have left. */
export const lockContractsOf = (db: Database, importId: string) =>
  sql`select from contractors.contract where id in (select contract_id from contractors.import_row where import_id = ${importId})
    order by id for update`.execute(db);

type OfContractor = 'contractorId' | 'contractorSince';
export type RowToUndo = Pick<FullContract, 'contractor' | OfContractor> & {
  contractId: string;
  setId: string;
  memberId: string | null;
  before: (Omit<FullContract, OfContractor> & Partial<Pick<FullContract, OfContractor>>) | null;
  isUntouched: boolean;
  /** Whether something was asked or recorded of the contractor since the contract has it. */
  isContractorUsed: boolean;
};

/**
 * What an import did, and whether nobody worked on it since. A firm is kept that was recorded or changed otherwise, and with it the firms that engaged it,
 * tier by tier; a contract that was recorded is untouched while it is not checked, no firm under it is kept, and it has no plan, certification or violation.
 */
export async function rowsToUndo(db: Database, importId: string): Promise<RowToUndo[]> {
  return (
    await sql<RowToUndo>`with recursive own as materialized (select * from contractors.import_row where import_id = ${importId}),
      worked as materialized (select w.* from (select contract_id, member_id, recorded_at as at from contractors.plan
          union all select contract_id, member_id, recorded_at from contractors.certification
          union all select contract_id, member_id, null from contractors.subcontract
          union all select contract_id, member_id, created_at from contractors.firm_link
          union all select contract_id, member_id, asked_at from contractors.firm_question
          union all select v.contract_id, v.member_id, case when lower(v.contractor) = lower(c.contractor) then v.recorded_at end
            from contractors.violation v join contractors.contract c on c.id = v.contract_id) w where w.contract_id in (select contract_id from own)),
      kept as (
        select m.id, m.parent_id, m.contract_id from contractors.member m where m.contract_id in (select contract_id from own)
          and (m.version > 1 or m.id not in (select member_id from own where member_id is not null)
            or m.id in (select member_id from worked where member_id is not null))
        union select above.id, above.parent_id, above.contract_id from contractors.member above join kept on kept.parent_id = above.id)
      select r.contract_id as "contractId", c.contractor, c.contractor_id as "contractorId", c.contractor_since::text as "contractorSince", c.set_id as "setId", r.member_id as "memberId", r.before,
        case when r.member_id is not null then not exists (select from kept where kept.id = r.member_id)
          when r.before is not null then c.version = r.left_version
          else c.version = r.left_version and c.coverage = 'not-checked' and not exists (select from kept where kept.contract_id = c.id)
            and not exists (select from worked where worked.contract_id = c.id)
        end as "isUntouched",
        exists (select from worked w where w.contract_id = c.id and w.member_id is null and w.at >= c.contractor_since) as "isContractorUsed"
      from own r join contractors.contract c on c.id = r.contract_id
      where r.member_id is null or exists (select from contractors.member m where m.id = r.member_id)`.execute(db)
  ).rows;
}

/** Deletes contracts that an import recorded, with the firms under them. */
export const deleteContracts = (ids: readonly string[]) => sql`delete from contractors.contract where id = any (${[...ids]}::uuid[])`;
/** Deletes firms that an import recorded. */
export const deleteMembers = (ids: readonly string[]) => sql`delete from contractors.member where id = any (${[...ids]}::uuid[])`;

/** A page of the imports of a party, newest first. */
export function importsOf(db: Database, partyId: string, after: { at: string; id: string } | undefined, rows: number) {
  let query = db
    .selectFrom('contractors.import')
    .selectAll()
    .where('party_id', '=', partyId)
    .orderBy('imported_at', 'desc')
    .orderBy('id', 'desc')
    .limit(rows);
  if (after) query = query.where(sql<boolean>`(imported_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  return query.execute();
}
