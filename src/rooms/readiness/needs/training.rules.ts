import { plusDays } from '#kernel/dates.ts';
import type { Machine } from '#kernel/transition-table.ts';

/** The state of a person in a module that is required of them. */
export const TRAINING_STATES = [
  'required',
  'enrolled',
  'in-progress',
  'passed',
  'acknowledged',
  'current',
  'due',
  'expired',
  'waived',
  'recognised',
  'superseded',
] as const;
export type TrainingState = (typeof TRAINING_STATES)[number];

type Act =
  | 'enrol'
  | 'class-over'
  | 'begin'
  | 'pass'
  | 'fail'
  | 'sign'
  | 'count'
  | 'come-near'
  | 'end'
  | 'renew'
  | 'waive'
  | 'end-waiver'
  | 'recognise'
  | 'new-version'
  | 'take-delta';
type Who = 'training-officer' | 'commander' | 'learner' | 'clock';

const step = (from: TrainingState, act: Act, to: TrainingState, who: Who[], needs: string[], writes: string[] = []) => ({
  from,
  act,
  to,
  who,
  needs,
  writes,
});
const WAIVABLE = ['required', 'enrolled', 'in-progress', 'passed', 'expired', 'superseded'] as const;

/**
 * The state table of workflow (c): required by the curriculum, learnt, signed, current, due again. Clocks are parameters of the edition. Signed is a transient
 * state: what is signed counts at once. Joining a class does not end a red state: an expired person stays expired until they begin.
 */
export const TRAINING: Machine<TrainingState, Act, Who> = {
  states: TRAINING_STATES,
  start: 'required',
  transitions: [
    step('required', 'enrol', 'enrolled', ['training-officer'], ['an access slip of a class that teaches it']),
    step('enrolled', 'class-over', 'required', ['clock', 'training-officer'], ['its last day, or closed before']),
    ...(['required', 'enrolled', 'expired'] as const).flatMap((from) => [
      step(from, 'begin', 'in-progress', ['learner'], ['a lesson read, or a check drawn']),
      step(from, 'pass', 'passed', ['training-officer'], ['on paper, or in a learning system of the party'], ['completion']),
    ]),
    step('in-progress', 'fail', 'in-progress', ['learner'], ['tries left; then the instructor']),
    step('in-progress', 'pass', 'passed', ['learner', 'training-officer'], ['pass mark and every critical item'], ['completion']),
    step('passed', 'sign', 'acknowledged', ['learner', 'training-officer'], ['the text of this version'], ['hash of the text, time']),
    step('acknowledged', 'count', 'current', ['clock'], ['at once']),
    step('current', 'come-near', 'due', ['clock'], ['training-due days before it ends']),
    step('due', 'end', 'expired', ['clock'], ['the day after it ends']),
    step('due', 'renew', 'current', ['learner', 'training-officer'], ['the module again, or the one that renews it'], ['completion']),
    step('in-progress', 'renew', 'current', ['learner', 'training-officer'], ['where it ended: the one that renews it'], ['completion']),
    step('expired', 'renew', 'current', ['learner', 'training-officer'], ['the module again, or the one that renews it'], ['completion']),
    ...WAIVABLE.map((from) => step(from, 'waive', 'waived', ['commander'], ['reason and end'], ['waiver with its approver'])),
    step('waived', 'end-waiver', 'required', ['clock', 'commander'], ['its last day, or ended before']),
    step(
      'required',
      'recognise',
      'recognised',
      ['training-officer'],
      ['an equivalent course mapped to the lessons'],
      ['completion, with the lessons it carries'],
    ),
    step('recognised', 'begin', 'in-progress', ['learner'], ['lessons it lacks, or the signature']),
    step('recognised', 'come-near', 'due', ['clock'], ['training-due days before it ends']),
    step('current', 'new-version', 'superseded', ['clock'], ['a new major version adds lessons']),
    step('superseded', 'take-delta', 'current', ['learner', 'training-officer'], ['the added lessons'], ['completion of those lessons']),
    step('superseded', 'end', 'expired', ['clock'], ['training-delta days after the version']),
  ],
};

/** The facts about one person and one module. Days as `2026-11-25`; `always`: covered as long as the appointment lasts. */
export type NeedFacts = {
  readonly coveredUntil: string | 'always' | null;
  readonly waivedUntil: string | null;
  readonly way: string | null;
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
    return need.way === 'recognised' ? 'recognised' : 'current';
  }
  if (need.unsigned) return 'passed';
  if (until !== null) return need.begun ? 'in-progress' : 'expired';
  if (need.way === 'recognised' && (need.missing?.length ?? 0) > 0) return need.begun ? 'in-progress' : 'recognised';
  if (need.passedOn !== null && !need.signed) return 'passed';
  if (need.begun || (need.missing?.length ?? 0) > 0) return 'in-progress';
  return need.enrolled ? 'enrolled' : 'required';
}

/** Whether a person in this state may deploy for this module: covered, or waived. */
export function isCovered({ coveredUntil, waivedUntil }: Pick<NeedFacts, 'coveredUntil' | 'waivedUntil'>, day: string): boolean {
  return coveredUntil === 'always' || (coveredUntil ?? '') >= day || (waivedUntil ?? '') >= day;
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
