import { accept, type Decision, refuse } from '#kernel/decision.ts';

/** The five parts that a compliance plan has at least, in this project's own words, after FAR 52.222-50(h)(3). */
export const PLAN_PARTS = ['awareness', 'reporting', 'recruitment', 'housing', 'subcontractors'] as const;
export type PlanPart = (typeof PLAN_PARTS)[number];

/** What a reviewer says of a part. `not-needed`: only of housing, where the firm houses nobody. */
export const PART_VERDICTS = ['met', 'not-met', 'not-readable', 'not-needed'] as const;
export type PartVerdict = (typeof PART_VERDICTS)[number];
export type Review = Record<PlanPart, { verdict: PartVerdict; note: string | null }>;

/** Whether a review can be stored: only housing can be needless, and not where the firm houses workers; what is not met says why. Pure. */
export function decideReview(review: Review, housesWorkers: boolean | null): Decision<true> {
  for (const part of PLAN_PARTS) {
    const { verdict, note } = review[part];
    if (verdict === 'not-needed' && (part !== 'housing' || housesWorkers === true)) return refuse('contractors/part-needed', { part });
    if ((verdict === 'not-met' || verdict === 'not-readable') && note === null) return refuse('contractors/part-without-note', { part });
  }
  return accept(true);
}

/** The state of a plan: the parts that are not met decide before those that could not be read. Pure. */
export function planState(review: Review | null): 'to-review' | 'accepted' | 'returned' | 'not-readable' {
  if (review === null) return 'to-review';
  const verdicts = PLAN_PARTS.map((part) => review[part].verdict);
  if (verdicts.includes('not-met')) return 'returned';
  return verdicts.includes('not-readable') ? 'not-readable' : 'accepted';
}
export type PlanState = ReturnType<typeof planState>;
