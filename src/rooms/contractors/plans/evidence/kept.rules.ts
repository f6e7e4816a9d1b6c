import { plusMonths } from '#kernel/dates.ts';
import type { Owed } from '../owed.rules.ts';
import type { PlanState } from '../review.rules.ts';

/** The kinds of evidence that plans and certifications of a contractor give. */
export const PLAN_KINDS = ['EV-PLAN', 'EV-CERT'] as const;
export type PlanKind = (typeof PLAN_KINDS)[number];

/** What is known of one running contract: whether its contractor owes a plan, the state of its newest plan, and when it last certified; null: never. */
export type KeptFacts = { owed: Owed['owed']; plan: PlanState | null; certifiedOn: string | null };

/**
 * Running contracts of one contractor. `running`: all; `owed`: those known to owe it; of these `kept`, `lacking`, and `open`: received, and nobody can say yet.
 * `unknown`: nobody knows whether it is owed, which is never counted as not owed.
 */
export type KeptCounts = { running: number; owed: number; kept: number; lacking: number; open: number; unknown: number };

const PLAN_IS = { accepted: 'kept', returned: 'lacking', 'to-review': 'open', 'not-readable': 'open' } as const;

/** Whether what is owed is there: a plan of which all parts are met (EV-PLAN), a certification within `months` (EV-CERT). Pure. */
function isKept(kind: PlanKind, { plan, certifiedOn }: KeptFacts, { today, months }: On): 'kept' | 'lacking' | 'open' {
  if (kind === 'EV-PLAN') return plan === null ? 'lacking' : PLAN_IS[plan];
  return certifiedOn !== null && plusMonths(certifiedOn, months) >= today ? 'kept' : 'lacking';
}
type On = { today: string; months: number };

/** Counts the running contracts of a contractor by what they owe of a kind and have (P5f.4). Pure. */
export function countKept(kind: PlanKind, contracts: readonly KeptFacts[], on: On): KeptCounts {
  const owing = contracts.filter(({ owed }) => owed === 'yes').map((one) => isKept(kind, one, on));
  const count = (what: 'kept' | 'lacking' | 'open') => owing.filter((one) => one === what).length;
  return {
    ...{ running: contracts.length, owed: owing.length, kept: count('kept'), lacking: count('lacking'), open: count('open') },
    unknown: contracts.filter(({ owed }) => owed === 'unknown').length,
  };
}

/**
 * What the counts say of the obligation; null where no contract is known to owe anything. Met only where everything is known and kept, not met only where
 * everything is known and nothing is kept. Pure.
 */
export function saysOfKept({ owed, kept, open, unknown }: KeptCounts): 'met' | 'partly-met' | 'not-met' | 'in-progress' | null {
  if (owed === 0) return null;
  const isKnown = open + unknown === 0;
  if (kept === owed && isKnown) return 'met';
  if (kept > 0) return 'partly-met';
  return isKnown ? 'not-met' : 'in-progress';
}
