import type { ViolationState } from '../violations/violation.rules.ts';

/** What became of a violation: it is not decided or not recorded yet, it was found and recorded, or it was not substantiated. */
export const OUTCOMES = ['open', 'found', 'not-found'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The outcome of a violation. One that is closed was found where a remedy was decided. Pure. */
export function outcomeOf(state: ViolationState, hasRemedy: boolean): Outcome {
  if (state === 'unsubstantiated' || (state === 'closed' && !hasRemedy)) return 'not-found';
  return state === 'recorded' || state === 'closed' || state === 'terminated' || state === 'debarred' ? 'found' : 'open';
}

export type ViolatedRow = {
  readonly setId: string | null;
  readonly provision: string | null;
  readonly state: ViolationState;
  readonly hasRemedy: boolean;
  readonly violations: number;
};
export type Violated = { readonly setId: string | null; readonly provision: string | null } & Readonly<Record<Outcome, number>>;

/**
 * Violations by the provision that is said to be violated, the most frequent first; those of which nobody named one are last, with null. A violation of several
 * provisions counts under each. Pure.
 */
export function violatedBy(rows: readonly ViolatedRow[]): Violated[] {
  const groups = [...Map.groupBy(rows, ({ setId, provision }) => `${setId} ${provision}`).values()].map((own) => {
    const count = (outcome: Outcome) =>
      own.reduce((sum, { state, hasRemedy, violations }) => sum + (outcomeOf(state, hasRemedy) === outcome ? violations : 0), 0);
    const { setId, provision } = own[0]!;
    return { setId, provision, open: count('open'), found: count('found'), 'not-found': count('not-found') };
  });
  const all = (one: Violated) => OUTCOMES.reduce((sum, outcome) => sum + one[outcome], 0);
  return groups.toSorted((a, b) => Number(a.provision === null) - Number(b.provision === null) || all(b) - all(a));
}
