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
  const rules = new Map<string, PlanRule>();
  const keys = new Set<string>();
  for (const { key, partyId, set } of await offeredSets(db)) {
    if (set.plan === undefined) continue;
    rules.set(`${partyId ?? ''} ${key}`, set.plan);
    keys.add(key);
  }
  return { keys: [...keys], ruleOf: (partyId, setId) => rules.get(` ${setId}`) ?? rules.get(`${partyId} ${setId}`) };
}
