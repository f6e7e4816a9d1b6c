import { dayOf, isDayToCome, plusMonths } from '#kernel/dates.ts';
import { accept, type Decision, refuse } from '#kernel/decision.ts';

/** For how many months after it was given an agreement of force protection lasts at most: sites and threats change. */
export const MAX_AGREEMENT_MONTHS = 12;

type Agreement = { readonly agreedOn: string; readonly agreedUntil: string };

/** Whether an agreement lets a page be shown at this moment: it was given, has not ended, and lasts no longer than it may. Pure. */
export function decideAgreement({ agreedOn, agreedUntil }: Agreement, now: Date): Decision<true> {
  if (isDayToCome(agreedOn, now)) return refuse('contractors/day-to-come');
  if (agreedUntil < dayOf(now)) return refuse('contractors/day-is-over');
  const last = plusMonths(agreedOn, MAX_AGREEMENT_MONTHS);
  return agreedUntil > last ? refuse('contractors/agreement-too-long', { day: last }) : accept(true);
}
