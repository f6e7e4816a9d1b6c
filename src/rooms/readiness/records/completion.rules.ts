import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';

export const COMPLETION_STATES = ['recorded', 'revoked'] as const;
export type CompletionState = (typeof COMPLETION_STATES)[number];

/** A record of training. One that was made by mistake is revoked: it stops counting and stays readable. */
export const COMPLETION_MACHINE = {
  states: COMPLETION_STATES,
  start: 'recorded',
  derivedBy: 'completionState',
  actions: {
    revoke: {
      command: 'training/revoke-completion',
      permission: 'training:manage-roster',
      next: { recorded: 'revoked' },
      button: 'plain',
      comment: { field: 'reason', required: true, maxLength: 500 },
    },
  },
} as const satisfies Machine<CompletionState>;

/** The state of a record: revoked since a day, or not. */
export function completionState({ revokedOn }: { readonly revokedOn: string | null }): CompletionState {
  return revokedOn === null ? 'recorded' : 'revoked';
}

/** Whether a record can be revoked: once. */
export function decideRevocation(record: { readonly revokedOn: string | null }): Decision<CompletionState> {
  const step = transitionOf<CompletionState, 'revoke'>(COMPLETION_MACHINE, completionState(record), 'revoke');
  return step === undefined ? refuse('training/record-already-revoked') : accept(step.to);
}
