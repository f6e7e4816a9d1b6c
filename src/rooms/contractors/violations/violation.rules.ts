import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, type Transition, transitionOf } from '#kernel/machine.ts';

export const VIOLATION_STATES = [
  'notified',
  'abating',
  'investigating',
  'awaiting-reply',
  'replied',
  'substantiated',
  'unsubstantiated',
  'remedied',
  'verified',
  'recorded',
  'closed',
  'terminated',
  'debarred',
] as const;
export type ViolationState = (typeof VIOLATION_STATES)[number];

// Before the determination and after it: an abatement may be ordered at any time, since people come first.
const ORDERED = { abating: 'abating', investigating: 'investigating', 'awaiting-reply': 'awaiting-reply', replied: 'replied' } as const;
const BEFORE = { notified: 'abating', ...ORDERED } as const;
const AFTER = { substantiated: 'substantiated', remedied: 'remedied', verified: 'verified' } as const;
// Where people are in danger, the record does not wait for the reply: it may come after it, also after the contract was terminated or the firm debarred.
const RECORDED = { recorded: 'recorded', terminated: 'terminated', debarred: 'debarred' } as const;
// A reply that comes later still is kept, whatever was decided.
const LATER = { replied: 'replied', unsubstantiated: 'unsubstantiated', closed: 'closed' } as const;

const managed = { permission: 'contractors:manage-violations', button: 'plain' } as const;
const reasoned = { ...managed, comment: { field: 'note', required: true, maxLength: 4000 } } as const;
const noted = { ...managed, comment: { field: 'note', required: false, maxLength: 4000 } } as const;

/**
 * From credible information to the remedy (5f, P5f.3; the order is that of FAR 22.1704, the clocks are parameters). Only `substantiate-in-danger` passes by the right
 * of reply, and only where people are in danger, which may be learnt later (`mark-danger`). The firm is then asked before the violation is recorded. The record does
 * not wait for its reply; closing does. Once the firm has replied, or its time has run out, a later reply is accepted in every state and changes no state.
 */
export const VIOLATION_MACHINE = {
  states: VIOLATION_STATES,
  start: 'notified',
  actions: {
    'order-abatement': { ...reasoned, command: 'contractors/order-abatement', next: { ...BEFORE, ...AFTER } },
    'confirm-abatement': { ...reasoned, command: 'contractors/confirm-abatement', next: { ...ORDERED, ...AFTER } },
    'mark-danger': {
      ...reasoned,
      permission: 'contractors:investigate',
      // An investigator marks it while the investigation is theirs; after that, those who decide.
      stricter: {
        'awaiting-reply': managed.permission,
        replied: managed.permission,
        substantiated: managed.permission,
        remedied: managed.permission,
        verified: managed.permission,
      },
      command: 'contractors/mark-danger',
      next: { ...BEFORE, notified: 'notified', ...AFTER },
    },
    investigate: {
      ...noted,
      permission: 'contractors:investigate',
      command: 'contractors/investigate-violation',
      next: { notified: 'investigating', abating: 'investigating' },
    },
    'report-investigation': {
      ...reasoned,
      permission: 'contractors:investigate',
      command: 'contractors/report-investigation',
      next: { investigating: 'investigating' },
    },
    'ask-reply': { ...reasoned, command: 'contractors/ask-reply', next: { investigating: 'awaiting-reply', ...AFTER } },
    'record-reply': {
      ...reasoned,
      command: 'contractors/record-reply',
      next: { 'awaiting-reply': 'replied', ...AFTER, ...RECORDED, ...LATER },
    },
    'close-reply': { ...noted, command: 'contractors/close-reply', next: { 'awaiting-reply': 'replied', ...AFTER, ...RECORDED } },
    substantiate: { ...reasoned, command: 'contractors/substantiate-violation', next: { replied: 'substantiated' } },
    dismiss: {
      ...reasoned,
      command: 'contractors/dismiss-violation',
      next: { investigating: 'unsubstantiated', replied: 'unsubstantiated' },
    },
    'substantiate-in-danger': {
      ...reasoned,
      command: 'contractors/substantiate-in-danger',
      next: { notified: 'substantiated', abating: 'substantiated', investigating: 'substantiated', 'awaiting-reply': 'substantiated' },
    },
    'decide-remedy': { ...reasoned, command: 'contractors/decide-remedy', next: { substantiated: 'remedied', remedied: 'remedied' } },
    'verify-remediation': { ...reasoned, command: 'contractors/verify-remediation', next: { remedied: 'verified' } },
    record: { ...noted, command: 'contractors/record-remedy', next: { verified: 'recorded' } },
    close: { ...reasoned, command: 'contractors/close-violation', next: { recorded: 'closed', unsubstantiated: 'closed' } },
    terminate: { ...reasoned, command: 'contractors/terminate-for-violation', next: { recorded: 'terminated' } },
    debar: { ...reasoned, command: 'contractors/record-debarment', next: { recorded: 'debarred' } },
  },
} as const satisfies Machine<ViolationState>;
export type ViolationAction = keyof typeof VIOLATION_MACHINE.actions;

/** The ladder of remedies, the lightest first; several may be combined (FAR 52.222-50(e)). */
export const REMEDIES = [
  'remove-employee',
  'end-subcontract',
  'suspend-payment',
  'lose-award-fee',
  'decline-option',
  'terminate-for-default',
  'suspend-or-debar',
] as const;
/** What speaks for the firm (FAR 52.222-50(f)). */
export const MITIGATING = ['plan-existed', 'plan-followed', 'notified-unasked', 'workers-repaired', 'cooperated'] as const;
/** What speaks against it. */
export const AGGRAVATING = ['did-not-abate', 'hindered', 'earlier-violation', 'retaliated', 'children'] as const;

/** What the decision on a step needs to know of a violation. `today` and days are days of the calendar. */
export type ViolationFacts = {
  readonly state: ViolationState;
  readonly danger: boolean;
  readonly abateBy: string | null;
  readonly abatedOn: string | null;
  readonly replyBy: string | null;
  readonly repliedOn: string | null;
  readonly determinedBy: string | null;
};

/**
 * Whether a person may take a step now. The reply closes only when it has come or its time has run out. Where people are in danger, the record waits until the firm
 * was asked, and only closing waits for its reply: nobody is protected by it. Who determined a violation does not decide the remedy. Pure.
 */
export function decideViolation(
  facts: ViolationFacts,
  action: ViolationAction,
  { today, person }: { today: string; person: string },
): Decision<Transition<ViolationState, ViolationAction>> {
  const { state, danger, abateBy, abatedOn, replyBy, repliedOn, determinedBy } = facts;
  const step = transitionOf<ViolationState, ViolationAction>(VIOLATION_MACHINE, state, action);
  if (step === undefined) return refuse('contractors/not-in-this-state', { state, action });
  if (action === 'substantiate-in-danger' && !danger) return refuse('contractors/not-in-danger');
  if (action === 'confirm-abatement' && (abateBy === null || abatedOn !== null)) return refuse('contractors/no-abatement-open');
  if (action === 'mark-danger' && danger) return refuse('contractors/danger-marked-already');
  if (action === 'ask-reply' && replyBy !== null) return refuse('contractors/asked-already', { day: replyBy });
  if ((action === 'record-reply' || action === 'close-reply') && replyBy === null) return refuse('contractors/not-asked');
  if (action === 'close-reply' && repliedOn !== null) return refuse('contractors/replied-already');
  if (action === 'close-reply' && replyBy! >= today) return refuse('contractors/reply-still-open', { day: replyBy });
  if (action === 'record' && repliedOn === null && !danger) return refuse('contractors/no-reply-yet');
  if (action === 'record' && repliedOn === null && replyBy === null) return refuse('contractors/not-asked');
  if (action === 'close' && state === 'recorded' && repliedOn === null) return refuse('contractors/no-reply-yet');
  if (action === 'decide-remedy' && determinedBy === person) return refuse('contractors/second-person');
  return accept(step);
}
