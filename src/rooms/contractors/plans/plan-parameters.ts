import type { Database } from '#platform/db/transaction.ts';
import { parameterInForce } from '#rooms/policy/index.ts';
import type { PlanRule } from '../clauses/sets/clause-set.schema.ts';
import { offeredSets } from '../sets/set.store.ts';

/** The months between two certifications, and within how many days something is due soon. */
export function planClocks(on: Date): { months: number; soonDays: number } {
  const parameter = (id: string) => Number(parameterInForce(id, on).value);
  return { months: parameter('certification-interval'), soonDays: parameter('reminder-first') };
}

/**
 * When each clause set asks for a plan, of those that the reader may see: by the key of the set, and before it by the party that loaded it. A set without a rule
 * asks for none.
 */
export async function planRules(
  db: Database,
): Promise<{ keys: string[]; ruleOf: (partyId: string, setId: string) => PlanRule | undefined }> {
  const asking = (await offeredSets(db)).flatMap(({ key, partyId, set: { plan } }) => (plan === undefined ? [] : [{ key, partyId, plan }]));
  return { keys: [...new Set(asking.map(({ key }) => key))], ruleOf: findRule(asking) };
}

/** The rule of a set at a party, among these sets; `partyId` null: the set of every party. Pure. */
export function findRule(
  sets: readonly { key: string; partyId: string | null; plan: PlanRule }[],
): (partyId: string, setId: string) => PlanRule | undefined {
  const rules = new Map(sets.map(({ key, partyId, plan }) => [`${partyId ?? ''} ${key}`, plan]));
  return (partyId, setId) => rules.get(` ${setId}`) ?? rules.get(`${partyId} ${setId}`);
}
