import { expect, test } from 'vitest';
import { inParts } from './in-parts.ts';

test('inParts keeps every item once, in order', () => {
  expect(inParts(['a', 'b', 'c', 'd', 'e'], 2)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
  expect(inParts([], 2)).toEqual([]);
});
