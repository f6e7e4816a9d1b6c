import { dayOf, plusDays } from '#kernel/dates.ts';
import { currentCurriculum, validUntil } from '#rooms/courses/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';

/**
 * Whether a module passed on a day is due again or has ended, so that it is taken anew: from as many days before its end as the board calls it due. What holds as long as
 * the appointment never is.
 */
export function dueAgain(moduleId: string, passedAt: Date, now: Date): boolean {
  return isDue(validUntil(moduleId, passedAt), now);
}

/** What somebody has of a module from elsewhere, without what is signed and due again, or has ended: that is taken anew. What is not signed is signed first. */
export function notDueAgain<T extends { signedAt: string | null; until: string | null }>(now: Date, elsewhere: T | null): T | null {
  return elsewhere?.signedAt && isDue(elsewhere.until, now) ? null : elsewhere;
}

function isDue(until: string | null, now: Date): boolean {
  const { due } = currentCurriculum();
  return until !== null && until < plusDays(dayOf(now), Number(currentEdition().parameter(due).value));
}

/** A check as it was read, with whether what was passed with it is due again. */
export function withDueAgain<T extends { moduleId: string; receivedAt: Date | null; passed: boolean | null }>(
  now: Date,
  checks: readonly T[],
): (T & { dueAgain: boolean })[] {
  return checks.map((one) => ({
    ...one,
    dueAgain: one.passed === true && one.receivedAt !== null && dueAgain(one.moduleId, one.receivedAt, now),
  }));
}
