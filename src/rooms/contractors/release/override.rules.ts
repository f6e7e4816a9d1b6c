import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, type Transition, transitionOf } from '#kernel/machine.ts';

export const OVERRIDE_STATES = ['asked', 'in-force', 'ended', 'refused', 'lapsed'] as const;
export type OverrideState = (typeof OVERRIDE_STATES)[number];

const decided = { permission: 'contractors:decide-override', button: 'plain' } as const;

/** From the request to a second person's decision. It ends on its day automatically: then the contract is a finding again (5f). */
export const OVERRIDE_MACHINE = {
  states: OVERRIDE_STATES,
  start: 'asked',
  derivedBy: 'overrideState',
  actions: {
    'grant-override': {
      ...decided,
      command: 'contractors/grant-override',
      next: { asked: 'in-force' },
      comment: { field: 'note', required: false, maxLength: 1000 },
    },
    'refuse-override': {
      ...decided,
      command: 'contractors/refuse-override',
      next: { asked: 'refused' },
      comment: { field: 'note', required: true, maxLength: 1000 },
    },
  },
  events: { over: { 'in-force': 'ended', asked: 'lapsed' } },
} as const satisfies Machine<OverrideState>;
export type OverrideAction = keyof typeof OVERRIDE_MACHINE.actions;

export type OverrideFacts = {
  readonly decision: 'granted' | 'refused' | null;
  readonly until: string;
  readonly askedBy: string;
};

/** The state of an override on a day: what nobody decided by its last day has lapsed. Pure. */
export function overrideState({ decision, until }: Pick<OverrideFacts, 'decision' | 'until'>, today: string): OverrideState {
  if (decision === 'refused') return 'refused';
  if (until >= today) return decision === null ? 'asked' : 'in-force';
  return decision === null ? 'lapsed' : 'ended';
}

/** Whether a person may decide on an override now. The one who asked never does. Pure. */
export function decideOverride(
  facts: OverrideFacts,
  action: OverrideAction,
  { today, person }: { today: string; person: string },
): Decision<Transition<OverrideState, OverrideAction>> {
  const state = overrideState(facts, today);
  const step = transitionOf<OverrideState, OverrideAction>(OVERRIDE_MACHINE, state, action);
  if (step === undefined) return refuse('contractors/not-in-this-state', { state, action });
  return facts.askedBy === person ? refuse('contractors/own-override') : accept(step);
}
