import { expect, test } from 'vitest';
import { earlierRun, nextTime } from './nightly.ts';

test('the next nightly run is due at the set time, today or tomorrow', () => {
  expect(nextTime(new Date('2026-11-24T02:29:59Z'), '02:30').toISOString()).toBe('2026-11-24T02:30:00.000Z');
  expect(nextTime(new Date('2026-11-24T02:30:00Z'), '02:30').toISOString()).toBe('2026-11-25T02:30:00.000Z');
  // A night that is due stays due. One planned while the clock was years ahead is not delayed until then.
  const [due, ahead, now] = ['2026-11-24T02:30:00Z', '2030-01-02T02:30:00Z', '2026-11-24T02:30:40Z'].map((at) => new Date(at));
  expect(earlierRun(due!, now!, '02:30')).toEqual(due);
  expect(earlierRun(ahead!, now!, '02:30').toISOString()).toBe('2026-11-25T02:30:00.000Z');
});
