import type { z } from 'zod';
import type { PlanRule } from '../clauses/sets/clause-set.schema.ts';
import { type Converted, convert } from '../rates/convert.rules.ts';
import { tiersOf } from '../register/contract.rules.ts';
import { duesOf } from './due.rules.ts';
import { flowOf } from './flow.rules.ts';
import { decideOwed, type Owed } from './owed.rules.ts';
import type { FirmPlans } from './plan.schema.ts';
import type { AllFacts, CertificationFacts, ContractFacts, MemberFacts, PlanFacts } from './plan.store.ts';
import { planState } from './review.rules.ts';

type Firm = z.infer<typeof FirmPlans>;
type On = { today: string; months: number };

type Rates = AllFacts['rates'];
type Valued = Pick<ContractFacts, 'value' | 'currency' | 'country' | 'abroad' | 'offTheShelf'>;

/**
 * Whether a plan is owed under the contract with a firm, and its value in the currency of the figure with the days of the rates; null: it is not known. `rates`
 * are those of the party that lets it. Pure.
 */
export function owedOf(
  firm: Valued,
  { clauseOn, awardedOn }: Pick<ContractFacts, 'clauseOn' | 'awardedOn'>,
  rule: PlanRule | undefined,
  rates: Rates,
  today: string,
): Owed & { amount: Converted | null } {
  const { value, currency, country, abroad, offTheShelf } = firm;
  const amount =
    rule === undefined || value === null || currency === null
      ? null
      : convert({ value, currency }, rule.currency, clauseOn ?? awardedOn ?? today, rates);
  return { ...decideOwed(rule, { country, abroad, offTheShelf, value, amount: amount?.amount ?? null, clauseOn }), amount };
}

/** The contractor and the firms under a contract, each with what it owes, has and lacks. Pure. */
export function plansOf(contract: ContractFacts, rule: PlanRule | undefined, facts: Omit<AllFacts, 'contracts'>, on: On): Firm[] {
  const members = facts.members.filter(({ contractId }) => contractId === contract.id);
  const [tiers, flows] = [tiersOf(members), flowOf(members)];
  const rates = facts.rates.filter(({ partyId }) => partyId === contract.partyId);
  const own = <One extends { contractId: string; memberId: string | null }>(all: readonly One[], memberId: string | null) =>
    all.find((one) => one.contractId === contract.id && one.memberId === memberId);
  const firm = (of: MemberFacts | null): Firm => {
    const { value, currency, country, offTheShelf } = of ?? contract;
    const valued = { value, currency, country, offTheShelf, abroad: of === null ? contract.abroad : null };
    const { owed, reasons, figure, amount } = owedOf(valued, contract, rule, rates, on.today);
    const plan = own<PlanFacts>(facts.plans, of?.id ?? null) ?? null;
    const certification = own<CertificationFacts>(facts.certifications, of?.id ?? null) ?? null;
    const state = plan && planState(plan.review);
    return {
      ...{ memberId: of?.id ?? null, version: of?.version ?? null, name: of?.name ?? contract.contractor, kind: of?.kind ?? null },
      ...{ tier: of === null ? 0 : tiers.get(of.id)!, leftOn: of?.leftOn ?? null, owed, reasons, figure },
      ...{ amount: amount?.amount ?? null, rateDays: amount?.days ?? [], value, currency, country, offTheShelf },
      ...{ flows: of?.flows ?? null, document: of?.document ?? null, flow: of === null ? null : flows.get(of.id)! },
      plan: plan && {
        ...{ id: plan.id, title: plan.title, receivedOn: plan.receivedOn, fileName: plan.fileName, state: state!, review: plan.review },
        ...{
          source: plan.source,
          reviewedAt: plan.reviewedAt?.toISOString() ?? null,
          postedOn: plan.postedOn,
          postedWhere: plan.postedWhere,
          version: plan.version,
        },
      },
      certification: certification && {
        ...{ on: certification.on, name: certification.name, function: certification.function },
        ...{ statements: certification.statements, source: certification.source },
      },
      dues:
        of?.leftOn != null
          ? []
          : duesOf(
              {
                ...{ state: contract.state, awardedOn: contract.awardedOn, startsOn: contract.startsOn, clauseOn: contract.clauseOn, owed },
                contractorSince: of === null ? contract.contractorSince : null,
                plan: plan && { state: state!, receivedOn: plan.receivedOn, postedOn: plan.postedOn },
                certifiedOn: certification?.on ?? null,
              },
              on,
            ),
    };
  };
  return [firm(null), ...inTree(members).map(firm)];
}

/** Members in the order of the tree: each below the firm that engaged it. */
function inTree(members: readonly MemberFacts[], parentId: string | null = null): MemberFacts[] {
  return members.filter((one) => one.parentId === parentId).flatMap((one) => [one, ...inTree(members, one.id)]);
}
