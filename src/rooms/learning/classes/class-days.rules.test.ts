import { expect, test } from 'vitest';
import { isDayToCome } from './class-days.rules.ts';

test.each([
  ['2026-11-24T10:00:00Z', '2026-11-25', false],
  ['2026-11-24T09:59:59Z', '2026-11-25', true],
  ['2026-11-24T23:59:59Z', '2026-11-25', false],
  ['2026-11-24T23:59:59Z', '2026-11-26', true],
])('isDayToCome allows at %s a day that has begun in any time zone, and no later day (%s: %s)', (now, day, expected) => {
  expect(isDayToCome(day, new Date(now))).toBe(expected);
});
