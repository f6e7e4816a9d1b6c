import { expect, test } from 'vitest';
import { colourOf, isCovered, type NeedFacts, stateOf, TRAINING, TRAINING_STATES } from './training.rules.ts';

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
  ['waived', { ...nothing, waivedUntil: TODAY }],
  ['required', { ...nothing, waivedUntil: '2026-11-24' }],
  ['waived', { ...passed, coveredUntil: '2026-11-24', signed: true, waivedUntil: '2026-12-31' }],
  ['recognised', { ...passed, way: 'recognised', signed: true, coveredUntil: '2027-03-01' }],
  ['recognised', { ...passed, way: 'recognised', missing: ['G4', 'G7'] }],
  ['superseded', { ...passed, signed: true, coveredUntil: '2027-01-10', deltaUntil: '2027-01-10' }],
] as const)('stands as %s by %o', (state, facts) => {
  expect(stateOf(facts, TODAY, 60)).toBe(state);
});

test('the last day covered counts, and so does the last day of a waiver', () => {
  expect(isCovered({ coveredUntil: TODAY, waivedUntil: null }, TODAY)).toBe(true);
  expect(isCovered({ coveredUntil: '2026-11-24', waivedUntil: TODAY }, TODAY)).toBe(true);
  expect(isCovered({ coveredUntil: '2026-11-24', waivedUntil: null }, TODAY)).toBe(false);
});

test.each([
  [95, 100, 'green'],
  [94, 100, 'amber'],
  [85, 100, 'amber'],
  [849, 1000, 'red'],
  [0, 4, 'red'],
  [0, 0, null],
] as const)('%i of %i ready is %s', (ready, persons, colour) => {
  expect(colourOf(ready, persons, { target: 95, floor: 85 })).toBe(colour);
});

test('every state can be reached and left, and only the commander waives', () => {
  const reached = new Set([TRAINING.start, ...TRAINING.transitions.map(({ to }) => to)]);
  expect(TRAINING_STATES.filter((state) => !reached.has(state))).toEqual([]);
  const left = new Set(TRAINING.transitions.map(({ from }) => from));
  expect(TRAINING_STATES.filter((state) => !left.has(state))).toEqual([]);
  expect(TRAINING.transitions.filter(({ act }) => act === 'waive').flatMap(({ who }) => who)).toEqual(Array(6).fill('commander'));
});
