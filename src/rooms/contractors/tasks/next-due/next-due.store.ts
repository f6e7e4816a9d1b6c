import { type RawBuilder, sql } from 'kysely';
import { dayOf, plusDays } from '#kernel/dates.ts';
import { anyOf } from '#platform/db/any-of.ts';
import type { Database } from '#platform/db/transaction.ts';
import { type ContractFirms, firmsOf, owingPlans } from '../../plans/firms-of.ts';
import { planClocks } from '../../plans/plan-parameters.ts';
import { type DueWithin, dueOfOverride, type NextDue, nextOf, type OverrideDue } from './next-due.rules.ts';
import type { NextDues } from './next-due.schema.ts';

type OfContract<One> = One & { contractId: string };

/** What is due of violations and overrides under the contracts that a condition on `c` chooses, by contract. */
async function otherDues(db: Database, chosen: RawBuilder<unknown>, today: string): Promise<OfContract<NextDue>[]> {
  const [violations, overrides] = await Promise.all([
    sql<
      OfContract<{ isReply: boolean; on: string }>
    >`select v.contract_id as "contractId", v.replied_on is null and v.due_on is not distinct from v.reply_until as "isReply", v.due_on::text as on
      from contractors.violation v join contractors.contract c on c.id = v.contract_id where ${chosen} and v.due_on is not null`.execute(
      db,
    ),
    sql<OfContract<OverrideDue>>`select o.contract_id as "contractId", o.decision, o.until::text, o.option_number as option, c.state,
      c.coverage = 'present' as "isWhole", exists (select from contractors.exercised_option e
        where e.contract_id = o.contract_id and e.number = o.option_number) as "isExercised"
      from contractors.override o join contractors.contract c on c.id = o.contract_id
      where ${chosen} and c.state <> 'ended' and o.decision is distinct from 'refused'`.execute(db),
  ]);
  // A contract that was released several times lacks its provisions until the last of its overrides ends, as its task says.
  const byContract = Map.groupBy(overrides.rows, ({ contractId }) => contractId);
  return [
    ...violations.rows.map(({ contractId, isReply, on }) => ({
      ...{ contractId, kind: isReply ? ('reply' as const) : ('violation' as const), on, late: on < today },
    })),
    ...[...byContract].flatMap(([contractId, own]) => {
      const dues = own.flatMap((one) => dueOfOverride(one, today) ?? []);
      const last = dues.filter(({ kind }) => kind === 'close-gap').toSorted((a, b) => b.on!.localeCompare(a.on!))[0];
      return dues.filter((due) => due.kind !== 'close-gap' || due === last).map((due) => ({ ...due, contractId }));
    }),
  ];
}

const plansDue = ({ firms }: ContractFirms): NextDue[] => firms.flatMap(({ dues }) => dues);

/** What is due next of each of these contracts, by id, as far as the reader may see them. */
export async function nextDuesOf(db: Database, contractIds: readonly string[], now: Date): Promise<(contractId: string) => NextDues> {
  const chosen = sql`c.id = ${anyOf(contractIds)}`;
  const [contracts, others] = await Promise.all([firmsOf(db, () => chosen, now), otherDues(db, chosen, dayOf(now))]);
  const other = Map.groupBy(others, ({ contractId }) => contractId);
  const found = new Map(
    contracts.map((one) => {
      const { contract, firms } = one;
      const working = contract.state === 'ended' ? [] : firms.filter(({ leftOn }) => leftOn === null);
      const dues = [...plansDue(one), ...(other.get(contract.id) ?? []).map(({ contractId: _, ...due }) => due)];
      return [
        contract.id,
        {
          next: nextOf(dues),
          isPlanUnknown: working.some(({ owed }) => owed === 'unknown'),
          breaks: working.filter(({ flow }) => flow === 'breaks').length,
        },
      ];
    }),
  );
  return (contractId) => found.get(contractId) ?? { next: null, isPlanUnknown: false, breaks: 0 };
}

/**
 * The contracts of these parties (undefined: those that the reader may see) of which something is late or due soon. Its cost grows with the contracts that owe
 * plans and with what is due, as that of the due list does; without this filter a page costs its own rows.
 */
export async function dueContracts(db: Database, parties: readonly string[] | undefined, within: DueWithin, now: Date): Promise<string[]> {
  const today = dayOf(now);
  const ofParty = parties === undefined ? sql`true` : sql`c.party_id = ${anyOf(parties)}`;
  const [contracts, others] = await Promise.all([firmsOf(db, owingPlans(ofParty), now), otherDues(db, ofParty, today)]);
  const dues = [...contracts.flatMap((one) => plansDue(one).map((due) => ({ ...due, contractId: one.contract.id }))), ...others];
  const until = plusDays(today, planClocks(now).soonDays);
  const isDue = ({ on, late }: NextDue) => late || (within === 'soon' && on !== null && on <= until);
  return [...new Set(dues.filter(isDue).map(({ contractId }) => contractId))];
}
