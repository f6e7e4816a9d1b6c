import { sql } from 'kysely';
import { dayOf } from '#kernel/dates.ts';
import { inEach, type Locale } from '#kernel/languages.ts';
import type { QueryContext } from '#platform/query.ts';
import { isStillSaid, measuredStates, type NewItem } from '#rooms/evidence/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';
import type { PlanRule } from '../../clauses/sets/clause-set.schema.ts';
import { SHIPPED_SETS } from '../../clauses/sets/load-set.ts';
import { contractorObligations } from '../../clauses.ts';
import { keyOf } from '../../sets/set-file.rules.ts';
import type { AllFacts, ContractFacts } from '../plan.store.ts';
import { findRule, planClocks } from '../plan-parameters.ts';
import { owedOf } from '../plans-of.ts';
import { planState, type Review } from '../review.rules.ts';
import { countKept, type KeptCounts, type KeptFacts, type PlanKind, saysOfKept } from './kept.rules.ts';
import { translatePlanEvidence } from './texts.ts';

type Context = Pick<QueryContext, 'db' | 'now'>;
type Facts = {
  contracts: (Pick<
    ContractFacts,
    'partyId' | 'setId' | 'value' | 'currency' | 'country' | 'abroad' | 'offTheShelf' | 'clauseOn' | 'awardedOn'
  > & { contractor: string; plan: { review: Review | null } | null; certifiedOn: string | null })[];
  rates: AllFacts['rates'];
  sets: { partyId: string | null; id: string; version: string; plan: PlanRule }[];
};

/** What is known of the plans and certifications of contractors, by contractor: of one, or of all (null). Only the installation may ask. */
export async function keptByContractor({ db, now }: Context, contractorId: string | null): Promise<Map<string, KeptFacts[]>> {
  const today = dayOf(now);
  const { rows } = await sql<{ found: Facts }>`select contractors.plan_facts(${contractorId}::uuid, ${today}::date) as found`.execute(db);
  const { contracts, rates, sets } = rows[0]!.found;
  const shipped = [...SHIPPED_SETS.values()].flatMap(({ id, plan }) => (plan === undefined ? [] : [{ key: id, partyId: null, plan }]));
  const ruleOf = findRule([...shipped, ...sets.map((one) => ({ ...one, key: keyOf(one) }))]);
  const ratesOf = Map.groupBy(rates, ({ partyId }) => partyId);
  const kept = contracts.map(({ contractor, plan, certifiedOn, ...contract }) => ({
    ...{ contractor, certifiedOn, plan: plan && planState(plan.review) },
    owed: owedOf(contract, contract, ruleOf(contract.partyId, contract.setId), ratesOf.get(contract.partyId) ?? [], today).owed,
  }));
  return Map.groupBy(kept, ({ contractor }) => contractor);
}

/**
 * What the running contracts of a contractor show today of its plans (EV-PLAN) or certifications (EV-CERT), and whether its newest evidence says something else
 * or is a month old; null where no obligation asks for it. Where none is known to owe anything, it informs and decides no status; once something was measured,
 * what nobody knows any more is in progress.
 */
export async function planItem(
  { db, now }: Context,
  kind: PlanKind,
  partyId: string,
  contracts: readonly KeptFacts[],
): Promise<{ item: Omit<NewItem, 'origin'>; isNew: boolean } | null> {
  const edition = currentEdition();
  const obligationIds = contractorObligations(kind);
  if (obligationIds.length === 0) return null;
  const [newest] = await measuredStates(db, { partyId, editionId: edition.id, kind, obligationIds });
  const [today, { months }] = [dayOf(now), planClocks(now)];
  const counts = countKept(kind, contracts, { today, months });
  const wasDecided = newest !== undefined && newest.says !== 'informs';
  const item = {
    ...{ partyId, editionId: edition.id, obligationIds, kind, date: today },
    says: saysOfKept(counts) ?? (counts.unknown > 0 && wasDecided ? 'in-progress' : 'informs'),
    title: inEach((locale) => titleOf(locale, kind, counts, months)),
    source: inEach((locale) => sourceOf(locale, kind, counts)),
  } as const;
  return { item, isNew: !isStillSaid(newest, item, now) };
}

function titleOf(locale: Locale, kind: PlanKind, counts: KeptCounts, months: number): string {
  if (counts.owed > 0) return translatePlanEvidence(locale, `title.${kind}`, { ...counts, months });
  return translatePlanEvidence(locale, counts.unknown > 0 ? `title.${kind}.none-known` : `title.${kind}.none`, counts);
}

// Without a contract that is known to owe it there is nothing of which a share could be taken.
function sourceOf(locale: Locale, kind: PlanKind, { owed, kept }: KeptCounts): string {
  const source = translatePlanEvidence(locale, `source.${kind}`);
  return owed === 0 ? source : `${source} ${translatePlanEvidence(locale, 'share', { percent: Math.floor((kept * 100) / owed) })}`;
}
