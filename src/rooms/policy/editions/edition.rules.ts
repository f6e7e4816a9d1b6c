import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';

/** `scheduled`: it has its day. Before that day it is coming; from it on it is in force, until another edition begins. */
export const IMPORTED_STATES = ['draft', 'scheduled', 'withdrawn'] as const;
export type ImportedState = (typeof IMPORTED_STATES)[number];

/** An edition imported at the desk: a draft, then a decision with its day. Either can be withdrawn, a decision only before its day. */
export const IMPORTED_EDITION_MACHINE = {
  states: IMPORTED_STATES,
  start: 'draft',
  actions: {
    'put-in-force': {
      command: 'policy/put-edition-in-force',
      permission: 'policy:import-editions',
      next: { draft: 'scheduled' },
      button: 'main',
    },
    withdraw: {
      command: 'policy/withdraw-edition',
      permission: 'policy:import-editions',
      next: { draft: 'withdrawn', scheduled: 'withdrawn' },
      button: 'plain',
      comment: { field: 'reason', required: true, maxLength: 2000 },
    },
  },
} as const satisfies Machine<ImportedState>;
export type ImportedAction = keyof typeof IMPORTED_EDITION_MACHINE.actions;

type Dated = { readonly state: ImportedState; readonly fromDay: string | null };

/** The state that an action leads to. A decision whose day has begun stays: what was judged under it must stay true. */
export function decideImported({ state, fromDay }: Dated, action: ImportedAction, today: string): Decision<ImportedState> {
  const step = transitionOf<ImportedState, ImportedAction>(IMPORTED_EDITION_MACHINE, state, action);
  if (step === undefined || hasBegun({ state, fromDay }, today)) return refuse('policy/edition-not-in-this-state');
  return accept(step.to);
}

/** Whether the edition is or was in force. */
export function hasBegun({ state, fromDay }: Dated, today: string): boolean {
  return state === 'scheduled' && fromDay !== null && fromDay <= today;
}

/** The edition in force on a day: of those whose day has begun, the one that began last. Undefined: the one that the program ships. Pure. */
export function inForceOn<E extends { readonly fromDay: string }>(dated: readonly E[], day: string): E | undefined {
  return dated
    .filter(({ fromDay }) => fromDay <= day)
    .reduce<E | undefined>((latest, one) => (latest === undefined || one.fromDay > latest.fromDay ? one : latest), undefined);
}

/** Checks the first day of an edition: after today, and on a day of its own, so that one edition is in force on each day. Pure. */
export function decideFirstDay(fromDay: string, today: string, others: readonly { readonly fromDay: string }[]): Decision<true> {
  if (fromDay <= today) return refuse('policy/not-later');
  return others.some((one) => one.fromDay === fromDay) ? refuse('policy/day-taken') : accept(true);
}
