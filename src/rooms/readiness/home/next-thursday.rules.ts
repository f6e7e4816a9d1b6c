import { plusDays } from '#kernel/dates.ts';

const THURSDAY = 4;

/** The next Thursday, on which rotations deploy; a Thursday itself is one. Pure. */
export function nextThursday(today: string): string {
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
  return plusDays(today, (THURSDAY - weekday + 7) % 7);
}
