import { dayOf, plusDays } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import '../errors.ts';

/**
 * The day a board is asked for; today where none is. What stood on a day that is gone is in the evidence of that day: people have come, left and signed since, so
 * nothing is counted for it here. The day before is still today somewhere. Throws `training/day-gone`.
 */
export function dayAsked(asked: string | undefined, now: Date): string {
  const today = dayOf(now);
  if (asked !== undefined && asked < plusDays(today, -1)) throw new AppError('training/day-gone');
  return asked ?? today;
}
