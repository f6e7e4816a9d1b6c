import { afterEach, expect, test, vi } from 'vitest';
import { localToday } from './local-today.ts';

afterEach(() => vi.unstubAllEnvs());

test.each([
  ['Asia/Tokyo', '2026-11-25'],
  ['UTC', '2026-11-24'],
  ['America/New_York', '2026-11-24'],
])('localToday names the day of the clock in %s', (zone, day) => {
  vi.stubEnv('TZ', zone);
  expect(localToday(new Date('2026-11-24T16:30:00Z'))).toBe(day);
});
