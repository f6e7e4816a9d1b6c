import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, type Transition, transitionOf } from '#kernel/machine.ts';
import type { ContractState, Coverage } from '../register/contract.rules.ts';
import { CARRIES } from './release.rules.ts';

export const GAP_STATES = ['open', 'proposed', 'agreed', 'refused', 'closed'] as const;
export type GapState = (typeof GAP_STATES)[number];

const managed = { permission: 'contractors:manage', button: 'plain' } as const;
const reasoned = { ...managed, comment: { field: 'note', required: true, maxLength: 1000 } } as const;

/**
 * The gap of a running contract: a modification is proposed to the firm, which agrees or refuses. It stays a gap until the check finds the whole set, confirmed
 * by a person, and it is one again if the check no longer does (5f).
 */
export const GAP_MACHINE = {
  states: GAP_STATES,
  start: 'open',
  derivedBy: 'gapState',
  actions: {
    'propose-modification': {
      ...managed,
      command: 'contractors/propose-modification',
      next: { open: 'proposed', refused: 'proposed', agreed: 'proposed' },
    },
    'agree-modification': { ...reasoned, command: 'contractors/agree-modification', next: { proposed: 'agreed' } },
    'refuse-modification': { ...reasoned, command: 'contractors/refuse-modification', next: { proposed: 'refused' } },
  },
  events: {
    'set-found': { open: 'closed', proposed: 'closed', agreed: 'closed', refused: 'closed' },
    'set-lost': { closed: 'open' },
  },
} as const satisfies Machine<GapState>;
export type GapAction = keyof typeof GAP_MACHINE.actions;

export type GapFacts = {
  readonly state: ContractState;
  readonly coverage: Coverage;
  /** The outcome of its newest modification; null: awaited; undefined: none was proposed. */
  readonly outcome: 'agreed' | 'refused' | null | undefined;
  /** Whether it was once released under an override. */
  readonly overridden: boolean;
};

/**
 * The state of the gap of a contract; null: it is not known to have one, or does not run. What was not read or confirmed is a gap only where a person treated
 * it as one: by a modification, or by an override. Pure.
 */
export function gapState({ state, coverage, outcome, overridden }: GapFacts): GapState | null {
  if (state !== 'awarded') return null;
  const { carries } = CARRIES[coverage];
  if (carries === 'yes') return outcome === undefined && !overridden ? null : 'closed';
  if (carries === 'unknown' && outcome === undefined && !overridden) return null;
  return outcome === undefined ? 'open' : (outcome ?? 'proposed');
}

/** The step of a gap, or why it cannot be taken. A contract that is not known to carry its set can get a modification too. Pure. */
export function decideGap(facts: GapFacts, action: GapAction): Decision<Transition<GapState, GapAction>> {
  const { state, coverage } = facts;
  const from = gapState(facts) ?? (state === 'awarded' && CARRIES[coverage].carries === 'unknown' ? 'open' : 'closed');
  const step = transitionOf<GapState, GapAction>(GAP_MACHINE, from, action);
  return step === undefined ? refuse('contractors/not-in-this-state', { state: from, action }) : accept(step);
}
