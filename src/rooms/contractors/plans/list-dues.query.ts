import { sql } from 'kysely';
import { z } from 'zod';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import { partiesOf } from '#platform/identity/subject.ts';
import { defineQuery, subjectOf } from '#platform/query.ts';
import { orderDues } from './due.rules.ts';
import { firmsOf, owingPlans } from './firms-of.ts';
import { DueRows } from './plan.schema.ts';
import { planClocks } from './plan-parameters.ts';
import '../permissions.ts';

type Found = Pick<z.infer<typeof DueRows>, 'items' | 'unknown' | 'days'>;

/**
 * What is due of plans and certifications under the contracts of these parties (undefined: those that the reader may see): late, due within the days of the
 * first reminder, or owed without a day; ordered. `unknown`: of how many firms nobody knows whether they owe a plan.
 */
export async function duePlans(db: Database, parties: readonly string[] | undefined, now: Date): Promise<Found> {
  const [today, { soonDays }] = [dayOf(now), planClocks(now)];
  const ofParty = parties === undefined ? sql`true` : sql`c.party_id = ${anyOf(parties)}`;
  const contracts = await firmsOf(db, owingPlans(ofParty), now);
  const firms = contracts.flatMap(({ contract, firms: own }) => own.map((firm) => ({ contract, firm })));
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
