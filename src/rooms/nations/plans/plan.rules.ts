import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';
import type { Says } from '#kernel/status.ts';

export const PLAN_STATES = ['current', 'ended'] as const;
export type PlanState = (typeof PLAN_STATES)[number];

/** A plan is current until its nation ends it with a reason, for example because the next plan replaces it. */
export const PLAN_MACHINE = {
  states: PLAN_STATES,
  start: 'current',
  actions: {
    'add-measure': { command: 'nations/add-measure', permission: 'nations:keep-plan', button: 'main', next: { current: 'current' } },
    end: {
      command: 'nations/end-plan',
      permission: 'nations:keep-plan',
      button: 'plain',
      comment: { field: 'reason', required: true, maxLength: 2000 },
      next: { current: 'ended' },
    },
  },
} as const satisfies Machine<PlanState>;
export type PlanAction = keyof typeof PLAN_MACHINE.actions;

export const MEASURE_STATES = ['not-started', 'in-progress', 'done', 'dropped'] as const;
export type MeasureState = (typeof MEASURE_STATES)[number];

const record = { command: 'nations/record-progress', permission: 'nations:keep-plan', button: 'plain' } as const;

/** A measure moves by dated entries. A measure that is done or dropped can be reopened, because the earlier entries stay. */
export const MEASURE_MACHINE = {
  states: MEASURE_STATES,
  start: 'not-started',
  actions: {
    start: { ...record, next: { 'not-started': 'in-progress' } },
    report: { ...record, next: { 'in-progress': 'in-progress' } },
    finish: { ...record, next: { 'not-started': 'done', 'in-progress': 'done' } },
    reschedule: { ...record, next: { 'not-started': 'not-started', 'in-progress': 'in-progress' } },
    drop: { ...record, next: { 'not-started': 'dropped', 'in-progress': 'dropped' } },
    reopen: { ...record, next: { done: 'in-progress', dropped: 'in-progress' } },
  },
} as const satisfies Machine<MeasureState>;
export type MeasureAction = keyof typeof MEASURE_MACHINE.actions;
export const MEASURE_ACTIONS = Object.keys(MEASURE_MACHINE.actions) as [MeasureAction, ...MeasureAction[]];

/** The entries that must say something: progress itself, and each reason. */
export const needsNote = (action: MeasureAction): boolean => action !== 'start' && action !== 'finish';

/** The state an action leads a plan to, or a refusal that names both. */
export function decidePlan(from: PlanState, action: PlanAction): Decision<PlanState> {
  const step = transitionOf<PlanState, PlanAction>(PLAN_MACHINE, from, action);
  return step ? accept(step.to) : refuse('nations/plan-state', { state: from, action });
}

/** What an entry of progress leads a measure to. Its plan must be current, its date must have come, and it must not be before the last entry. */
export function decideProgress(
  { plan, state, lastOn }: { plan: PlanState; state: MeasureState; lastOn: string | null },
  { action, on, note, dueOn }: { action: MeasureAction; on: string; note: string | null; dueOn: string | null },
  today: string,
): Decision<MeasureState> {
  const step = transitionOf<MeasureState, MeasureAction>(MEASURE_MACHINE, state, action);
  if (plan === 'ended' || step === undefined) return refuse('nations/plan-state', { state: plan === 'ended' ? plan : state, action });
  if (on > today) return refuse('nations/day-to-come');
  if (lastOn !== null && on < lastOn) return refuse('nations/before-last-entry', { day: lastOn });
  if (needsNote(action) && note === null) return refuse('nations/entry-needs-words');
  if ((action === 'reschedule') !== (dueOn !== null)) return refuse('nations/due-date-needed');
  return accept(step.to);
}

export type PlanMeasure = { readonly clauseId: string; readonly state: MeasureState; readonly dueOn: string | null };

const isOpen = (state: MeasureState): boolean => state === 'not-started' || state === 'in-progress';

/** Whether a measure is overdue: it is open and its due date has passed. Without a due date it never is. */
export const isOverdue = ({ state, dueOn }: Pick<PlanMeasure, 'state' | 'dueOn'>, today: string): boolean =>
  isOpen(state) && dueOn !== null && dueOn < today;

/** How many measures are in each state, and how many are overdue. Every measure is in one state. */
export function countMeasures(measures: readonly PlanMeasure[], today: string) {
  const of = (state: MeasureState) => measures.filter((one) => one.state === state).length;
  return {
    all: measures.length,
    done: of('done'),
    begun: of('in-progress'),
    waiting: of('not-started'),
    dropped: of('dropped'),
    overdue: measures.filter((one) => isOverdue(one, today)).length,
  };
}

/** The clauses without a measure. A dropped measure serves none. */
export function clausesWithout(clauses: readonly string[], measures: readonly PlanMeasure[]): string[] {
  const served = new Set(measures.filter(({ state }) => state !== 'dropped').map(({ clauseId }) => clauseId));
  return clauses.filter((id) => !served.has(id));
}

/**
 * What a plan says of full implementation (6). *Met* only where each of these clauses has a measure and no measure is open. Otherwise *partly met* once a
 * measure is done, and *in progress* before. A plan never says *not met*: measures that are late are counted, not judged.
 */
export function statusOfPlan(clauses: readonly string[], measures: readonly PlanMeasure[]): Says {
  const isDone = measures.some(({ state }) => state === 'done');
  if (!isDone) return 'in-progress';
  return clausesWithout(clauses, measures).length === 0 && !measures.some(({ state }) => isOpen(state)) ? 'met' : 'partly-met';
}
