import { sql } from 'kysely';
import type { z } from 'zod';
import { AppError } from '#kernel/errors.ts';
import { anyOf } from '#platform/db/any-of.ts';
import { defineSort } from '#platform/db/sort.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { Contract, ContractFields, ContractRow, Member } from './contract.schema.ts';

const ROW = sql`c.id, c.party_id as "partyId", c.number, c.state, c.title, c.contractor, c.value::text, c.currency, c.value_eur::text as "valueEur",
  c.country, c.place, c.ends_on::text as "endsOn", c.set_id as "setId", c.coverage, c.version`;
const DETAIL = sql`c.contractor_id as "contractorId", c.rate::text, c.rate_on::text as "rateOn", c.abroad, c.off_the_shelf as "offTheShelf", c.labour,
  c.recruits_migrants as "recruitsMigrants", c.houses_workers as "housesWorkers", c.clause_on::text as "clauseOn", c.awarded_on::text as "awardedOn",
  c.starts_on::text as "startsOn", c.officer_id as "officerId", c.operation_id as "operationId"`;

export type ContractRecord = Omit<z.infer<typeof Contract>, 'members' | 'actions' | 'mayManage'>;

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

type Asked = {
  /** The parties whose contracts the reader sees; undefined: row-level security alone decides. */
  parties: readonly string[] | undefined;
  partyId: string | undefined;
  coverage: string | undefined;
  state: string | undefined;
  setId: string | undefined;
  /** Part of a number, firm or place. */
  find: string | undefined;
  sort: z.infer<typeof CONTRACT_SORT.schema>;
  after: string | undefined;
};

/** A page of the contracts that the reader may see: of one party or of all. */
export async function contractRows(db: Database, asked: Asked, rows: number): Promise<z.infer<typeof ContractRow>[]> {
  const { where, order } = CONTRACT_SORT.from(asked.sort, asked.after);
  const ofParty = asked.partyId === undefined ? sql`true` : sql`c.party_id = ${asked.partyId}`;
  const readable = asked.parties === undefined ? sql`true` : sql`c.party_id = ${anyOf(asked.parties)}`;
  const covered = asked.coverage === undefined ? sql`true` : sql`c.coverage = ${asked.coverage}`;
  const inState = asked.state === undefined ? sql`true` : sql`c.state = ${asked.state}`;
  const ofSet = asked.setId === undefined ? sql`true` : sql`c.set_id = ${asked.setId}`;
  const like = `%${asked.find?.replace(/[\\%_]/g, '\\$&')}%`;
  const found = asked.find === undefined ? sql`true` : sql`(c.number ilike ${like} or c.contractor ilike ${like} or c.place ilike ${like})`;
  return (
    await sql<z.infer<typeof ContractRow>>`select ${ROW} from contractors.contract c
      where ${readable} and ${ofParty} and ${covered} and ${inState} and ${ofSet} and ${found} and ${where} order by ${order} limit ${rows}`.execute(
      db,
    )
  ).rows;
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
    await sql<Omit<z.infer<typeof Member>, 'tier'>>`select m.id, m.parent_id as "parentId", m.kind, m.name, m.work, m.country,
      m.left_on::text as "leftOn", m.version from contractors.member m where m.contract_id = ${contractId} order by m.recorded_at, m.id`.execute(
      db,
    )
  ).rows;
}

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
