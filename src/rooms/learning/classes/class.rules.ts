import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';

export const CLASS_STATES = ['open', 'closed'] as const;
export type ClassState = (typeof CLASS_STATES)[number];

/** How many access slips one command makes and one sheet prints: each PIN takes time to derive. The desk sends more in parts. */
export const MAX_SLIPS = 40;

const TEACH = 'training:teach';

/** A class. Once it is closed its code opens nothing; sheets of paper can still be entered, and learners can still get new tries. */
export const CLASS_MACHINE = {
  states: CLASS_STATES,
  start: 'open',
  derivedBy: 'classState',
  actions: {
    'make-access-slips': { command: 'training/make-access-slips', permission: TEACH, next: { open: 'open' }, button: 'main' },
    'move-end': { command: 'training/move-end-of-class', permission: TEACH, next: { open: 'open' }, button: 'plain' },
    'set-seats': { command: 'training/set-seats', permission: TEACH, next: { open: 'open' }, button: 'plain' },
    'book-seats': { command: 'training/book-seats', permission: 'training:book-seats', next: { open: 'open' }, button: 'plain' },
    close: { command: 'training/close-class', permission: TEACH, next: { open: 'closed' }, button: 'plain' },
    'renew-pin': { command: 'training/renew-pin', permission: TEACH, next: { open: 'open' } },
    'reset-tries': { command: 'training/reset-tries', permission: TEACH, next: { open: 'open', closed: 'closed' } },
  },
} as const satisfies Machine<ClassState>;
export type ClassAction = keyof typeof CLASS_MACHINE.actions;

/** The state of a class: closed since an instant, or not. */
export function classState({ closedAt }: { readonly closedAt: unknown }): ClassState {
  return closedAt === null ? 'open' : 'closed';
}

/** Whether a class can take an action in its state. */
export function decideClassAction(found: { readonly closedAt: unknown }, action: ClassAction): Decision<ClassState> {
  const step = transitionOf<ClassState, ClassAction>(CLASS_MACHINE, classState(found), action);
  return step === undefined ? refuse('training/class-over') : accept(step.to);
}
