import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';
import type { OwnerKind, PartyKind } from '#kernel/party-kinds.ts';
import { isIn, type Role } from '#kernel/roles.ts';

export const RETURN_STATES = ['open', 'answering', 'in-review', 'cleared', 'signed', 'submitted', 'returned', 'accepted'] as const;
export type ReturnState = (typeof RETURN_STATES)[number];

const TEXT = { maxLength: 4000 } as const;
const REASON = { field: 'reason', required: true, ...TEXT } as const;

/** States of a return. They are internal to the party until submission; a submitted version never changes, even if answers change later. */
export const RETURN_MACHINE = {
  states: RETURN_STATES,
  start: 'open',
  actions: {
    // Each question is shown with what is known already.
    start: { command: 'returns/start-return', permission: 'returns:sign', button: 'main', next: { open: 'answering' } },
    answer: { command: 'returns/answer-question', permission: 'returns:answer', next: { answering: 'answering' } },
    explain: { command: 'returns/explain-check', permission: 'returns:answer', next: { answering: 'answering' } },
    cite: { command: 'returns/record-provision', permission: 'returns:answer', next: { answering: 'answering' } },
    'hand-out': { command: 'returns/hand-out-section', permission: 'returns:sign', next: { answering: 'answering' } },
    'ask-review': { command: 'returns/ask-legal-review', permission: 'returns:sign', button: 'main', next: { answering: 'in-review' } },
    clear: {
      command: 'returns/clear-return',
      permission: 'returns:clear',
      button: 'main',
      comment: { field: 'note', required: false, ...TEXT },
      next: { 'in-review': 'cleared' },
    },
    sign: { command: 'returns/sign-return', permission: 'returns:sign', button: 'main', next: { cleared: 'signed' } },
    submit: { command: 'returns/submit-return', permission: 'returns:sign', button: 'main', next: { signed: 'submitted' } },
    accept: { command: 'returns/accept-return', permission: 'returns:decide', button: 'main', next: { submitted: 'accepted' } },
    'send-back': {
      command: 'returns/send-back-return',
      permission: 'returns:decide',
      button: 'plain',
      comment: REASON,
      next: { submitted: 'returned' },
    },
    amend: {
      command: 'returns/amend-return',
      permission: 'returns:sign',
      button: 'main',
      next: { submitted: 'answering', returned: 'answering', accepted: 'answering' },
    },
    reopen: {
      command: 'returns/reopen-return',
      permission: 'returns:answer',
      button: 'main',
      comment: REASON,
      next: { 'in-review': 'answering', cleared: 'answering', signed: 'answering' },
    },
  },
} as const satisfies Machine<ReturnState>;
export type ReturnAction = keyof typeof RETURN_MACHINE.actions;
/** Actions that move the return; answering, explaining a check, citing the law and handing out a section do not. */
export type StepAction = Exclude<ReturnAction, 'answer' | 'explain' | 'cite' | 'hand-out'>;

/** The state an action leads to, or a refusal that names both. */
export function decideAction(from: ReturnState, action: ReturnAction): Decision<ReturnState> {
  const step = transitionOf<ReturnState, ReturnAction>(RETURN_MACHINE, from, action);
  return step ? accept(step.to) : refuse('returns/not-in-this-state', { state: from, action });
}

/** Whether a return in this state allows an action. */
export const allows = (state: ReturnState, action: ReturnAction): boolean => decideAction(state, action).accepted;

/** The state as shown outside the party: internal states are the party's own. */
export function shownState(state: ReturnState, isOwn: boolean): ReturnState | 'with-party' {
  return isOwn || !['answering', 'in-review', 'cleared', 'signed'].includes(state) ? state : 'with-party';
}

/**
 * The questionnaire that makes up the return of a party: the one for what it owes as. A nation that is bound by nothing yet may return as an Ally does; any
 * other party without a questionnaire has none. Pure.
 */
export function questionnaireFor<Sent extends { readonly for: readonly OwnerKind[] }>(
  questionnaires: readonly Sent[],
  kind: PartyKind,
  owes: readonly OwnerKind[],
): Sent | undefined {
  const as: readonly OwnerKind[] = kind === 'nation' && owes.length === 0 ? ['ally'] : owes;
  return questionnaires.find((one) => one.for.some((owner) => as.includes(owner)));
}

/** Whether a person with these roles at the party may answer a section: coordinators, and the roles the section names. */
export function mayAnswer(section: { readonly who: readonly Role[] }, roles: readonly Role[]): boolean {
  return roles.some((role) => isIn('signers', role) || section.who.includes(role));
}
