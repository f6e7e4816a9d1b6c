import type { TrainingState } from './training.rules.ts';

type Action =
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

const step = (from: TrainingState, action: Action, to: TrainingState, who: Who[], needs: string[], writes: string[] = []) => ({
  from,
  action,
  to,
  who,
  needs,
  writes,
});
const WAIVABLE = ['required', 'enrolled', 'in-progress', 'passed', 'expired', 'superseded'] as const;

/**
 * A model for the tests: the steps of workflow (c). In the program the state of a person in a module is not stored; it follows from the facts (`stateOf`). A test
 * checks that each step is what becomes of the facts. Clocks are parameters of the edition. Signed is a transient state: what is signed counts at once. Joining a
 * class does not end a red state: an expired person stays expired until they begin.
 */
export const TRAINING_STEPS = [
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
];
