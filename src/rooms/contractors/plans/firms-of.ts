import { type RawBuilder, sql } from 'kysely';
import type { z } from 'zod';
import { dayOf } from '#kernel/dates.ts';
import type { Database } from '#platform/db/transaction.ts';
import type { FirmPlans } from './plan.schema.ts';
import { type ContractFacts, planFacts } from './plan.store.ts';
import { planClocks, planRules } from './plan-parameters.ts';
import { plansOf } from './plans-of.ts';

/** A contract with its contractor and the firms under it, each with what it owes, has and lacks. */
export type ContractFirms = { contract: ContractFacts; firms: z.infer<typeof FirmPlans>[] };

/** Which contracts `c` are read, given the keys of the sets that ask for plans. */
type Which = (asking: readonly string[]) => RawBuilder<unknown>;

/** The contracts of some parties that have not ended and are under a set that asks for plans. */
export const owingPlans =
  (ofParty: RawBuilder<unknown>): Which =>
  (asking) =>
    sql`${ofParty} and c.state <> 'ended' and c.set_id = any (${[...asking]}::text[])`;

/** The firms of contracts that the reader may see. */
export async function firmsOf(db: Database, which: Which, now: Date): Promise<ContractFirms[]> {
  const on = { today: dayOf(now), months: planClocks(now).months };
  const { keys, ruleOf } = await planRules(db);
  const facts = await planFacts(db, which(keys));
  // Each contract looks through its own firms alone: 10,000 contracts have one pass.
  const of = <One extends { contractId: string }>(all: readonly One[]) => Map.groupBy(all, ({ contractId }) => contractId);
  const [members, plans, certifications] = [of(facts.members), of(facts.plans), of(facts.certifications)];
  return facts.contracts.map((contract) => {
    const { id } = contract;
    const own = { members: members.get(id) ?? [], plans: plans.get(id) ?? [], certifications: certifications.get(id) ?? [] };
    return { contract, firms: plansOf(contract, ruleOf(contract.partyId, contract.setId), { ...own, rates: facts.rates }, on) };
  });
}
