import { dayOf, plusDays } from '#kernel/dates.ts';
import { AppError } from '#kernel/errors.ts';
import '../errors.ts';

/**
 * The day a board is requested for; today by default. A past day is not recounted, because people have arrived, left and signed since: its figures are in the
 * evidence of that day. Yesterday is allowed, because it is still today in some time zones. Throws `training/day-gone`.
 */
export function boardDay(requested: string | undefined, now: Date): string {
  const today = dayOf(now);
  if (requested !== undefined && requested < plusDays(today, -1)) throw new AppError('training/day-gone');
  return requested ?? today;
}
