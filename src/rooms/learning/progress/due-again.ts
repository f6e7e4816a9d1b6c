import { dayOf, plusDays } from '#kernel/dates.ts';
import { currentCurriculum, validUntil } from '#rooms/courses/index.ts';
import { currentEdition } from '#rooms/policy/index.ts';

/**
 * Whether a module passed on a day is due again or has ended, so that it must be taken again. It becomes due as many days before its end as on the board. A
 * module that is valid as long as the appointment never becomes due.
 */
export function dueAgain(moduleId: string, passedAt: Date, now: Date): boolean {
  return isDue(validUntil(moduleId, passedAt), now);
}

/**
 * What a person has of a module from elsewhere, except records that are signed and due again or ended: those must be taken again. An unsigned record is signed
 * first.
 */
export function notDueAgain<T extends { signedAt: string | null; until: string | null }>(now: Date, elsewhere: T | null): T | null {
  return elsewhere?.signedAt && isDue(elsewhere.until, now) ? null : elsewhere;
}

function isDue(until: string | null, now: Date): boolean {
  const { due } = currentCurriculum();
  return until !== null && until < plusDays(dayOf(now), Number(currentEdition().parameter(due, now).value));
}

/** A check as read from the database, with whether the pass is due again, counted from when it was answered as the completion on the board is. */
export function withDueAgain<T extends { moduleId: string; answeredAt: Date | null; passed: boolean | null }>(
  now: Date,
  checks: readonly T[],
): (T & { dueAgain: boolean })[] {
  return checks.map((one) => ({
    ...one,
    dueAgain: one.passed === true && one.answeredAt !== null && dueAgain(one.moduleId, one.answeredAt, now),
  }));
}
