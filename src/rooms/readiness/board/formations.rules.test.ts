import { expect, test } from 'vitest';
import type { BoardLine } from './board.schema.ts';
import { formationsOf } from './formations.rules.ts';

const LIMITS = { target: 95, floor: 85 };
const UNITS = new Map([
  ['brigade', { name: 'Brigade', superiorId: null }],
  ['battalion', { name: 'Battalion', superiorId: 'brigade' }],
  ['first', { name: '1 Company', superiorId: 'battalion' }],
  ['second', { name: '2 Company', superiorId: 'battalion' }],
  ['apart', { name: 'Apart', superiorId: 'unseen' }],
]);
const line = (unitId: string | null, persons: number, ready: number): BoardLine => ({
  ...{ partyId: 'p', party: { en: 'P', fr: 'P' }, unitId, unit: unitId, persons, ready, colour: null },
  missing: ready < persons ? [{ module: 'G', persons: persons - ready }] : [],
});
const summarise = (lines: BoardLine[], units = UNITS) =>
  formationsOf(lines, units, LIMITS).map(({ unit, persons, ready, colour, missing }) => [
    unit,
    persons,
    ready,
    colour,
    missing[0]?.persons ?? 0,
  ]);

test('formationsOf counts a superior unit’s own people and those of every unit under it', () => {
  expect(summarise([line('first', 10, 10), line('second', 10, 8), line('battalion', 5, 5), line('apart', 3, 0), line(null, 4, 4)])).toEqual(
    [
      ['Battalion', 25, 23, 'amber', 2],
      ['Brigade', 25, 23, 'amber', 2],
    ],
  );
});

test('formationsOf omits a superior of no unit or of a single one, and ends in a circle', () => {
  expect(summarise([line('battalion', 5, 5), line('apart', 3, 0)])).toEqual([]);
  expect(summarise([line('apart', 3, 0), line(null, 4, 4)])).toEqual([]);
  const circle = new Map([
    ['a', { name: 'A', superiorId: 'b' }],
    ['b', { name: 'B', superiorId: 'a' }],
  ]);
  expect(summarise([line('a', 2, 2), line('b', 2, 2)], circle).map(([unit, persons]) => [unit, persons])).toEqual([
    ['A', 4],
    ['B', 4],
  ]);
});
