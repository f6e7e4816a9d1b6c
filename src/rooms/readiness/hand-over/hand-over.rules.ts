import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';

export const HAND_OVER_STATES = ['frozen', 'outgoing-signed', 'incoming-signed', 'complete'] as const;
export type HandOverState = (typeof HAND_OVER_STATES)[number];
export type Side = 'outgoing' | 'incoming';

const SIGN = { command: 'training/sign-hand-over', permission: 'training:lead', button: 'main' } as const;
const REASONS = { field: 'reasons', required: false, maxLength: 2000 } as const;

/** A board frozen for a hand-over. Two commanders sign it, in either order; then it is evidence of the party. */
export const HAND_OVER_MACHINE = {
  states: HAND_OVER_STATES,
  start: 'frozen',
  derivedBy: 'handOverState',
  actions: {
    'sign-outgoing': { ...SIGN, next: { frozen: 'outgoing-signed', 'incoming-signed': 'complete' }, comment: REASONS },
    'sign-incoming': { ...SIGN, next: { frozen: 'incoming-signed', 'outgoing-signed': 'complete' }, comment: REASONS },
  },
} as const satisfies Machine<HandOverState>;
export type HandOverAction = keyof typeof HAND_OVER_MACHINE.actions;

type Signature = { readonly side: string; readonly signed_by: string };

/** The state of a frozen board, from its signatures. */
export function handOverState(signed: readonly Pick<Signature, 'side'>[]): HandOverState {
  if (signed.length >= 2) return 'complete';
  return signed.length === 0 ? 'frozen' : signed[0]!.side === 'outgoing' ? 'outgoing-signed' : 'incoming-signed';
}

/** Whose signature a board waits for, null once both signed. It waits until it is signed or frozen again; nothing else ends it. */
export function waitsFor(signed: readonly Pick<Signature, 'side'>[]): Side | 'both' | null {
  const state = handOverState(signed);
  return state === 'complete' ? null : state === 'frozen' ? 'both' : state === 'outgoing-signed' ? 'incoming' : 'outgoing';
}

/** Whether a person signs for a side now: once for each side, and not for both. Answers the state that follows. */
export function decideSignature(signed: readonly Signature[], side: Side, person: string): Decision<HandOverState> {
  const step = transitionOf<HandOverState, HandOverAction>(HAND_OVER_MACHINE, handOverState(signed), `sign-${side}`);
  if (step === undefined) return refuse('training/signed-already');
  return signed.some((one) => one.signed_by === person) ? refuse('training/two-commanders') : accept(step.to);
}

/** Where people are not ready the outgoing commander gives the reason. */
export function needsReasons(page: { readonly ready: number; readonly persons: number }, side: Side): boolean {
  return side === 'outgoing' && page.ready < page.persons;
}
