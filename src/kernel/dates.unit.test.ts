import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addMonths, dayOf, endOf, isDayToCome, lastDayOf, plusMonths } from './dates.ts';

const anyDay = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map(dayOf);

it('months on a day are counted as on an instant, through ends of months and leap years', () => {
  for (const [day, months, later] of [
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2100-01-30', 1, '2100-02-28'],
    ['2026-11-30', 14, '2028-01-30'],
    ['2026-03-31', -4, '2025-11-30'],
  ] as const)
    expect(plusMonths(day, months)).toBe(later);
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -60, max: 240 }), (day, months) => {
      expect(plusMonths(day, months)).toBe(dayOf(addMonths(endOf(day), months)));
    }),
  );
});

it('a partial date counts as its last day', () => {
  expect(['2024-02', '2017', '2014-01-27'].map(lastDayOf)).toEqual(['2024-02-29', '2017-12-31', '2014-01-27']);
});

it.each([
  ['2026-11-24T10:00:00Z', '2026-11-25', false],
  ['2026-11-24T09:59:59Z', '2026-11-25', true],
  ['2026-11-24T23:59:59Z', '2026-11-25', false],
  ['2026-11-24T23:59:59Z', '2026-11-26', true],
])('isDayToCome allows at %s a day that has begun in any time zone, and no later day (%s: %s)', (now, day, expected) => {
  expect(isDayToCome(day, new Date(now))).toBe(expected);
});
