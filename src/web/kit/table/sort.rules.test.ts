import { describe, expect, it } from 'vitest';
import { sortRows } from './sort.rules.ts';

const ROWS = [
  { id: 1, name: 'Île', n: 10 },
  { id: 2, name: 'Alland', n: 2 },
  { id: 3, name: 'Zand', n: null },
  { id: 4, name: 'Alland', n: 10 },
];
const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

describe('sortRows', () => {
  it('sorts words as the language does, with equal ones in the order of the list', () => {
    expect(ids(sortRows(ROWS, ({ name }) => name, false, 'fr'))).toEqual([2, 4, 1, 3]);
    expect(ids(sortRows(ROWS, ({ name }) => name, true, 'fr'))).toEqual([3, 1, 2, 4]);
  });

  it('sorts numbers as numbers, with rows without a value last in both directions', () => {
    expect(ids(sortRows(ROWS, ({ n }) => n, false, 'en'))).toEqual([2, 1, 4, 3]);
    expect(ids(sortRows(ROWS, ({ n }) => n, true, 'en'))).toEqual([1, 4, 2, 3]);
  });
});
