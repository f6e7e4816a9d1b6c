import { sql } from 'kysely';
import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Contract, ContractFields, ContractFilter, ContractRow, Member } from './contract.schema.ts';

const ROW = sql`c.id, c.party_id as "partyId", c.number, c.state, c.title, c.contractor, c.value::text, c.currency, c.value_eur::text as "valueEur",
  c.country, c.place, c.ends_on::text as "endsOn", c.set_id as "setId", c.coverage, c.version`;
const DETAIL = sql`c.contractor_id as "contractorId", c.rate::text, c.rate_on::text as "rateOn", c.abroad, c.off_the_shelf as "offTheShelf", c.labour,
  c.recruits_migrants as "recruitsMigrants", c.houses_workers as "housesWorkers", c.clause_on::text as "clauseOn", c.awarded_on::text as "awardedOn",
  c.starts_on::text as "startsOn", c.officer_id as "officerId", c.operation_id as "operationId"`;

const MEMBER = sql`m.id, m.parent_id as "parentId", m.kind, m.name, m.work, m.country, m.left_on::text as "leftOn", m.version`;
type MemberOf = Omit<z.infer<typeof Member>, 'tier'> & { contractId: string };

export type ContractRecord = Omit<z.infer<typeof Contract>, 'members' | 'earlierContractors' | 'actions' | 'mayManage'>;

/**
 * The orders of the register; the indexes contract_number, contract_contractor, contract_value and contract_ends carry them. A contract without an end is last,
 * one without a value in euros before all others.
 */
export const CONTRACT_SORT = defineSort(
  {
    number: { by: sql`c.number`, part: 'text' },
    contractor: { by: sql`c.contractor`, part: 'text' },
    value: { by: sql`coalesce(c.value_eur, -1)`, part: 'amount' },
    ends: { by: sql`coalesce(c.ends_on, 'infinity'::date)`, part: 'day' },
  },
  sql`c.id`,
  'number',
);

type Asked = z.infer<typeof ContractFilter> & {
  /** The parties whose contracts the reader sees; undefined: row-level security alone decides. */
  parties: readonly string[] | undefined;
  /** These contracts alone; undefined: all. */
  ids: readonly string[] | undefined;
  sort: z.infer<typeof CONTRACT_SORT.schema>;
  after: string | undefined;
  today: string;
};

// Whether the next step of a contract `c` is held: of a planned one the award; of a running one any option, unless an override covers one that is not exercised,
// although another option may still be held. No option has an empty number, so `may_release` says with it whether the set is carried.
const isHeld = (today: string) => sql`(c.state <> 'ended'
  and not contractors.may_release(c.id, c.set_id, c.coverage, case c.state when 'awarded' then '' end, ${today}::date)
  and not (c.state = 'awarded' and exists (select from contractors.override o where o.contract_id = c.id and o.option_number is not null
    and o.decision = 'granted' and o.until >= ${today}::date
    and not exists (select from contractors.exercised_option e where e.contract_id = c.id and e.number = o.option_number))))`;

// The contracts that were asked for, in their order, from the last page on.
function chosen(asked: Asked, rows: number) {
  const { where, order } = CONTRACT_SORT.from(asked.sort, asked.after);
  const ofParty = asked.partyId === undefined ? sql`true` : sql`c.party_id = ${asked.partyId}`;
  const readable = asked.parties === undefined ? sql`true` : sql`c.party_id = ${anyOf(asked.parties)}`;
  const covered = asked.coverage === undefined ? sql`true` : sql`c.coverage = ${asked.coverage}`;
  const inState = asked.state === undefined ? sql`true` : sql`c.state = ${asked.state}`;
  const ofSet = asked.setId === undefined ? sql`true` : sql`c.set_id = ${asked.setId}`;
  const among = asked.ids === undefined ? sql`true` : sql`c.id = ${anyOf(asked.ids)}`;
  const like = `%${asked.find?.replace(/[\\%_]/g, '\\$&')}%`;
  const found = asked.find === undefined ? sql`true` : sql`(c.number ilike ${like} or c.contractor ilike ${like} or c.place ilike ${like})`;
  const held = asked.release === undefined ? sql`true` : isHeld(asked.today);
  return sql`from contractors.contract c where ${readable} and ${ofParty} and ${covered} and ${inState} and ${ofSet} and ${found} and ${held} and ${among} and ${where}
    order by ${order} limit ${rows}`;
}

/** A page of the contracts that the reader may see: of one party or of all. */
export async function contractRows(db: Database, asked: Asked, rows: number): Promise<z.infer<typeof ContractRow>[]> {
  return (await sql<z.infer<typeof ContractRow>>`select ${ROW} ${chosen(asked, rows)}`.execute(db)).rows;
}

/** The same contracts with all that the register says of them, and the firms under them, those of a contract together, first recorded first. */
export async function contractRecords(
  db: Database,
  asked: Asked,
  rows: number,
): Promise<{ contracts: ContractRecord[]; members: MemberOf[] }> {
  const [contracts, members] = await Promise.all([
    sql<ContractRecord>`select ${ROW}, ${DETAIL} ${chosen(asked, rows)}`.execute(db),
    sql<MemberOf>`select ${MEMBER}, m.contract_id as "contractId" from contractors.member m
      where m.contract_id in (select c.id ${chosen(asked, rows)}) order by m.contract_id, m.recorded_at, m.id limit ${rows}`.execute(db),
  ]);
  return { contracts: contracts.rows, members: members.rows };
}

type Counted = { coverage: string; contracts: number; valued: number; euros: string };

/** The contracts that the reader may see by what they carry: how many, how many of them have a value in euros, and the sum of those. */
export async function countContracts(db: Database): Promise<Counted[]> {
  return (
    await sql<Counted>`select coverage, count(*)::int as contracts, count(value_eur)::int as valued, coalesce(sum(value_eur), 0)::text as euros
      from contractors.contract group by coverage`.execute(db)
  ).rows;
}

/** A contract that the reader may see. */
export async function findContract(db: Database, id: string): Promise<ContractRecord | undefined> {
  return (await sql<ContractRecord>`select ${ROW}, ${DETAIL} from contractors.contract c where c.id = ${id}`.execute(db)).rows[0];
}

/** A contract of this version, locked until the command ends; else why not. */
export async function lockContract(db: Database, id: string, version: number): Promise<ContractRecord> {
  const { rows } = await sql<ContractRecord>`select ${ROW}, ${DETAIL} from contractors.contract c where c.id = ${id} for update`.execute(
    db,
  );
  if (rows[0] === undefined) throw new AppError('platform/not-found');
  if (rows[0].version !== version) throw new AppError('platform/stale', { current: rows[0].version, yours: version });
  return rows[0];
}

/** The party and contractor of a contract, whose firms are locked until the command ends: they are neither changed nor undone meanwhile. */
export async function lockFirms(db: Database, contractId: string): Promise<{ partyId: string; contractor: string } | undefined> {
  const { rows } = await sql<{ partyId: string; contractor: string }>`select party_id as "partyId", contractor from contractors.contract
    where id = ${contractId} for update`.execute(db);
  return rows[0];
}

/** The next version of a contract, which is locked: a person worked on it, so that an undo of its import keeps it. */
export const touchContract = (id: string, version: number) =>
  sql`update contractors.contract set version = ${version + 1} where id = ${id} and version = ${version}`;

/** The party of a contract, for permission checks; undefined where the reader may not see it. */
export async function partyOfContract(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('contractors.contract').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}

/** The firms under a contract, those first that were recorded first. */
export async function membersOf(db: Database, contractId: string): Promise<Omit<z.infer<typeof Member>, 'tier'>[]> {
  return (
    await sql<
      Omit<z.infer<typeof Member>, 'tier'>
    >`select ${MEMBER} from contractors.member m where m.contract_id = ${contractId} order by m.recorded_at, m.id`.execute(db)
  ).rows;
}

/** The contractors that a contract had before its contractor of today, the last first. */
export async function earlierContractorsOf(db: Database, contractId: string): Promise<z.infer<typeof Contract>['earlierContractors']> {
  return (
    await sql<z.infer<typeof Contract>['earlierContractors'][number]>`select e.name, (e.until at time zone 'UTC')::date::text as until
      from contractors.earlier_contractor e join contractors.contract c on c.id = e.contract_id
      where c.id = ${contractId} and lower(e.name) <> lower(c.contractor) order by e.until desc nulls last, e.name`.execute(db)
  ).rows;
}

/** Since when a contract that is changed at `now` has its contractor: another name is another firm, which the links of the earlier one do not open. */
export const contractorSince = (contractor: string, now: Date) =>
  sql<Date | null>`case when lower(contractor) = lower(${contractor}) then contractor_since else ${now} end`;

/** The columns of what a person states of a contract. */
export const contractColumns = (one: Omit<z.output<typeof ContractFields>, 'number'>) => ({
  title: one.title,
  contractor: one.contractor,
  contractor_id: one.contractorId,
  value: one.value,
  currency: one.currency,
  country: one.country,
  place: one.place,
  abroad: one.abroad,
  off_the_shelf: one.offTheShelf,
  labour: one.labour,
  recruits_migrants: one.recruitsMigrants,
  houses_workers: one.housesWorkers,
  clause_on: one.clauseOn,
  awarded_on: one.awardedOn,
  starts_on: one.startsOn,
  ends_on: one.endsOn,
  officer_id: one.officerId,
  operation_id: one.operationId,
  set_id: one.setId,
});
