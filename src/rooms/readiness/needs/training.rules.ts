import { plusDays } from '#kernel/dates.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';
import { type Machine, transitionOf } from '#kernel/machine.ts';

/** The state of a person in a module that is required of them. */
export const TRAINING_STATES = [
  'required',
  'enrolled',
  'in-progress',
  'passed',
  'current',
  'due',
  'expired',
  'waived',
  'recognised',
  'superseded',
] as const;
export type TrainingState = (typeof TRAINING_STATES)[number];

const LEAD = 'training:lead';

/** A person and a module that is required of them (workflow c). Only a waiver is an action of the desk on it; learners, records and days do the rest. */
export const NEED_MACHINE = {
  states: TRAINING_STATES,
  start: 'required',
  derivedBy: 'stateOf',
  actions: {
    waive: {
      command: 'training/waive',
      permission: LEAD,
      // `decideWaive` refuses a need that is covered. `recognised` is here because a part of a recognised course may be missing.
      next: {
        required: 'waived',
        enrolled: 'waived',
        'in-progress': 'waived',
        passed: 'waived',
        expired: 'waived',
        recognised: 'waived',
      },
      button: 'plain',
      comment: { field: 'reason', required: true, maxLength: 500 },
    },
  },
  events: {
    // A class alone does not change `expired`; beginning does.
    enrol: { required: 'enrolled' },
    'class-over': { enrolled: 'required' },
    begin: { required: 'in-progress', enrolled: 'in-progress', expired: 'in-progress', recognised: 'in-progress' },
    fail: { 'in-progress': 'in-progress' },
    pass: { required: 'passed', enrolled: 'passed', 'in-progress': 'passed', expired: 'passed' },
    sign: { passed: 'current' },
    recognise: { required: 'recognised' },
    renew: { due: 'current', 'in-progress': 'current', expired: 'current' },
    'new-version': { current: 'superseded' },
    'take-delta': { superseded: 'current' },
    'come-near': { current: 'due', recognised: 'due' },
    end: { due: 'expired', superseded: 'expired' },
    'waiver-over': { waived: 'required' },
  },
} as const satisfies Machine<TrainingState>;

export const WAIVER_STATES = ['running', 'ended'] as const;
export type WaiverState = (typeof WAIVER_STATES)[number];

/** A waiver of a module. It is over after its last day, or once a leader ends it. */
export const WAIVER_MACHINE = {
  states: WAIVER_STATES,
  start: 'running',
  derivedBy: 'waiverState',
  actions: { 'end-waiver': { command: 'training/end-waiver', permission: LEAD, next: { running: 'ended' }, button: 'plain' } },
  events: { over: { running: 'ended' } },
} as const satisfies Machine<WaiverState>;

/** The state of a waiver on a day. */
export function waiverState(waiver: { readonly until: string; readonly endedAt: unknown }, day: string): WaiverState {
  return waiver.endedAt === null && waiver.until >= day ? 'running' : 'ended';
}

/** Whether a waiver can be ended on a day. One that is over ends nothing. */
export function decideEndWaiver(waiver: { readonly until: string; readonly endedAt: unknown }, day: string): Decision<WaiverState> {
  const step = transitionOf<WaiverState, 'end-waiver'>(WAIVER_MACHINE, waiverState(waiver, day), 'end-waiver');
  return step === undefined ? refuse('training/waiver-over') : accept(step.to);
}

/** The facts about one person and one module. Days as `2026-11-25`; `always`: covered as long as the appointment lasts. */
export type NeedFacts = {
  readonly coveredUntil: string | 'always' | null;
  readonly waivedUntil: string | null;
  readonly source: string | null;
  readonly passedOn: string | null;
  readonly signed: boolean;
  readonly missing: readonly string[] | null;
  readonly enrolled?: boolean;
  readonly begun?: boolean;
  /** The latest pass is not signed yet. */
  readonly unsigned?: boolean;
  /** The completed version is an older one, and until when the lessons added since may wait. */
  readonly deltaUntil?: string | null;
};

/** The state of a person in a module on a day. Pure; it becomes due again `dueDays` before its end. */
export function stateOf(need: NeedFacts, day: string, dueDays: number): TrainingState {
  const { coveredUntil: until } = need;
  const covered = until === 'always' || (until !== null && until >= day);
  if (!covered && need.waivedUntil !== null && need.waivedUntil >= day) return 'waived';
  if (covered) {
    if (need.deltaUntil) return 'superseded';
    if (until !== 'always' && until < plusDays(day, dueDays)) return 'due';
    return need.source === 'recognised' ? 'recognised' : 'current';
  }
  if (need.unsigned) return 'passed';
  if (until !== null) return need.begun ? 'in-progress' : 'expired';
  if (need.source === 'recognised' && (need.missing?.length ?? 0) > 0) return need.begun ? 'in-progress' : 'recognised';
  if (need.passedOn !== null && !need.signed) return 'passed';
  if (need.begun || (need.missing?.length ?? 0) > 0) return 'in-progress';
  return need.enrolled ? 'enrolled' : 'required';
}

/** Whether a person in this state may deploy for this module: covered, or waived. */
export function isCovered({ coveredUntil, waivedUntil }: Pick<NeedFacts, 'coveredUntil' | 'waivedUntil'>, day: string): boolean {
  return coveredUntil === 'always' || (coveredUntil ?? '') >= day || (waivedUntil ?? '') >= day;
}

/**
 * Whether a leader can waive a need that is in this state on a day: it is not covered then, and it is not the leader's own. Asked for the last day of the
 * waiver, it also allows a waiver for a day after the cover ends, and one that lasts longer than another.
 */
export function decideWaive(
  state: TrainingState,
  need: Pick<NeedFacts, 'coveredUntil' | 'waivedUntil'>,
  day: string,
  isOwn: boolean,
): Decision<TrainingState> {
  if (isOwn) return refuse('training/own-waiver');
  const step = isCovered(need, day) ? undefined : transitionOf<TrainingState, 'waive'>(NEED_MACHINE, state, 'waive');
  return step === undefined ? refuse('training/covered-already', { day }) : accept(step.to);
}

/**
 * Whether a module prevents a person from being ready on a day: it is not covered, and the days to take it, if any, are over. While days are left, the person
 * stays required or in progress, and nothing is overdue.
 */
export function keepsBack(
  need: Pick<NeedFacts, 'coveredUntil' | 'waivedUntil'> & { readonly graceUntil: string | null },
  day: string,
): boolean {
  return !isCovered(need, day) && (need.graceUntil ?? '') < day;
}

/** The colour of a board: the share of ready persons against target and floor, both in percent. Without persons there is no colour. */
export function colourOf(
  ready: number,
  persons: number,
  { target, floor }: { target: number; floor: number },
): 'green' | 'amber' | 'red' | null {
  if (persons === 0) return null;
  const share = (ready * 100) / persons;
  return share >= target ? 'green' : share >= floor ? 'amber' : 'red';
}
