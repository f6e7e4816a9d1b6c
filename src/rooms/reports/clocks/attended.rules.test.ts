import { describe, expect, it } from 'vitest';
import { isUnattended, mayPromise } from './attended.rules.ts';

const CLOCKS = { unattendedHours: 72, dangerMinutes: 15 };
const everyDay = [1, 2, 3, 4, 5, 6, 7];

describe('isUnattended (A1.5)', () => {
  it.each([
    ['2026-12-01T23:59:00Z', false],
    // 72 hours after the first minute of the last day, but not after its last one.
    ['2026-12-04T00:00:00Z', false],
    ['2026-12-04T23:59:00Z', false],
    ['2026-12-05T00:00:00Z', true],
  ])('at %s is %s where a reader last unlocked on 1 December', (now, expected) => {
    expect(isUnattended('2026-12-01', new Date(now), CLOCKS)).toBe(expected);
  });
});

describe('mayPromise (A1.5)', () => {
  const roster = { zone: 'UTC', shifts: [{ reader: 1, days: everyDay, starts: '08:00', ends: '20:00' }] };
  const at = (time: string) => mayPromise(roster, [1], new Date(`2026-12-01T${time}:00Z`), CLOCKS);
  it('promises nothing in an empty hour, nor so shortly before one that nobody would look in time', () => {
    expect(['07:59', '08:00', '19:29', '19:30', '19:59', '20:00'].map(at)).toEqual([false, true, true, false, false, false]);
  });

  it('promises nothing without a roster, with an empty one, and where the reader on duty was removed', () => {
    const noon = new Date('2026-12-01T12:00:00Z');
    expect(mayPromise(null, [1], noon, CLOCKS)).toBe(false);
    expect(mayPromise({ zone: 'UTC', shifts: [] }, [1], noon, CLOCKS)).toBe(false);
    expect(mayPromise(roster, [2], noon, CLOCKS)).toBe(false);
  });
});
