import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { orderDues } from './due.rules.ts';
import { DueRows } from './plan.schema.ts';
import { planFacts } from './plan.store.ts';
import { planClocks, planRules } from './plan-parameters.ts';
import { plansOf } from './plans-of.ts';
import '../permissions.ts';

type Found = Pick<z.infer<typeof DueRows>, 'items' | 'unknown' | 'days'>;

/**
 * What is due of plans and certifications under the contracts of these parties (undefined: those that the reader may see): late, due within the days of the
 * first reminder, or owed without a day; ordered. `unknown`: of how many firms nobody knows whether they owe a plan.
 */
export async function duePlans(db: Database, parties: readonly string[] | undefined, now: Date): Promise<Found> {
  const [today, { months, soonDays }] = [dayOf(now), planClocks(now)];
  const ofParty = parties === undefined ? sql`true` : sql`c.party_id = ${anyOf(parties)}`;
  const { keys, ruleOf } = await planRules(db);
  const facts = await planFacts(db, sql`${ofParty} and c.state <> 'ended' and c.set_id = any (${keys})`);
  // Each contract looks through its own firms alone: 10,000 contracts have one pass.
  const of = <One extends { contractId: string }>(all: readonly One[]) => Map.groupBy(all, ({ contractId }) => contractId);
  const [members, plans, certifications] = [of(facts.members), of(facts.plans), of(facts.certifications)];
  const firms = facts.contracts.flatMap((contract) => {
    const { id } = contract;
    const own = { members: members.get(id) ?? [], plans: plans.get(id) ?? [], certifications: certifications.get(id) ?? [] };
    return plansOf(contract, ruleOf(contract.partyId, contract.setId), { ...own, rates: facts.rates }, { today, months }).map((firm) => ({
      contract,
      firm,
    }));
  });
  const until = plusDays(today, soonDays);
  const items = firms.flatMap(({ contract: { id, partyId, number, state }, firm }) =>
    firm.dues
      .filter(({ on }) => on === null || on <= until)
      .map((due) => ({ ...due, contractId: id, partyId, number, state, firm: firm.name, memberId: firm.memberId })),
  );
  const unknown = firms.filter(({ firm }) => firm.owed === 'unknown' && firm.leftOn === null).length;
  return { items: orderDues(items), unknown, days: soonDays };
}

/** How many rows of a due list are shown at most: those after them are due later, and `total` counts them. */
const MAX_ROWS = 200;

/** What is due of plans and certifications under the contracts that the reader may see, what is late first (5f, P5f.4). */
export const listDues = defineQuery({
  name: 'contractors/list-dues',
  permission: 'contractors:read',
  input: z.strictObject({}),
  answer: DueRows,
  async run(context) {
    const subject = subjectOf(context);
    const { items, unknown, days } = await duePlans(context.db, partiesOf(subject, 'contract-readers'), context.now);
    return { items: items.slice(0, MAX_ROWS), total: items.length, unknown, days };
  },
});
