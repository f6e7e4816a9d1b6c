import { type RawBuilder, sql } from 'kysely';
import { AppError } from '#kernel/errors.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { DatedRate } from '../rates/convert.rules.ts';
import type { MemberKind } from '../register/contract.rules.ts';
import type { Statement } from './certification.rules.ts';
import type { Review } from './review.rules.ts';

export type ContractFacts = {
  id: string;
  partyId: string;
  number: string;
  state: 'planned' | 'awarded' | 'ended';
  contractor: string;
  contractorId: string | null;
  setId: string;
  value: string | null;
  currency: string | null;
  country: string | null;
  abroad: boolean | null;
  offTheShelf: boolean | null;
  labour: 'low-skilled' | 'skilled' | 'professional' | 'mixed' | 'none' | null;
  recruitsMigrants: boolean | null;
  housesWorkers: boolean | null;
  clauseOn: string | null;
  awardedOn: string | null;
  startsOn: string | null;
  /** Since when it has this contractor, and not an earlier one; null: since it was recorded. */
  contractorSince: string | null;
};
export type MemberFacts = {
  id: string;
  contractId: string;
  parentId: string | null;
  kind: MemberKind;
  name: string;
  country: string | null;
  leftOn: string | null;
  version: number;
  value: string | null;
  currency: string | null;
  offTheShelf: boolean | null;
  flows: boolean | null;
  document: string | null;
};
type OfFirm = { contractId: string; memberId: string | null };
export type PlanFacts = OfFirm & {
  id: string;
  title: string;
  receivedOn: string;
  fileName: string | null;
  source: 'officer' | 'firm';
  review: Review | null;
  reviewedAt: Date | null;
  postedOn: string | null;
  postedWhere: string | null;
  version: number;
};
export type CertificationFacts = OfFirm & {
  on: string;
  name: string;
  function: string;
  statements: Statement[];
  source: 'officer' | 'firm';
};
export type AllFacts = {
  contracts: ContractFacts[];
  members: MemberFacts[];
  plans: PlanFacts[];
  certifications: CertificationFacts[];
  rates: (DatedRate & { partyId: string })[];
};

/**
 * What is known of plans under the contracts that a condition on `c` chooses: contracts, firms below them, the newest plan and certification of each firm, and
 * the rates of their parties. What was recorded of an earlier contractor does not count for the one that the contract has now.
 */
export async function planFacts(db: Database, chosen: RawBuilder<unknown>): Promise<AllFacts> {
  const of = (table: RawBuilder<unknown>) => sql`${table}.contract_id in (select c.id from contractors.contract c where ${chosen})`;
  const ofFirm = (one: RawBuilder<unknown>) => sql`join contractors.contract c on c.id = ${one}.contract_id
    where ${chosen} and (${one}.member_id is not null or c.contractor_since is null or ${one}.recorded_at >= c.contractor_since)`;
  const [contracts, members, plans, certifications, rates] = await Promise.all([
    sql<ContractFacts>`select c.id, c.party_id as "partyId", c.number, c.state, c.contractor, c.contractor_id as "contractorId", c.set_id as "setId",
      c.value::text, c.currency, c.country, c.abroad, c.off_the_shelf as "offTheShelf", c.labour, c.recruits_migrants as "recruitsMigrants",
      c.houses_workers as "housesWorkers", c.clause_on::text as "clauseOn", c.awarded_on::text as "awardedOn", c.starts_on::text as "startsOn",
      (c.contractor_since at time zone 'UTC')::date::text as "contractorSince"
      from contractors.contract c where ${chosen} order by c.number, c.id`.execute(db),
    sql<MemberFacts>`select m.id, m.contract_id as "contractId", m.parent_id as "parentId", m.kind, m.name, m.country, m.left_on::text as "leftOn", m.version,
      s.value::text, s.currency, s.off_the_shelf as "offTheShelf", s.flows, s.document
      from contractors.member m left join contractors.subcontract s on s.member_id = m.id where ${of(sql`m`)} order by m.recorded_at, m.id`.execute(
      db,
    ),
    sql<PlanFacts>`select distinct on (p.contract_id, p.member_id) p.contract_id as "contractId", p.member_id as "memberId", p.id, p.title,
      p.received_on::text as "receivedOn", p.file_name as "fileName", p.source, p.review, p.reviewed_at as "reviewedAt", p.posted_on::text as "postedOn",
      p.posted_where as "postedWhere", p.version from contractors.plan p ${ofFirm(sql`p`)}
      order by p.contract_id, p.member_id, p.received_on desc, p.recorded_at desc, p.id desc`.execute(db),
    sql<CertificationFacts>`select distinct on (q.contract_id, q.member_id) q.contract_id as "contractId", q.member_id as "memberId",
      q.certified_on::text as on, q.name, q.function, q.statements, q.source from contractors.certification q ${ofFirm(sql`q`)}
      order by q.contract_id, q.member_id, q.certified_on desc, q.recorded_at desc, q.id desc`.execute(db),
    sql<DatedRate & { partyId: string }>`select r.party_id as "partyId", r.currency, r.day::text, r.units::text from contractors.rate r
      where r.party_id in (select c.party_id from contractors.contract c where ${chosen})`.execute(db),
  ]);
  return {
    ...{ contracts: contracts.rows, members: members.rows, plans: plans.rows, certifications: certifications.rows, rates: rates.rows },
  };
}

export type LockedPlan = {
  id: string;
  partyId: string;
  contractId: string;
  number: string;
  housesWorkers: boolean | null;
  version: number;
};

/** A plan of this version, locked until the command ends; else why not. */
export async function lockPlan(db: Database, id: string, version: number): Promise<LockedPlan> {
  const { rows } =
    await sql<LockedPlan>`select p.id, p.party_id as "partyId", p.contract_id as "contractId", c.number, c.houses_workers as "housesWorkers",
    p.version from contractors.plan p join contractors.contract c on c.id = p.contract_id where p.id = ${id} for update of p`.execute(db);
  if (rows[0] === undefined) throw new AppError('platform/not-found');
  if (rows[0].version !== version) throw new AppError('platform/stale', { current: rows[0].version, yours: version });
  return rows[0];
}

/** The party of a plan, for permission checks; undefined where the reader may not see it. */
export async function partyOfPlan(db: Database, id: string): Promise<string | undefined> {
  return (await db.selectFrom('contractors.plan').select('party_id').where('id', '=', id).executeTakeFirst())?.party_id;
}
