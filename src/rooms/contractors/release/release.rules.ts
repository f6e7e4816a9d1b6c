import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type ContractState, type Coverage, decideContract } from '../register/contract.rules.ts';
import type { OverrideState } from './override.rules.ts';

/** What a person does next about a contract that is not known to carry its set. */
export const NEXT_STEPS = ['none', 'add-files', 'add-readable', 'decide', 'accept-change', 'amend'] as const;
type NextStep = (typeof NEXT_STEPS)[number];

/** Whether a contract carries the set that it owes, by its count. What is unread or unconfirmed is unknown, never a no. */
export const CARRIES: Readonly<Record<Coverage, { readonly carries: 'yes' | 'no' | 'unknown'; readonly next: NextStep }>> = {
  'not-checked': { carries: 'unknown', next: 'add-files' },
  'not-readable': { carries: 'unknown', next: 'add-readable' },
  'other-language': { carries: 'unknown', next: 'decide' },
  'to-confirm': { carries: 'unknown', next: 'decide' },
  missing: { carries: 'no', next: 'amend' },
  'struck-out': { carries: 'no', next: 'amend' },
  hidden: { carries: 'no', next: 'amend' },
  differs: { carries: 'no', next: 'amend' },
  'only-proposed': { carries: 'no', next: 'accept-change' },
  present: { carries: 'yes', next: 'none' },
};

/** What is awarded or exercised: the contract itself, or an option by its number. */
export type Released = { readonly option: string | null };
type Override = Released & { readonly state: OverrideState };

/**
 * The conditions of a release: one row for each way to it. `set`: every provision is present and confirmed by a person. `override`: a second person granted it,
 * and its day is not over.
 */
export const RELEASED_BY = {
  set: ({ coverage, open }: ReleaseFacts) => CARRIES[coverage].carries === 'yes' && open === 0,
  override: ({ overrides }: ReleaseFacts, { option }: Released) =>
    overrides.some((one) => one.state === 'in-force' && one.option === option),
} as const;
type Way = keyof typeof RELEASED_BY;

export type ReleaseFacts = {
  readonly state: ContractState;
  readonly coverage: Coverage;
  /** Provisions of the set that are not present, or that nobody confirmed. */
  readonly open: number;
  readonly overrides: readonly Override[];
};

/** What releases a contract for its award or for an option now, or why nothing does. Pure. */
export function decideRelease(facts: ReleaseFacts, released: Released): Decision<Way> {
  const step = decideContract(facts.state, released.option === null ? 'award' : 'exercise-option');
  if (!step.accepted) return step;
  const way = (Object.keys(RELEASED_BY) as Way[]).find((one) => RELEASED_BY[one](facts, released));
  return way === undefined ? refuse('contractors/not-released', { open: facts.open }) : accept(way);
}

/** Whether an override may be asked for: the step is next, nothing releases it yet, and nobody waits for the answer to the same request. Pure. */
export function decideAsk(facts: ReleaseFacts, released: Released): Decision<true> {
  const decision = decideRelease(facts, released);
  if (decision.accepted) return refuse('contractors/released-already');
  if (decision.code !== 'contractors/not-released') return decision;
  const isAsked = facts.overrides.some(({ state, option }) => state === 'asked' && option === released.option);
  return isAsked ? refuse('contractors/override-asked') : accept(true);
}
