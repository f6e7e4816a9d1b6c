import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';
import type { ReadModule } from '#rooms/courses/index.ts';

/**
 * Which lessons of a module a course covers that contains these elements of the appendix: those whose elements it contains completely. The others are missing.
 * Pure.
 */
export function lessonsCarried({ lessons }: ReadModule, elements: readonly string[]): { lessons: string[]; missing: string[] } {
  const held = new Set(elements);
  const of = Map.groupBy(lessons, ({ carries }) => carries.every((element) => held.has(element)));
  const ids = (carried: boolean) => (of.get(carried) ?? []).map(({ id }) => id);
  return { lessons: ids(true), missing: ids(false) };
}

export const EQUIVALENT_STATES = ['running', 'ended'] as const;
export type EquivalentState = (typeof EQUIVALENT_STATES)[number];

const KEEP = 'training:manage-roster';

/** A course that was found equivalent. Once it ended, nobody can be entered under it. */
export const EQUIVALENT_MACHINE = {
  states: EQUIVALENT_STATES,
  start: 'running',
  derivedBy: 'equivalentState',
  actions: {
    'enter-takers': { command: 'training/take-equivalent', permission: KEEP, next: { running: 'running' }, button: 'plain' },
    'end-recognition': {
      command: 'training/end-equivalent',
      permission: KEEP,
      next: { running: 'ended' },
      button: 'plain',
      comment: { field: 'reason', required: true, maxLength: 500 },
    },
  },
} as const satisfies Machine<EquivalentState>;
export type EquivalentAction = keyof typeof EQUIVALENT_MACHINE.actions;

/** The state of a course that was found equivalent. */
export function equivalentState({ ended_at }: { readonly ended_at: unknown }): EquivalentState {
  return ended_at === null ? 'running' : 'ended';
}

/** Whether a course that was found equivalent can take an action. */
export function decideEquivalent(course: { readonly ended_at: unknown }, action: EquivalentAction): Decision<EquivalentState> {
  const step = transitionOf<EquivalentState, EquivalentAction>(EQUIVALENT_MACHINE, equivalentState(course), action);
  return step === undefined ? refuse('training/changed-since') : accept(step.to);
}
