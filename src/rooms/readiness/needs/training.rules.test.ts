import { expect, test } from 'vitest';
import { ROLE } from '#kernel/roles.ts';
import { TRAINING_STEPS } from './training.fixtures.ts';
import { colourOf, isCovered, keepsBack, type NeedFacts, stateOf, TRAINING_STATES } from './training.rules.ts';

const TODAY = '2026-11-25';
const nothing: NeedFacts = { coveredUntil: null, waivedUntil: null, way: null, passedOn: null, signed: false, missing: null };
const passed = { ...nothing, way: 'player', passedOn: '2026-03-01' };

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
  ['recognised', { ...passed, way: 'recognised', signed: true, coveredUntil: '2027-03-01' }],
  ['recognised', { ...passed, way: 'recognised', missing: ['G4', 'G7'] }],
  ['superseded', { ...passed, signed: true, coveredUntil: '2027-01-10', deltaUntil: '2027-01-10' }],
] as const)('stateOf is %s for %o', (state, facts) => {
  expect(stateOf(facts, TODAY, 60)).toBe(state);
});

// For each step, the facts before and after it. For a step of the clock, the date from which it applies.
const had = { ...passed, signed: true, coveredUntil: '2027-06-01' };
const old = { ...had, coveredUntil: '2026-11-01' };
const waived = { ...nothing, waivedUntil: '2026-12-31' };
const carried = { ...passed, way: 'recognised', missing: ['G4'] };
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
  superseded: { ...had, deltaUntil: '2027-02-01' },
};
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
  'recognised come-near': [{ ...had, way: 'recognised' }, { ...had, way: 'recognised' }, [TODAY, '2027-05-01']],
  'due end': [had, had, ['2027-06-01', '2027-06-02']],
  'due renew': [{ ...had, coveredUntil: '2026-12-01' }, had],
  'expired renew': [old, had],
  ...Object.fromEntries(
    Object.entries(before).map(([from, facts]): [string, Seen] => [
      `${from} waive`,
      // What a new version adds can be waived once its days are over, as anything else can once it is not covered.
      [facts, { ...facts, coveredUntil: null, waivedUntil: '2026-12-31' }],
    ]),
  ),
  'waived end-waiver': [waived, waived, ['2026-12-31', '2027-01-01']],
  'required recognise': [nothing, carried],
  'recognised begin': [carried, { ...carried, begun: true }],
  'current new-version': [had, before.superseded],
  'superseded take-delta': [before.superseded, had],
  'superseded end': [{ ...before.superseded, coveredUntil: '2027-02-01' }, { ...had, coveredUntil: '2027-02-01' }, [TODAY, '2027-02-02']],
};

test('each step of the table follows from the facts, and none is missing here', () => {
  // The state signed is left at once: there are no facts in between.
  const steps = TRAINING_STEPS.filter(({ from, to }) => from !== 'acknowledged' && to !== 'acknowledged');
  expect(stateOf(unsigned, TODAY, 60)).toBe('passed');
  expect(stateOf({ ...had, unsigned: false }, TODAY, 60)).toBe('current');
  const seen = steps.map(({ from, action }) => {
    const [was, is, [first, then] = [TODAY, TODAY]] = STEPS[`${from} ${action}`]!;
    return { from: stateOf(was, first, 60), action, to: stateOf(is, then, 60) };
  });
  expect(seen).toEqual(steps.map(({ from, action, to }) => ({ from, action, to })));
  expect(Object.keys(STEPS).sort()).toEqual(steps.map(({ from, action }) => `${from} ${action}`).sort());
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

test('every state can be reached and left, and only the commander waives', () => {
  const reached = new Set(['required', ...TRAINING_STEPS.map(({ to }) => to)]);
  expect(TRAINING_STATES.filter((state) => !reached.has(state))).toEqual([]);
  const left = new Set(TRAINING_STEPS.map(({ from }) => from));
  expect(TRAINING_STATES.filter((state) => !left.has(state))).toEqual([]);
  expect(TRAINING_STEPS.filter(({ action }) => action === 'waive').flatMap(({ who }) => who)).toEqual(Array(6).fill(ROLE.commander));
});
