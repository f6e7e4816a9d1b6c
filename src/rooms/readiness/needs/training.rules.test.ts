import { expect, test } from 'vitest';
import { eventsOf, transitionsOf } from '#kernel/machine.ts';
import {
  colourOf,
  decideEndWaiver,
  decideWaive,
  isCovered,
  keepsBack,
  NEED_MACHINE,
  type NeedFacts,
  stateOf,
  TRAINING_STATES,
  waiverState,
} from './training.rules.ts';

const TODAY = '2026-11-25';
const nothing: NeedFacts = { coveredUntil: null, waivedUntil: null, source: null, passedOn: null, signed: false, missing: null };
const passed = { ...nothing, source: 'player', passedOn: '2026-03-01' };

test.each([
  ['required', nothing],
  ['enrolled', { ...nothing, enrolled: true }],
  ['in-progress', { ...nothing, enrolled: true, begun: true }],
  ['passed', passed],
  ['current', { ...passed, signed: true, coveredUntil: '2027-03-01' }],
  ['current', { ...passed, signed: true, coveredUntil: 'always' as const }],
  ['current', { ...passed, signed: true, coveredUntil: '2027-01-24' }],
  ['due', { ...passed, signed: true, coveredUntil: '2027-01-23' }],
  ['due', { ...passed, signed: true, coveredUntil: TODAY }],
  ['expired', { ...passed, signed: true, coveredUntil: '2026-11-24' }],
  ['in-progress', { ...passed, signed: true, coveredUntil: '2026-11-24', begun: true }],
  ['expired', { ...passed, signed: true, coveredUntil: '2026-11-24', enrolled: true }],
  ['passed', { ...passed, signed: true, coveredUntil: '2026-11-24', unsigned: true }],
  ['passed', { ...passed, unsigned: true, begun: true }],
  ['waived', { ...nothing, waivedUntil: TODAY }],
  ['required', { ...nothing, waivedUntil: '2026-11-24' }],
  ['waived', { ...passed, coveredUntil: '2026-11-24', signed: true, waivedUntil: '2026-12-31' }],
  ['recognised', { ...passed, source: 'recognised', signed: true, coveredUntil: '2027-03-01' }],
  ['recognised', { ...passed, source: 'recognised', missing: ['G4', 'G7'] }],
  ['superseded', { ...passed, signed: true, coveredUntil: '2027-01-10', deltaUntil: '2027-01-10' }],
] as const)('stateOf is %s for %o', (state, facts) => {
  expect(stateOf(facts, TODAY, 60)).toBe(state);
});

// For each step, the facts before and after it. For a step of the clock, the date from which it applies.
const had = { ...passed, signed: true, coveredUntil: '2027-06-01' };
const old = { ...had, coveredUntil: '2026-11-01' };
const waived = { ...nothing, waivedUntil: '2026-12-31' };
const carried = { ...passed, source: 'recognised', missing: ['G4'] };
const [begun, enrolled, unsigned] = [
  { ...nothing, begun: true },
  { ...nothing, enrolled: true },
  { ...passed, unsigned: true },
];
const before = {
  required: nothing,
  enrolled,
  'in-progress': begun,
  passed: unsigned,
  expired: old,
  recognised: carried,
};
const superseded = { ...had, deltaUntil: '2027-02-01' };
type Seen = readonly [NeedFacts, NeedFacts, (readonly [string, string])?];
const STEPS: Record<string, Seen> = {
  'required enrol': [nothing, enrolled],
  'enrolled class-over': [enrolled, nothing],
  'required begin': [nothing, begun],
  'enrolled begin': [enrolled, { ...enrolled, begun: true }],
  'expired begin': [old, { ...old, begun: true }],
  'required pass': [nothing, unsigned],
  'enrolled pass': [enrolled, { ...enrolled, ...unsigned }],
  'expired pass': [old, { ...old, unsigned: true }],
  'in-progress fail': [begun, begun],
  'in-progress pass': [begun, unsigned],
  'in-progress renew': [{ ...old, begun: true }, had],
  'current come-near': [had, had, [TODAY, '2027-05-01']],
  'recognised come-near': [{ ...had, source: 'recognised' }, { ...had, source: 'recognised' }, [TODAY, '2027-05-01']],
  'passed sign': [unsigned, had],
  'due end': [had, had, ['2027-06-01', '2027-06-02']],
  'due renew': [{ ...had, coveredUntil: '2026-12-01' }, had],
  'expired renew': [old, had],
  ...Object.fromEntries(
    Object.entries(before).map(([from, facts]): [string, Seen] => [`${from} waive`, [facts, { ...facts, waivedUntil: '2026-12-31' }]]),
  ),
  'waived waiver-over': [waived, waived, ['2026-12-31', '2027-01-01']],
  'required recognise': [nothing, carried],
  'recognised begin': [carried, { ...carried, begun: true }],
  'current new-version': [had, superseded],
  'superseded take-delta': [superseded, had],
  'superseded end': [{ ...superseded, coveredUntil: '2027-02-01' }, { ...had, coveredUntil: '2027-02-01' }, [TODAY, '2027-02-02']],
};

test('each transition of the table is what becomes of the facts, and none is missing here', () => {
  const steps = [
    ...transitionsOf(NEED_MACHINE).map(({ from, action, to }) => ({ from, step: action as string, to })),
    ...eventsOf(NEED_MACHINE).map(({ from, event, to }) => ({ from, step: event, to })),
  ];
  const seen = steps.map(({ from, step }) => {
    const [was, is, [first, then] = [TODAY, TODAY]] = STEPS[`${from} ${step}`]!;
    return { from: stateOf(was, first, 60), step, to: stateOf(is, then, 60) };
  });
  expect(seen).toEqual(steps);
  expect(Object.keys(STEPS).sort()).toEqual(steps.map(({ from, step }) => `${from} ${step}`).sort());
});

test('isCovered includes the last day of cover and of a waiver', () => {
  expect(isCovered({ coveredUntil: TODAY, waivedUntil: null }, TODAY)).toBe(true);
  expect(isCovered({ coveredUntil: '2026-11-24', waivedUntil: TODAY }, TODAY)).toBe(true);
  expect(isCovered({ coveredUntil: '2026-11-24', waivedUntil: null }, TODAY)).toBe(false);
  expect(isCovered({ coveredUntil: null, waivedUntil: '2026-11-24' }, TODAY)).toBe(false);
});

test('keepsBack is false until the period of grace is over', () => {
  const none = { coveredUntil: null, waivedUntil: null };
  expect(keepsBack({ ...none, graceUntil: null }, TODAY)).toBe(true);
  expect(keepsBack({ ...none, graceUntil: TODAY }, TODAY)).toBe(false);
  expect(keepsBack({ ...none, graceUntil: '2026-11-24' }, TODAY)).toBe(true);
  expect(keepsBack({ ...none, coveredUntil: TODAY, graceUntil: '2026-11-24' }, TODAY)).toBe(false);
});

test.each([
  [95, 100, 'green'],
  [94, 100, 'amber'],
  [85, 100, 'amber'],
  [849, 1000, 'red'],
  [0, 4, 'red'],
  [0, 0, null],
] as const)('colourOf: %i of %i ready is %s', (ready, persons, colour) => {
  expect(colourOf(ready, persons, { target: 95, floor: 85 })).toBe(colour);
});

test('a need in any state can change', () => {
  const left = new Set([...transitionsOf(NEED_MACHINE), ...eventsOf(NEED_MACHINE)].map(({ from }) => from));
  expect(TRAINING_STATES.filter((state) => !left.has(state))).toEqual([]);
});

test('a waiver runs to the end of its last day unless it was ended', () => {
  expect(waiverState({ until: TODAY, endedAt: null }, TODAY)).toBe('running');
  expect(waiverState({ until: '2026-11-24', endedAt: null }, TODAY)).toBe('ended');
  expect(waiverState({ until: TODAY, endedAt: new Date() }, TODAY)).toBe('ended');
  expect(decideEndWaiver({ until: TODAY, endedAt: null }, TODAY)).toEqual({ accepted: true, value: 'ended' });
  for (const over of [
    { until: '2026-11-24', endedAt: null },
    { until: TODAY, endedAt: new Date() },
  ])
    expect(decideEndWaiver(over, TODAY)).toMatchObject({ code: 'training/waiver-over' });
});

test.each([
  ['covered', had, 'training/covered-already'],
  ['covered by a recognised course', { ...had, source: 'recognised' }, 'training/covered-already'],
  ['covered as long as the appointment lasts', { ...had, coveredUntil: 'always' }, 'training/covered-already'],
  ['waived', waived, 'training/covered-already'],
  ['missing parts of a recognised course', carried, null],
  ['expired', old, null],
  ['required', nothing, null],
] as const)('decideWaive of a need that is %s', (_, need, code) => {
  const decided = decideWaive(stateOf(need, TODAY, 60), need, TODAY, false);
  expect(decided.accepted ? null : decided.code).toBe(code);
});

test('decideWaive allows a day after the cover ends, and never the waiver of one’s own need', () => {
  expect(decideWaive(stateOf(had, '2027-06-02', 60), had, '2027-06-02', false)).toEqual({ accepted: true, value: 'waived' });
  expect(decideWaive('required', nothing, TODAY, true)).toMatchObject({ code: 'training/own-waiver' });
});
