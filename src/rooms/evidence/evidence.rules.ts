import type { PartialDate } from '#kernel/dates.ts';
import { dayOf, endOf } from '#kernel/dates.ts';

/**
 * The day a piece counts from, for freshness and for which of two is the newer: its as-of date, else its date, taken at the end of a month or
 * year given alone, and never after the day it was submitted.
 */
export function countsOn(piece: { date: PartialDate; asOf?: PartialDate | null }, submittedAt: Date): string {
  const end = dayOf(endOf(piece.asOf ?? piece.date));
  const submitted = dayOf(submittedAt);
  return end < submitted ? end : submitted;
}
