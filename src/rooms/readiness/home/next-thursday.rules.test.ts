import { expect, test } from 'vitest';
import { nextThursday } from './next-thursday.rules.ts';

test.each([
  ['2026-11-27', '2026-12-03'],
  ['2026-12-03', '2026-12-03'],
  ['2026-12-04', '2026-12-10'],
  ['2026-11-29', '2026-12-03'],
  ['2026-12-30', '2026-12-31'],
])('nextThursday of %s is %s', (today, thursday) => {
  expect(nextThursday(today)).toBe(thursday);
});
