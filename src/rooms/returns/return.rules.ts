import { accept, type Decision, refuse } from '#kernel/decision.ts';
import type { Role } from '#kernel/roles.ts';
import { type Machine, stepOf } from '#kernel/transition-table.ts';

export const RETURN_STATES = ['open', 'answering', 'in-review', 'cleared', 'signed', 'submitted', 'returned', 'accepted'] as const;
export type ReturnState = (typeof RETURN_STATES)[number];
export const RETURN_ACTS = ['start', 'answer', 'ask-review', 'clear', 'reopen', 'sign', 'submit', 'accept', 'send-back', 'amend'] as const;
export type ReturnAct = (typeof RETURN_ACTS)[number];
/** Commands that are steps of their own; answering is not. */
export type StepAct = Exclude<ReturnAct, 'answer'>;

/** Roles that work on a party's return; which of them coordinate and sign. */
export const ANSWERERS = [
  'focal-point',
  'commander',
  'contracting-officer',
  'training-officer',
  'legal-adviser',
] as const satisfies readonly Role[];
export const SIGNERS = ['focal-point', 'commander'] as const satisfies readonly Role[];
const LAWYERS = ['legal-adviser'] as const satisfies readonly Role[];
const OFFICE = ['policy-office'] as const satisfies readonly Role[];

type Who = (typeof ANSWERERS)[number] | 'policy-office';
const step = (from: ReturnState, act: ReturnAct, to: ReturnState, who: readonly Who[], needs: string[], writes: string[] = []) => ({
  from,
  act,
  to,
  who,
  needs,
  writes,
});

/** States of a return. They are internal to the party until submission; a submitted version never changes, whatever is answered later. */
export const RETURN_MACHINE: Machine<ReturnState, ReturnAct, Who> = {
  states: RETURN_STATES,
  start: 'open',
  transitions: [
    step('open', 'start', 'answering', SIGNERS, [], ['what is known already, beside each question']),
    step('answering', 'answer', 'answering', ANSWERERS, ['a question that is asked'], ['who, when']),
    step('answering', 'ask-review', 'in-review', SIGNERS, ['every question answered']),
    step('in-review', 'clear', 'cleared', LAWYERS, [], ['who, when']),
    step('in-review', 'reopen', 'answering', ANSWERERS, ['a reason']),
    step('cleared', 'reopen', 'answering', ANSWERERS, ['a reason']),
    step('signed', 'reopen', 'answering', ANSWERERS, ['a reason']),
    step('cleared', 'sign', 'signed', SIGNERS, ['an official and their capacity'], ['who signed, as what']),
    step('signed', 'submit', 'submitted', SIGNERS, [], ['an immutable version with its hash, evidence for each obligation']),
    step('submitted', 'accept', 'accepted', OFFICE, [], ['sections are opened as their party released them']),
    step('submitted', 'send-back', 'returned', OFFICE, ['reasons']),
    ...(['submitted', 'returned', 'accepted'] as const).map((from) => step(from, 'amend', 'answering', SIGNERS, [])),
  ],
};

/** The state a command leads to, or a refusal that names both. */
export function decideStep(from: ReturnState, act: ReturnAct): Decision<ReturnState> {
  const found = stepOf(RETURN_MACHINE, from, act);
  return found ? accept(found.to) : refuse('returns/not-in-this-state', { state: from, act });
}

/** The state as shown outside the party: internal states are the party's own. */
export function shownState(state: ReturnState, isOwn: boolean): ReturnState | 'with-party' {
  return isOwn || !['answering', 'in-review', 'cleared', 'signed'].includes(state) ? state : 'with-party';
}

/** Whether a person with these roles at the party may answer a section: coordinators, and the roles the section names. */
export function mayAnswer(section: { readonly who: readonly Role[] }, roles: readonly Role[]): boolean {
  return roles.some((role) => (SIGNERS as readonly Role[]).includes(role) || section.who.includes(role));
}
